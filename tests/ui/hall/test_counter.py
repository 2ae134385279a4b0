"""A clerk's work over HTTP, on both databases."""

import pytest

from kiosk.hall.access import Role
from tests.hallkit.house import House
from tests.hallkit.people import ClerkAtWindow, clerk_at, sign_in, take_on

GRANDMA = {"number": "110101194003079991", "name": "李测试", "birth": "1940-03-07"}


@pytest.fixture
def clerk(house: House) -> ClerkAtWindow:
    return clerk_at(house)


def give(house: House, *themes: str) -> list[str]:
    """Numbers, a minute apart."""
    numbers = []
    for theme in themes:
        numbers.append(house.take(f"key-{house.clock.at:%d%H%M%S}", theme).json()["number"])
        house.clock.ahead(minutes=1)
    return numbers


def call_to_no_show(clerk: ClerkAtWindow) -> int:
    called = clerk.does("next")
    for _ in range(2):
        clerk.does("recall")
    return int(clerk.does("no-show")["id"] and called["id"])


def test_a_visit_from_call_to_rating(house: House, clerk: ClerkAtWindow) -> None:
    give(house, "A")
    called = clerk.does("next")
    assert (called["number"], called["state"], called["window"], called["calls"]) == ("A001", "called", 1, 1)
    assert called["waited_minutes"] == 1
    assert clerk.does("start")["state"] == "serving"
    house.clock.ahead(minutes=6)
    done = clerk.does("finish", outcome="done", note="材料齐全")
    assert (done["state"], done["outcome"]) == ("finished", "done")
    pad = house.token(Role.WINDOW, 1)
    assert not house.ask("GET", "/v1/windows/1/rating", pad).json()["asked"]
    clerk.does("ask-rating", ticket=done["id"])
    assert house.ask("GET", "/v1/windows/1/rating", pad).json()["asked"]
    answer = house.ask("POST", "/v1/windows/1/rating", pad, json={"level": "very_satisfied"})
    assert answer.status_code == 204
    overview = house.ask("GET", "/v1/overview", Role.MANAGER).json()
    assert overview["ratings"]["very_satisfied"] == 1
    assert (overview["themes"][0]["served"], overview["themes"][0]["mean_service"]) == (1, 6.0)
    assert clerk.refused("ask-rating", ticket=done["id"]) == "wrong_state"


def test_who_is_next_follows_the_published_rule(house: House, clerk: ClerkAtWindow) -> None:
    give(house, "A", "A")
    house.take("key-grandma", holder=GRANDMA)
    house.clock.ahead(minutes=2)
    order = []
    for _ in range(3):
        order.append(clerk.does("next")["number"])
        clerk.does("start")
        clerk.does("finish", outcome="done")
    # A003 earns 4 points a minute: 8 after two minutes, against 4 and 3.
    assert order == ["A003", "A001", "A002"]
    assert clerk.refused("next") == "nobody_waiting"


def test_a_window_calls_only_its_themes(house: House) -> None:
    give(house, "B", "A")
    assert clerk_at(house, 3, themes=["A"]).does("next")["number"] == "A001"
    assert clerk_at(house, 4).does("next")["number"] == "B001"
    assert clerk_at(house, 1, open_=False).refused("open", themes=["B"]) == "theme_not_here"


def test_a_window_has_one_ticket(house: House, clerk: ClerkAtWindow) -> None:
    give(house, "A", "A")
    clerk.does("next")
    assert clerk.refused("next") == "window_busy"
    assert clerk.refused("finish", outcome="done") == "wrong_state"


