"""Appointments: half hours of a theme with a quota; booked, moved, cancelled, and kept by taking a number."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from kiosk.hall.appointment import Appointment, Booking, Slot
from kiosk.hall.hall import Hall
from kiosk.hall.happening import Happening, What
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused

HALF_HOUR = timedelta(minutes=30)


def slots(records: HallRecords, hall: Hall, theme: str, day: date, now: datetime) -> list[Slot]:
    """The half hours of a day that can be booked, full ones included. Raises Refused (unknown_theme)."""
    quota = hall.theme(theme).appointments_per_half_hour
    ahead = (day - hall.day(now)).days
    if not quota or not 0 <= ahead <= hall.config.tickets.booking_days:
        return []
    taken = records.booked_counts(theme, day)
    return [Slot(at, max(0, quota - taken.get(at, 0))) for at in _half_hours(hall, day) if at > now]


def _half_hours(hall: Hall, day: date) -> Iterator[datetime]:
    """Whole half hours in which windows serve."""
    for span in hall.hours.spans(day):
        begins = span.begin
        while begins + HALF_HOUR <= span.end + timedelta(seconds=1):
            yield begins
            begins += HALF_HOUR


def book(records: HallRecords, hall: Hall, wanted: Appointment, key: str, now: datetime) -> Appointment:
    """Keep it, or give the one this key has. Raises Refused (slot_past, slot_full, already_booked)."""
    known = records.appointment_by_key(key)
    if known is not None:
        if (known.theme, known.holder) != (wanted.theme, wanted.holder):
            raise Refused(Reason.KEY_REUSED)
        return known
    _check_single(records, hall, wanted, now)
    _check_slot(records, hall, wanted.theme, wanted.begins, now)
    kept = records.add_appointment(wanted, key)
    _tell(records, kept, now)
    return kept


def move(records: HallRecords, hall: Hall, code: str, begins: datetime, now: datetime) -> Appointment:
    """To another half hour. Raises Refused as `book`, and unknown_appointment."""
    old = booked(records, code)
    if old.begins == begins:
        return old
    _check_single(records, hall, old, now)
    _check_slot(records, hall, old.theme, begins, now)
    moved = replace(old, begins=begins, day=hall.day(begins))
    records.save_appointment(moved)
    _tell(records, moved, now)
    return moved


def call_off(records: HallRecords, code: str, now: datetime) -> Appointment:
    """Cancel it; the place is free again. Raises Refused (unknown_appointment)."""
    gone = replace(booked(records, code), state=Booking.CANCELLED)
    records.save_appointment(gone)
    _tell(records, gone, now)
    return gone


def booked(records: HallRecords, code: str) -> Appointment:
    """Raises Refused (unknown_appointment) where there is none that still stands."""
    return found(records, code, (Booking.BOOKED,))


def found(records: HallRecords, code: str, states: tuple[Booking, ...]) -> Appointment:
    """Raises Refused (unknown_appointment) where there is none in one of these states."""
    one = records.appointment_by_code(code)
    if one is None or one.state not in states:
        raise Refused(Reason.UNKNOWN_APPOINTMENT)
    return one


def check_in(records: HallRecords, hall: Hall, kept: Appointment, now: datetime) -> None:
    """The person is here. Raises Refused (too_early) with the time from when on; late ones are the line's business."""
    early = timedelta(minutes=hall.config.tickets.appointment_early_minutes)
    if now < kept.begins - early:
        opens = (kept.begins - early).astimezone(hall.config.hall.zone)
        raise Refused(Reason.TOO_EARLY, f"from {opens:%m-%d %H:%M}")
    if hall.day(now) != kept.day:
        raise Refused(Reason.TOO_LATE)
    records.save_appointment(replace(kept, state=Booking.CHECKED_IN))


def _check_single(records: HallRecords, hall: Hall, one: Appointment, now: datetime) -> None:
    """A person has one appointment of a theme at a time. One that was not kept on a day gone by does not count, until
    it is moved beside a new one."""
    others = records.appointments_of(one.holder, hall.day(now))
    if any(other.theme == one.theme and other.id != one.id for other in others):
        raise Refused(Reason.ALREADY_BOOKED, "move or cancel the other one first")


def _check_slot(records: HallRecords, hall: Hall, theme: str, begins: datetime, now: datetime) -> None:
    offered = slots(records, hall, theme, hall.day(begins), now)
    slot = next((slot for slot in offered if slot.begins == begins), None)
    if slot is None:
        raise Refused(Reason.SLOT_PAST, "this half hour is not offered")
    if not slot.left:
        raise Refused(Reason.SLOT_FULL)


def _tell(records: HallRecords, one: Appointment, now: datetime) -> None:
    records.tell(Happening(What.BOOKED, now, line=one.theme, detail=f"{one.id} {one.state.value}"))
