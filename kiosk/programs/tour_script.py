"""What the tour does, step by step, and the report of what was seen."""

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import requests
from PySide6.QtCore import QTimer

from drivers.printer.pdf import render_pdf
from kiosk import answers
from kiosk.catalogue import Field
from kiosk.config import TerminalConfig
from kiosk.copying import PART
from kiosk.events import Device, DeviceState
from kiosk.paper import Paper
from kiosk.programs.terminal_house import TerminalHouse
from kiosk.programs.visitor import NotSeenError, Visitor
from kiosk.programs.world import World
from kiosk.steps import BookedStep, CaptureStep, ProgressStep, ReceiptStep, SlotsStep, TicketStep
from kiosk.steps.base import PrintState
from kiosk.visit import Screen

log = logging.getLogger(__name__)

ANSWERS = {
    "phone": "13903170086",
    "shop_name": "运河老味小吃店",
    "credit_code": "92130902MA0LA0W318",
    "shop_address": "沧州市新华区东风路商贸街86号",
    "area": "86",
}
"""What is written; of a choice the first is taken, unless it is named here."""
CHOICES = {"food": "snacks", "pay_by": "myself"}
PAPERS_AND_FORM = (Screen.FORM, Screen.CAPTURE)


@dataclass(frozen=True)
class Errand:
    """Who does what: `papers` names the paper for each material; empty: handed in later."""

    person: str
    item: str
    papers: dict[str, str]


RESTAURANT = Errand(
    "shop_owner",
    "130760009000",
    {"licence": "licence", "floor_plan": "floor_plan", "health_certificates": ""},
)
INSURANCE = Errand("worker", "132014002000", {"household_register": "household"})


@dataclass
class Seen:
    """One line of the report."""

    name: str
    screen: str
    seen: str
    ms: int


