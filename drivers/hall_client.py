"""The terminal's line to the hall: asks for themes and numbers on one thread of its own. Knows the hall's HTTP API."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import msgspec

from drivers import memory
from drivers.hall_island import GivenNumber, HallIsland, HeldRange, Reserve
from drivers.hall_island_lasting import LastingIsland
from drivers.http.failure import ExchangeError
from drivers.http.link import Link
from drivers.http.wire import Answer, Wire
from kiosk.card import IdCard
from kiosk.contract import KEY_HEADER
from kiosk.events import (
    AppointmentKept,
    AppointmentsKnown,
    Device,
    Event,
    NoticeKept,
    Post,
    QueueFailed,
    SlotsKnown,
    ThemesKnown,
    TicketIssued,
)
from kiosk.queue import PRIORITY_AGE, Appointment, BookingWish, NumberWish, Priority, Slot, Theme, Ticket
from kiosk.trouble import Trouble

log = logging.getLogger(__name__)

LOOK_SECONDS = 10.0
"""A silent hall is asked this often, and more often after a miss, so that the screen knows before the visitor asks."""
FIRST_RETRY_SECONDS = 1.0
RESERVE_SECONDS = 60.0  # what staff have closed may be so old when the hall is lost
LOOK_AHEAD_DAYS = 15
DAYS_OFFERED = 6  # as many as stand on a page
GONE = frozenset({Trouble.UNREACHABLE, Trouble.SERVER_FAULT, Trouble.NOT_UNDERSTOOD})
CLOSE_SECONDS = 3.0  # a request under way is not waited for longer
REASONS = {
    "numbers_out": Trouble.NUMBERS_OUT,
    "outside_hours": Trouble.OUTSIDE_HOURS,
    "closed_by_staff": Trouble.THEME_CLOSED,
    "past_closing": Trouble.PAST_CLOSING,
    "day_settled": Trouble.OUTSIDE_HOURS,
    "unknown_appointment": Trouble.UNKNOWN_APPOINTMENT,
    "already_booked": Trouble.ALREADY_BOOKED,
    "slot_full": Trouble.SLOT_FULL,
    "slot_past": Trouble.SLOT_FULL,
    "too_early": Trouble.TOO_EARLY,
    "too_late": Trouble.TOO_LATE,
}
"""The hall's reasons (`kiosk.hall.refusal.Reason`) that mean more to a visitor than "no"."""
Body = TypeVar("Body")


@dataclass(frozen=True)
class HallAccess:
    """Where the hall is and with which token. Times are in seconds."""

    url: str
    token: str = field(repr=False)
    connect_seconds: float = 2.0
    answer_seconds: float = 5.0
    ca_file: str = ""  # PEM of the hall's own certificate authority; empty: the public ones


