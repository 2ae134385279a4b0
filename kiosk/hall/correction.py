"""When the hall's time turns out to have been wrong: what was recorded by it is moved to where it belongs, so that
nobody loses a place in line or stands on a day that is not today. Everything goes into the log of happenings."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from kiosk.hall.clock import Correction, LastRecord
from kiosk.hall.days import is_settled
from kiosk.hall.hall import Hall
from kiosk.hall.happening import Happening, What
from kiosk.hall.ports import HallRecords
from kiosk.hall.ticket import LIVE, HallTicket

SLIGHT = timedelta(minutes=1)
"""So little changes no order and no day: it is not worth touching what people hold in their hands."""
NEWEST = 200  # happenings in which the newest of a number is looked for
MOMENTS = ("issued_at", "start", "arrived", "called_at", "first_called_at", "served_at", "ended_at")


def last_record(records: HallRecords, hall: Hall) -> LastRecord | None:
    """When anything happened to a number last, or anything at all; None in a hall where nothing ever has."""
    newest = records.happenings(max(0, records.last_happening() - NEWEST), NEWEST)
    if not newest:
        return None
    at = next((one.at for one in reversed(newest) if one.ticket), newest[-1].at)
    day = hall.day(at)
    return LastRecord(at, bool(records.tickets(day, LIVE)), records.settlement(day) is not None)


def correct(records: HallRecords, hall: Hall, wrong: Correction) -> int:
    """Move everything of this day that was recorded by the wrong clock; how many numbers that were."""
    moved = 0
    if abs(wrong.by) >= SLIGHT:
        moved = sum(_correct_one(records, hall, ticket, wrong) for ticket in records.tickets(hall.day(wrong.at)))
        _correct_windows(records, wrong)
        records.shift_sessions(wrong.since, wrong.by)
    seconds = round(wrong.by.total_seconds())
    records.tell(Happening(What.CLOCK, wrong.at + wrong.by, detail=f"corrected by {seconds:+d} s: {moved} numbers"))
    return moved


def _correct_one(records: HallRecords, hall: Hall, ticket: HallTicket, wrong: Correction) -> bool:
    """Whether it was moved. An appointment's half hour was not read from the clock."""
    values: dict[str, Any] = {
        name: moment + wrong.by
        for name in MOMENTS
        if (moment := getattr(ticket, name)) is not None and _is_wrong(moment, wrong)
    }
    if not values:
        return False
    right = replace(ticket, **values)
    day = hall.day(right.issued_at)
    if "issued_at" in values and day != ticket.day and not is_settled(records, day):
        right = replace(right, day=day)
    return records.redate(right)


def _is_wrong(moment: datetime, wrong: Correction) -> bool:
    return moment <= wrong.at and (wrong.since is None or moment >= wrong.since)


def _correct_windows(records: HallRecords, wrong: Correction) -> None:
    for window in records.windows():
        if window.since is not None and _is_wrong(window.since, wrong):
            records.save_window(replace(window, since=window.since + wrong.by))
