"""What a hall learns again after its database was restored from a copy: the ranges that terminals have got since."""

from collections.abc import Iterable
from datetime import datetime

from kiosk.hall.hall import Hall
from kiosk.hall.ports import HallRecords
from kiosk.hall.reserve import LAST, NumberRange


def recover(records: HallRecords, hall: Hall, held: Iterable[NumberRange], now: datetime) -> None:
    """Keep today's ranges that a terminal says it holds, where the hall knows nothing of them: papers with their
    numbers are in people's hands. A range that was given to somebody else meanwhile stays with whoever has it."""
    for one in held:
        if one.day == hall.day(now) and hall.config.theme(one.theme) and _is_free(records, hall, one):
            records.add_range(one)


def _is_free(records: HallRecords, hall: Hall, one: NumberRange) -> bool:
    tickets = hall.config.tickets
    if not tickets.island_first <= one.first <= one.last <= LAST or one.last - one.first >= tickets.island_block:
        return False
    taken = records.ranges(one.day, one.theme)
    return all(one.last < other.first or other.last < one.first for other in taken)
