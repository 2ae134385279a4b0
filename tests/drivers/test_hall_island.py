"""A terminal without its hall: its own numbers, durable, each once, handed in where they belong."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import delete, update

from drivers.hall_client import HallClient, HallLine, LinePlan
from drivers.hall_copy import Wanted, make_copy, opened, restore
from drivers.hall_island import HallIsland
from drivers.hall_island_lasting import LastingIsland
from drivers.hall_store.engines import open_reader
from drivers.hall_store.tables import hall, happening, island_range, ticket
from drivers.sim.network import Line, Relay
from drivers.sqlite_file import asides
from kiosk.card import CardKind, IdCard, Sex
from kiosk.events import DeviceState, QueueFailed, ThemesKnown, TicketIssued
from kiosk.hall.access import Role
from kiosk.hall.ticket import HallTicket
from kiosk.queue import NumberWish
from kiosk.trouble import Trouble
from tests.drivers.office import WAIT, Inbox
from tests.drivers.test_hall_client import access, hall_is
from tests.hallkit.house import MONDAY, House, config_of, open_house
from tests.hallkit.laid import sqlite_url
from tests.hallkit.people import clerk_at

ELDER = IdCard(CardKind.RESIDENT, "李测试", "110101194003079991", Sex.FEMALE, datetime(1940, 3, 7).date())  # noqa: DTZ001
GONE = pytest.mark.logs("WARNING", "the hall is gone")


class Terminal:
    """One terminal with its line and its island; `cut` and `mend` its cable."""

    def __init__(self, house: House, folder: Path, stack: ExitStack) -> None:
        self.house = house
        self.inbox = Inbox()
        self.file = folder / "island.db"
        self.requests = 0
        address = urlsplit(house.url)
        self.relay = Relay(str(address.hostname), int(address.port or 0))
        self.relay.start()
        self.island = HallIsland(self.file)
        plan = LinePlan(self.island, house.clock, look_seconds=0.02)
        self.token = house.token(Role.TERMINAL)
        self.line = HallLine(HallClient(access(self.relay.url, self.token)), self.inbox.post, plan)
        stack.callback(self.relay.close)
        stack.callback(self.line.close)
        self.line.start()
        hall_is(self.inbox, DeviceState.READY)
        self.wait_for_ranges()

    def wait_for_ranges(self) -> None:
        """The line reserves right after it has found the hall."""
        until(lambda: self.island.is_ready(self.house.clock()), self)

    def take(self, key: str, theme: str = "A", card: IdCard | None = None) -> TicketIssued | QueueFailed:
        self.requests += 1
        number = self.requests
        self.line.take_ticket(number, key, NumberWish(theme, card))
        kinds = (TicketIssued, QueueFailed)
        with self.inbox._changed:
            found = lambda: [e for e in self.inbox.events if isinstance(e, kinds) and e.request == number]  # noqa: E731
            assert self.inbox._changed.wait_for(lambda: bool(found()), WAIT)
            answer = found()[0]
        assert isinstance(answer, kinds)
        return answer

    def number(self, key: str, theme: str = "A", card: IdCard | None = None) -> str:
        issued = self.take(key, theme, card)
        assert isinstance(issued, TicketIssued), issued
        return issued.ticket.number

    def cut(self) -> None:
        self.relay.set_line(Line.REFUSED)

    def mend(self) -> None:
        self.relay.set_line(Line.OPEN)

    def handed_in(self, count: int) -> list[HallTicket]:
        """What the hall has got from our island, once it is so many and the terminal knows that they are there."""
        day, store = self.house.hall.day(self.house.clock()), self.house.store

        def found() -> list[HallTicket]:
            return [one for one in store.read(lambda records: records.tickets(day)).result(WAIT) if one.island]

        until(lambda: len(found()) >= count and not self.island.to_hand_in(), self)
        return found()


def until(condition: Callable[[], bool], terminal: Terminal) -> None:
    """Wait, with the terminal's own events as the clock; it looks for the hall fifty times a second."""
    end = time.monotonic() + WAIT
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < end, terminal.inbox.events
        pause.wait(0.01)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    with open_house(sqlite_url(tmp_path)) as house, ExitStack() as stack:
        yield Terminal(house, tmp_path, stack)


