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
from kiosk.config import TerminalConfig
from kiosk.events import Device, DeviceState
from kiosk.paper import Paper
from kiosk.programs.terminal_house import TerminalHouse
from kiosk.programs.visitor import NotSeenError, Visitor
from kiosk.programs.world import World
from kiosk.steps import ProgressStep, ReceiptStep, TicketStep
from kiosk.steps.base import PrintState
from kiosk.visit import Screen

log = logging.getLogger(__name__)

RESTAURANT = "130760009000"
ANSWERS = {
    "phone": "13903170086",
    "shop_name": "运河老味小吃店",
    "credit_code": "92130902MA0LAOW31C",
    "shop_address": "沧州市新华区东风路商贸街86号",
    "area": "86",
}
CHOICES = ("food.snacks", "works_alone.alone", "delivery.collect")
PAPERS = {"licence": "licence", "floor_plan": "floor_plan", "health_certificates": ""}
"""Material to the paper that is laid under the camera; empty: handed in later."""


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
        self._acceptance = ""

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
        with self._step("card"):
            v.touch("purpose.ticket")
            self._arrive(Screen.CARD)
        with self._step("themes"):
            self._world.present("grandmother")
            self._arrive(Screen.THEMES)
            v.see("theme.A")
        with self._step("ticket"):
            v.touch("theme.A")
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
        v = self._visitor
        v.touch("purpose.errand")
        self._arrive(Screen.CARD)
        with self._step("items"):
            self._world.present("shop_owner")
            self._arrive(Screen.ITEMS)
        with self._step("needs"):
            v.touch(f"item.{RESTAURANT}")
            self._arrive(Screen.NEEDS)
        self._world.take_away()
        v.touch("next")
        self._fill_the_form()
        self._hand_in_papers()
        with self._step("promise"):
            self._arrive(Screen.PROMISE)
            v.touch("promise")
        v.touch("next")
        with self._step("review"):
            self._arrive(Screen.REVIEW)
        v.touch("next")
        with self._step("sign"):
            self._arrive(Screen.SIGN)
            v.sign("ink")
        self._pages = {page.sha256 for pages in self._terminal.visit.pages.values() for page in pages}
        with self._step("receipt"):
            v.touch("next")
            self._arrive(Screen.RECEIPT, 30)
            v.wait_for(lambda: bool(self._terminal.visit.acceptance_number), "the acceptance number")
            self._await_print(ReceiptStep)
        self._acceptance = self._terminal.visit.acceptance_number
        self._keep_paper("receipt")
        v.touch("next")
        v.wait_for(lambda: self._terminal.place.screen is Screen.ATTRACT, "the attract screen")

    def _fill_the_form(self) -> None:
        while self._terminal.place.screen is not Screen.CAPTURE:
            self._arrive(Screen.FORM)
            part = self._terminal.place.part
            with self._step(f"form-{part}"):
                self._fill_section()
            self._visitor.touch("next")
            self._leave(part)

    def _fill_section(self) -> None:
        v, visit = self._visitor, self._terminal.visit
        section = next(s for s in visit.sections if s.id == self._terminal.place.part)
        if section.id == "shop":
            self._show_the_keyboard("field.shop_name")
        for field in section.fields:
            if field.id in ANSWERS:
                v.write(f"field.{field.id}", ANSWERS[field.id])
                v.hide_keyboard()
        for choice in CHOICES:
            if v.find(f"choice.{choice}") is not None:
                v.touch(f"choice.{choice}")

    def _show_the_keyboard(self, field: str) -> None:
        """Pinyin as a person begins to type it; the name itself is then written as a whole."""
        v = self._visitor
        v.touch(field)
        v.settle()
        v.keys("laowei")
        v.settle()
        v.picture(str(self._out / "12-keyboard.png"))
        v.forget_half_typed()

    def _hand_in_papers(self) -> None:
        for material, paper in PAPERS.items():
            self._reach(material)
            if paper:
                self._scan(material, paper)
                self._visitor.touch("next")
            else:
                with self._step(f"capture-{material}-later"):
                    self._visitor.see("postpone")
                self._visitor.touch("postpone")

    def _scan(self, material: str, paper: str) -> None:
        v = self._visitor
        with self._step(f"capture-{material}"):
            self._world.lay(paper)
            v.wait_for(self._sees_page, "the page to be seen")
        with self._step(f"capture-{material}-taken"):
            if v.find("keep") is None:
                v.touch("take")
            v.see("keep")
        v.touch("keep")
        v.wait_for(lambda: bool(self._terminal.visit.pages.get(material)), "the page to be kept")
        self._world.clear_desk()

    def _ask_how_far(self) -> None:
        with self._step("progress"):
            self._world.scan(self._acceptance)
            self._arrive(Screen.PROGRESS)
            self._visitor.wait_for(self._progress_known, "the progress")

    # ---- seeing

    def _sees_page(self) -> bool:
        step = self._terminal.step
        sight = getattr(step, "sight", None)
        return getattr(step, "candidate", None) is not None or (sight is not None and sight.steady)

    def _progress_known(self) -> bool:
        return isinstance(self._terminal.step, ProgressStep) and self._terminal.step.progress is not None

    def _is_ready(self, device: Device) -> bool:
        return self._terminal.devices[device].state is DeviceState.READY

    def _arrive(self, screen: Screen, seconds: float = 15) -> None:
        self._visitor.wait_for(lambda: self._terminal.place.screen is screen, f"the page {screen}", seconds)

    def _reach(self, part: str) -> None:
        self._visitor.wait_for(lambda: self._terminal.place.part == part, f"the page for {part}")

    def _leave(self, part: str) -> None:
        self._visitor.wait_for(lambda: self._terminal.place.part != part, f"the page after {part}")

    def _await_print(self, kind: type[TicketStep] | type[ReceiptStep]) -> None:
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
            return papers.ticket(visit.ticket, visit.card.masked_name if visit.card else "", self._terminal.language)
        return papers.receipt(visit, self._terminal.language)

    # ---- the end

    def _check_platform(self) -> int:
        """0 where the platform, asked past the terminal, holds the errand with exactly the pages that were kept."""
        held = requests.get(f"{self._world.server_url('sandbox')}/sandbox/errands", timeout=10).json()
        mine = [errand for errand in held if errand["acceptance_number"] == self._acceptance]
        if len(mine) != 1 or len(held) != 1:
            self._problem = f"the platform holds {len(held)} errands, {len(mine)} of them ours"
            return 1
        pages = {page["sha256"] for page in mine[0]["pages"]}
        if not mine[0]["intact"] or not self._pages <= pages:
            self._problem = "the platform lacks a page, or holds a damaged one"
            return 1
        return 0

    def _write_report(self) -> None:
        report = {
            "ok": self._code == 0,
            "problem": self._problem,
            "acceptance_number": self._acceptance,
            "pages": sorted(self._pages),
            "steps": [asdict(step) for step in self._steps],
        }
        text = json.dumps(report, ensure_ascii=False, indent=1)
        (self._out / "report.json").write_text(text + "\n", encoding="utf-8")
        print(f"{len(self._steps)} steps, {self._out}/report.json: {'ok' if self._code == 0 else self._problem}")
