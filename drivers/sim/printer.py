"""A fake receipt printer: obeys the bytes, answers status questions, and draws the paper it would print."""

import contextlib
import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from drivers.printer.decoder import EscPosDecoder
from drivers.sim.pty_port import PtyDevice

DOTS_PER_SECOND = 1200  # 150 mm/s at 8 dots/mm
CUT_SECONDS = 0.25
REAL_TIME = b"\x10\x04"


class FakePrinter(PtyDevice):
    """`papers` holds what lies in the tray. Setting a trouble changes what it answers and whether it prints."""

    def __init__(
        self,
        folder: Path,
        name: str = "printer",
        dots: int = 576,
        on_paper: Callable[[Image.Image], None] = lambda image: None,
    ) -> None:
        super().__init__(folder, name)
        self.papers: list[Image.Image] = []
        self.paper_out = self.paper_low = self.cover_open = self.cutter_jam = self.overheated = False
        self.silent = False
        self.paper_out_after: int | None = None  # bytes of the next job until the roll ends
        self.unknown: list[str] = []  # bytes that were none of our commands: a test checks that there are none
        self._dots = dots
        self._on_paper = on_paper
        self._decoder = EscPosDecoder(dots, self._cut)
        self._printed_height = 0
        self._held = b""

    def take_paper(self) -> list[Image.Image]:
        """Empty the tray."""
        with self._lock:
            papers, self.papers = self.papers, []
        return papers

    def png(self) -> bytes | None:
        """The newest paper in the tray."""
        if not self.papers:
            return None
        out = io.BytesIO()
        self.papers[-1].save(out, format="PNG")
        return out.getvalue()

    @property
    def stopped(self) -> bool:
        return self.paper_out or self.cover_open or self.cutter_jam or self.overheated

    def plugged(self) -> None:
        self._decoder = EscPosDecoder(self._dots, self._cut)
        self._held = b""

    def received(self, data: bytes) -> None:
        """Real-time questions are answered at once; the rest is printed, or waits while the printer is stopped."""
        for n in (1, 2, 3, 4):
            question = REAL_TIME + bytes([n])
            for _ in range(data.count(question)):
                self._answer_status(n)
            data = data.replace(question, b"")
        self._held += data
        if not self.stopped and not self.silent:
            self._print()

    def _print(self) -> None:
        data, self._held = self._held, b""
        if self.paper_out_after is not None:
            data, rest = data[: self.paper_out_after], data[self.paper_out_after :]
            if rest:
                self.paper_out, self.paper_out_after = True, None
        asked = self._decoder.confirmations
        with contextlib.suppress(ValueError):
            self._feed(data)
        for _ in range(self._decoder.confirmations - asked):
            height, self._printed_height = self._printed_height, 0
            paper = 0x03 if self.paper_low else 0
            self.send(bytes([paper]), after=height / DOTS_PER_SECOND + CUT_SECONDS)

    def _feed(self, data: bytes) -> None:
        try:
            self._decoder.feed(data)
        except ValueError as error:
            self.unknown.append(str(error))
            raise

    def _cut(self, paper: Image.Image) -> None:
        self._printed_height = paper.height
        self.papers.append(paper)
        self._on_paper(paper)

    def _answer_status(self, n: int) -> None:
        if self.silent:
            return
        bits = {
            1: 0x08 if self.stopped else 0,
            2: (0x04 if self.cover_open else 0) | (0x20 if self.paper_out else 0),
            3: (0x08 if self.cutter_jam else 0) | (0x40 if self.overheated else 0),
            4: (0x0C if self.paper_low or self.paper_out else 0) | (0x60 if self.paper_out else 0),
        }[n]
        self.send(bytes([0x12 | bits]))
