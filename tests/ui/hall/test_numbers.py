"""A terminal asks the hall for numbers over HTTP, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from kiosk.hall.access import Role
from kiosk.queue import Theme, Ticket
from tests.hallkit.house import CHINA, WAIT, House, config_of, open_house
from tests.hallkit.laid import sqlite_url

ZHANG = {"number": "11010119900307999X", "name": "张测试", "birth": "1990-03-07"}
GRANDMA = {"number": "110101194003079991", "name": "李测试", "birth": "1940-03-07"}


def ticket(answer: object) -> Ticket:
    return msgspec.json.decode(answer.content, type=Ticket)  # type: ignore[attr-defined]


def test_the_first_number_of_the_day(house: House) -> None:
    answer = house.take("key-00000001", holder=ZHANG)
    given = ticket(answer)
    assert answer.status_code == 201
    assert (given.number, given.ahead, given.theme.code) == ("A001", 0, "A")
    assert (given.day.isoformat(), given.hall_name) == ("2026-03-02", "测试大厅")
    assert given.issued_at == house.clock.at
    assert given.issued_at.utcoffset() == CHINA.utcoffset(None)
    assert given.windows == "一楼 A 区 1-3 号窗口"
    assert not given.reprint
    assert not given.island


def test_numbers_count_up_by_theme_and_day(house: House) -> None:
    numbers = [ticket(house.take(f"key-{turn:08}", theme)).number for turn, theme in enumerate("AABAB")]
    house.clock.ahead(days=1)
    numbers.append(ticket(house.take("key-next-day")).number)
    assert numbers == ["A001", "A002", "B001", "A003", "B002", "A001"]


def test_the_same_key_gives_the_same_ticket(house: House) -> None:
    first, second = house.take("key-00000001", holder=ZHANG), house.take("key-00000001", holder=ZHANG)
    assert ticket(first) == ticket(second)
    assert ticket(house.take("key-00000002")).number == "A002"


def test_a_key_is_not_for_two_questions(house: House) -> None:
    house.take("key-00000001", "A")
    answer = house.take("key-00000001", "B")
    assert (answer.status_code, answer.json()["reason"]) == (422, "key_reused")


def test_the_same_person_gets_a_reprint_in_one_theme_and_a_number_in_another(house: House) -> None:
    first = ticket(house.take("key-00000001", "A", holder=ZHANG))
    answer = house.take("key-00000002", "A", holder=ZHANG | {"number": "11010119900307999x"})
    again = ticket(answer)
    assert answer.status_code == 200
    assert (again.number, again.follow_url, again.reprint) == (first.number, first.follow_url, True)
    assert ticket(house.take("key-00000003", "B", holder=ZHANG)).number == "B001"
    assert ticket(house.take("key-00000004", "A", holder=GRANDMA)).number == "A002"


def test_people_ahead_are_counted(house: House) -> None:
    ahead = []
    for turn in range(4):
        ahead.append(ticket(house.take(f"key-{turn:08}")).ahead)
        house.clock.ahead(seconds=1)
    assert ahead == [0, 1, 2, 3]


def test_many_terminals_at_once_get_every_number_once(house: House) -> None:
    house.take("key-first-of-all")
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda turn: house.take(f"key-{turn:08}", "AB"[turn % 2]), range(200)))
    numbers = sorted(ticket(answer).number for answer in answers)
    assert numbers == [f"A{n:03}" for n in range(2, 102)] + [f"B{n:03}" for n in range(1, 101)]


def test_numbers_kept_for_terminals_without_a_hall_are_left_out(tmp_path: Path) -> None:
    with open_house(
        sqlite_url(tmp_path), config_of("tickets = { island_first = 101, closing_check = false }\n")
    ) as house:
        given = [house.take(f"key-{turn:08}").json()["number"] for turn in range(102)]
        assert given[98:] == ["A099", "A100", "A10000", "A10001"]


def test_outside_hours_the_themes_say_so_and_no_number_is_given(house: House) -> None:
    house.clock.at = house.clock.at.replace(hour=20)
    themes = msgspec.json.decode(house.ask("GET", "/v1/themes", None).content, type=list[Theme])
    assert [(theme.open, theme.closed_code) for theme in themes] == [(False, "outside_hours")] * 2
    assert themes[0].closed_reason
    assert themes[0].closed_reason_en
    answer = house.take("key-00000001")
    assert (answer.status_code, answer.json()["reason"]) == (409, "outside_hours")


def test_numbers_are_given_a_quarter_of_an_hour_before_the_windows_open(house: House) -> None:
    house.clock.at = house.clock.at.replace(hour=8, minute=14)
    assert house.take("key-00000001").status_code == 409
    house.clock.at += timedelta(minutes=1)
    assert house.take("key-00000001").status_code == 201


@pytest.mark.parametrize(
    ("role", "status"),
    [(None, 401), ("not a token", 401), (Role.BOARD, 403), (Role.WINDOW, 403), (Role.MANAGER, 403)],
)
def test_only_terminals_get_numbers(house: House, role: Role | str | None, status: int) -> None:
    answer = house.ask("POST", "/v1/tickets", role, headers={"Idempotency-Key": "key-00000001"}, json={"theme": "A"})
    assert answer.status_code == status


@pytest.mark.parametrize(
    "wish",
    [
        {},
        {"theme": "a"},
        {"theme": "AB"},
        {"theme": "A", "holder": {"number": "x\x00y12345", "name": "z"}},
        {"theme": "A", "holder": {"number": "110101", "name": "a\u0000b"}},
        {"theme": "A", "holder": {"number": "110101", "name": "x" * 61}},
        {"theme": "A", "priority": "because"},
        {"theme": "A", "more": 1},
        {"theme": "A", "errands": ["x"] * 13},
    ],
)
def test_what_is_not_understood_is_not_repeated(house: House, wish: dict[str, object]) -> None:
    answer = house.take("key-00000001", **{"theme": wish.pop("theme", None), **wish})
    assert answer.status_code == 422
    assert answer.json()["reason"] == "not_understood"
    assert "110101" not in answer.text


def test_an_unknown_theme_is_404(house: House) -> None:
    assert house.take("key-00000001", "Z").status_code == 404


def test_the_follow_page_works_without_a_script_in_both_languages(house: House) -> None:
    house.take("key-00000000")
    url = ticket(house.take("key-00000001", holder=ZHANG)).follow_url
    path = url.removeprefix(house.url)
    zh, en = house.ask("GET", path, None), house.ask("GET", path + "?lang=en", None)
    assert "A002" in zh.text
    assert "前面还有" in zh.text
    assert "People ahead" in en.text
    assert "<noscript>" in zh.text
    assert not [word for word in ("张", "1101") if word in zh.text + en.text]
    assert zh.headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert zh.headers["Cache-Control"] == "no-store"


def test_a_visitor_gives_the_number_up(house: House) -> None:
    path = ticket(house.take("key-00000001", holder=ZHANG)).follow_url.removeprefix(house.url)
    assert "已取消" in house.ask("POST", path + "/cancel", None).text
    assert "已取消" in house.ask("POST", path + "/cancel", None).text  # once more changes nothing
    assert ticket(house.take("key-00000002", holder=ZHANG)).number == "A002"


def test_a_wrong_code_is_unknown(house: House) -> None:
    assert house.ask("GET", "/t/AAAAAAAAAAAA", None).status_code == 404
    assert house.ask("GET", "/v1/follow/AAAAAAAAAAAA", None).status_code == 404
    assert house.ask("GET", "/t/short", None).status_code == 422


def test_a_whole_hall_follows_from_one_address_but_nobody_guesses(tmp_path: Path) -> None:
    """Every visitor on the hall's own network has the same address."""
    with open_house(sqlite_url(tmp_path), config_of('security = { follow_rate = "5/minute" }\n')) as house:
        paths = [ticket(house.take(f"key-{n:08}")).follow_url.removeprefix(house.url) for n in range(8)]
        assert {house.ask("GET", path, None).status_code for path in paths} == {200}
        assert [house.ask("GET", paths[0], None).status_code for _ in range(5)] == [200] * 4 + [429]
        guessed = [house.ask("GET", f"/t/AAAAAAAAAAA{letter}", None).status_code for letter in "ABCDEF"]
    assert guessed == [404] * 5 + [429]


