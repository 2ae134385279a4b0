"""Giving a number: the checks before it, one live ticket per person and theme, and what the paper will say."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kiosk.hall import discipline
from kiosk.hall.appointment import Appointment, Booking
from kiosk.hall.bookings import check_in, found
from kiosk.hall.days import is_settled
from kiosk.hall.discipline import Standing
from kiosk.hall.hall import Hall
from kiosk.hall.happening import Happening, What
from kiosk.hall.line import Expectation, expectation, shortest_wait
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.reserve import LAST
from kiosk.hall.ticket import Claim, HallTicket, Kind, State

HALF_HOUR = timedelta(minutes=30)


@dataclass(frozen=True)
class NumberWanted:
    """`holder` and `name` come hashed and masked; `code` is fresh and random; `key` makes asking again harmless."""

    key: str
    theme: str
    kind: Kind
    code: str = field(repr=False)
    holder: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    claim: Claim = Claim.NONE
    errands: tuple[str, ...] = ()
    origin: str = ""
    appointment: str = field(default="", repr=False)  # its code, where the person has it


@dataclass(frozen=True)
class Place:
    """Where in the line a new ticket begins (`kiosk.hall.discipline.Waiting`), and for which appointment."""

    standing: Standing
    start: datetime
    arrived: datetime
    appointment: int = 0


@dataclass(frozen=True)
class NumberGiven:
    ticket: HallTicket
    expected: Expectation
    reprint: bool = False


def give_number(records: HallRecords, hall: Hall, wanted: NumberWanted, now: datetime) -> NumberGiven:
    """The ticket for this wish: a new one, or the one that the key or the holder already has. Raises Refused."""
    wanted = replace(wanted, theme=hall.theme(hall.goes_to(wanted.theme)).code)
    known = records.ticket_by_key(hall.day(now), wanted.key)
    if known is not None:
        return _again(records, hall, wanted, known, now)
    kept = _appointment(records, hall, wanted, now)
    holder = kept.holder if kept else wanted.holder
    held = _held(records, hall, wanted.theme, holder, now) if holder else None
    if held is not None:
        held = _joined(records, hall, held, kept, now)
        return NumberGiven(held, expectation(records, hall, held, now), reprint=True)
    ticket = _check_in(records, hall, wanted, kept, now) if kept else _walk_in(records, hall, wanted, now)
    return NumberGiven(ticket, expectation(records, hall, ticket, now))


def _held(records: HallRecords, hall: Hall, theme: str, holder: str, now: datetime) -> HallTicket | None:
    """The holder's number of this theme, or of one whose people went on in it."""
    themes = (theme, *(gone for gone, to in hall.config.moved_themes.items() if to == theme))
    found = (records.live_ticket(hall.day(now), one, holder) for one in themes)
    return next((ticket for ticket in found if ticket is not None), None)


def check_theme(records: HallRecords, hall: Hall, theme: str, now: datetime) -> None:
    """Raises Refused with the reason why this theme gives no numbers now."""
    reason = closed_because(records, hall, theme, now)
    if reason is not None:
        raise Refused(reason, f"theme {theme} gives no numbers now")


def closed_because(records: HallRecords, hall: Hall, theme: str, now: datetime) -> Reason | None:
    """Why a theme gives no numbers now, the most lasting reason first; None where it does."""
    if not hall.hours.gives_numbers(now):
        return Reason.OUTSIDE_HOURS
    if theme in records.closed_themes():
        return Reason.CLOSED_BY_STAFF
    if is_settled(records, hall.day(now)):
        return Reason.DAY_SETTLED
    if _cap_reached(records, hall, theme, now):
        return Reason.NUMBERS_OUT
    return Reason.PAST_CLOSING if _past_closing(records, hall, theme, now) else None


def _past_closing(records: HallRecords, hall: Hall, theme: str, now: datetime) -> bool:
    """Even the shortest wait that is likely would end after the windows close."""
    closes = hall.hours.closes_at(now)
    if not hall.config.tickets.closing_check or hall.hours.always or closes is None:
        return False
    ahead = records.waiting_counts(hall.day(now)).get(theme, 0)
    return now + shortest_wait(hall, theme, ahead, records.windows(), now) >= closes


def _again(records: HallRecords, hall: Hall, wanted: NumberWanted, known: HallTicket, now: datetime) -> NumberGiven:
    another = wanted.holder and known.holder and known.holder != wanted.holder
    if hall.goes_to(known.theme) != wanted.theme or another:
        raise Refused(Reason.KEY_REUSED, "this key was used for another number")
    return NumberGiven(known, expectation(records, hall, known, now))


def _cap_reached(records: HallRecords, hall: Hall, theme: str, now: datetime) -> bool:
    cap = hall.theme(theme).cap_per_half_hour
    return cap > 0 and records.issued_since(hall.day(now), theme, half_hour_of(hall, now)) >= cap


