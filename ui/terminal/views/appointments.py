"""Appointments: the days and half hours on offer, the ones somebody has, and what became of it."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.queue import Appointment
from kiosk.queue import Slot as HalfHour
from kiosk.steps import AppointmentsStep, MineStep, SlotsStep
from kiosk.terminal import Terminal
from kiosk.visit import Act, Booking, Screen
from ui.terminal.changes import Changes
from ui.terminal.rows import Rows
from ui.terminal.views.base import View
from ui.terminal.words import day_words, moment_words

QML_IMPORT_NAME = "Yitang.Terminal"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True)
class DayRow:
    day: str
    name: str
    chosen: bool


@dataclass(frozen=True)
class SlotRow:
    time: str
    remaining: str
    free: bool


@dataclass(frozen=True)
class AppointmentRow:
    code: str
    name: str
    moment: str
    kept: bool


@QmlElement
@QmlUncreatable("made by the app")
class AppointmentsView(View):
    changed = Signal()
    SCREENS = (Screen.APPOINTMENTS, Screen.SLOTS, Screen.MINE, Screen.BOOKED)

    def __init__(self, terminal: Terminal, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(terminal, changes, parent)
        self._days = Rows(DayRow, self)
        self._slots = Rows(SlotRow, self)
        self._mine = Rows(AppointmentRow, self)

    def refresh(self) -> None:
        step = self.terminal.step
        slots = step if isinstance(step, SlotsStep) else None
        self._days.show([self._day(day, slots.day) for day in slots.days] if slots else [])
        self._slots.show([self._slot(slot) for slot in slots.slots_of_day] if slots else [])
        found = self.terminal.visit.found if isinstance(step, MineStep) else ()
        self._mine.show([self._appointment(one) for one in found])

    def _day(self, day: date, chosen: date | None) -> DayRow:
        return DayRow(day.isoformat(), day_words(day, self.today, self.language), day == chosen)

    def _slot(self, slot: HalfHour) -> SlotRow:
        left = QCoreApplication.translate("Slot", "%1 left").replace("%1", str(slot.left))
        full = QCoreApplication.translate("Slot", "full")
        return SlotRow(f"{slot.begins:%H:%M}", left if slot.left else full, slot.left > 0)

    def _appointment(self, one: Appointment) -> AppointmentRow:
        return AppointmentRow(one.code, self._name(one), self._moment(one), one.state != "booked")

    def _name(self, appointment: Appointment) -> str:
        return appointment.name_en if self.language == "en" else appointment.name_zh

    def _moment(self, appointment: Appointment) -> str:
        return moment_words(appointment.begins, self.today, self.language)

    @property
    def _kept(self) -> Appointment | None:
        return self.terminal.visit.appointment if self.terminal.visit.kept else None

    @Property(Rows, constant=True)
    def days(self) -> Rows:
        return self._days

    @Property(Rows, constant=True)
    def slots(self) -> Rows:
        return self._slots

    @Property(Rows, constant=True)
    def mine(self) -> Rows:
        return self._mine

    @Property(bool, notify=changed)
    def asking(self) -> bool:
        return bool(getattr(self.terminal.step, "asking", False))

    @Property(bool, notify=changed)
    def nothing(self) -> bool:
        """The hall has answered, and there is nothing to choose."""
        step = self.terminal.step
        if not isinstance(step, SlotsStep | MineStep) or step.asking or step.trouble is not None:
            return False
        return not (step.days if isinstance(step, SlotsStep) else self.terminal.visit.found)

    @Property(bool, notify=changed)
    def kept(self) -> bool:
        return self._kept is not None

    @Property(bool, notify=changed)
    def calledOff(self) -> bool:
        return self.terminal.visit.act is Act.CALL_OFF

    @Property(str, notify=changed)
    def code(self) -> str:
        """As it is read aloud: ABCD 2345."""
        code = self._kept.code if self._kept else ""
        return f"{code[:4]} {code[4:]}".strip()

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._name(self._kept) if self._kept else ""

    @Property(str, notify=changed)
    def moment(self) -> str:
        return self._moment(self._kept) if self._kept else ""

    @Slot(str)
    def begin(self, booking: str) -> None:
        """Book a new one ("new"), or find the one there is by card ("card")."""
        step = self.terminal.step
        if isinstance(step, AppointmentsStep):
            step.choose(Booking(booking))

    @Slot(str)
    def find(self, code: str) -> None:
        step = self.terminal.step
        if isinstance(step, AppointmentsStep):
            step.find(code.replace(" ", ""))

    @Slot(str)
    def chooseDay(self, day: str) -> None:
        step = self.terminal.step
        if isinstance(step, SlotsStep):
            step.choose_day(date.fromisoformat(day))

    @Slot(str)
    def chooseTime(self, time: str) -> None:
        step = self.terminal.step
        if isinstance(step, SlotsStep):
            step.choose(next(slot for slot in step.slots_of_day if f"{slot.begins:%H:%M}" == time))

    @Slot(str, str)
    def act(self, code: str, act: str) -> None:
        step = self.terminal.step
        if isinstance(step, MineStep):
            step.choose(code, Act(act))