class HallClient:
    """Speaks to the hall, for one thread. Every call raises ExchangeError where it does not succeed."""

    def __init__(self, access: HallAccess) -> None:
        """Raises ValueError for an address that is neither https nor on loopback, or a missing `ca_file`."""
        self._wire = Wire(access.url, access.connect_seconds, access.answer_seconds, access.ca_file)
        self._headers = {"Authorization": f"Bearer {access.token}", "Content-Type": "application/json"}

    def close(self) -> None:
        self._wire.close()

    def themes(self) -> tuple[Theme, ...]:
        return _decoded(self._ask("GET", "/v1/themes"), tuple[Theme, ...])

    def look(self, mark: str) -> "HallSeen":
        """Is the hall there, and does it still know the happening with this mark?"""
        return _decoded(self._ask("GET", f"/v1/health?after={mark}"), HallSeen)

    def take_ticket(self, key: str, wish: NumberWish) -> Ticket:
        """The same `key` gives the same ticket."""
        return _decoded(self._ask("POST", "/v1/tickets", _number_wish(wish), {KEY_HEADER: key}), Ticket)

    def leave_phone(self, ticket: Ticket, phone: str) -> bool:
        """Whether a message will come; False where the turn is near already."""
        body = {"day": ticket.day, "phone": phone}
        return _decoded(self._ask("POST", f"/v1/tickets/{ticket.number}/notice", body), _Notice).notice

    def slots(self, theme: str, today: date) -> tuple[Slot, ...]:
        """The half hours of the next days that have any."""
        found: list[Slot] = []
        days = 0
        for ahead in range(LOOK_AHEAD_DAYS):
            of_day = self.slots_of(theme, today + timedelta(days=ahead))
            found += of_day
            days += any(slot.left for slot in of_day)
            if days == DAYS_OFFERED:
                break
        return tuple(found)

    def slots_of(self, theme: str, day: date) -> tuple[Slot, ...]:
        return _decoded(self._ask("GET", f"/v1/appointments/slots?theme={theme}&day={day}"), tuple[Slot, ...])

    def book(self, key: str, wish: BookingWish) -> Appointment:
        """The same `key` gives the same appointment."""
        body: dict[str, object] = {"theme": wish.theme, "begins": wish.begins, **_person(wish.holder, wish.phone)}
        return _decoded(self._ask("POST", "/v1/appointments", body, {KEY_HEADER: key}), Appointment)

    def appointment(self, code: str) -> Appointment:
        return _decoded(self._ask("GET", f"/v1/appointments/{code}"), Appointment)

    def appointments_of(self, holder: IdCard) -> tuple[Appointment, ...]:
        person = {"number": holder.number, "name": holder.name}
        return _decoded(self._ask("POST", "/v1/appointments/mine", person), tuple[Appointment, ...])

    def move(self, code: str, begins: datetime) -> Appointment:
        return _decoded(self._ask("POST", f"/v1/appointments/{code}/move", {"begins": begins}), Appointment)

    def call_off(self, code: str) -> Appointment:
        return _decoded(self._ask("DELETE", f"/v1/appointments/{code}"), Appointment)

    def reserve(self, used_up: list[str], held: list[HeldRange]) -> Reserve:
        """Numbers to give by ourselves while the hall cannot be reached; `held` are those we have got before."""
        return _decoded(self._ask("POST", "/v1/island/ranges", {"used_up": used_up, "held": held}), Reserve)

    def hand_in(self, numbers: list[GivenNumber]) -> str:
        """Tell the hall what was given meanwhile; it answers for each, and says itself why it refuses one.

        Returns the mark of the hall that has them; empty from a hall that does not tell.
        """
        answers = _decoded(self._ask("POST", "/v1/island/tickets", {"numbers": numbers}), list[_HandedIn])
        for answer in answers:
            if not answer.accepted:
                log.warning("the hall does not take island number %s: %s", answer.number, answer.reason)
        return answers[-1].mark if answers else ""

    def _ask(self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None) -> Answer:
        content = None if body is None else msgspec.json.encode(body)
        answer = self._wire.exchange(method, path, self._headers | (headers or {}), content)
        if 200 <= answer.status < 300:
            return answer
        raise trouble_of(answer)


def trouble_of(answer: Answer) -> ExchangeError:
    """What an answer outside 2xx means. Only the hall's own form of a refusal is its word."""
    if answer.status >= 500:
        return ExchangeError(Trouble.SERVER_FAULT)
    try:
        fault = msgspec.json.decode(answer.body, type=_Fault)
    except ValueError:  # msgspec's errors and undecodable text
        return ExchangeError(Trouble.NOT_UNDERSTOOD, reason=f"HTTP status {answer.status}")
    if answer.status in (401, 403):
        return ExchangeError(Trouble.NOT_SIGNED_IN, reason=fault.message)
    return ExchangeError(REASONS.get(fault.reason, Trouble.REFUSED), final=True, reason=fault.message)


def _number_wish(wish: NumberWish) -> dict[str, object]:
    """As the hall reads it. Without the day of birth the hall gives no priority by age."""
    body: dict[str, object] = {"theme": wish.theme, **_person(wish.holder, wish.phone)}
    if wish.holder and not wish.priority_declined:
        body["holder"] = {"number": wish.holder.number, "name": wish.holder.name, "birth": wish.holder.birth}
    if wish.appointment:
        body["appointment"] = wish.appointment
    if wish.priority:
        body["priority"] = wish.priority
    if wish.errands:
        body["errands"] = wish.errands
    return body


def _person(holder: IdCard | None, phone: str) -> dict[str, object]:
    if holder:
        return {"holder": {"number": holder.number, "name": holder.name}}
    return {"phone": phone} if phone else {}