@GONE
def test_without_a_hall_the_terminal_gives_its_own_numbers_and_says_so(terminal: Terminal) -> None:
    assert terminal.number("key-00000001") == "A001"
    terminal.cut()
    issued = terminal.take("key-00000002")
    assert isinstance(issued, TicketIssued)
    assert (issued.ticket.number, issued.ticket.island, issued.ticket.ahead) == ("A5000", True, 0)
    assert issued.ticket.windows == "一楼 A 区 1-3 号窗口"
    assert terminal.number("key-00000003") == "A5001"
    assert terminal.number("key-00000003") == "A5001"
    assert terminal.number("key-00000004", "B") == "B5000"
    hall_is(terminal.inbox, DeviceState.ABSENT)
    terminal.line.ask_themes(99)
    known = terminal.inbox.wait_for(ThemesKnown)
    assert [(theme.code, theme.open) for theme in known.themes] == [("A", True), ("B", True)]


@GONE
def test_numbers_reserved_at_night_are_given_once_the_hall_would_be_open(tmp_path: Path) -> None:
    """A terminal that is left on has its range since midnight, when every counter was shut."""
    with open_house(sqlite_url(tmp_path)) as house, ExitStack() as stack:
        house.clock.at = house.clock.at.replace(hour=0, minute=1)
        terminal = Terminal(house, tmp_path, stack)
        terminal.cut()
        assert isinstance(terminal.take("key-00000001"), QueueFailed)
        house.clock.at = house.clock.at.replace(hour=9)
        assert terminal.number("key-00000002") == "A5000"
        terminal.line.ask_themes(99)
        assert {theme.open for theme in terminal.inbox.wait_for(ThemesKnown).themes} == {True}


@GONE
def test_what_staff_closed_stays_closed_without_the_hall(tmp_path: Path) -> None:
    with open_house(sqlite_url(tmp_path)) as house, ExitStack() as stack:
        house.ask("POST", "/v1/themes/B/close", Role.MANAGER, json={})
        terminal = Terminal(house, tmp_path, stack)
        terminal.cut()
        assert isinstance(terminal.take("key-00000001", "B"), QueueFailed)
        assert terminal.number("key-00000002") == "A5000"
        hall_is(terminal.inbox, DeviceState.ABSENT)


def put_back(house: House, last: int) -> None:
    """As a copy of the hall's database that was made after happening `last`."""
    engine = open_reader(house.database)
    with engine.begin() as connection:
        connection.execute(delete(happening).where(happening.c.seq > last))
        for table in (island_range, ticket):
            connection.execute(delete(table))
        connection.execute(update(hall).values(last_happening=last, last_ticket=0))
    engine.dispose()


@GONE
@pytest.mark.logs("WARNING", "the hall's records were restored from a copy")
def test_a_hall_that_was_restored_gets_again_what_it_has_forgotten(terminal: Terminal) -> None:
    house = terminal.house
    terminal.cut()
    assert [terminal.number(f"key-0000000{n}") for n in range(2)] == ["A5000", "A5001"]
    hall_is(terminal.inbox, DeviceState.ABSENT)
    terminal.mend()
    terminal.handed_in(2)
    other = house.token(Role.TERMINAL)
    house.clock.ahead(minutes=1)  # what happens from now on happens at other moments
    put_back(house, house.store.read(lambda records: records.last_happening()).result(WAIT) - 2)
    house.ask("POST", "/v1/themes/B/close", Role.MANAGER, json={})
    house.ask("POST", "/v1/themes/B/open", Role.MANAGER, json={})
    house.ask("POST", "/v1/themes/B/close", Role.MANAGER, json={})  # the log has overtaken what the terminal knows
    assert [one.number for one in terminal.handed_in(2)] == ["A5000", "A5001"]
    ranges = house.ask("POST", "/v1/island/ranges", other, json={"used_up": []}).json()["themes"]
    assert [(one["theme"]["code"], one["first"]) for one in ranges] == [("A", 5300), ("B", 5300)]


