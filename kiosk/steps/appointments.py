"""Appointments: find them, book a half hour, move it, cancel it. Checking in is a number like any other."""

import re
from datetime import date

from kiosk.events import AppointmentKept, AppointmentsKnown, CodeScanned, Event, QueueFailed, SlotsKnown
from kiosk.queue import Appointment, BookingWish, Slot
from kiosk.steps.base import PrintJob, PrintState, Stage, Step
from kiosk.trouble import Trouble
from kiosk.visit import Act, Booking

CODE = re.compile(r"[2-9A-Z]{8}")
"""The code of an appointment as the hall makes it: no 0 and no 1, which look like letters."""


def is_appointment_code(text: str) -> bool:
    return CODE.fullmatch(text.strip().upper()) is not None


class AskingStep(Step):
    """Asks the hall one thing at a time; an answer to an older question is dropped."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.asking = False
        self._request = 0

    @property
    def busy(self) -> bool:
        return self.asking

    def leave(self) -> None:
        self.asking = False
        self._request = 0

    def ask(self) -> int:
        """The number of the new question."""
        self._request = next(self.desk.requests)
        self.asking = True
        self.failed(None)
        return self._request

    def handle(self, event: Event) -> None:
        if getattr(event, "request", 0) != self._request or not self._request:
            return
        if isinstance(event, QueueFailed):
            self.asking = False
            self.failed(event.trouble)
        elif isinstance(event, SlotsKnown | AppointmentsKnown | AppointmentKept):
            self.asking = False
            self.answered(event)

    def answered(self, event: SlotsKnown | AppointmentsKnown | AppointmentKept) -> None:
        """The hall's answer to the newest question."""


class AppointmentsStep(AskingStep):
    """Book one, or find the one there is: by card on a page of its own, by its code right here."""

    def enter(self) -> None:
        """What was chosen here before is open again."""
        self.visit.booking, self.visit.act, self.visit.found = Booking.NONE, Act.NONE, ()

    def handle(self, event: Event) -> None:
        if isinstance(event, CodeScanned):
            self.find(event.text)
        else:
            super().handle(event)

    def choose(self, booking: Booking) -> None:
        self.visit.booking = booking
        self.stage.advance()

    def find(self, code: str) -> None:
        """By the code on the slip, as scanned or typed."""
        if is_appointment_code(code):
            self.desk.queue.find_appointment(self.ask(), code.strip().upper())
        else:
            self.failed(Trouble.UNKNOWN_APPOINTMENT)

    def answered(self, event: SlotsKnown | AppointmentsKnown | AppointmentKept) -> None:
        if isinstance(event, AppointmentsKnown):
            self.visit.found = event.appointments
            self.choose(Booking.CODE)


class MineStep(AskingStep):
    """The appointments that were found, and what is to happen to one of them."""

    def enter(self) -> None:
        self.visit.act, self.visit.appointment = Act.NONE, None
        if self.visit.booking is Booking.CARD and self.visit.card is not None:
            self.desk.queue.ask_appointments(self.ask(), self.visit.card)

    def answered(self, event: SlotsKnown | AppointmentsKnown | AppointmentKept) -> None:
        if isinstance(event, AppointmentsKnown):
            self.visit.found = event.appointments
            self.failed(None)

    def choose(self, code: str, act: Act) -> None:
        """Check in with this appointment, move it, or cancel it."""
        found = next((one for one in self.visit.found if one.code == code), None)
        if found is not None and (found.state == "booked" or act is Act.CHECK_IN):
            self.visit.appointment, self.visit.act = found, act
            self.stage.advance()


class SlotsStep(AskingStep):
    """The half hours of the next days."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.slots: tuple[Slot, ...] = ()
        self.day: date | None = None

    def enter(self) -> None:
        self.visit.slot = None
        self.desk.queue.ask_slots(self.ask(), self._theme)

    @property
    def _theme(self) -> str:
        if self.visit.appointment is not None:
            return self.visit.appointment.theme
        return self.visit.theme.code if self.visit.theme else ""

    def answered(self, event: SlotsKnown | AppointmentsKnown | AppointmentKept) -> None:
        """The first day with a place left is shown."""
        if isinstance(event, SlotsKnown):
            self.slots = event.slots
            self.day = next((slot.begins.date() for slot in self.slots if slot.left), None)
            self.failed(None)

    @property
    def days(self) -> tuple[date, ...]:
        """Those with a place left."""
        return tuple(sorted({slot.begins.date() for slot in self.slots if slot.left}))

    @property
    def slots_of_day(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.begins.date() == self.day)

    def choose_day(self, day: date) -> None:
        self.day = day
        self.failed(None)

    def choose(self, slot: Slot) -> None:
        if slot in self.slots and slot.left:
            self.visit.slot = slot
            self.stage.advance()


class BookedStep(AskingStep):
    """Books, moves or cancels, then prints the slip with the code. The key of the visit makes asking again harmless."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.print_job = PrintJob(stage.desk, stage.changed)

    @property
    def busy(self) -> bool:
        return self.asking or self.print_job.state is PrintState.PRINTING

    def enter(self) -> None:
        visit, queue = self.visit, self.desk.queue
        if visit.kept:
            self.print_again()
        elif visit.act is Act.CALL_OFF and visit.appointment:
            queue.call_off(self.ask(), visit.appointment.code)
        elif visit.act is Act.MOVE and visit.appointment and visit.slot:
            queue.move_appointment(self.ask(), visit.appointment.code, visit.slot.begins)
        elif visit.theme and visit.slot:
            wish = BookingWish(visit.theme.code, visit.slot.begins, visit.card, visit.phone)
            queue.book(self.ask(), visit.key, wish)

    def handle(self, event: Event) -> None:
        self.print_job.handle(event)
        super().handle(event)

    def answered(self, event: SlotsKnown | AppointmentsKnown | AppointmentKept) -> None:
        if isinstance(event, AppointmentKept):
            self.visit.appointment, self.visit.kept = event.appointment, True
            self.failed(None)
            self.print_again()

    def print_again(self) -> None:
        """Print the slip; one that was cancelled needs none."""
        appointment: Appointment | None = self.visit.appointment
        if appointment is not None and self.visit.act is not Act.CALL_OFF:
            self.print_job.start(self.desk.papers.appointment(appointment, self.stage.language))
