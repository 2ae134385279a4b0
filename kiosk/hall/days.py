"""Whether a day is settled: its counts stand, and nothing begins on it any more."""

from datetime import date

from kiosk.hall.ports import DiaryRecords


def is_settled(records: DiaryRecords, day: date) -> bool:
    """The last settled day is known at once; one before it is asked for."""
    last = records.last_settled()
    return last is not None and (last == day or (last > day and records.settlement(day) is not None))