@GONE
@pytest.mark.logs("WARNING", "the hall's records were restored from a copy")
def test_a_hall_put_back_by_its_staff_gets_them_again_too(tmp_path: Path) -> None:
    url, copy = sqlite_url(tmp_path), tmp_path / "copy"
    with ExitStack() as stack:
        with open_house(url) as house:
            terminal = Terminal(house, tmp_path, stack)
            make_copy(url, "test", copy, house.clock())
            terminal.cut()
            assert terminal.number("key-00000001") == "A5000"
            hall_is(terminal.inbox, DeviceState.ABSENT)
            terminal.mend()
            terminal.handed_in(1)
            terminal.cut()
        with opened(copy) as found:
            assert restore(found, Wanted("test", url, None), lambda: None)
        with open_house(url, clock=house.clock, port=urlsplit(house.url).port or 0) as again:
            assert again.store.read(lambda records: records.tickets(MONDAY.date())).result(WAIT) == []
            terminal.house = again
            terminal.mend()
            assert [one.number for one in terminal.handed_in(1)] == ["A5000"]


@GONE
def test_a_terminal_that_starts_anew_misses_what_it_had_handed_in(terminal: Terminal) -> None:
    """Its mark is of the hall that had them: an earlier one is known also where they are not."""
    terminal.cut()
    terminal.number("key-00000001")
    hall_is(terminal.inbox, DeviceState.ABSENT)
    terminal.mend()
    terminal.handed_in(1)
    terminal.line.close()
    newest = terminal.house.store.read(lambda records: records.newest_happening()).result(WAIT)
    again = HallIsland(terminal.file)
    assert newest is not None
    assert (again.to_hand_in(), again.mark()) == ([], newest.mark)
    again.close()


def test_a_range_that_somebody_else_has_got_meanwhile_is_theirs(terminal: Terminal) -> None:
    house, wish = terminal.house, {"theme": "A", "day": "2026-03-02", "first": 5000, "last": 5299}
    other = house.token(Role.TERMINAL)
    got = house.ask("POST", "/v1/island/ranges", other, json={"held": [wish]}).json()["themes"][0]
    assert (got["first"], got["last"]) == (5300, 5599)
    for strange in ({"first": 1}, {"first": 5600, "last": 9000}, {"day": "2026-03-01"}, {"theme": "Z"}):
        house.ask("POST", "/v1/island/ranges", other, json={"held": [wish | {"first": 6000, "last": 6099} | strange]})
    known = house.store.read(lambda records: records.ranges(MONDAY.date(), "A")).result(WAIT)
    assert [one.first for one in known] == [5000, 5300]


@GONE
def test_they_are_handed_in_in_order_and_wait_where_they_belong(terminal: Terminal) -> None:
    house = terminal.house
    terminal.cut()
    terminal.number("key-00000001")
    house.clock.ahead(minutes=1)
    terminal.number("key-00000002", card=ELDER)
    house.clock.ahead(minutes=1)
    assert house.take("key-at-the-hall").json()["number"] == "A001"  # another terminal reaches the hall
    hall_is(terminal.inbox, DeviceState.ABSENT)
    terminal.mend()
    handed = terminal.handed_in(2)
    assert [(one.number, one.issued_at) for one in handed] == [
        ("A5000", MONDAY),
        ("A5001", MONDAY + timedelta(minutes=1)),
    ]
    assert [one.claim.value for one in handed] == ["", "age_60"]
    clerk = clerk_at(house)
    order = []
    for _ in range(3):
        order.append(clerk.does("next")["number"])
        clerk.does("start")
        clerk.does("finish", outcome="done")
    assert order == ["A5001", "A5000", "A001"]


