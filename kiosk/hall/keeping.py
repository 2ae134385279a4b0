"""What is kept for how long, and goes in small steps. Knows the records' own dates; a clock alone lets nothing go.

Names, notes and errands of a day go with its settlement, holders too; those who were carried over are known until the
next day's (`kiosk.hall.settlement`). What is pruned here knows nobody any more.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kiosk.hall.hall import Hall
from kiosk.hall.ports import HallRecords

STEP = 200
"""Rows that go in one transaction: it takes some milliseconds, in which nobody else of the hall can write."""
COPY_LASTS = timedelta(days=7)
"""A copy that is made by night may fail on some of them before anybody has to run."""
SURE_DAYS = 5
"""So many settled days are looked back on before anything counts as old: a clock that was wrong for a morning has made
one."""


@dataclass(frozen=True)
class Kept:
    """How far back a hall's records reach; None where there are none.

    `happenings` and `tickets` are about how many there are, `size` is the bytes of the whole database. `copied_at` is
    the last whole copy (None: never), `pruned_at` when anything old was let go last.
    """

    first_happening: datetime | None
    first_ticket: date | None
    first_settlement: date | None
    first_appointment: date | None
    happenings: int = 0
    tickets: int = 0
    size: int = 0
    copied_at: datetime | None = None
    pruned_at: datetime | None = None

    def copy_is_due(self, now: datetime) -> bool:
        """Whether there is no whole copy, or none of the last days."""
        return self.copied_at is None or now - self.copied_at > COPY_LASTS


def newest_sure_day(records: HallRecords, hall: Hall, now: datetime) -> date | None:
    """The day that ages are counted from: it has been settled, and days after it too. None: nothing is old yet."""
    settled = records.settled_days(SURE_DAYS)
    return min(settled[-1], hall.day(now)) if len(settled) == SURE_DAYS else None


def prune(records: HallRecords, hall: Hall, now: datetime) -> int:
    """Let the oldest rows go that are kept long enough, `STEP` at most; how many went. 0: there are none."""
    sure = newest_sure_day(records, hall, now)
    if sure is None:
        return 0
    gone = next((gone for step in _steps(records, hall, sure) if (gone := step())), 0)
    if gone:
        records.note_pruned(now)
    return gone


def _steps(records: HallRecords, hall: Hall, sure: date) -> Iterator[Callable[[], int]]:
    keeping = hall.config.keeping
    log_ends = hall.hours.midnight(sure - timedelta(days=keeping.log_days))
    numbers_end = sure - timedelta(days=keeping.number_days)
    yield lambda: records.drop_happenings(log_ends, STEP)
    yield lambda: records.drop_grants(log_ends, STEP)
    yield lambda: records.drop_tickets(numbers_end, STEP)
    yield lambda: records.drop_ranges(numbers_end, STEP)
    yield lambda: records.drop_appointments(sure - timedelta(days=keeping.appointment_days), STEP)
    yield lambda: records.drop_settlements(sure - timedelta(days=keeping.settlement_days), STEP)
