"""Numbers for a terminal that cannot reach the hall: kept apart for it beforehand, handed in afterwards, in order."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from kiosk.hall.days import is_settled
from kiosk.hall.discipline import Standing
from kiosk.hall.hall import Hall
from kiosk.hall.happening import Happening, What
from kiosk.hall.lifecycle import Act, after
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.reserve import LAST, NumberRange
from kiosk.hall.settlement import amend
from kiosk.hall.ticket import Claim, HallTicket, Kind, State


@dataclass(frozen=True)
class IslandNumber:
    """One number that a terminal gave by itself. It knows nobody: no identity waits on a terminal's disk."""

    number: str
    theme: str
    day: date
    issued_at: datetime
    key: str
    code: str = field(repr=False)
    claim: Claim = Claim.NONE


@dataclass(frozen=True)
class HandedIn:
    """Whether the hall has it now; `reason` where it never will. A hall whose newest happening was `mark` has it: one
    that does not know that one was restored from an earlier copy."""

    number: str
    accepted: bool
    reason: str = ""
    mark: str = ""


def reserve(
    records: HallRecords, hall: Hall, terminal: int, used_up: frozenset[str], now: datetime
) -> list[NumberRange]:
    """The terminal's range of today for every theme: the one it has, or a new one for the first time and for the
    themes in `used_up`. A theme whose numbers are all given away is left out."""
    day = hall.day(now)
    ranges = []
    for entry in hall.config.themes:
        taken = records.ranges(day, entry.code)
        mine = [one for one in taken if one.terminal == terminal]
        if mine and entry.code not in used_up:
            ranges.append(mine[-1])
        elif fresh := _next_range(hall, taken, NumberRange(day, entry.code, 0, 0, terminal, now)):
            records.add_range(fresh)
            ranges.append(fresh)
    return ranges


def _next_range(hall: Hall, taken: list[NumberRange], like: NumberRange) -> NumberRange | None:
    tickets = hall.config.tickets
    first = max([tickets.island_first, *(one.last + 1 for one in taken)])
    last = min(first + tickets.island_block - 1, LAST)
    return replace(like, first=first, last=last) if first <= last else None


def hand_in(
    records: HallRecords, hall: Hall, terminal: int, numbers: list[IslandNumber], now: datetime
) -> list[HandedIn]:
    """Let each number wait where it belongs: from the moment the terminal gave it. Handing in again is harmless.

    Those of a day that is over are accounted for there: nobody served them, so they are carried over.
    """
    answers = [_hand_in_one(records, hall, terminal, one, now) for one in numbers]
    taken = {one.day for one, answer in zip(numbers, answers, strict=True) if answer.accepted}
    for day in sorted(day for day in taken if _is_over(records, hall, day, now)):
        amend(records, hall, day, now)
    newest = records.newest_happening()
    return [replace(answer, mark=newest.mark) for answer in answers] if newest else answers


def check_clock(hall: Hall, numbers: list[IslandNumber], now: datetime) -> None:
    """For a clock in doubt. Raises Refused (clock_in_doubt) where a day seems to be over that may not be: the terminal
    keeps its numbers and hands them in later."""
    if any(one.day < hall.day(now) for one in numbers):
        raise Refused(Reason.CLOCK_IN_DOUBT)


def _is_over(records: HallRecords, hall: Hall, day: date, now: datetime) -> bool:
    return day < hall.day(now) or is_settled(records, day)


def _hand_in_one(records: HallRecords, hall: Hall, terminal: int, one: IslandNumber, now: datetime) -> HandedIn:
    try:
        _take(records, hall, terminal, one, now)
    except Refused as refused:
        return HandedIn(one.number, False, refused.reason.value)
    return HandedIn(one.number, True)


def _take(records: HallRecords, hall: Hall, terminal: int, one: IslandNumber, now: datetime) -> None:
    """Checks everything before it changes anything."""
    over = _is_over(records, hall, one.day, now)
    range_ = _range_of(records, terminal, one)
    if records.ticket_by_key(one.day, _key(one)) is not None:
        return
    if records.ticket_by_number(one.day, one.number) is not None:
        raise Refused(Reason.NOT_IN_RANGE, "another ticket has this number")
    _withdraw_unprinted(records, one, now)
    given = min(max(one.issued_at, range_.reserved_at), now)  # a terminal's clock may be wrong
    ticket = _ticket(one, given, range_)
    if over:
        kept = records.add_past_ticket(replace(ticket, state=State.CARRIED_OVER, ended_at=now), _key(one))
        records.tell(Happening(What.CARRIED_OVER, now, kept.number, kept.line, ticket=kept.id, detail="island"))
    else:
        kept = records.add_ticket(ticket, _key(one))
        records.tell(Happening(What.ISSUED, now, kept.number, kept.line, ticket=kept.id, detail="island"))


def _range_of(records: HallRecords, terminal: int, one: IslandNumber) -> NumberRange:
    count = int(one.number[1:]) if one.number[1:].isdecimal() and one.number[:1] == one.theme else 0
    for range_ in records.ranges(one.day, one.theme):
        if range_.terminal == terminal and range_.first <= count <= range_.last:
            return range_
    raise Refused(Reason.NOT_IN_RANGE)


def _withdraw_unprinted(records: HallRecords, one: IslandNumber, now: datetime) -> None:
    """The hall had given a number to this wish, but its answer never reached the terminal: nobody holds that paper."""
    lost = records.ticket_by_key(one.day, one.key)
    if lost is None or lost.state is not State.WAITING:
        return
    gone = records.change(lost, state=after(lost.state, Act.CANCEL), ended_at=now)
    records.tell(Happening(What.CANCELLED, now, gone.number, gone.topic, ticket=gone.id, detail="never printed"))


def _key(one: IslandNumber) -> str:
    return f"{one.key}:island"


def _ticket(one: IslandNumber, given: datetime, range_: NumberRange) -> HallTicket:
    return HallTicket(
        id=0,
        day=one.day,
        theme=one.theme,
        seq=int(one.number[1:]),
        number=one.number,
        line=one.theme,
        kind=Kind.ANONYMOUS,
        standing=Standing.PRIORITY if one.claim else Standing.WALK_IN,
        claim=one.claim,
        state=State.WAITING,
        issued_at=given,
        start=given,
        arrived=given,
        code=one.code,
        island=True,
        origin=f"terminal {range_.terminal}",
    )