@GONE
def test_the_code_on_the_paper_works_once_the_number_is_handed_in(terminal: Terminal) -> None:
    terminal.cut()
    issued = terminal.take("key-00000001")
    assert isinstance(issued, TicketIssued)
    path = issued.ticket.follow_url.removeprefix(terminal.house.url)
    assert terminal.house.ask("GET", path, None).status_code == 404
    hall_is(terminal.inbox, DeviceState.ABSENT)
    terminal.mend()
    terminal.handed_in(1)
    assert "A5000" in terminal.house.ask("GET", path, None).text


def test_a_number_whose_answer_was_lost_is_withdrawn_when_the_island_gave_another(terminal: Terminal) -> None:
    house, now = terminal.house, terminal.house.clock()
    house.take("key-00000001")  # the hall's answer never arrived
    terminal.island.give("key-00000001", "A", None, now)
    terminal.handed_in(1)
    day = house.hall.day(now)
    kept = house.store.read(lambda records: records.tickets(day)).result(WAIT)
    assert [(one.number, one.state.value) for one in kept] == [("A001", "cancelled"), ("A5000", "waiting")]


@GONE
def test_no_number_after_closing_time_nor_on_another_day(terminal: Terminal) -> None:
    terminal.cut()
    terminal.house.clock.at = MONDAY.replace(hour=18)
    assert terminal.take("key-00000001") == QueueFailed(1, Trouble.UNREACHABLE)
    terminal.house.clock.at = MONDAY + timedelta(days=1)
    assert terminal.take("key-00000002") == QueueFailed(2, Trouble.UNREACHABLE)
    hall_is(terminal.inbox, DeviceState.ABSENT)


def test_a_range_is_enough_for_a_day_and_followed_by_another_once_the_hall_is_there(tmp_path: Path) -> None:
    endless = config_of("tickets = { closing_check = false }\n")
    with open_house(sqlite_url(tmp_path), endless) as house, ExitStack() as stack:
        terminal, now = Terminal(house, tmp_path, stack), house.clock()
        numbers = [terminal.island.give(f"key-{turn:08}", "A", None, now) for turn in range(301)]
        assert [one.number for one in numbers if one] == [f"A{n}" for n in range(5000, 5300)]
        terminal.handed_in(300)
        until(lambda: not terminal.island.used_up(), terminal)
        again = terminal.island.give("key-again", "A", None, now)
        assert again is not None
        assert again.number == "A5300"


def test_two_terminals_never_share_a_number(tmp_path: Path) -> None:
    with open_house(sqlite_url(tmp_path)) as house, ExitStack() as stack:
        terminals = []
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            terminals.append(Terminal(house, tmp_path / name, stack))
        until(lambda: all(one.island.themes(house.clock()) for one in terminals), terminals[1])
        given = [one.island.give(f"key-of-{n:05}", "A", None, house.clock()) for n, one in enumerate(terminals)]
        assert sorted(one.number for one in given if one) == ["A5000", "A5300"]


@GONE
def test_numbers_survive_a_restart_of_the_terminal(tmp_path: Path) -> None:
    with open_house(sqlite_url(tmp_path)) as house, ExitStack() as stack:
        terminal = Terminal(house, tmp_path, stack)
        terminal.cut()
        hall_is(terminal.inbox, DeviceState.ABSENT)
        first = terminal.island.give("key-00000001", "A", None, house.clock())
        again = HallIsland(terminal.file)
        assert again.known("key-00000001") == first
        second = again.give("key-00000002", "A", None, house.clock())
        assert second is not None
        assert second.number == "A5001"
        again.close()


def given_at(island: HallIsland | LastingIsland, key: str, now: datetime) -> str:
    ticket = island.give(key, "A", None, now)
    assert ticket is not None
    return ticket.number


