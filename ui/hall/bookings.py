"""Appointments, as terminals book, move and cancel them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, Query, Request
from starlette.responses import Response

from kiosk.hall import bookings
from kiosk.hall.access import Grant, Right
from kiosk.hall.appointment import Appointment, Booking, Slot
from kiosk.hall.hall import Hall
from kiosk.hall.identity import new_appointment_code
from kiosk.hall.refusal import Reason, Refused
from ui.hall.answers import json_answer
from ui.hall.context import context_of
from ui.hall.guard import needs
from ui.hall.numbers import who_is
from ui.hall.routing import routes_of
from ui.hall.wishes import AppointmentCode, BookWish, Holder, Key, MoveWish

router = routes_of("terminal", "/v1/appointments")
MayIssue = Annotated[Grant, Depends(needs(Right.ISSUE))]
ThemeQuery = Annotated[str, Query(pattern=r"^[A-Z]$")]


@dataclass(frozen=True)
class AppointmentShown:
    """For the person who holds it: `code` is enough to check in, move or cancel."""

    code: str
    theme: str
    name_zh: str
    name_en: str
    begins: datetime
    state: Booking


@router.get("/slots", response_model=list[Slot], summary="The half hours of a day with the places left")
async def slots(theme: ThemeQuery, day: date, request: Request, _grant: MayIssue) -> Response:
    context = context_of(request)
    now = context.now()
    return json_answer(await context.read(lambda records: bookings.slots(records, context.hall, theme, day, now)))


@router.post("", response_model=AppointmentShown, status_code=201, summary="Book a half hour of a theme")
async def book(wish: BookWish, key: Key, request: Request, _grant: MayIssue) -> Response:
    context = context_of(request)
    now = context.now()
    _, holder, name = who_is(context.seal, wish.holder, wish.phone)
    if not holder:
        raise Refused(Reason.HOLDER_NEEDED)
    hall, begins = context.hall, wish.begins.astimezone(context.hall.config.hall.zone)
    wanted = Appointment(
        0, wish.theme, hall.day(begins), begins, new_appointment_code(), holder, name, Booking.BOOKED, now
    )
    kept = await context.write(lambda records: bookings.book(records, hall, wanted, key, now))
    return json_answer(_shown(hall, kept), 201)


@router.post("/mine", response_model=list[AppointmentShown], summary="A person's appointments that still stand")
async def mine(wish: Holder, request: Request, _grant: MayIssue) -> Response:
    context = context_of(request)
    holder, today = context.seal.of_card(wish.number), context.hall.day(context.now())
    found = await context.read(lambda records: records.appointments_of(holder, today))
    return json_answer([_shown(context.hall, one) for one in found])


@router.get("/{code}", response_model=AppointmentShown, summary="One appointment, by its code")
async def one(code: AppointmentCode, request: Request, _grant: MayIssue) -> Response:
    context = context_of(request)
    states = (Booking.BOOKED, Booking.CHECKED_IN)  # with one that was kept its number is found again
    return json_answer(_shown(context.hall, await context.read(lambda records: bookings.found(records, code, states))))


@router.post("/{code}/move", response_model=AppointmentShown, summary="Move it to another half hour")
async def move(code: AppointmentCode, wish: MoveWish, request: Request, _grant: MayIssue) -> Response:
    context = context_of(request)
    now, begins = context.now(), wish.begins.astimezone(context.hall.config.hall.zone)
    moved = await context.write(lambda records: bookings.move(records, context.hall, code, begins, now))
    return json_answer(_shown(context.hall, moved))


@router.delete("/{code}", response_model=AppointmentShown, summary="Cancel it")
async def call_off(code: AppointmentCode, request: Request, _grant: MayIssue) -> Response:
    context = context_of(request)
    now = context.now()
    return json_answer(_shown(context.hall, await context.write(lambda records: bookings.call_off(records, code, now))))


def _shown(hall: Hall, kept: Appointment) -> AppointmentShown:
    entry = hall.entry(kept.theme)
    begins = kept.begins.astimezone(hall.config.hall.zone)
    return AppointmentShown(kept.code, kept.theme, entry.name_zh, entry.name_en, begins, kept.state)
