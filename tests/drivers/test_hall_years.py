"""No question that the hall asks its database takes longer because of the days that are kept."""

import inspect
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import event, text

from drivers.hall_store import migrate
from drivers.hall_store.engines import open_locker, open_reader
from drivers.hall_store.memory import Memory
from drivers.hall_store.records import Records
from kiosk.hall.access import Grant, Role
from kiosk.hall.appointment import Appointment, Booking
from kiosk.hall.clerk import Clerk
from kiosk.hall.discipline import Standing
from kiosk.hall.happening import Happening, What
from kiosk.hall.ports import HallRecords
from kiosk.hall.reserve import NumberRange
from kiosk.hall.settled import Settlement, Undo
from kiosk.hall.ticket import HallTicket, State
from kiosk.hall.window import Window
from tests.drivers.test_hall_store import DAY, a_ticket
from tests.hallkit.house import MONDAY
from tests.hallkit.laid import sqlite_url
from tests.hallkit.postgres import PostgresServer
from tests.hallkit.years import EACH, fill_days

NUMBERS = 100
FEW, MANY = 3, 24
ADAY = {
    "ticket": NUMBERS,
    "happening": EACH * NUMBERS,
    "appointment": NUMBERS // 10,
    "token": 40,
    "island_range": 8,
    "settlement": 1,
}
"""Rows that a day adds to each of the tables that grow."""
PLANS = (
    "-csession_preload_libraries=auto_explain -cauto_explain.log_min_duration=0 -cauto_explain.log_format=json"
    " -cauto_explain.log_analyze=on -cauto_explain.log_level=notice -cenable_seqscan=off"
)
YESTERDAY, NOON = DAY - timedelta(days=1), MONDAY + timedelta(hours=3)
YESTERDAY_NOON = NOON - timedelta(days=1)
CLERK = Clerk(0, "901", "王工", "hash", False)
GRANT = Grant(0, Role.CLERK, "clerk", MONDAY, 1, 5, MONDAY + timedelta(hours=9))
BOOKED = Appointment(0, "A", DAY, NOON, "CODE", "holder", "张*", Booking.BOOKED, MONDAY)
SHEET = Settlement("test", "测试", DAY, MONDAY, [], {}, 0, 0)
Question = Callable[[HallRecords], Any]


def served(records: HallRecords) -> None:
    ticket = a_ticket(records, "key", holder="holder")
    records.change(ticket, state=State.CALLED, called_at=MONDAY, first_called_at=MONDAY, spread=0.3)
    records.ticket(ticket.id)


def past(records: HallRecords) -> HallTicket:
    return replace(records.tickets(YESTERDAY)[3], number="A999", code="code")