class HallSeen(msgspec.Struct):
    """The hall's newest happening by its mark, and whether it knows the one that was asked for. A hall of an earlier
    release says neither."""

    mark: str = ""
    known: bool = True


class _HandedIn(msgspec.Struct):
    number: str
    accepted: bool
    reason: str = ""
    mark: str = ""


class _Notice(msgspec.Struct):
    notice: bool


class _Fault(msgspec.Struct):
    reason: str
    message: str


def _decoded(answer: Answer, kind: type[Body]) -> Body:
    try:
        return msgspec.json.decode(answer.body, type=kind)
    except ValueError as error:
        raise ExchangeError(Trouble.NOT_UNDERSTOOD, reason="not the hall's form") from error


Island = HallIsland | LastingIsland


@dataclass(frozen=True)
class LinePlan:
    """`now` is the wall clock, with time zone; the line closes the island."""

    island: Island | None = None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    look_seconds: float = LOOK_SECONDS


def _priority(wish: NumberWish, now: datetime) -> str | None:
    """What was stated, else what the card says; who somebody is stays out of our own records."""
    if wish.priority:
        return wish.priority
    of_age = wish.holder is not None and wish.holder.age(now.date()) >= PRIORITY_AGE
    return Priority.AGE_60 if of_age and not wish.priority_declined else None