def test_a_clock_that_was_a_day_ahead_gives_no_number_twice(tmp_path: Path) -> None:
    """The hall's own ranges are kept by it, so that it offers the same ones when its clock has come back."""
    with open_house(sqlite_url(tmp_path)) as house, ExitStack() as stack:
        terminal = Terminal(house, tmp_path, stack)
        terminal.line.close()
        island = HallIsland(terminal.file)
        numbers = [given_at(island, "key-00000001", house.clock())]
        today = island._reserve
        assert today is not None
        island.keep(replace(today, day=today.day + timedelta(days=1)))
        island.keep(today)
        numbers.append(given_at(island, "key-00000002", house.clock()))
        assert numbers == ["A5000", "A5001"]
        island.close()


@pytest.mark.logs("ERROR", "put aside")
def test_a_damaged_file_is_put_aside_and_its_range_given_no_more(tmp_path: Path) -> None:
    with open_house(sqlite_url(tmp_path)) as house, ExitStack() as stack:
        terminal = Terminal(house, tmp_path, stack)
        number = given_at(terminal.island, "key-00000001", house.clock())
        terminal.line.close()
        terminal.file.write_bytes(b"no database any more" * 1000)
        for rest in ("-wal", "-shm"):
            terminal.file.with_name(terminal.file.name + rest).unlink(missing_ok=True)
        island = LastingIsland(terminal.file, house.clock)
        client = HallClient(access(house.url, terminal.token))
        for _ in range(2):
            island.keep(client.reserve(island.used_up(), island.held()))
        assert given_at(island, "key-00000002", house.clock()) != number
        assert given_at(island, "key-00000003", house.clock()) == "A5301"
        assert len(asides(terminal.file)) == 1
        island.close()
        client.close()


@pytest.mark.logs("ERROR", "no numbers without the hall")
def test_a_file_that_cannot_be_used_keeps_nobody_from_the_halls_own_numbers(tmp_path: Path) -> None:
    with open_house(sqlite_url(tmp_path)) as house, ExitStack() as stack:
        folder = tmp_path / "state"
        folder.write_text("a file where the folder should be")
        inbox, token = Inbox(), house.token(Role.TERMINAL)
        island = LastingIsland(folder / "island.db", house.clock)
        line = HallLine(HallClient(access(house.url, token)), inbox.post, LinePlan(island, house.clock, 0.02))
        stack.callback(line.close)
        line.start()
        line.take_ticket(1, "key-00000001", NumberWish("A"))
        assert inbox.wait_for(TicketIssued).ticket.number == "A001"
        folder.unlink()
        until_ready = time.monotonic() + WAIT
        while not (folder.is_dir() and island.themes(house.clock())):
            assert time.monotonic() < until_ready
            threading.Event().wait(0.01)


@GONE
def test_the_file_names_nobody(terminal: Terminal) -> None:
    terminal.cut()
    hall_is(terminal.inbox, DeviceState.ABSENT)
    terminal.number("key-00000001", card=ELDER)
    content = b"".join(path.read_bytes() for path in terminal.file.parent.glob("island.db*"))
    assert ELDER.number.encode() not in content
    assert ELDER.name.encode() not in content


def test_a_number_that_is_not_ours_is_refused_and_the_rest_taken(terminal: Terminal) -> None:
    house = terminal.house
    stranger = {
        "number": "A9500", "theme": "A", "day": "2026-03-02", "issued_at": MONDAY.isoformat(),
        "key": "key-00000001", "code": "AAAAAAAAAAAA",
    }  # fmt: skip
    old = stranger | {"number": "A5000", "day": "2026-03-01", "code": "BBBBBBBBBBBB"}
    answer = house.ask("POST", "/v1/island/tickets", json={"numbers": [stranger, old]}).json()
    assert [(one["accepted"], one["reason"]) for one in answer] == [(False, "not_in_range"), (False, "not_in_range")]
