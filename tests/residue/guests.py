"""Visitors who touch, write and sign at a real terminal, in its process; cards, papers and codes come from outside.

Nothing that is searched for may stand here: what is written is written backwards.
"""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from kiosk import answers
from kiosk.catalogue import Field
from kiosk.events import Device, DeviceState
from kiosk.programs.terminal_house import TerminalHouse
from kiosk.programs.visitor import Visitor
from kiosk.steps import CaptureStep, ReceiptStep, TicketStep
from kiosk.steps.base import PrintState
from kiosk.visit import Place, Screen

BACKWARDS = {"phone": "68007130931", "address": "层七栋六园花翠翡", "digits": "57624003831", "half": "iewoal"}
ITEM = "132014002000"
PATIENCE = 60.0  # seconds, for anything
FIDGET = 300
"""Milliseconds. Whoever stands there touches the glass so often: slow machines, and searches, must not end a visit."""
FORM_AND_PAPERS = (Screen.FORM, Screen.CAPTURE)


class Guest:
    """`tell` asks for something of the world outside: "present shop_owner", "lay household"."""

    def __init__(self, house: TerminalHouse, tell: Callable[[str], None]) -> None:
        self._house, self._terminal = house, house.terminal
        self._visitor = Visitor(house.app.window)
        self._tell = tell
        self._hands = QTimer(interval=FIDGET)
        self._hands.timeout.connect(self._terminal.touch)

    # ---- what they come for; each leaves the terminal where a visit can be ended

    def begin(self) -> None:
        """The devices are there, and nobody is."""
        self._until(lambda: all(self._ready(device) for device in self._terminal.devices))
        self._until(lambda: self._terminal.place.screen is Screen.ATTRACT)
        self._hands.start()
        self._touch("begin")
        self._arrive(Screen.HOME)

    def errand(self) -> None:
        """To the last page of the form, with a paper kept, and words that are only half typed."""
        self._to_the_form()
        while self._terminal.place.screen in FORM_AND_PAPERS:
            place = self._terminal.place
            if place.screen is Screen.CAPTURE:
                self._scan("household")
            elif place.part == self._last_section():
                self._visitor.keys(_said("half"))
                return
            else:
                self._fill(place.part)
            self._go_on()

    def form(self) -> None:
        """To the first page of the form, filled in."""
        self._to_the_form()
        self._fill(self._terminal.place.part)

    def whole_errand(self) -> None:
        """To the printed receipt."""
        self._to_the_form()
        while self._terminal.place.screen in FORM_AND_PAPERS:
            place = self._terminal.place
            self._scan("household") if place.screen is Screen.CAPTURE else self._fill(place.part)
            self._go_on()
        if self._terminal.place.screen is Screen.PROMISE:
            self._touch("promise")
            self._go_on()
        self._arrive(Screen.REVIEW)
        self._go_on()
        self._visitor.sign("ink")
        self._touch("next")
        self._arrive(Screen.RECEIPT)
        self._printed(ReceiptStep)
        self._until(lambda: bool(self._terminal.visit.acceptance_number))

    def ticket(self) -> None:
        """A number with a card, and a message when the turn is near."""
        self.begin()
        self._touch("purpose.ticket")
        self._arrive(Screen.THEMES)
        self._touch("theme.A")
        self._arrive(Screen.CARD)
        self._tell("present grandmother")
        self._arrive(Screen.PRIORITY)
        self._touch("priority.age_60")
        self._arrive(Screen.TICKET)
        self._printed(TicketStep)
        self._tell("away")
        if self._visitor.find("wantNotice") is not None:
            self._touch("wantNotice")
            self._arrive(Screen.NOTICE)
            for digit in _said("digits"):
                self._touch(f"digit.{digit}")

    def progress(self) -> None:
        """Asks by a code that the scanner reads at the door; the number is on the receipt of the last errand."""
        self._until(lambda: self._terminal.place.screen is Screen.ATTRACT)
        self._tell("scan")
        self._hands.start()
        self._arrive(Screen.PROGRESS)
        self._visitor.pause(500)

    # ---- how it ends

    def leave(self) -> None:
        self._visitor.hide_keyboard()
        self._touch("cancel")
        if self._visitor.find("reallyLeave") is not None:
            self._touch("reallyLeave")
        self._gone()

    def go_home(self) -> None:
        """Gives it up, and somebody else stands there at once."""
        self._terminal.home()
        self._arrive(Screen.HOME)

    def finish(self) -> None:
        self._touch("next")
        self._gone()

    def walk_away(self) -> None:
        """Without a word: the time runs out."""
        self._hands.stop()
        self._visitor.wait_for(lambda: self._terminal.place.screen is Screen.ATTRACT, "the time to run out", PATIENCE)

    def stumble(self) -> None:
        """The program fails in the midst of it, with the card in its hands; then the time runs out."""

        def fail() -> None:
            card = self._terminal.visit.card
            raise RuntimeError(f"nobody can do that for {card and card.name} {card and card.number}")

        QTimer.singleShot(0, fail)
        self._visitor.pause(100)
        self.walk_away()

    # ---- hands

    def _to_the_form(self) -> None:
        self.begin()
        self._touch("purpose.errand")
        self._arrive(Screen.CARD)
        self._tell("present shop_owner")
        self._arrive(Screen.ITEMS)
        self._touch(f"item.{ITEM}")
        self._arrive(Screen.NEEDS)
        self._tell("away")
        self._go_on()
        self._arrive(Screen.FORM)

    def _fill(self, part: str) -> None:
        visit = self._terminal.visit
        section = next(one for one in visit.sections if one.id == part)
        for field in section.fields:
            if answers.asked(field, visit.answers) and field.id in ("address", *_open(field, visit.answers)):
                self._answer(field)
        self._visitor.hide_keyboard()

    def _answer(self, field: Field) -> None:
        if field.kind == "choice":
            values = [choice.value for choice in field.choices]
            self._touch(f"choice.{field.id}.{'myself' if 'myself' in values else values[0]}")
            return
        self._visitor.write(f"field.{field.id}", _said(field.id if field.id in BACKWARDS else "address"))

    def _scan(self, paper: str) -> None:
        self._tell(f"lay {paper}")
        self._until(self._page_taken)
        self._touch("keep")
        self._until(lambda: any(self._terminal.visit.pages.values()))
        self._tell("clear")

    def _page_taken(self) -> bool:
        step = self._terminal.step
        return isinstance(step, CaptureStep) and step.candidate is not None

    def _last_section(self) -> str:
        return self._terminal.visit.sections[-1].id

    def _go_on(self) -> None:
        before: Place = self._terminal.place
        self._touch("next")
        self._until(lambda: self._terminal.place != before)

    def _printed(self, kind: type[ReceiptStep] | type[TicketStep]) -> None:
        def is_out() -> bool:
            step = self._terminal.step
            return isinstance(step, kind) and step.print_job.state in (PrintState.PRINTED, PrintState.FAILED)

        self._until(is_out)

    def _ready(self, device: Device) -> bool:
        return self._terminal.devices[device].state is DeviceState.READY

    def _arrive(self, screen: Screen) -> None:
        self._until(lambda: self._terminal.place.screen is screen, screen)

    def _gone(self) -> None:
        self._hands.stop()
        self._until(lambda: self._terminal.place.screen in (Screen.FAREWELL, Screen.ATTRACT))

    def _until(self, condition: Callable[[], bool], what: str = "the terminal") -> None:
        self._visitor.wait_for(condition, what, PATIENCE)

    def _touch(self, name: str) -> None:
        self._until(lambda: (item := self._visitor.find(name)) is not None and item.isEnabled(), name)
        self._visitor.touch(name, PATIENCE)
        self._visitor.settle()


def _said(what: str) -> str:
    return BACKWARDS[what][::-1]


def _open(field: Field, given: dict[str, str]) -> tuple[str, ...]:
    """The field's own name, where it is still to be filled in."""
    return () if given.get(field.id) else (field.id,)