def half_hour_of(hall: Hall, now: datetime) -> datetime:
    """The beginning of the half hour that `now` lies in, by the hall's clock."""
    local = now.astimezone(hall.config.hall.zone)
    return local.replace(minute=local.minute // 30 * 30, second=0, microsecond=0)


def _walk_in(records: HallRecords, hall: Hall, wanted: NumberWanted, now: datetime) -> HallTicket:
    check_theme(records, hall, wanted.theme, now)
    if not wanted.claim and wanted.holder and records.carried_over(wanted.theme, wanted.holder):
        wanted = replace(wanted, claim=Claim.CARRIED_OVER)
    standing = Standing.PRIORITY if wanted.claim else Standing.WALK_IN
    return _add(records, hall, wanted, Place(standing, now, now), now)


def _joined(records: HallRecords, hall: Hall, held: HallTicket, kept: Appointment | None, now: datetime) -> HallTicket:
    """The number that the person has; an appointment that is kept with it lets it earn faster from now on."""
    if kept is None or kept.state is not Booking.BOOKED:
        return held
    check_in(records, hall, kept, now)
    if held.state is not State.WAITING:
        return held
    begins = discipline.check_in("", held.theme, kept.begins.timestamp(), now.timestamp(), hall.config.line)
    place = discipline.hurried(held.waiting, begins.standing, now.timestamp(), hall.config.line)
    start = datetime.fromtimestamp(place.start, now.tzinfo)
    joined = records.change(held, standing=place.standing, start=start, appointment=kept.id)
    records.tell(Happening(What.BOOKED, now, joined.number, joined.line, ticket=joined.id, detail="checked in"))
    return joined


def _check_in(records: HallRecords, hall: Hall, wanted: NumberWanted, kept: Appointment, now: datetime) -> HallTicket:
    """The ticket of an appointment. Caps and closing time do not bind it."""
    if kept.state is not Booking.BOOKED:
        raise Refused(Reason.UNKNOWN_APPOINTMENT, "it has been kept already")
    if not hall.hours.gives_numbers(now):
        raise Refused(Reason.OUTSIDE_HOURS)
    check_in(records, hall, kept, now)
    place = discipline.check_in("", wanted.theme, kept.begins.timestamp(), now.timestamp(), hall.config.line)
    start = kept.begins if place.start == kept.begins.timestamp() else now
    wanted = replace(wanted, kind=Kind.APPOINTMENT, holder=kept.holder, name=kept.name)
    return _add(records, hall, wanted, Place(place.standing, start, now, kept.id), now)


def _appointment(records: HallRecords, hall: Hall, wanted: NumberWanted, now: datetime) -> Appointment | None:
    """Named by its code, as the slip has it, or known by its holder. One that was kept already finds its number."""
    if wanted.appointment:
        kept = found(records, wanted.appointment, (Booking.BOOKED, Booking.CHECKED_IN))
        if kept.theme != wanted.theme:
            raise Refused(Reason.UNKNOWN_APPOINTMENT, f"it is for theme {kept.theme}")
        return kept
    if not wanted.holder:
        return None
    early = timedelta(minutes=hall.config.tickets.appointment_early_minutes)
    today = [
        one
        for one in records.appointments_of(wanted.holder, hall.day(now))
        if one.theme == wanted.theme and one.day == hall.day(now) and now >= one.begins - early
    ]
    return today[0] if today else None


def _add(records: HallRecords, hall: Hall, wanted: NumberWanted, place: Place, now: datetime) -> HallTicket:
    seq = records.next_seq(hall.day(now), wanted.theme, hall.goes_on)
    lead = (place.start - now).total_seconds()
    foreseen = hall.foresight.range_of(wanted.theme, place.standing, lead)
    ticket = HallTicket(
        id=0,
        day=hall.day(now),
        theme=wanted.theme,
        seq=seq,
        number=number_text(hall, wanted.theme, seq),
        line=wanted.theme,
        kind=wanted.kind,
        standing=place.standing,
        claim=wanted.claim,
        state=State.WAITING,
        issued_at=now,
        start=place.start,
        arrived=place.arrived,
        code=wanted.code,
        holder=wanted.holder,
        name=wanted.name,
        errands=wanted.errands,
        origin=wanted.origin,
        appointment=place.appointment,
        middle=foreseen.middle if foreseen else 0.0,
        spread=foreseen.spread if foreseen else 0.0,
    )
    kept = records.add_ticket(ticket, wanted.key)
    records.tell(Happening(What.ISSUED, now, kept.number, kept.line, ticket=kept.id))
    return kept


def number_text(hall: Hall, theme: str, seq: int) -> str:
    """A001 and so on. The numbers from `island_first` to `LAST` are kept for terminals without a hall: a day's
    ordinary numbers would go on behind them."""
    first = hall.config.tickets.island_first
    shown = seq if seq < first else seq - first + LAST + 1
    return f"{theme}{shown:03d}"