def test_three_calls_then_missed_and_back_in_line(house: House, clerk: ClerkAtWindow) -> None:
    give(house, "A", "A")
    clerk.does("next")
    assert clerk.refused("no-show") == "calls_left"
    clerk.does("recall")
    clerk.does("recall")
    missed = clerk.does("no-show")
    assert missed["state"] == "no_show"
    assert [one["number"] for one in clerk.ask("GET", "/v1/line").json()["no_shows"]] == ["A001"]
    back = clerk.ask("POST", f"/v1/tickets/{missed['id']}/return").json()
    assert (back["state"], back["standing"], back["calls"]) == ("waiting", "returned", 0)
    assert clerk.does("next")["number"] == "A002"


def test_a_number_may_come_back_twice(house: House, clerk: ClerkAtWindow) -> None:
    give(house, "A")
    for turn in range(3):
        missed = call_to_no_show(clerk)
        answer = clerk.ask("POST", f"/v1/tickets/{missed}/return")
        assert answer.status_code == (200 if turn < 2 else 409)
    assert answer.json()["reason"] == "too_late"


def test_transfer_to_a_theme_keeps_number_note_and_place(house: House, clerk: ClerkAtWindow) -> None:
    give(house, "B", "A")
    clerk.does("next")
    clerk.does("start")
    sent = clerk.does("transfer", theme="B", note="需要查档")
    assert (sent["number"], sent["line"], sent["state"], sent["standing"]) == ("A001", "B", "waiting", "transferred")
    other = clerk_at(house, 4)
    house.clock.ahead(minutes=10)
    called = other.does("next")
    assert (called["number"], called["note"]) == ("A001", "需要查档")
    assert clerk.does("close")["state"] == "closed"


def test_transfer_to_a_window_waits_for_that_window_alone(house: House, clerk: ClerkAtWindow) -> None:
    give(house, "A")
    other = clerk_at(house, 2)
    clerk.does("next")
    clerk.does("transfer", window=2, keep_place=False)
    assert clerk.refused("next") == "nobody_waiting"
    assert other.does("next")["number"] == "A001"
    assert clerk.refused("transfer", window=99) == "unknown_window"
    assert clerk.refused("transfer") == "unknown_window"


def test_nobody_waits_for_a_window_that_is_closed(house: House, clerk: ClerkAtWindow) -> None:
    give(house, "A", "A", "A")
    clerk.does("next")
    assert clerk.refused("transfer", window=2) == "window_closed"
    other = clerk_at(house, 2)
    for _ in range(2):
        clerk.does("transfer", window=2)
        clerk.does("next")
    assert other.does("next")["number"] == "A001"
    other.does("close")
    waiting = clerk.ask("GET", "/v1/line?themes=A&window=1").json()["waiting"]
    assert [(one["number"], one["line"], one["state"]) for one in waiting] == [
        ("A001", "A", "waiting"),
        ("A002", "A", "waiting"),
    ]
    clerk.does("start")
    clerk.does("finish", outcome="done")
    assert clerk.does("next")["number"] == "A001"


def test_who_was_missed_at_a_window_now_closed_comes_back_to_the_theme(house: House, clerk: ClerkAtWindow) -> None:
    give(house, "A")
    other = clerk_at(house, 2)
    clerk.does("next")
    clerk.does("transfer", window=2)
    missed = call_to_no_show(other)
    other.does("close")
    assert clerk.ask("POST", f"/v1/tickets/{missed}/return").json()["line"] == "A"
    assert clerk.does("next")["number"] == "A001"


def test_park_and_resume_at_another_window(house: House, clerk: ClerkAtWindow) -> None:
    give(house, "A", "A")
    clerk.does("next")
    clerk.does("start")
    parked = clerk.does("park", note="去复印")
    assert clerk.does("next")["number"] == "A002"
    assert clerk.refused("resume", ticket=parked["id"]) == "window_busy"
    resumed = clerk_at(house, 2).does("resume", ticket=parked["id"])
    assert (resumed["state"], resumed["window"], resumed["note"]) == ("serving", 2, "去复印")


