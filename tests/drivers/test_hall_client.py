"""The terminal's line to a real hall over a cable that fails, and to servers that answer nonsense."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from drivers.hall_client import HallAccess, HallClient, HallLine, LinePlan
from drivers.sim.network import Line, Relay
from kiosk.card import CardKind, IdCard, Sex
from kiosk.events import Device, DeviceChanged, DeviceState, NoticeKept, QueueFailed, ThemesKnown, TicketIssued
from kiosk.hall.access import Role
from kiosk.hall.notices import Turn
from kiosk.hall.ticket import Claim, HallTicket, Kind
from kiosk.queue import NumberWish, Priority
from kiosk.trouble import Trouble
from tests.drivers.office import Inbox
from tests.hallkit.house import CHINA, WAIT, House, config_of, open_house, serving
from tests.hallkit.laid import sqlite_url

CARD = IdCard(CardKind.RESIDENT, "张测试", "11010119900307999X", Sex.MALE, date(1990, 3, 7))
GONE = pytest.mark.logs("WARNING", "the hall is gone")


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(sqlite_url(tmp_path)) as made:
        yield made


@pytest.fixture
def relay(house: House) -> Iterator[Relay]:
    address = urlsplit(house.url)
    made = Relay(str(address.hostname), int(address.port or 0))
    made.start()
    yield made
    made.close()


def access(url: str, token: str, answer_seconds: float = WAIT) -> HallAccess:
    return HallAccess(url, token, WAIT, answer_seconds)


@pytest.fixture
def line(house: House, relay: Relay, inbox: Inbox) -> Iterator[HallLine]:
    with open_line(access(relay.url, house.token(Role.TERMINAL)), inbox) as made:
        yield made


@contextmanager
def open_line(to: HallAccess, inbox: Inbox) -> Iterator[HallLine]:
    made = HallLine(HallClient(to), inbox.post, LinePlan(look_seconds=0.05))
    made.start()
    yield made
    made.close()


class Sealed:
    """Messages that are never due."""

    def seal(self, phone: str) -> bytes:
        return f"sealed {len(phone)}".encode()

    def send(self, turn: Turn) -> None:
        raise AssertionError(turn.number)


def hall_is(inbox: Inbox, state: DeviceState, count: int = 1) -> DeviceChanged:
    return inbox.wait_for(DeviceChanged, count, lambda event: event.state is state and event.device is Device.HALL)


def test_themes_and_a_ticket(line: HallLine, inbox: Inbox) -> None:
    line.ask_themes(1)
    line.take_ticket(2, "key-00000001", NumberWish("A", CARD))
    assert [theme.code for theme in inbox.wait_for(ThemesKnown).themes] == ["A", "B"]
    issued = inbox.wait_for(TicketIssued)
    assert (issued.request, issued.ticket.number, issued.ticket.theme.name_zh) == (2, "A001", "综合受理")
    assert [event.state for event in inbox.of(DeviceChanged)] == [DeviceState.CONNECTING, DeviceState.READY]


def test_the_same_person_gets_a_reprint_and_nobody_an_anonymous_number(line: HallLine, inbox: Inbox) -> None:
    line.take_ticket(1, "key-00000001", NumberWish("A", CARD))
    line.take_ticket(2, "key-00000002", NumberWish("A", CARD))
    line.take_ticket(3, "key-00000003", NumberWish("A"))
    tickets = [inbox.wait_for(TicketIssued, turn).ticket for turn in (1, 2, 3)]
    assert [(one.number, one.reprint) for one in tickets] == [("A001", False), ("A001", True), ("A002", False)]


def kept_tickets(house: House) -> list[HallTicket]:
    return house.store.read(lambda records: records.tickets(house.hall.day(house.clock()))).result(WAIT)


def test_a_number_by_phone_is_the_same_when_asked_again(line: HallLine, inbox: Inbox, house: House) -> None:
    line.take_ticket(1, "key-00000001", NumberWish("A", phone="13800138000"))
    line.take_ticket(2, "key-00000002", NumberWish("A", phone="13800138000"))
    tickets = [inbox.wait_for(TicketIssued, turn).ticket for turn in (1, 2)]
    assert [(one.number, one.reprint) for one in tickets] == [("A001", False), ("A001", True)]
    assert [one.kind for one in kept_tickets(house)] == [Kind.PHONE]


def test_priority_is_taken_by_age_and_by_word_and_may_be_declined(line: HallLine, inbox: Inbox, house: House) -> None:
    old = replace(CARD, birth=date(1949, 12, 31))
    line.take_ticket(1, "key-00000001", NumberWish("A", replace(old, number="11010119900307001X")))
    line.take_ticket(2, "key-00000002", NumberWish("A", old, priority_declined=True))
    line.take_ticket(3, "key-00000003", NumberWish("A", priority=Priority.PREGNANT))
    inbox.wait_for(TicketIssued, 3)
    assert [one.claim for one in kept_tickets(house)] == [Claim.AGE_60, Claim.NONE, Claim.PREGNANT]


def test_a_telephone_number_is_left_for_a_message(line: HallLine, inbox: Inbox, house: House) -> None:
    house.context.messages = Sealed()
    for turn in range(1, 8):
        line.take_ticket(turn, f"key-0000000{turn}", NumberWish("A"))
    first, last = inbox.wait_for(TicketIssued), inbox.wait_for(TicketIssued, 7)
    assert (first.ticket.notice_offered, last.ticket.notice_offered) == (False, True)
    line.leave_phone(8, last.ticket, "13800138000")
    line.leave_phone(9, first.ticket, "13800138000")
    assert [inbox.wait_for(NoticeKept, turn) for turn in (1, 2)] == [NoticeKept(8, True), NoticeKept(9, False)]


def test_several_things_in_one_visit_reach_the_clerk(line: HallLine, inbox: Inbox, house: House) -> None:
    line.take_ticket(1, "key-00000001", NumberWish("A", errands=("综合受理", "不动产登记")))
    inbox.wait_for(TicketIssued)
    assert kept_tickets(house)[0].errands == ("综合受理", "不动产登记")


def test_themes_say_what_the_hall_allows_and_tickets_where_to_go_in_english(line: HallLine, inbox: Inbox) -> None:
    line.ask_themes(1)
    first, second = inbox.wait_for(ThemesKnown).themes
    assert (first.kinds, first.books, second.books) == (("card", "phone", "anonymous"), True, False)
    assert first.opens_at is None
    line.take_ticket(2, "key-00000001", NumberWish("A"))
    ticket = inbox.wait_for(TicketIssued).ticket
    assert (ticket.windows, ticket.windows_en) == ("一楼 A 区 1-3 号窗口", "Windows 1-3")


def test_a_hall_that_does_not_answer_in_time_gives_the_same_ticket_to_the_same_key(
    inbox: Inbox, relay: Relay, house: House
) -> None:
    token = house.token(Role.TERMINAL)
    with open_line(access(relay.url, token, answer_seconds=0.5), inbox) as hasty:
        hall_is(inbox, DeviceState.READY)
        relay.set_line(Line.STALLED)
        hasty.take_ticket(1, "key-00000001", NumberWish("A", CARD))
        assert inbox.wait_for(QueueFailed) == QueueFailed(1, Trouble.UNREACHABLE)
    relay.set_line(Line.OPEN)
    with open_line(access(relay.url, token), inbox) as line:
        line.take_ticket(2, "key-00000001", NumberWish("A", CARD))
        line.take_ticket(3, "key-00000001", NumberWish("A", CARD))
        first, second = (inbox.wait_for(TicketIssued, turn).ticket for turn in (1, 2))
    assert first == second
    kept = house.store.read(lambda records: records.tickets(house.hall.day(house.clock()))).result(WAIT)
    assert [ticket.number for ticket in kept] == ["A001"]


@GONE
def test_a_hall_that_goes_is_missed_three_times_and_told_when_it_is_back(
    line: HallLine, inbox: Inbox, relay: Relay
) -> None:
    hall_is(inbox, DeviceState.READY)
    relay.set_line(Line.REFUSED)
    assert hall_is(inbox, DeviceState.ABSENT).trouble is Trouble.UNREACHABLE
    line.ask_themes(7)
    assert inbox.wait_for(QueueFailed) == QueueFailed(7, Trouble.UNREACHABLE)
    relay.set_line(Line.OPEN)
    hall_is(inbox, DeviceState.READY, 2)
    line.ask_themes(8)
    assert inbox.wait_for(ThemesKnown).request == 8


@pytest.mark.parametrize(
    ("status", "body", "trouble"),
    [
        (500, "Internal Server Error", Trouble.SERVER_FAULT),
        (503, '{"reason": "store_away", "message": "x"}', Trouble.SERVER_FAULT),
        (200, "<html>please sign in to the network</html>", Trouble.NOT_UNDERSTOOD),
        (200, '{"number": "A001"}', Trouble.NOT_UNDERSTOOD),
        (302, "", Trouble.NOT_UNDERSTOOD),
        (404, "<html>nothing here</html>", Trouble.NOT_UNDERSTOOD),
        (401, '{"reason": "http", "message": "x"}', Trouble.NOT_SIGNED_IN),
        (403, '{"reason": "http", "message": "x"}', Trouble.NOT_SIGNED_IN),
        (409, '{"reason": "numbers_out", "message": "x"}', Trouble.NUMBERS_OUT),
        (409, '{"reason": "closed_by_staff", "message": "x"}', Trouble.THEME_CLOSED),
        (409, '{"reason": "outside_hours", "message": "x"}', Trouble.OUTSIDE_HOURS),
        (422, '{"reason": "not_understood", "message": "x"}', Trouble.REFUSED),
    ],
)
def test_every_answer_means_one_thing(status: int, body: str, trouble: Trouble, inbox: Inbox) -> None:
    answer = Response(body, status, media_type="application/json")
    app = Starlette(routes=[Route("/{path:path}", lambda _request: answer, methods=["GET", "POST"])])
    with serving(app) as url:
        line = HallLine(HallClient(access(url, "token")), inbox.post)
        line.start()
        line.take_ticket(5, "key-00000001", NumberWish("A", CARD))
        assert inbox.wait_for(QueueFailed) == QueueFailed(5, trouble)
        line.close()


def test_a_closed_hall_says_so(tmp_path: Path, inbox: Inbox) -> None:
    config = config_of("hours = { monday = [] }\n")
    with open_house(sqlite_url(tmp_path), config) as house:
        line = HallLine(HallClient(access(house.url, house.token(Role.TERMINAL))), inbox.post)
        line.start()
        line.ask_themes(1)
        line.take_ticket(2, "key-00000001", NumberWish("A", CARD))
        theme = inbox.wait_for(ThemesKnown).themes[0]
        assert (theme.open, theme.opens_at) == (False, datetime(2026, 3, 3, 8, 30, tzinfo=CHINA))
        assert inbox.wait_for(QueueFailed).trouble is Trouble.OUTSIDE_HOURS
        line.close()


def test_personal_data_goes_over_loopback_or_encrypted_only() -> None:
    with pytest.raises(ValueError, match="https"):
        HallClient(HallAccess("http://hall.example", "token"))
    assert "secret" not in repr(access("https://hall.example", "secret"))
