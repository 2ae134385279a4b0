"""What each kind of page does while it is open: which device it uses, which events it waits for.

A new kind of step is one class here, one entry in `KINDS`, one place in `kiosk.flow.path`, one QML file.
"""

from kiosk.steps.appointments import AppointmentsStep, BookedStep, MineStep, SlotsStep
from kiosk.steps.base import Stage, Step
from kiosk.steps.capture import CaptureStep
from kiosk.steps.card import CardStep
from kiosk.steps.copying import CopyStep
from kiosk.steps.hand_in import ReceiptStep, SubmitStep
from kiosk.steps.identity import NoticeStep, PhoneStep, PriorityStep
from kiosk.steps.needs import NeedsStep
from kiosk.steps.progress import ProgressStep
from kiosk.steps.ticket import ThemesStep, TicketStep
from kiosk.visit import Screen

KINDS: dict[Screen, type[Step]] = {
    Screen.CARD: CardStep,
    Screen.THEMES: ThemesStep,
    Screen.PHONE: PhoneStep,
    Screen.NOTICE: NoticeStep,
    Screen.PRIORITY: PriorityStep,
    Screen.TICKET: TicketStep,
    Screen.APPOINTMENTS: AppointmentsStep,
    Screen.SLOTS: SlotsStep,
    Screen.MINE: MineStep,
    Screen.BOOKED: BookedStep,
    Screen.NEEDS: NeedsStep,
    Screen.CAPTURE: CaptureStep,
    Screen.SUBMIT: SubmitStep,
    Screen.RECEIPT: ReceiptStep,
    Screen.PROGRESS: ProgressStep,
    Screen.COPY: CopyStep,
}
"""Kinds that are not named (form, review, sign ...) wait for nothing but the visitor: the base class serves them."""


def step_for(screen: Screen, stage: Stage) -> Step:
    """A fresh step for this page."""
    return KINDS.get(screen, Step)(stage)


__all__ = [
    "KINDS",
    "AppointmentsStep",
    "BookedStep",
    "CaptureStep",
    "CardStep",
    "CopyStep",
    "MineStep",
    "NeedsStep",
    "NoticeStep",
    "PhoneStep",
    "PriorityStep",
    "ProgressStep",
    "ReceiptStep",
    "SlotsStep",
    "Stage",
    "Step",
    "SubmitStep",
    "ThemesStep",
    "TicketStep",
    "step_for",
]