READ: dict[str, Question] = {
    "ticket": lambda r: r.ticket(7),
    "ticket_by_key": lambda r: r.ticket_by_key(YESTERDAY, "7-key"),
    "ticket_by_code": lambda r: r.ticket_by_code("7-code"),
    "ticket_by_number": lambda r: r.ticket_by_number(YESTERDAY, "A1003"),
    "live_ticket": lambda r: r.live_ticket(DAY, "A", "nobody"),
    "heads": lambda r: r.heads(DAY, ["A", "B", "@1"]),
    "waiting_counts": lambda r: r.waiting_counts(DAY),
    "ahead_of": lambda r: r.ahead_of(r.tickets(YESTERDAY)[3]),
    "count_before": lambda r: r.count_before(r.tickets(YESTERDAY)[3], {Standing.WALK_IN: NOON}),
    "booked_from": lambda r: r.booked_from(DAY),
    "still_booked": lambda r: r.still_booked(DAY),
    "reopened_days": lambda r: r.reopened_days(),
    "undo": lambda r: r.undo(DAY),
    "undos": lambda r: r.undos(),
    "tickets": lambda r: (r.tickets(YESTERDAY), r.tickets(DAY, (State.CALLED, State.SERVING))),
    "days_before": lambda r: r.days_before(DAY, 2),
    "forecast_tickets": lambda r: r.forecast_tickets(20),
    "issued_since": lambda r: r.issued_since(DAY, "A", MONDAY),
    "grant": lambda r: r.grant("digest"),
    "grants": lambda r: r.grants(),
    "valid_grants": lambda r: r.valid_grants(MONDAY),
    "clerk": lambda r: r.clerk(1),
    "clerk_by_login": lambda r: r.clerk_by_login("101"),
    "clerks": lambda r: r.clerks(),
    "clerks_since": lambda r: r.clerks_since(MONDAY),
    "appointment_by_key": lambda r: r.appointment_by_key("7-booking"),
    "appointment_by_code": lambda r: r.appointment_by_code("7-c"),
    "appointments_of": lambda r: r.appointments_of("holder", DAY),
    "booked_counts": lambda r: r.booked_counts("A", DAY),
    "settlement": lambda r: r.settlement(YESTERDAY),
    "unsettled_days": lambda r: r.unsettled_days(),
    "last_settled": lambda r: r.last_settled(),
    "ranges": lambda r: r.ranges(DAY, "A"),
    "notices": lambda r: r.notices(),
    "windows": lambda r: r.windows(),
    "closed_themes": lambda r: r.closed_themes(),
    "happenings": lambda r: r.happenings(r.last_happening() - 20, 50),
    "last_happening": lambda r: r.last_happening(),
    "newest_happening": lambda r: r.newest_happening(),
    "attempts": lambda r: r.attempts("101", YESTERDAY_NOON, NOON),
    "settled_days": lambda r: r.settled_days(1),
    "kept": lambda r: r.kept(),
    "calls": lambda r: (r.calls([], MONDAY, 12), r.calls(["A", "X"], MONDAY - timedelta(days=1), 12)),
    "window_changes": lambda r: r.window_changes(MONDAY, MONDAY + timedelta(days=1)),
}
WRITTEN: dict[str, Question] = {
    "next_seq": lambda r: r.next_seq(DAY, "A"),
    "add_ticket": served,
    "change": served,
    "add_past_ticket": lambda r: r.add_past_ticket(past(r), "key"),
    "add_grant": lambda r: r.add_grant(GRANT, "digest"),
    "revoke_grant": lambda r: r.revoke_grant(3, MONDAY),
    "add_clerk": lambda r: r.add_clerk(CLERK),
    "save_clerk": lambda r: r.save_clerk(CLERK),
    "end_sessions": lambda r: r.end_sessions(5, MONDAY),
    "add_appointment": lambda r: r.add_appointment(BOOKED, "key"),
    "save_appointment": lambda r: r.save_appointment(BOOKED),
    "miss_appointments": lambda r: r.miss_appointments(DAY),
    "move_bookings": lambda r: r.move_bookings("X", "A"),
    "unmiss_appointments": lambda r: r.unmiss_appointments(DAY),
    "drop_settlement": lambda r: r.drop_settlement(YESTERDAY, MONDAY),
    "keep_undo": lambda r: r.keep_undo(Undo(DAY, NOON, {7: State.WAITING})),
    "drop_undo": lambda r: r.drop_undo(DAY),
    "redate": lambda r: r.redate(replace(r.tickets(YESTERDAY)[3], issued_at=MONDAY)),
    "shift_sessions": lambda r: (r.shift_sessions(None, timedelta(hours=1)), r.shift_sessions(MONDAY, timedelta(1))),
    "keep_settlement": lambda r: r.keep_settlement(SHEET),
    "forget_people": lambda r: (served(r), r.forget_people(DAY)),
    "carried_over": lambda r: r.carried_over("A", "holder"),
    "add_range": lambda r: r.add_range(NumberRange(DAY, "A", 5000, 5299, 1, MONDAY)),
    "keep_notice": lambda r: r.keep_notice(7, b"sealed"),
    "drop_notice": lambda r: r.drop_notice(7),
    "save_window": lambda r: r.save_window(Window(1)),
    "close_theme": lambda r: r.close_theme("A", "reason"),
    "open_theme": lambda r: r.open_theme("A"),
    "add_attempt": lambda r: r.add_attempt("101", NOON),
    "drop_attempts": lambda r: r.drop_attempts(MONDAY, NOON),
    "forgive_attempts": lambda r: r.forgive_attempts("101"),
    "drop_happenings": lambda r: r.drop_happenings(MONDAY, 20),
    "drop_tickets": lambda r: r.drop_tickets(DAY, 20),
    "drop_appointments": lambda r: r.drop_appointments(DAY, 5),
    "drop_ranges": lambda r: r.drop_ranges(DAY, 5),
    "drop_settlements": lambda r: r.drop_settlements(DAY, 1),
    "drop_grants": lambda r: r.drop_grants(MONDAY, 20),
    "note_pruned": lambda r: r.note_pruned(MONDAY),
    "touch": lambda r: r.touch(),
    "tell": lambda r: r.tell(Happening(What.THEME, MONDAY)),
}


