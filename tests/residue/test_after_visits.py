"""Nothing of a visitor stays in the terminal's memory: real visits on the real terminal, searched from outside.

The stand-ins, who know the people, live in this process; the terminal has one of its own. All visits are one
terminal's, one after the other, as in a hall.
"""

import os
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from drivers import memory
from drivers.sim import people
from kiosk.config import DisplaySection, VisitSection
from kiosk.programs.world import World
from tests.residue.guests import BACKWARDS
from tests.residue.picture_line import PictureSender
from tests.residue.searching import Marks, Trace, traces

ROOT = Path(__file__).parents[2]
GRACE = 10.0  # seconds after the end of a visit
RUN = 12  # pixels of a picture that nothing else has
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
VISIT = VisitSection(idle_seconds=3, warning_seconds=1, farewell_seconds=1)

pytestmark = pytest.mark.timeout(300)


class Hall:
    """The stand-ins, and a terminal that is told what its visitors do."""

    def __init__(self, folder: Path) -> None:
        self.world = World()
        self.world.start()
        self.paper: dict[str, str | bytes] = {}
        self._paper_lies = False
        self._pictures = PictureSender(folder / "camera", self._picture)
        config = folder / "terminal.json"
        config.write_bytes(msgspec.json.encode(self.world.config(DisplaySection(fullscreen=False), VISIT)))
        strictly = os.environ | memory.STRICT
        program = [sys.executable, "-m", "tests.residue.terminal", str(config), str(folder / "camera")]
        self._said = (folder / "terminal.log").open("w")
        self._terminal = subprocess.Popen(
            program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._said, text=True, cwd=ROOT, env=strictly
        )
        self._accepted = ""
        self._await_answer()

    def _picture(self, number: int) -> Any:
        """Of those that show a paper, runs of pixels out of the middle are remembered."""
        frame = self.world.camera.frame(number)
        if self._paper_lies:
            for row, column in ((500, 900), (540, 960), (580, 930)):
                self.paper[f"picture {number} {row}"] = frame[row, column : column + RUN].tobytes()
        return frame

    def close(self) -> None:
        self._terminal.terminate()
        self._terminal.communicate(timeout=30)
        self._said.close()
        self._pictures.close()
        self.world.stop()

    def do(self, *words: str) -> None:
        """Each is a deed of `guests.Guest`."""
        for word in words:
            assert self._terminal.stdin is not None
            self._terminal.stdin.write(word + "\n")
            self._terminal.stdin.flush()
            self._await_answer()

    def _await_answer(self) -> None:
        for line in self._terminal.stdout or ():
            word, _, what = line.strip().partition(" ")
            if word == "done":
                return
            if word == "failed":
                pytest.fail(what)
            self._deed(word, what)
        pytest.fail("the terminal has ended")

    def _deed(self, word: str, what: str) -> None:
        if word == "present":
            self.world.present(what)
        elif word == "away":
            self.world.take_away()
        elif word == "lay":
            self.world.lay(what)
            self._paper_lies = True
        elif word == "clear":
            self._paper_lies = False
            self.world.clear_desk()
        elif word == "scan":
            self.world.scan("130900" + "0" * 14)

    def traces(self, marks: Marks) -> list[Trace]:
        return traces(self._terminal.pid, marks)

    def left(self, marks: Marks) -> list[str]:
        """What is still there after the grace, or at once where nothing is."""
        end = time.monotonic() + GRACE
        while (found := self.traces(marks)) and time.monotonic() < end:
            time.sleep(0.5)
        return [str(trace) for trace in found]


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Generator[Hall]:
    environment = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        hall = Hall(tmp_path_factory.mktemp("hall"))
        yield hall
        hall.close()


def of(person: str) -> dict[str, str | bytes]:
    """Who they are and what they wrote."""
    card = people.find(person).card
    written = {name: text[::-1] for name, text in BACKWARDS.items() if name != "half"}
    return {"name": card.name, "number": card.number, "home": card.address[:12], **written}


def test_somebody_who_leaves(hall: Hall) -> None:
    hall.do("errand")
    inside = {trace.mark for trace in hall.traces(of("shop_owner"))}
    assert {"name (utf-16-le)", "phone (utf-16-le)"} <= inside, "the search finds nothing at all"
    hall.do("leave")
    assert hall.left(of("shop_owner")) == []


def test_somebody_who_goes_back_to_the_beginning(hall: Hall) -> None:
    """Another visitor stands there at once: no grace but the terminal's own."""
    hall.do("form", "go_home")
    assert hall.left(of("shop_owner")) == []
    hall.do("walk_away")


def test_somebody_who_walks_away(hall: Hall) -> None:
    hall.do("form", "walk_away")
    assert hall.left(of("shop_owner")) == []


def test_somebody_the_program_fails(hall: Hall) -> None:
    hall.do("form", "stumble")
    assert hall.left(of("shop_owner")) == []


def test_somebody_whose_errand_is_done(hall: Hall) -> None:
    """Neither their words nor what the camera saw, nor the page that was kept of it."""
    pages = {"page": JPEG}
    before = len(hall.traces(pages))
    hall.do("whole_errand")
    assert len(hall.paper) > 10
    assert len(hall.traces(pages)) > before, "the search finds nothing at all"
    hall.do("finish")
    assert hall.left(of("shop_owner") | hall.paper) == []
    assert len(hall.traces(pages)) <= before


def test_somebody_who_takes_a_number(hall: Hall) -> None:
    hall.do("ticket", "walk_away")
    assert hall.left(of("grandmother")) == []


def test_somebody_who_asks_how_far_it_is(hall: Hall) -> None:
    """By the code of a receipt."""
    hall.do("progress", "walk_away")
    assert hall.left(of("shop_owner")) == []