class Tour:
    """Runs the terminal and walks through it. `out` gets the film strip, the papers and report.json."""

    def __init__(self, world: World, config: TerminalConfig, out: Path, language: str) -> None:
        self._world = world
        self._out = out
        self._language = language
        self._house = TerminalHouse(config, world.camera.open)
        self._terminal = self._house.terminal
        self._visitor = Visitor(self._house.app.window)
        self._steps: list[Seen] = []
        self._code = 1
        self._problem = ""
        self._pages: set[str] = set()
        self._acceptance = self._local_number = ""

    def run(self) -> int:
        """The exit code."""
        QTimer.singleShot(0, self._house, self._walk)
        self._house.run(fullscreen=False)
        self._house.close()
        self._write_report()
        return self._code

    def _walk(self) -> None:
        try:
            self._welcome()
            self._take_a_number()
            self._pulled_cable()
            self._do_an_errand()
            self._ask_how_far()
            self._book_and_cancel()
            self._copy_papers()
            self._do_an_errand_without_network()
            self._code = self._check_platform()
        except NotSeenError as error:
            self._problem = str(error)
            self._visitor.picture(str(self._out / "99-stopped-here.png"))
            log.error("the tour stopped: %s", error)
        except Exception:
            log.exception("the tour broke")
            self._problem = "an error of the program; see its log"
        finally:
            self._house.application.quit()

    # ---- the chapters

    def _welcome(self) -> None:
        v = self._visitor
        with self._step("attract"):
            v.wait_for(lambda: self._house.devices_ready, "every device", 30)
        with self._step("home"):
            v.touch("begin")
            self._arrive(Screen.HOME)
        if self._language == "en":
            with self._step("home-english"):
                v.touch("language")

    def _take_a_number(self) -> None:
        v = self._visitor
        with self._step("themes"):
            v.touch("purpose.ticket")
            self._arrive(Screen.THEMES)
            v.see("theme.A")
        with self._step("card"):
            v.touch("theme.A")
            self._arrive(Screen.CARD)
        with self._step("priority"):
            self._world.present("grandmother")
            self._arrive(Screen.PRIORITY)
            v.see("priority.age_60")
        with self._step("ticket"):
            v.touch("priority.age_60")
            self._arrive(Screen.TICKET)
            self._await_print(TicketStep)
        self._keep_paper("ticket")
        self._world.take_away()
        with self._step("farewell"):
            v.touch("next")
            self._arrive(Screen.FAREWELL)
        v.wait_for(lambda: self._terminal.place.screen is Screen.ATTRACT, "the attract screen")

    def _pulled_cable(self) -> None:
        v = self._visitor
        v.touch("begin")
        self._arrive(Screen.HOME)
        if self._language == "en":
            v.touch("language")
        with self._step("printer-unplugged"):
            self._world.unplug(Device.PRINTER)
            v.wait_for(lambda: not self._is_ready(Device.PRINTER), "the printer to be missed")
        with self._step("printer-back"):
            self._world.plug(Device.PRINTER)
            v.wait_for(lambda: self._is_ready(Device.PRINTER), "the printer to be back")

    def _do_an_errand(self) -> None:
        self._fill_in(RESTAURANT)
        self._sign()
        with self._step("receipt"):
            self._visitor.touch("next")
            self._arrive(Screen.RECEIPT, 30)
            self._visitor.wait_for(lambda: bool(self._terminal.visit.acceptance_number), "the acceptance number")
            self._await_print(ReceiptStep)
        self._acceptance = self._terminal.visit.acceptance_number
        self._keep_paper("receipt")
        self._leave_the_terminal()

    def _do_an_errand_without_network(self) -> None:
        """Everything is in the outbox when the screen says so; the platform gets it when the cable is back."""
        self._enter()
        self._fill_in(INSURANCE, "offline-")
        self._sign("offline-")
        self._world.cut_network()
        with self._step("offline-receipt"):
            self._visitor.touch("next")
            self._arrive(Screen.RECEIPT, 40)
            self._await_print(ReceiptStep)
        self._local_number = self._terminal.visit.local_number
        self._keep_paper("offline-receipt")
        self._leave_the_terminal()
        self._world.mend_network()
        start = time.perf_counter()
        self._visitor.wait_for(lambda: self._house.undelivered == 0, "the parcel to be delivered", 60)
        self._steps.append(Seen("offline-delivered", "attract", "", round((time.perf_counter() - start) * 1000)))

    def _enter(self) -> None:
        self._visitor.touch("begin")
        self._arrive(Screen.HOME)
        if self._language == "en":
            self._visitor.touch("language")

    def _leave_the_terminal(self) -> None:
        self._visitor.touch("next")
        self._visitor.wait_for(lambda: self._terminal.place.screen is Screen.ATTRACT, "the attract screen")

    def _fill_in(self, errand: Errand, prefix: str = "") -> None:
        """From home to the review: card, item, needs, form and papers as they come, promise."""
        v = self._visitor
        v.touch("purpose.errand")
        self._arrive(Screen.CARD)
        with self._step(f"{prefix}items"):
            self._world.present(errand.person)
            self._arrive(Screen.ITEMS)
        with self._step(f"{prefix}needs"):
            v.touch(f"item.{errand.item}")
            self._arrive(Screen.NEEDS)
        self._world.take_away()
        v.touch("next")
        v.wait_for(lambda: self._terminal.place.screen in PAPERS_AND_FORM, "the form or a paper")
        while (place := self._terminal.place).screen in PAPERS_AND_FORM:
            if place.screen is Screen.FORM:
                self._fill_section(prefix)
            else:
                self._hand_in(place.part, errand.papers[place.part], prefix)
        if self._terminal.place.screen is Screen.PROMISE:
            with self._step(f"{prefix}promise"):
                v.touch("promise")
            v.touch("next")
        with self._step(f"{prefix}review"):
            self._arrive(Screen.REVIEW)
        v.touch("next")

    def _sign(self, prefix: str = "") -> None:
        with self._step(f"{prefix}sign"):
            self._arrive(Screen.SIGN)
            self._visitor.sign("ink")
        pages = self._terminal.visit.pages.values()
        self._pages |= {page.sha256 for material in pages for page in material}

    def _fill_section(self, prefix: str) -> None:
        visit, part = self._terminal.visit, self._terminal.place.part
        section = next(s for s in visit.sections if s.id == part)
        with self._step(f"{prefix}form-{part}"):
            if section.id == "shop":
                self._show_the_keyboard("field.shop_name")
            for field in section.fields:
                if answers.asked(field, visit.answers) and not visit.answers.get(field.id):
                    self._answer(field)
        self._visitor.touch("next")
        self._leave(part)

    def _answer(self, field: Field) -> None:
        if field.kind == "choice":
            value = CHOICES.get(field.id, field.choices[0].value)
            self._visitor.touch(f"choice.{field.id}.{value}")
        else:
            self._visitor.write(f"field.{field.id}", ANSWERS[field.id])
            self._visitor.hide_keyboard()

    def _show_the_keyboard(self, field: str) -> None:
        """Pinyin as a person begins to type it; the name itself is then written as a whole."""
        v = self._visitor
        v.touch(field)
        v.settle()
        v.keys("laowei")
        v.settle()
        v.picture(str(self._out / "keyboard.png"))
        v.forget_half_typed()

    def _hand_in(self, material: str, paper: str, prefix: str) -> None:
        if paper:
            self._scan(material, paper, prefix)
            self._visitor.touch("next")
        else:
            with self._step(f"{prefix}capture-{material}-later"):
                self._visitor.see("postpone")
            self._visitor.touch("postpone")
        self._leave(material)

    def _scan(self, material: str, paper: str, prefix: str) -> None:
        v = self._visitor
        with self._step(f"{prefix}capture-{material}"):
            self._world.lay(paper)
            v.wait_for(self._sees_page, "the page to be seen")
        with self._step(f"{prefix}capture-{material}-taken"):
            v.wait_for(self._page_taken, "the page to be taken by itself")
            v.see("keep")
        v.touch("keep")
        v.wait_for(lambda: bool(self._terminal.visit.pages.get(material)), "the page to be kept")
        self._world.clear_desk()

    def _ask_how_far(self) -> None:
        with self._step("progress"):
            self._world.scan(self._acceptance)
            self._arrive(Screen.PROGRESS)
            self._visitor.wait_for(self._progress_known, "the progress")
        self._leave_the_terminal()

    def _book_and_cancel(self) -> None:
        """An appointment by touch, and its slip under the scanner to call it off."""
        v = self._visitor
        self._enter()
        v.touch("purpose.appointment")
        self._arrive(Screen.APPOINTMENTS)
        v.touch("booking.new")
        self._arrive(Screen.THEMES)
        v.touch("theme.A")
        with self._step("appointment-times"):
            self._arrive(Screen.SLOTS)
            v.wait_for(lambda: bool(self._free_times()), "a day with free times")
        v.touch(f"time.{self._free_times()[0]}")
        self._arrive(Screen.CARD)
        self._world.present("grandmother")
        with self._step("appointment-booked"):
            self._arrive(Screen.BOOKED)
            self._await_print(BookedStep)
        self._world.take_away()
        self._keep_paper("appointment")
        kept = self._terminal.visit.appointment
        self._leave_the_terminal()
        with self._step("appointment-found"):
            self._world.scan(kept.code if kept else "")
            self._arrive(Screen.MINE)
            v.touch("callOff")
        with self._step("appointment-cancelled"):
            v.touch("reallyCallOff")
            self._arrive(Screen.BOOKED)
            v.wait_for(lambda: self._terminal.visit.kept, "the appointment to be cancelled")
        self._leave_the_terminal()

    def _copy_papers(self) -> None:
        v = self._visitor
        self._enter()
        v.touch("purpose.copy")
        self._arrive(Screen.CAPTURE)
        self._scan(PART, "household", "copy-")
        with self._step("copies"):
            v.touch("next")
            self._arrive(Screen.COPY)
            v.wait_for(lambda: self._terminal.visit.copied, "the copies", 30)
        (self._out / "copies.pdf").write_bytes(self._world.copies()[-1])
        self._leave_the_terminal()

    # ---- seeing

    def _sees_page(self) -> bool:
        """Whether a page is in sight, or has been taken already."""
        step = self._terminal.step
        if not isinstance(step, CaptureStep):
            return False
        seen = step.sight is not None and step.sight.corners is not None and step.sight.quality.verdict != "bad"
        return step.candidate is not None or seen

    def _page_taken(self) -> bool:
        step = self._terminal.step
        return isinstance(step, CaptureStep) and step.candidate is not None

    def _free_times(self) -> list[str]:
        step = self._terminal.step
        slots = step.slots_of_day if isinstance(step, SlotsStep) else ()
        return [f"{slot.begins:%H:%M}" for slot in slots if slot.left]

    def _progress_known(self) -> bool:
        return isinstance(self._terminal.step, ProgressStep) and self._terminal.step.progress is not None

    def _is_ready(self, device: Device) -> bool:
        return self._terminal.devices[device].state is DeviceState.READY

    def _arrive(self, screen: Screen, seconds: float = 15) -> None:
        self._visitor.wait_for(lambda: self._terminal.place.screen is screen, f"the page {screen}", seconds)

    def _leave(self, part: str) -> None:
        self._visitor.wait_for(lambda: self._terminal.place.part != part, f"the page after {part}")

    def _await_print(self, kind: type[TicketStep | ReceiptStep | BookedStep]) -> None:
        def printed() -> bool:
            step = self._terminal.step
            return isinstance(step, kind) and step.print_job.state is PrintState.PRINTED

        self._visitor.wait_for(printed, "the paper", 30)

    @contextmanager
    def _step(self, name: str) -> Iterator[None]:
        """Time what happens inside, then take the picture and note what is on the screen."""
        start = time.perf_counter()
        yield
        elapsed = round((time.perf_counter() - start) * 1000)
        self._visitor.settle()
        self._visitor.picture(str(self._out / f"{len(self._steps) + 1:02}-{name}.png"))
        self._steps.append(Seen(name, str(self._terminal.place.screen), self._visitor.text_of("title"), elapsed))

    def _keep_paper(self, name: str) -> None:
        """The paper from the printer's tray as PNG, and the same paper as PDF."""
        png = self._world.printed()
        if png is None:
            raise NotSeenError(f"the {name} in the printer's tray")
        (self._out / f"{name}.png").write_bytes(png)
        (self._out / f"{name}.pdf").write_bytes(render_pdf(self._paper(name)))
        self._world.take_paper()

    def _paper(self, name: str) -> Paper:
        """The same paper once more, for the PDF."""
        visit, papers = self._terminal.visit, self._house.papers
        if name == "ticket" and visit.ticket is not None:
            name = visit.card.masked_name if visit.card else ""
            return papers.ticket(visit.ticket, name, visit.also, self._terminal.language)
        if name == "appointment" and visit.appointment is not None:
            return papers.appointment(visit.appointment, self._terminal.language)
        return papers.receipt(visit, self._terminal.language)

    # ---- the end

    def _check_platform(self) -> int:
        """0 where the platform, asked past the terminal, holds both errands with exactly the pages that were kept."""
        held = requests.get(f"{self._world.server_url('sandbox')}/sandbox/errands", timeout=10).json()
        numbers = [errand["acceptance_number"] for errand in held]
        local = [errand["local_number"] for errand in held]
        if len(held) != 2 or self._acceptance not in numbers or self._local_number not in local:
            self._problem = f"the platform holds {len(held)} errands, not these two"
            return 1
        pages = {page["sha256"] for errand in held for page in errand["pages"]}
        if not all(errand["intact"] for errand in held) or not self._pages <= pages:
            self._problem = "the platform lacks a page, or holds a damaged one"
            return 1
        return 0

    def _write_report(self) -> None:
        report = {
            "ok": self._code == 0,
            "problem": self._problem,
            "acceptance_number": self._acceptance,
            "delivered_later": self._local_number,
            "pages": sorted(self._pages),
            "steps": [asdict(step) for step in self._steps],
        }
        text = json.dumps(report, ensure_ascii=False, indent=1)
        (self._out / "report.json").write_text(text + "\n", encoding="utf-8")
        print(f"{len(self._steps)} steps, {self._out}/report.json: {'ok' if self._code == 0 else self._problem}")