def test_the_follow_page_says_where_to_go_in_its_language(house: House) -> None:
    path = ticket(house.take("key-00000001")).follow_url.removeprefix(house.url)
    assert "1-3 号窗口" in house.ask("GET", path, None).text
    assert "indows 1-3" in house.ask("GET", path + "?lang=en", None).text


@pytest.mark.parametrize(("holder", "promised"), [(ZHANG, True), (None, False)])
def test_priority_on_the_next_day_is_promised_to_who_can_be_known_again(
    house: House, holder: dict[str, str] | None, promised: bool
) -> None:
    wish = {"holder": holder} if holder else {}
    path = ticket(house.take("key-00000001", **wish)).follow_url.removeprefix(house.url)
    house.clock.ahead(hours=10)
    assert house.ask("POST", f"/v1/settlements/{house.hall.day(house.clock())}", Role.MANAGER).ok
    assert ("次日优先" in house.ask("GET", path, None).text) is promised


def test_a_hall_that_no_phone_reaches_promises_no_page(house: House) -> None:
    house.context.address = ""
    assert ticket(house.take("key-00000001")).follow_url == ""


def test_the_database_keeps_neither_number_nor_name(house: House) -> None:
    house.take("key-00000001", holder=ZHANG)
    kept = house.store.read(lambda records: records.tickets(house.hall.day(house.clock()))).result(WAIT)[0]
    assert ZHANG["number"] not in str([getattr(kept, name) for name in kept.__slots__])
    assert kept.name == "张**"
    assert len(kept.holder) == 64


