"""Many at once: no number twice, none left out, nobody called twice; also with two hall processes and two halls."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from itertools import count

from kiosk.hall.access import Grant, Role
from kiosk.hall.identity import digest, new_token
from kiosk.hall.ports import HallRecords
from kiosk.hall.ticket import State
from tests.bench.hall_load import Request, request, run
from tests.hallkit.house import TOML, WAIT, House, config_of, open_house
from tests.hallkit.people import ClerkAtWindow, clerk_at

CLIENTS = 64
EACH = 20
ENDLESS = "tickets = { closing_check = false }\n"


def numbers(token: str, client: int) -> Iterator[Request]:
    """Every third asks with one key twice, as after a lost answer."""
    for turn in range(EACH):
        for _ in range(2 if turn % 3 == 0 else 1):
            body = b'{"theme": "%s"}' % b"AB"[turn % 2 : turn % 2 + 1]
            key = f"key-{client:03}-{turn:05}"
            yield "issue", request("POST", "/v1/tickets", token, body, **{"Idempotency-Key": key})


def kept(house: House) -> list[str]:
    day = house.hall.day(house.clock())
    return sorted(one.number for one in house.store.read(lambda records: records.tickets(day)).result(WAIT))


def wanted() -> list[str]:
    half = CLIENTS * EACH // 2
    return sorted(f"{theme}{n:03}" for theme in "AB" for n in range(1, half + 1))


def test_sixty_four_terminals_get_their_numbers_each_once(database: str) -> None:
    with open_house(database, config_of(ENDLESS)) as house:
        token = house.token(Role.TERMINAL)
        run(house.url, CLIENTS, lambda client: numbers(token, client))
        assert kept(house) == wanted()


def test_two_processes_on_one_database_are_one_hall(database: str) -> None:
    with ExitStack() as stack:
        houses = [stack.enter_context(open_house(database, config_of(ENDLESS))) for _ in range(2)]
        token = houses[0].token(Role.TERMINAL)
        halves = [partial(half_of_them, token, 16 * half) for half in range(2)]
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda house, half: run(house.url, 16, half), houses, halves))
        seen = [kept(house) for house in houses]
        assert seen[0] == seen[1]
        assert seen[0] == sorted(f"{theme}{n:03}" for theme in "AB" for n in range(1, 32 * EACH // 2 + 1))
        first, second = clerk_at(houses[0], 1), clerk_at(houses[1], 2)
        called = [clerk.does("next")["number"] for clerk in (first, second, first, second) if not finish(clerk)]
        assert called == ["A001", "A002", "A003", "A004"]


def half_of_them(token: str, first: int, client: int) -> Iterator[Request]:
    return numbers(token, first + client)


def finish(clerk: ClerkAtWindow) -> bool:
    """Whatever is at the window ends; False, so that it can stand in a condition."""
    if clerk.act("start").status_code == 200:
        clerk.does("finish", outcome="done")
    return False


def test_clerks_at_sixteen_windows_call_everybody_once(database: str) -> None:
    windows = list(range(1, 17))
    text = f"""
[hall]
id = "test"
name_zh = "测试大厅"
name_en = "Test hall"
[[themes]]
code = "A"
name_zh = "综合受理"
name_en = "General intake"
icon = "general"
windows = {windows}
"""
    with open_house(database, config_of(ENDLESS, text)) as house:
        token = house.token(Role.TERMINAL)
        people = 320
        run(house.url, 16, lambda client: some(token, client, people // 16))
        sessions = sign_all_in(house, windows)
        run(house.url, 16, lambda n: visits(sessions[n], n + 1, people // 16))
        day = house.hall.day(house.clock())
        tickets = house.store.read(lambda records: records.tickets(day)).result(WAIT)
        assert [one.state for one in tickets] == [State.FINISHED] * people
        assert {one.calls for one in tickets} == {1}
        told = house.store.read(lambda records: records.happenings(0, 10_000)).result(WAIT)
        assert [one.seq for one in told] == list(range(1, len(told) + 1))
        called = [one.number for one in told if one.what == "called"]
        assert len(called) == len(set(called)) == people


def some(token: str, client: int, times: int) -> Iterator[Request]:
    for turn in range(times):
        headers = {"Idempotency-Key": f"key-{client:03}-{turn:05}"}
        yield "issue", request("POST", "/v1/tickets", token, b'{"theme": "A"}', **headers)


def visits(token: str, window: int, times: int) -> Iterator[Request]:
    path = f"/v1/windows/{window}"
    for _ in range(times):
        yield "next", request("POST", f"{path}/next", token)
        yield "start", request("POST", f"{path}/start", token)
        yield "finish", request("POST", f"{path}/finish", token, b'{"outcome": "done"}')


def sign_all_in(house: House, windows: list[int]) -> list[str]:
    sessions = [new_token() for _ in windows]

    def work(records: HallRecords) -> None:
        for n, token in zip(count(1), sessions, strict=False):
            records.add_grant(Grant(0, Role.CLERK, f"clerk {n}", house.clock(), 0, n), digest(token))

    house.store.write(work).result(WAIT)
    for window, token in zip(windows, sessions, strict=True):
        assert house.ask("POST", f"/v1/windows/{window}/open", token, json={}).status_code == 200
    return sessions


def test_two_halls_in_one_database_know_nothing_of_each_other(database: str) -> None:
    with ExitStack() as stack:
        other = config_of(text=TOML.replace('id = "test"', 'id = "other"'))
        one, two = stack.enter_context(open_house(database)), stack.enter_context(open_house(database, other))
        assert one.take("key-00000001").json()["number"] == "A001"
        assert two.take("key-00000001").json()["number"] == "A001"
        assert len(kept(one)) == len(kept(two)) == 1
        assert two.ask("GET", "/v1/board", one.token(Role.BOARD)).status_code == 401
        assert clerk_at(one).does("next")["number"] == "A001"
        assert clerk_at(two).does("next")["number"] == "A001"
