"""What can be undone, and what a wrong clock wrote, in the database (`kiosk.hall.reopening`, `.correction`)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import delete, func, or_, select, update

from drivers.hall_store.diary import Diary
from drivers.hall_store.tables import OPEN, appointment, reopened_day, settlement, ticket, token, undo
from drivers.hall_store.tickets import CHANGING
from kiosk.hall.appointment import Booking
from kiosk.hall.settled import Undo
from kiosk.hall.ticket import LIVE, HallTicket, State


class Past(Diary):
    def unmiss_appointments(self, day: date) -> None:
        missed = (appointment.c.hall == self.hall_id, appointment.c.day == day, appointment.c.state == Booking.MISSED)
        self._change(update(appointment).where(*missed).values(state=Booking.BOOKED))

    def still_booked(self, day: date) -> Mapping[str, int]:
        booked = (appointment.c.hall == self.hall_id, appointment.c.day == day, appointment.c.state == Booking.BOOKED)
        chosen = select(appointment.c.theme, func.count()).where(*booked)
        return dict(self.connection.execute(chosen.group_by(appointment.c.theme)).all())

    def booked_from(self, day: date) -> Mapping[str, int]:
        booked = (appointment.c.hall == self.hall_id, appointment.c.day >= day, appointment.c.state == Booking.BOOKED)
        chosen = select(appointment.c.theme, func.count()).where(*booked)
        return dict(self.connection.execute(chosen.group_by(appointment.c.theme)).all())

    def move_bookings(self, theme: str, to: str) -> None:
        mine = (appointment.c.hall == self.hall_id, appointment.c.theme == theme, appointment.c.state == Booking.BOOKED)
        self._change(update(appointment).where(*mine).values(theme=to))

    def drop_settlement(self, day: date, now: datetime) -> None:
        for table in (settlement, undo, reopened_day):
            self._change(delete(table).where(table.c.hall == self.hall_id, table.c.day == day))
        self._change(reopened_day.insert(), hall=self.hall_id, day=day, at=now)
        self._writer.look_again()

    def reopened_days(self) -> Mapping[date, datetime]:
        chosen = select(reopened_day.c.day, reopened_day.c.at).where(reopened_day.c.hall == self.hall_id)
        return dict(self.connection.execute(chosen).all())

    def keep_undo(self, new: Undo) -> None:
        ends = msgspec.json.encode(new.ends).decode()
        self._change(undo.insert(), hall=self.hall_id, day=new.day, until=new.until, ends=ends)
        self._change(delete(reopened_day).where(reopened_day.c.hall == self.hall_id, reopened_day.c.day == new.day))

    def undo(self, day: date) -> Undo | None:
        return next((one for one in self.undos() if one.day == day), None)

    def undos(self) -> list[Undo]:
        chosen = select(undo.c.day, undo.c.until, undo.c.ends).where(undo.c.hall == self.hall_id).order_by(undo.c.day)
        rows = self.connection.execute(chosen)
        return [Undo(day, until, msgspec.json.decode(ends, type=dict[int, State])) for day, until, ends in rows]

    def drop_undo(self, day: date) -> None:
        self._change(delete(undo).where(undo.c.hall == self.hall_id, undo.c.day == day))

    def redate(self, right: HallTicket) -> bool:
        self.flush()
        of_id = (ticket.c.hall == self.hall_id, ticket.c.id == right.id)
        key = self.connection.execute(select(ticket.c.key).where(*of_id)).scalar_one()
        if self._is_taken(right, key):
            return False
        self.touched = True
        values: dict[str, Any] = {name: getattr(right, name) for name in (*CHANGING, "day", "issued_at")}
        self._change(update(ticket).where(*of_id).values(values))
        self._writer.today = None  # it holds the wrong one
        return True

    def shift_sessions(self, since: datetime | None, by: timedelta) -> None:
        sessions = (token.c.hall == self.hall_id, token.c.clerk > 0, OPEN)
        begun = () if since is None else (token.c.created_at >= since,)
        chosen = select(token.c.id, token.c.expires_at).where(*sessions, *begun, token.c.expires_at.is_not(None))
        for id_, ends in self.connection.execute(chosen).all():
            self._change(update(token).where(token.c.id == id_).values(expires_at=ends + by))

    def _is_taken(self, right: HallTicket, key: str) -> bool:
        """By another one of the right day: the number, the key, or the one place that its holder may have."""
        same = or_(ticket.c.number == right.number, ticket.c.key == key)
        if right.holder and right.state in LIVE:
            held = (ticket.c.theme == right.theme) & (ticket.c.holder == right.holder) & ticket.c.state.in_(LIVE)
            same |= held
        others = (ticket.c.hall == self.hall_id, ticket.c.day == right.day, ticket.c.id != right.id)
        return self.connection.execute(select(ticket.c.id).where(*others, same).limit(1)).first() is not None
