"""Appointments and settled days in the database (`kiosk.hall.ports.DiaryRecords`)."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, func, select, update

from drivers.hall_store.memory import Memory
from drivers.hall_store.people import People
from drivers.hall_store.tables import BOOKED, CLAIMS, KNOWN, appointment, notice, settlement, ticket
from kiosk.hall.appointment import Appointment, Booking
from kiosk.hall.settled import Settlement
from kiosk.hall.ticket import State

NAMES = ("id", "theme", "day", "begins", "code", "holder", "name", "state", "booked_at")
COLUMNS = tuple(appointment.c[name] for name in NAMES)
OF_HALL = ticket.c.hall == bindparam("of_hall")
NEXT_DAY = select(ticket.c.day).where(OF_HALL, ticket.c.day > bindparam("of_day")).order_by(ticket.c.day).limit(1)
"""One look-up for each day: a list of all days that there are would be read from all tickets that there are."""
BEFORE_ALL = date.min


class Diary(People):
    def appointment_by_key(self, key: str) -> Appointment | None:
        return self._appointment(appointment.c.key == key)

    def appointment_by_code(self, code: str) -> Appointment | None:
        return self._appointment(appointment.c.code == code)

    def appointments_of(self, holder: str, since: date) -> list[Appointment]:
        if self._memory is not None and holder not in self._bookers(self._memory):
            return []
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
        self._bookers(self._writer).add(new.holder)
        return replace(new, id=id_)

    def save_appointment(self, new: Appointment) -> None:
        values = asdict(new)
        self._change(update(appointment).where(appointment.c.id == values.pop("id")).values(values))

    def miss_appointments(self, day: date) -> int:
        chosen = update(appointment).where(
            appointment.c.hall == self.hall_id, appointment.c.day == day, appointment.c.state == Booking.BOOKED
        )
        return int(self._change(chosen.values(state=Booking.MISSED)).rowcount)

    def notices(self) -> Mapping[int, bytes]:
        chosen = select(notice.c.ticket, notice.c.sealed).where(notice.c.hall == self.hall_id)
        return {id_: bytes(sealed) for id_, sealed in self.connection.execute(chosen.order_by(notice.c.ticket))}

    def keep_notice(self, ticket: int, sealed: bytes) -> None:
        self.drop_notice(ticket)
        self._change(notice.insert(), hall=self.hall_id, ticket=ticket, sealed=sealed)

    def drop_notice(self, ticket: int) -> None:
        self._change(delete(notice).where(notice.c.hall == self.hall_id, notice.c.ticket == ticket))

    def settlement(self, day: date) -> Settlement | None:
        chosen = select(settlement.c.figures).where(settlement.c.hall == self.hall_id, settlement.c.day == day)
        kept = self.connection.execute(chosen).scalar_one_or_none()
        return msgspec.json.decode(kept, type=Settlement) if kept else None

    def keep_settlement(self, new: Settlement) -> None:
        figures = msgspec.json.encode(new).decode()
        values = {"hall": self.hall_id, "day": new.day, "settled_at": new.settled_at, "figures": figures}
        self._change(delete(settlement).where(settlement.c.hall == self.hall_id, settlement.c.day == new.day))
        self._change(settlement.insert(), **values)
        self._writer.look_again()

    def unsettled_days(self) -> list[date]:
        """After the last that was settled: before it there is none (`kiosk.hall.settlement.settle`)."""
        days: list[date] = []
        last = self.last_settled() or BEFORE_ALL
        while day := self._first(NEXT_DAY, of_day=days[-1] if days else last):
            days.append(day)
        return days

    def last_settled(self) -> date | None:
        memory = self._memory
        if memory is not None and memory.settled_known:
            return memory.settled
        chosen = select(settlement.c.day).where(settlement.c.hall == self.hall_id)
        found = self.connection.execute(chosen.order_by(settlement.c.day.desc()).limit(1)).scalar_one_or_none()
        if memory is not None:
            memory.settled, memory.settled_known = found, True
        return found

    def forget_people(self, day: date) -> None:
        """Who was carried over is known until the next day's end: their claim hangs on it."""
        self.flush()
        if self._writer.today is not None:
            self._writer.today = None  # it still knows them
        mine = ticket.c.hall == self.hall_id
        self._change(update(ticket).where(mine, ticket.c.day == day).values(name="", note="", errands=()))
        over = (ticket.c.day < day) | ticket.c.state.not_in([State.CARRIED_OVER, State.LEFT_OPEN])
        self._change(update(ticket).where(mine, ticket.c.day <= day, over, KNOWN).values(holder=""))
        past = (appointment.c.hall == self.hall_id, appointment.c.day <= day, KNOWN)
        self._change(update(appointment).where(*past).values(holder="", name=""))

    def carried_over(self, theme: str, holder: str) -> bool:
        memory = self._writer
        if memory.carried is None:
            left = (ticket.c.hall == self.hall_id, ticket.c.day == self.last_settled(), CLAIMS)
            chosen = select(ticket.c.theme, ticket.c.holder).where(*left)
            memory.carried = frozenset((row[0], row[1]) for row in self.connection.execute(chosen))
        return (theme, holder) in memory.carried

    def _bookers(self, memory: Memory) -> set[str]:
        if memory.bookers is None:
            chosen = select(appointment.c.holder).where(appointment.c.hall == self.hall_id, BOOKED)
            memory.bookers = {row[0] for row in self.connection.execute(chosen)}
        return memory.bookers

    def _appointment(self, condition: Any) -> Appointment | None:
        chosen = select(*COLUMNS).where(appointment.c.hall == self.hall_id, condition)
        row = self.connection.execute(chosen).first()
        return Appointment(*row) if row else None