def test_closing_puts_a_called_number_back_and_refuses_while_serving(house: House, clerk: ClerkAtWindow) -> None:
    give(house, "A", "A")
    clerk.does("next")
    clerk.does("close")
    assert clerk.refused("next") == "window_closed"
    clerk.does("open")
    assert clerk.does("next")["number"] == "A001"
    clerk.does("start")
    assert clerk.refused("close") == "window_busy"


def test_a_paused_window_goes_on_serving_and_calls_nobody(house: House, clerk: ClerkAtWindow) -> None:
    give(house, "A", "A")
    clerk.does("next")
    assert clerk.does("pause")["state"] == "paused"
    clerk.does("start")
    clerk.does("finish", outcome="advised")
    assert clerk.refused("next") == "window_closed"
    clerk.does("open")
    assert clerk.does("next")["number"] == "A002"


def test_out_of_turn_and_given_up(house: House, clerk: ClerkAtWindow) -> None:
    give(house, "A", "A")
    second = clerk.ask("GET", "/v1/line?themes=A").json()["waiting"][1]
    assert clerk.does("call", ticket=second["id"])["number"] == "A002"
    assert clerk.ask("POST", f"/v1/tickets/{second['id']}/cancel").json()["state"] == "cancelled"
    assert clerk.does("next")["number"] == "A001"
    assert clerk.refused("call", ticket=999) == "window_busy"
    assert clerk.ask("POST", "/v1/tickets/999/cancel").status_code == 404


def test_out_of_turn_is_still_of_this_windows_lines(house: House, clerk: ClerkAtWindow) -> None:
    give(house, "A", "B", "A")
    other, third = clerk_at(house, 4), clerk_at(house, 3, themes=["A"])
    own, foreign, _ = other.ask("GET", "/v1/line").json()["waiting"]
    assert third.refused("call", ticket=foreign["id"]) == "theme_not_here"
    third.does("open", themes=["A", "B"])
    assert third.does("call", ticket=foreign["id"])["number"] == "B001"
    clerk.does("call", ticket=own["id"])
    clerk.does("transfer", window=4)
    assert clerk.refused("call", ticket=own["id"]) == "theme_not_here"
    assert other.does("call", ticket=own["id"])["number"] == "A001"


def test_a_clerk_sits_at_one_window_and_nobody_takes_it(house: House, clerk: ClerkAtWindow) -> None:
    other = clerk_at(house, 2)
    other.window = 1
    assert other.refused("open") == "window_taken"
    clerk.window = 3
    clerk.does("open")
    states = {one["number"]: one["state"] for one in clerk.ask("GET", "/v1/windows").json()}
    assert states == {1: "closed", 2: "open", 3: "open", 4: "closed"}
    assert clerk.ask("GET", "/v1/windows/9").status_code == 404


def test_a_device_bound_to_a_window_serves_no_other(house: House) -> None:
    take_on(house, "107")
    session = sign_in(house, "107", device=house.token(Role.WINDOW, 2)).json()
    assert session["window"] == 2
    clerk = ClerkAtWindow(house, 2, session["token"])
    clerk.does("open")
    clerk.window = 1
    assert clerk.refused("open") == "not_allowed"


def test_clerks_see_masked_names_and_no_rating(house: House, clerk: ClerkAtWindow) -> None:
    house.take("key-grandma", holder=GRANDMA, errands=["新生儿落户", "办医保卡"])
    text = clerk.ask("GET", "/v1/line").text
    assert "李**" in text
    assert "新生儿落户" in text
    assert "李测试" not in text
    assert '"rating"' not in text


def test_two_clerks_never_call_the_same_number(house: House, clerk: ClerkAtWindow) -> None:
    from concurrent.futures import ThreadPoolExecutor

    give(house, *"A" * 12)
    clerks = [clerk, clerk_at(house, 2), clerk_at(house, 3)]

    def work(one: ClerkAtWindow) -> list[str]:
        called = []
        while (answer := one.act("next")).status_code == 200:
            called.append(answer.json()["number"])
            one.does("start")
            one.does("finish", outcome="done")
        return called

    with ThreadPoolExecutor(3) as pool:
        called = [number for numbers in pool.map(work, clerks) for number in numbers]
    assert sorted(called) == [f"A{n:03}" for n in range(1, 13)]