class HallLine:
    """`kiosk.ports.Queue`. Nothing runs before `start`; every question gets exactly one answer."""

    def __init__(self, client: HallClient, post: Post, plan: LinePlan | None = None) -> None:
        """Without an island in the plan, no number is given while the hall cannot be reached."""
        plan = plan or LinePlan()
        self._client = client
        self._post = post
        self._island = plan.island
        self._now = plan.now
        self._link = Link(post, Device.HALL)
        self._look_seconds = plan.look_seconds
        self._questions: queue.Queue[tuple[int, Callable[[], Event]] | None] = queue.Queue()
        self._misses = 0
        self._mark = ""  # of the hall's newest happening
        self._next_look = self._next_reserve = 0.0
        self._thread = threading.Thread(target=self._run, name="hall", daemon=True)

    def start(self) -> None:
        self._link.start()
        self._thread.start()

    def close(self) -> None:
        self._questions.put(None)
        self._thread.join(CLOSE_SECONDS)

    def ask_themes(self, request: int) -> None:
        """ThemesKnown or QueueFailed."""
        self._questions.put((request, lambda: ThemesKnown(request, self._themes())))

    def take_ticket(self, request: int, key: str, wish: NumberWish) -> None:
        """TicketIssued or QueueFailed. The same `key` gives the same ticket, however often it is asked."""
        self._questions.put((request, lambda: TicketIssued(request, self._ticket(key, wish))))

    def leave_phone(self, request: int, ticket: Ticket, phone: str) -> None:
        """NoticeKept or QueueFailed."""
        self._put(request, lambda: NoticeKept(request, self._client.leave_phone(ticket, phone)))

    def ask_slots(self, request: int, theme: str) -> None:
        """SlotsKnown or QueueFailed."""
        self._put(request, lambda: SlotsKnown(request, self._client.slots(theme, self._now().date())))

    def book(self, request: int, key: str, wish: BookingWish) -> None:
        """AppointmentKept or QueueFailed. The same `key` gives the same appointment."""
        self._put(request, lambda: AppointmentKept(request, self._client.book(key, wish)))

    def find_appointment(self, request: int, code: str) -> None:
        """AppointmentsKnown with one, or QueueFailed."""
        self._put(request, lambda: AppointmentsKnown(request, (self._client.appointment(code),)))

    def ask_appointments(self, request: int, holder: IdCard) -> None:
        """AppointmentsKnown, perhaps with none, or QueueFailed."""
        self._put(request, lambda: AppointmentsKnown(request, self._client.appointments_of(holder)))

    def move_appointment(self, request: int, code: str, begins: datetime) -> None:
        """AppointmentKept or QueueFailed."""
        self._put(request, lambda: AppointmentKept(request, self._client.move(code, begins)))

    def call_off(self, request: int, code: str) -> None:
        """AppointmentKept, as it was, or QueueFailed."""
        self._put(request, lambda: AppointmentKept(request, self._client.call_off(code)))

    def _put(self, request: int, ask: Callable[[], Event]) -> None:
        """What the hall alone can answer: nothing stands in for it while it is away."""
        self._questions.put((request, lambda: self._asked(ask)))

    def _run(self) -> None:
        while self._answer_next():
            if time.monotonic() >= self._next_look:
                self._look()
            memory.tidy()
        self._client.close()
        if self._island:
            self._island.close()

    def _themes(self) -> tuple[Theme, ...]:
        try:
            return self._asked(self._client.themes)
        except ExchangeError as error:
            themes = self._island.themes(self._now()) if self._island and error.trouble in GONE else ()
            if not themes:
                raise
            return themes

    def _ticket(self, key: str, wish: NumberWish) -> Ticket:
        """From the hall; where it cannot be reached, one of our own numbers."""
        if self._island and (known := self._island.known(key)):
            return known
        try:
            return self._asked(lambda: self._client.take_ticket(key, wish))
        except ExchangeError as error:
            now = self._now()
            if self._island is None or error.trouble not in GONE or wish.appointment:
                raise
            ticket = self._island.give(key, wish.theme, _priority(wish, now), now)
            if ticket is None:
                raise
            return ticket

    def _asked(self, ask: Callable[[], Body]) -> Body:
        """Ask, and take in how it went."""
        try:
            answer = ask()
        except ExchangeError as error:
            self._report(error)
            raise
        self._report(None)
        return answer

    def _tend_island(self) -> None:
        """While the hall is there: hand in what was given without it, and have numbers ready for the next time."""
        if self._island is None:
            return
        while given := self._island.to_hand_in():
            mark = self._client.hand_in(given)
            self._mark = mark or self._mark
            if not self._island.handed_in(given, mark):
                break
        if time.monotonic() >= self._next_reserve or not self._island.is_ready(self._now()):
            self._reserve(self._island)

    def _last_mark(self) -> str:
        """What we have heard of last; after a start, what the island was kept with."""
        return self._mark or (self._island.mark() if self._island else "")

    def _reserve(self, island: Island) -> None:
        island.keep(self._client.reserve(island.used_up(), island.held()))
        self._next_reserve = time.monotonic() + RESERVE_SECONDS

    def _begin_anew(self) -> None:
        """The hall's database was restored from a copy: what we gave since then is not in it."""
        log.warning("the hall's records were restored from a copy: our own numbers are handed in again")
        if self._island is not None:
            self._island.hand_in_again()  # first: the mark that is kept then will be the restored hall's
            self._reserve(self._island)  # the hall learns which ranges are ours before it takes their numbers

    def _answer_next(self) -> bool:
        """Answer a question, or wait for one until the next look; False at the end."""
        try:
            question = self._questions.get(timeout=max(0.0, self._next_look - time.monotonic()))
        except queue.Empty:
            return True
        if question is not None:
            self._post(self._answer(*question))
        return question is not None

    def _answer(self, request: int, ask: Callable[[], Event]) -> Event:
        try:
            return ask()
        except ExchangeError as error:
            return QueueFailed(request, error.trouble)
        except Exception as error:  # noqa: BLE001 - the thread's border: every question is answered
            log.error("the hall could not be asked: %s", type(error).__name__)
            return QueueFailed(request, Trouble.NOT_UNDERSTOOD)

    def _look(self) -> None:
        """Is the hall there? Asked when nobody else has asked."""
        try:
            seen = self._asked(lambda: self._client.look(self._last_mark()))
            if not seen.known:
                self._begin_anew()
            self._mark = seen.mark
            self._tend_island()
        except ExchangeError as error:
            log.debug("the hall does not answer: %s", error)
        except Exception as error:  # noqa: BLE001 - the thread's border
            log.error("the hall could not be looked for: %s", type(error).__name__)

    def _report(self, error: ExchangeError | None) -> None:
        self._link.report(error)
        gone = error is not None and not error.final
        self._misses = self._misses + 1 if gone else 0
        wait = FIRST_RETRY_SECONDS * 2.0 ** (self._misses - 1) if gone else self._look_seconds
        self._next_look = time.monotonic() + min(wait, self._look_seconds)