@dataclass
class Asked:
    """What a database did while it was asked."""

    steps: int = 0  # SQLite's own instructions
    plans: list[dict[str, Any]] = field(default_factory=list)

    def watch(self, connection: Any, _record: Any) -> None:
        if hasattr(connection, "set_progress_handler"):
            connection.set_progress_handler(self._step, 1)
        else:
            connection.add_notice_handler(lambda notice: self._take(notice.message_primary))

    def _step(self) -> None:
        self.steps += 1

    def _take(self, message: str) -> None:
        _, found, plan = message.partition("plan:")
        if found:
            self.plans.append(json.loads(plan)["Plan"])


def ask(url: str, question: Question, writes: bool) -> Asked:
    """As a reader, or as a writer that remembers nothing of the hall and whose work is taken back."""
    asked = Asked()
    engine = open_locker(url) if writes else open_reader(url)
    event.listen(engine, "connect", asked.watch)
    with engine.connect() as connection:
        records = Records(connection, "test", Memory() if writes else None)
        if writes:
            records.enter()
        question(records)
        records.flush()
    engine.dispose()
    return asked


EVERYTHING = [
    *(pytest.param(question, False, id=name) for name, question in READ.items()),
    *(pytest.param(question, True, id=f"{name}-writing") for name, question in (READ | WRITTEN).items()),
]


def test_every_question_of_the_hall_is_asked_here() -> None:
    named = {name for name, _ in inspect.getmembers(HallRecords, inspect.isfunction) if not name.startswith("_")}
    assert named == {*READ, *WRITTEN}


@pytest.fixture(scope="module")
def few_and_many(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """SQLite halls that were open on three days and on twenty-four."""
    urls = []
    for days in (FEW, MANY):
        urls.append(sqlite_url(tmp_path_factory.mktemp(f"days-{days}")))
        migrate(urls[-1])
        fill_days(urls[-1], "test", DAY, days, NUMBERS)
    return urls[0], urls[1]


@pytest.fixture(scope="module")
def explained(postgres: PostgresServer) -> str:
    """A PostgreSQL hall that was open on twenty-four days, and tells how it answers."""
    url = postgres.fresh()
    migrate(url)
    fill_days(url, "test", DAY, MANY, NUMBERS)
    return f"{url}&options={quote(PLANS)}"


@pytest.mark.parametrize(("question", "writes"), EVERYTHING)
def test_sqlite_does_no_more_for_many_days_than_for_few(
    few_and_many: tuple[str, str], question: Question, writes: bool
) -> None:
    few, many = (ask(url, question, writes).steps for url in few_and_many)
    assert few <= many <= 1.2 * few + 20


@pytest.mark.parametrize(("question", "writes"), EVERYTHING)
def test_postgresql_reads_no_more_than_a_days_rows(explained: str, question: Question, writes: bool) -> None:
    plans = ask(explained, question, writes).plans
    for node in (node for plan in plans for node in nodes(plan)):
        table = node.get("Relation Name", "")
        assert node["Node Type"] != "Seq Scan" or table not in ADAY, node
        assert rows_read(node) <= 1.5 * ADAY.get(table, NUMBERS * EACH), node


def test_a_question_without_an_index_would_be_found(few_and_many: tuple[str, str], explained: str) -> None:
    def scan(records: Any) -> None:
        records.connection.execute(text("SELECT count(*) FROM happening WHERE detail = 'x'"))

    few, many = (ask(url, scan, False).steps for url in few_and_many)
    assert many > 2 * few
    assert any(node["Node Type"] == "Seq Scan" for plan in ask(explained, scan, False).plans for node in nodes(plan))


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", []):
        yield from nodes(child)


def rows_read(node: dict[str, Any]) -> float:
    """Rows looked at, also those that were thrown away."""
    if "Scan" not in node["Node Type"]:
        return 0
    thrown = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return float((node["Actual Rows"] + thrown) * node["Actual Loops"])
