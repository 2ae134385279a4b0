"""Appointments and settled days in the database (`kiosk.hall.ports.DiaryRecords`)."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import func, select, update

from drivers.hall_store.people import People
from drivers.hall_store.tables import appointment, counter, settlement, ticket
from kiosk.hall.appointment import Appointment, Booking
from kiosk.hall.settled import Settlement
from kiosk.hall.ticket import State

NAMES = ("id", "theme", "day", "begins", "code", "holder", "name", "state", "booked_at")
COLUMNS = tuple(appointment.c[name] for name in NAMES)


class Diary(People):
    def appointment_by_key(self, key: str) -> Appointment | None:
        return self._appointment(appointment.c.key == key)

    def appointment_by_code(self, code: str) -> Appointment | None:
        return self._appointment(appointment.c.code == code)

    def appointments_of(self, holder: str, since: date) -> list[Appointment]:
        chosen = select(*COLUMNS).where(
            appointment.c.hall == self.hall_id,
            appointment.c.holder == holder,
            appointment.c.day >= since,
            appointment.c.state == Booking.BOOKED,
        )
        return [Appointment(*row) for row in self.connection.execute(chosen.order_by(appointment.c.begins))]

    def booked_counts(self, theme: str, day: date) -> Mapping[datetime, int]:
        chosen = select(appointment.c.begins, func.count()).where(
            appointment.c.hall == self.hall_id,
            appointment.c.theme == theme,
            appointment.c.day == day,
            appointment.c.state.in_([Booking.BOOKED, Booking.CHECKED_IN]),
        )
        return dict(self.connection.execute(chosen.group_by(appointment.c.begins)).all())

    def add_appointment(self, new: Appointment, key: str) -> Appointment:
        values: dict[str, Any] = {**asdict(new), "hall": self.hall_id, "key": key}
        del values["id"]
        id_ = self._change(appointment.insert().returning(appointment.c.id), **values).scalar_one()
        return replace(new, id=id_)

    def save_appointment(self, new: Appointment) -> None:
        values = asdict(new)
        self._change(update(appointment).where(appointment.c.id == values.pop("id")).values(values))

    def miss_appointments(self, day: date) -> int:
        chosen = update(appointment).where(
            appointment.c.hall == self.hall_id, appointment.c.day == day, appointment.c.state == Booking.BOOKED
        )
        return int(self._change(chosen.values(state=Booking.MISSED)).rowcount)

    def settlement(self, day: date) -> Settlement | None:
        chosen = select(settlement.c.figures).where(settlement.c.hall == self.hall_id, settlement.c.day == day)
        kept = self.connection.execute(chosen).scalar_one_or_none()
        return msgspec.json.decode(kept, type=Settlement) if kept else None

    def keep_settlement(self, new: Settlement) -> None:
        figures = msgspec.json.encode(new).decode()
        values = {"hall": self.hall_id, "day": new.day, "settled_at": new.settled_at, "figures": figures}
        self._change(settlement.insert(), **values)

    def unsettled_days(self) -> list[date]:
        done = select(settlement.c.day).where(settlement.c.hall == self.hall_id)
        chosen = select(counter.c.day).distinct().where(counter.c.hall == self.hall_id, counter.c.day.not_in(done))
        return [row[0] for row in self.connection.execute(chosen.order_by(counter.c.day))]

    def last_settled(self) -> date | None:
        chosen = select(settlement.c.day).where(settlement.c.hall == self.hall_id)
        return self.connection.execute(chosen.order_by(settlement.c.day.desc()).limit(1)).scalar_one_or_none()

    def forget_people(self, day: date) -> None:
        """Who was carried over is known until the next day's end: their claim hangs on it."""
        mine = (ticket.c.hall == self.hall_id, ticket.c.day <= day)
        self._change(update(ticket).where(*mine, ticket.c.day == day).values(name="", note="", errands=()))
        over = (ticket.c.day < day) | (ticket.c.state != State.CARRIED_OVER)
        self._change(update(ticket).where(*mine, over, ticket.c.holder != "").values(holder=""))
        past = update(appointment).where(appointment.c.hall == self.hall_id, appointment.c.day <= day)
        self._change(past.values(holder="", name=""))

    def carried_over(self, theme: str, holder: str) -> bool:
        chosen = select(ticket.c.id).where(
            ticket.c.hall == self.hall_id,
            ticket.c.holder == holder,
            ticket.c.theme == theme,
            ticket.c.state == State.CARRIED_OVER,
        )
        return self.connection.execute(chosen.limit(1)).first() is not None

    def _appointment(self, condition: Any) -> Appointment | None:
        chosen = select(*COLUMNS).where(appointment.c.hall == self.hall_id, condition)
        row = self.connection.execute(chosen).first()
        return Appointment(*row) if row else None