@pytest.mark.parametrize("role", [Role.TERMINAL, Role.BOARD, Role.WINDOW, Role.MANAGER])
def test_no_device_calls_without_a_clerk(house: House, role: Role) -> None:
    assert house.ask("POST", "/v1/windows/1/next", role, json={}).status_code == 403
    assert house.ask("GET", "/v1/line", role).status_code == 403


def test_the_line_is_shown_as_it_would_be_called(house: House) -> None:
    clerk = clerk_at(house, 1)
    for n in range(2):
        house.take(f"key-0000000{n}")
        house.clock.ahead(minutes=4)
    house.take("key-00000009", priority="disabled")
    house.clock.ahead(minutes=6)
    shown = [one["number"] for one in clerk.ask("GET", "/v1/line").json()["waiting"]]
    assert shown == ["A003", "A001", "A002"]
    assert [clerk.does("next")["number"], shown[0]] == ["A003", "A003"]


def test_who_was_sent_to_one_window_is_shown_there_alone(house: House) -> None:
    first, second, other = clerk_at(house, 1), clerk_at(house, 4), clerk_at(house, 2)
    house.take("key-00000001")
    first.does("next")
    first.does("start")
    first.does("transfer", window=4)

    def shown(clerk: ClerkAtWindow, themes: str) -> list[str]:
        line = clerk.ask("GET", f"/v1/line?themes={themes}&window={clerk.window}").json()
        return [one["number"] for one in line["waiting"]]

    assert shown(second, "B") == ["A001"]
    assert shown(other, "A,B") == []


def mean_wait(house: House) -> float:
    day = house.ask("GET", "/v1/overview", Role.MANAGER).json()
    found: float = next(theme for theme in day["themes"] if theme["code"] == "A")["mean_wait"]
    return found


def test_a_wait_ends_at_the_first_call_whatever_comes_after(house: House) -> None:
    """A repeated call, a no-show and its return: whole visits are no waits."""
    clerk = clerk_at(house)
    for turn in range(2):
        house.take(f"key-{turn:08}")
    house.clock.ahead(minutes=5)
    called = clerk.does("next")["called_at"]
    house.clock.ahead(minutes=2)
    assert clerk.does("recall")["called_at"] == called
    clerk.does("start")
    clerk.does("finish", outcome="done")
    clerk.does("next")
    clerk.does("recall")
    clerk.does("recall")
    missed = clerk.does("no-show")
    house.clock.ahead(minutes=30)
    clerk.ask("POST", f"/v1/tickets/{missed['id']}/return")
    clerk.does("next")
    assert mean_wait(house) == 6.0  # 5 minutes and 7


def test_a_number_that_is_sent_on_or_put_on_hold_has_waited_once(house: House) -> None:
    first, second = clerk_at(house), clerk_at(house, 2)
    house.take("key-of-who-goes-on")
    house.clock.ahead(minutes=4)
    first.does("next")
    first.does("start")
    first.does("transfer", theme="B")
    house.clock.ahead(minutes=20)
    second.does("next")
    second.does("start")
    second.does("park")
    assert mean_wait(house) == 4.0


def test_who_was_called_to_a_window_that_closes_goes_on_waiting(house: House) -> None:
    """Nobody has served them: the wait ends when somebody does."""
    clerk = clerk_at(house)
    house.take("key-of-who-is-put-back")
    house.clock.ahead(minutes=3)
    clerk.does("next")
    clerk.does("close")
    assert mean_wait(house) == 0.0
    house.clock.ahead(minutes=6)
    clerk.does("open", themes=["A"])
    clerk.does("next")
    assert mean_wait(house) == 9.0
