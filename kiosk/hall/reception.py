"""Giving a number: the checks before it, one live ticket per person and theme, and what the paper will say."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.hall.discipline import Standing
from kiosk.hall.hall import Hall
from kiosk.hall.happening import Happening, What
from kiosk.hall.line import Expectation, expectation
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused
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


@dataclass(frozen=True)
class NumberGiven:
    ticket: HallTicket
    expected: Expectation
    reprint: bool = False


def give_number(records: HallRecords, hall: Hall, wanted: NumberWanted, now: datetime) -> NumberGiven:
    """The ticket for this wish: a new one, or the one that the key or the holder already has. Raises Refused."""
    hall.theme(wanted.theme)
    known = records.ticket_by_key(wanted.key)
    if known is not None:
        return _again(records, hall, wanted, known, now)
    if wanted.holder:
        held = records.live_ticket(hall.day(now), wanted.theme, wanted.holder)
        if held is not None:
            return NumberGiven(held, expectation(records, hall, held, now), reprint=True)
    check_theme(records, hall, wanted.theme, now)
    ticket = _new_ticket(records, hall, wanted, now)
    return NumberGiven(ticket, expectation(records, hall, ticket, now))


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
    if _cap_reached(records, hall, theme, now):
        return Reason.NUMBERS_OUT
    return None


def _again(records: HallRecords, hall: Hall, wanted: NumberWanted, known: HallTicket, now: datetime) -> NumberGiven:
    if known.theme != wanted.theme or known.holder != wanted.holder:
        raise Refused(Reason.KEY_REUSED, "this key was used for another number")
    return NumberGiven(known, expectation(records, hall, known, now))


def _cap_reached(records: HallRecords, hall: Hall, theme: str, now: datetime) -> bool:
    cap = hall.theme(theme).cap_per_half_hour
    return cap > 0 and records.issued_since(hall.day(now), theme, half_hour_of(hall, now)) >= cap


def half_hour_of(hall: Hall, now: datetime) -> datetime:
    """The beginning of the half hour that `now` lies in, by the hall's clock."""
    local = now.astimezone(hall.config.hall.zone)
    return local.replace(minute=local.minute // 30 * 30, second=0, microsecond=0)


def _new_ticket(records: HallRecords, hall: Hall, wanted: NumberWanted, now: datetime) -> HallTicket:
    seq = records.next_seq(hall.day(now), wanted.theme)
    ticket = HallTicket(
        id=0,
        day=hall.day(now),
        theme=wanted.theme,
        seq=seq,
        number=number_text(hall, wanted.theme, seq),
        line=wanted.theme,
        kind=wanted.kind,
        standing=Standing.PRIORITY if wanted.claim else Standing.WALK_IN,
        claim=wanted.claim,
        state=State.WAITING,
        issued_at=now,
        start=now,
        arrived=now,
        code=wanted.code,
        holder=wanted.holder,
        name=wanted.name,
        errands=wanted.errands,
        origin=wanted.origin,
    )
    kept = records.add_ticket(ticket, wanted.key)
    records.tell(Happening(What.ISSUED, now, kept.number, kept.line, ticket=kept.id))
    return kept


def number_text(hall: Hall, theme: str, seq: int) -> str:
    """A001 and so on. The numbers from `island_first` to 999 are kept for terminals without a hall, so a day's
    ordinary numbers go on at 1000 after the last free one."""
    first = hall.config.tickets.island_first
    shown = seq if seq < first else seq - first + 1000
    return f"{theme}{shown:03d}"
