"""The terminal: one visit after the other. Takes the visitor's commands and the drivers' events, on one thread.

Screens read `place`, `visit`, `step`, `idle`, `devices` and call the commands; every change is told once through
`changed`. What a page does with a device is in `kiosk.steps`, the order of pages in `kiosk.flow`.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kiosk import answers, flow, signing
from kiosk.catalogue import Catalogue, Field, Hindrance
from kiosk.copying import papers_to_copy
from kiosk.desk import Desk, Topic
from kiosk.events import (
    CatalogueArrived,
    CodeScanned,
    Device,
    DeviceChanged,
    DeviceState,
    ErrandDelivered,
    ErrandRefused,
    Event,
)
from kiosk.idle import IdleWatch
from kiosk.ink import Signature, Stroke, is_signature
from kiosk.picture import Corners
from kiosk.steps import CaptureStep, NeedsStep, ProgressStep, Stage, Step, step_for
from kiosk.steps.appointments import is_appointment_code
from kiosk.steps.reading import PaperReading
from kiosk.trouble import Trouble
from kiosk.visit import Place, Purpose, Screen, Visit

log = logging.getLogger(__name__)


class Terminal:
    """`language` is "zh" or "en"; `large` is large mode. Both go back to the hall's setting when a visit ends."""

    def __init__(
        self,
        desk: Desk,
        catalogue: Catalogue,
        language: str = "zh",
        large: bool = False,
        changed: Callable[[Topic], None] = lambda topic: None,
    ) -> None:
        self._desk = desk
        self._defaults = (language, large)
        self.language, self.large = language, large
        self.changed = changed
        self.catalogue = catalogue
        self.devices = {device: DeviceChanged(device, DeviceState.CONNECTING) for device in Device if self._has(device)}
        self.idle = IdleWatch(
            desk.clock,
            desk.settings,
            held=lambda: self.step.busy,
            changed=lambda: self._tell(Topic.IDLE),
            expired=self._expire,
        )
        self.visit = self._fresh_visit(Screen.ATTRACT)
        self._reading = PaperReading(desk, self.visit, self._tell)
        self.step: Step = self._make_step()

    @property
    def place(self) -> Place:
        return self.visit.place

    def _has(self, device: Device) -> bool:
        return device is not Device.COPIER or self.makes_copies

    def works(self, device: Device) -> bool:
        """Whether it can be used now, as far as is known: one that is still being looked for can."""
        return self._lost(device) is None

    @property
    def makes_copies(self) -> bool:
        """Whether this terminal has a copier at all; whether it works, `devices` says."""
        return self._desk.copier is not None

    # ---- the visitor's commands, the same on every page

    def touch(self) -> None:
        """Any touch or key: somebody is there."""
        if self.place.screen is not Screen.ATTRACT:
            self.idle.touch()

    def begin(self) -> None:
        """From the attract screen to home."""
        self._restart(Screen.HOME)

    def home(self) -> None:
        """Give this visit up and start at home again; nothing of it is kept, the language is."""
        language, large = self.language, self.large
        self._restart(Screen.HOME)
        self.set_language(language)
        self.set_large(large)

    def cancel(self) -> None:
        """End the visit: wiped at once, then goodbye. From farewell itself, on to the attract screen."""
        if self.place.screen in (Screen.ATTRACT, Screen.FAREWELL):
            self._restart(Screen.ATTRACT)
        else:
            self._farewell()

    def back(self) -> None:
        place = flow.preceding(self.visit)
        if place is None:
            return
        if place.screen is Screen.HOME:
            self.home()
            return
        if place.screen is Screen.CARD and self.visit.card is not None:
            self._back_behind_card()
            return
        self._go(place)

    def _back_behind_card(self) -> None:
        """The card's own page would only read the same card again: to the one before it, and the card is forgotten."""
        places = flow.path(self.visit)
        before = places[places.index(Place(Screen.CARD)) - 1]
        if before.screen is Screen.HOME:
            self.home()
            return
        self.visit.card = None
        self._go(before)

    def next(self) -> None:
        """On to the next page, if this one is done."""
        if not flow.done(self.visit, self.place, self._today()):
            self.changed(Topic.VISIT)
            return
        target = flow.following(self.visit, self._today())
        if target.screen is Screen.FAREWELL:
            self._farewell()
        elif target != self.place:
            self._go(target)

    def again(self) -> None:
        """Try again after trouble."""
        self.step.again()
        self.changed(Topic.VISIT)

    def set_language(self, language: str) -> None:
        if language != self.language:
            self.language = language
            self.step.stage = replace(self.step.stage, language=language)
            self.changed(Topic.MODE)

    def set_large(self, large: bool) -> None:
        if large != self.large:
            self.large = large
            self.changed(Topic.MODE)

    # ---- choices

    def choose_purpose(self, purpose: Purpose) -> None:
        if purpose is Purpose.COPY and not self.makes_copies:
            return
        self.visit.purpose = purpose
        self.visit.key = self._desk.new_key()
        if purpose is Purpose.COPY:
            self.visit.to_copy = papers_to_copy(self._desk.copy_pages)
        self.next()

    def choose_instead(self, purpose: Purpose) -> None:
        """Another way to what the visitor came for, where this one is closed."""
        self.home()
        self.choose_purpose(purpose)

    def find_number(self) -> None:
        """A counter that gives no new numbers still prints the one that somebody has."""
        if self.place.screen is Screen.INSTEAD:
            self.visit.has_number = True
            self._go(Place(Screen.CARD))

    def choose_item(self, code: str) -> None:
        """Choosing another item starts its form afresh."""
        item = self.visit.catalogue.item(code)
        if item is None or self.visit.card is None or self.hindrance(code):
            return
        if item != self.visit.item:
            self._forget_item()
            self.visit.item = item
            filled = answers.from_card(item, self.visit.card)
            self.visit.answers.update(filled)
            self.visit.from_card.update(filled)
        self.next()

    def hindrance(self, code: str) -> Hindrance | None:
        """Why the item is not for the holder of this card: told in the list, before anybody begins."""
        item = self.visit.catalogue.item(code)
        card = self.visit.card
        return item.hindrance(card, self._today()) if item is not None and card is not None else None

    def print_needs(self) -> None:
        if isinstance(self.step, NeedsStep):
            self.step.print_list()

    # ---- what the visitor gives

    def accept_needs(self) -> None:
        self.visit.needs_seen = True
        self.next()

    def set_answer(self, field_id: str, value: str) -> None:
        """A signature holds for what was signed: a changed answer asks for review and signature again."""
        field = self._field(field_id)
        if field is None or (field.locked and field_id in self.visit.from_card):
            return
        if self.visit.answers.get(field_id, "") != value:
            self.visit.answers[field_id] = value
            self.visit.from_card.discard(field_id)
            self.visit.from_paper.pop(field_id, None)
            self._unsign()
            self.changed(Topic.VISIT)

    def tidy_answer(self, field_id: str) -> None:
        """Bring an answer that is not being written on any more into the form in which it is signed and sent."""
        field = self._field(field_id)
        given = self.visit.answers.get(field_id, "")
        if field is not None and given and given != (tidy := answers.plain_answer(field, given)):
            self.visit.answers[field_id] = tidy
            self.changed(Topic.VISIT)

    def keep_answer(self, field_id: str) -> None:
        """The visitor has compared an answer that is doubted, and it is right as it stands."""
        field = self._field(field_id)
        given = self.visit.answers.get(field_id, "")
        if field is not None and answers.problem(field, given, self._today()) in answers.DOUBTS:
            self.visit.compared[field_id] = answers.plain_answer(field, given)
            self._unsign()
            self.changed(Topic.VISIT)

    def _field(self, field_id: str) -> Field | None:
        return next((f for f in self.visit.item.fields if f.id == field_id), None) if self.visit.item else None

    def postpone(self) -> None:
        """Leave the present material out (optional) or hand it in later (deferrable)."""
        material = self.visit.material(self.place.part)
        if material is not None and material.share != "required":
            self.visit.postponed.add(material.id)
            self._unsign()
            self.next()

    def promise(self, given: bool) -> None:
        """Make, or take back, the promise of the present page."""
        (self.visit.promised.add if given else self.visit.promised.discard)(self.place.part)
        self._unsign()
        self.changed(Topic.VISIT)

    def take_page(self) -> None:
        if isinstance(self.step, CaptureStep):
            self.step.take()

    def keep_page(self) -> None:
        """Keep the page that is shown, as one of this material."""
        page = self.step.candidate if isinstance(self.step, CaptureStep) else None
        if isinstance(self.step, CaptureStep) and self.step.keep():
            self._unsign()
            if page is not None:
                self._reading.kept(self.place.part, page)
                self._reading.sorted_out(self.step)

    def retake_page(self) -> None:
        if isinstance(self.step, CaptureStep):
            self.step.retake()

    def mark_edges(self, marking: bool) -> None:
        """Begin, or give up, drawing the corners of the page that is shown."""
        if isinstance(self.step, CaptureStep):
            self.step.mark_edges(marking)

    def adjust_page(self, corners: Corners) -> bool:
        """Take the page that is shown anew, with these corners of the whole picture."""
        return isinstance(self.step, CaptureStep) and self.step.adjust(corners)

    def other_side_empty(self) -> None:
        """The card's front alone makes the page."""
        if isinstance(self.step, CaptureStep):
            self.step.one_side_only()
            self._unsign()

    def front_again(self) -> None:
        """Forget the card's front that waits for its back."""
        if isinstance(self.step, CaptureStep):
            self.step.front_again()
            self._reading.sorted_out(self.step)

    def replace_page(self, index: int | None) -> None:
        """Take a kept page anew; None: leave it as it is."""
        if isinstance(self.step, CaptureStep):
            self.step.replace(index)

    def move_page(self, index: int, by: int) -> None:
        """Move a kept page towards the end (`by` 1) or the beginning (-1)."""
        if isinstance(self.step, CaptureStep):
            self.step.move(index, by)
            self._unsign()

    def drop_page(self, index: int) -> None:
        """Take a kept page out again."""
        if isinstance(self.step, CaptureStep):
            self.step.drop(index)
            self._unsign()
            self._reading.sorted_out(self.step)

    def change(self, screen: Screen, part: str) -> None:
        """From the review to the page where one thing is changed."""
        place = Place(screen, part)
        if place in flow.path(self.visit) and self.place.screen is Screen.REVIEW:
            self._go(place)

    def confirm(self) -> None:
        """Everything on the review is right."""
        self.visit.reviewed = True
        self.next()

    def sign(self, strokes: tuple[Stroke, ...], png: bytes) -> bool:
        """Sign what is shown; False for a dot or a line."""
        if not is_signature(strokes):
            return False
        self.visit.signature = Signature(strokes, png, signing.signed_hash(self.visit))
        self.next()
        return True

    # ---- the drivers' events

    def handle(self, event: Event) -> None:
        """An event from a driver, already on this thread."""
        if isinstance(event, DeviceChanged):
            self.devices[event.device] = event
            self.changed(Topic.DEVICES)
        elif isinstance(event, CatalogueArrived):
            self.catalogue = event.catalogue  # the visit in hand keeps the one it started with
        elif isinstance(event, CodeScanned) and self.place.screen in (Screen.ATTRACT, Screen.HOME):
            self._scanned_at_the_door(event)
            return
        elif isinstance(event, ErrandDelivered | ErrandRefused):
            log.info("errand %s: %s", event.local_number, type(event).__name__)
        self.step.handle(event)
        self._reading.handle(event, self.step)

    def _scanned_at_the_door(self, event: CodeScanned) -> None:
        """A receipt or the slip of an appointment under the scanner needs no choice on the screen."""
        self.home()
        if is_appointment_code(event.text):
            self.choose_purpose(Purpose.APPOINTMENT)
            self.step.handle(event)
            return
        self.choose_purpose(Purpose.PROGRESS)
        if isinstance(self.step, ProgressStep):
            self.step.ask(event.text)

    # ---- how visits begin and end

    def _tell(self, topic: Topic) -> None:
        """`changed` may be set after the terminal is made."""
        self.changed(topic)

    def _fresh_visit(self, screen: Screen) -> Visit:
        return Visit(catalogue=self.catalogue, place=Place(screen))

    def _make_step(self) -> Step:
        stage = Stage(self._desk, self.visit, self.language, self._tell, self.next, self._lost)
        return step_for(self.place.screen, stage)

    def _lost(self, device: Device) -> Trouble | None:
        known = self.devices.get(device)
        if known is None or known.state not in (DeviceState.ABSENT, DeviceState.FAULTY):
            return None
        return known.trouble or Trouble.NOT_CONNECTED

    def _go(self, place: Place) -> None:
        self.step.leave()
        self.visit.place = place
        if place.screen is Screen.REVIEW:
            self.visit.reviewed_once = True
        self.step = self._make_step()
        self.touch()
        self.step.enter()
        self.changed(Topic.PLACE)

    def _restart(self, screen: Screen) -> None:
        """End this visit whatever its state, and stand on `screen` with a new one."""
        self.step.leave()
        self.visit.wipe()
        self.set_language(self._defaults[0])
        self.set_large(self._defaults[1])
        self.visit = self._fresh_visit(screen)
        self._reading.forget()
        self._reading = PaperReading(self._desk, self.visit, self._tell)
        self.step = self._make_step()
        if screen is Screen.ATTRACT:
            self.idle.stop()
        else:
            self.idle.touch()
        self.changed(Topic.PLACE)

    def _farewell(self) -> None:
        """The data goes at once; the goodbye stays a moment in the visitor's language."""
        language, large = self.language, self.large
        self._restart(Screen.FAREWELL)
        self.set_language(language)
        self.set_large(large)
        farewell = self.visit
        self._desk.clock.after(self._desk.settings.farewell_seconds, lambda: self._end_farewell(farewell))

    def _end_farewell(self, farewell: Visit) -> None:
        if self.visit is farewell:
            self._restart(Screen.ATTRACT)

    def _expire(self) -> None:
        log.info("visit ended by time-out on %s", self.place.screen)
        self._restart(Screen.ATTRACT)

    def close(self) -> None:
        """The program ends: wipe, let go of the devices."""
        self._restart(Screen.ATTRACT)

    def _forget_item(self) -> None:
        visit = self.visit
        for store in (visit.answers, visit.from_card, visit.pages, visit.postponed, visit.promised):
            store.clear()
        visit.from_paper.clear()
        visit.compared.clear()
        visit.needs_seen = visit.reviewed_once = False
        self._unsign()

    def _unsign(self) -> None:
        self.visit.reviewed = False
        self.visit.signature = None

    def _today(self) -> date:
        return self._desk.clock.now().date()