def test_age_gives_priority(house: House) -> None:
    house.take("key-00000001", holder=ZHANG)
    house.take("key-00000002", holder=GRANDMA)
    kept = house.store.read(lambda records: records.tickets(house.hall.day(house.clock()))).result(WAIT)
    assert [(one.standing.value, one.claim.value) for one in kept] == [("walk_in", ""), ("priority", "age_60")]


def test_health(house: House) -> None:
    answer = house.ask("GET", "/v1/health", None).json()
    assert (answer["hall"], answer["open"]) == ("test", True)


def test_the_contract_is_published(house: House) -> None:
    paths = house.ask("GET", "/openapi.json", None).json()["paths"]
    assert {"/v1/themes", "/v1/tickets", "/t/{code}", "/v1/health"} <= set(paths)
    assert all("summary" in operation for path in paths.values() for operation in path.values())


@pytest.mark.parametrize(
    ("clock", "least"),
    [((8, 16), 14), ((12, 5), 85)],  # windows serve from 8:30 to 12:00 and again from 13:30
)
def test_before_windows_open_the_wait_counts_until_they_do(house: House, clock: tuple[int, int], least: int) -> None:
    house.clock.at = house.clock.at.replace(hour=clock[0], minute=clock[1])
    low, high = house.take("key-00000001").json()["wait_minutes"]
    assert least <= low <= high <= least + 10


@pytest.mark.parametrize(
    "written", ["+8613800138000", "0086 138 0013 8000", "86-13800138000", "138-0013-8000", "１３８００１３８０００"]
)
def test_one_telephone_is_one_person_however_it_is_written(house: House, written: str) -> None:
    first = ticket(house.take("key-00000001", phone="13800138000"))
    again = ticket(house.take("key-00000002", phone=written))
    assert (again.number, again.reprint) == (first.number, True)


@pytest.mark.parametrize(
    "numbers", [("0317-2012345", "0317-2012346"), ("+85291234567", "91234567"), ("13800138000", "13800138001")]
)
def test_two_telephones_are_two_people(house: House, numbers: tuple[str, str]) -> None:
    first, second = (ticket(house.take(f"key-0000000{n}", phone=number)) for n, number in enumerate(numbers))
    assert first.number != second.number


@pytest.mark.parametrize("written", ["-------", "- - - - -", "+", "123456", " " * 10, ""])
def test_what_has_no_digits_is_nobodys_telephone(house: House, written: str) -> None:
    assert house.take("key-00000001", phone=written).status_code == 422
