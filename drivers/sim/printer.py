"""A fake receipt printer: obeys the bytes, answers status questions, and draws the paper it would print."""

import io
import re
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from drivers.printer import commands, status
from drivers.printer.decoder import EscPosDecoder
from drivers.sim.pty_port import PtyDevice

DOTS_PER_SECOND = 1200  # 150 mm/s at 8 dots/mm
CUT_SECONDS = 0.25
REAL_TIME = re.compile(rb"\x10\x04([\x01-\x04])|(" + re.escape(commands.CLEAR) + rb")", re.DOTALL)
"""Obeyed at once, wherever it stands in the stream, as the manuals say: even inside a picture."""


class _Stop:
    """Something that stops the printer while it is set; once it is put right, the rest of the job is printed."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = "_" + name

    def __get__(self, printer: "FakePrinter", owner: type) -> bool:
        return bool(getattr(printer, self._name, False))

    def __set__(self, printer: "FakePrinter", value: bool) -> None:
        setattr(printer, self._name, value)
        printer.carry_on()


class FakePrinter(PtyDevice):
    """`papers` holds what lies in the tray. Setting a trouble changes what it answers and whether it prints.

    Like the real one it keeps its memory when the cable is pulled, and goes on with a job when paper is put in.
    """

    paper_out = _Stop()
    cover_open = _Stop()
    cutter_jam = _Stop()
    overheated = _Stop()
    silent = _Stop()  # hangs: prints nothing, answers nothing

    def __init__(
        self,
        folder: Path,
        name: str = "printer",
        dots: int = 576,
        on_paper: Callable[[Image.Image], None] = lambda image: None,
    ) -> None:
        super().__init__(folder, name)
        self.papers: list[Image.Image] = []
        self.asked = 0  # how often for its status
        self.paper_low = False
        self.clears = True  # knows DLE DC4 8; cheap printers do not
        self.unknown: list[str] = []  # bytes that were none of our commands: a test checks that there are none
        self._on_paper = on_paper
        self._decoder = EscPosDecoder(dots, self._cut, self._confirm)
        self._raw = b""  # received, perhaps half of a real-time command
        self._held = b""  # to be printed
        self._trap: tuple[int, Callable[[], None]] | None = None

    # ---- for whoever plays the world

    def take_paper(self) -> list[Image.Image]:
        """Empty the tray."""
        with self._lock:
            papers, self.papers = self.papers, []
        return papers

    def png(self) -> bytes | None:
        """The newest paper in the tray."""
        with self._lock:
            newest = self.papers[-1] if self.papers else None
        if newest is None:
            return None
        out = io.BytesIO()
        newest.save(out, format="PNG", dpi=(203, 203))
        return out.getvalue()

    def after(self, count: int, action: Callable[[], None]) -> None:
        """Call `action` once, when `count` more bytes have been printed: the roll ends, the cable goes ..."""
        with self._lock:
            self._trap = (count, action)

    @property
    def stopped(self) -> bool:
        return self.paper_out or self.cover_open or self.cutter_jam or self.overheated

    # ---- the firmware

    def received(self, data: bytes) -> None:
        self._raw += data
        used = 0
        for match in REAL_TIME.finditer(self._raw):
            self._hold(self._raw[used : match.start()])
            used = match.end()
            if match[1]:
                self._answer_status(match[1][0])
            elif self.clears:
                self._clear()
        rest = self._raw[used:]
        whole = len(rest) - _begun(rest)
        self._raw = rest[whole:]
        self._hold(rest[:whole])

    def carry_on(self) -> None:
        """Print what is held, unless something stops the printer."""
        with self._lock:
            self._hold(b"")

    def _hold(self, data: bytes) -> None:
        self._held += data
        while self._held and not (self.stopped or self.silent):
            count = len(self._held) if self._trap is None else min(self._trap[0], len(self._held))
            data, self._held = self._held[:count], self._held[count:]
            self._print(data)
            self._spring(count)

    def _spring(self, count: int) -> None:
        if self._trap is not None:
            left, action = self._trap[0] - count, self._trap[1]
            self._trap = (left, action) if left > 0 else None
            if left <= 0:
                action()

    def _print(self, data: bytes) -> None:
        try:
            self._decoder.feed(data)
        except ValueError as error:
            self.unknown.append(str(error))
            self._decoder.forget()

    def _cut(self, paper: Image.Image) -> None:
        self.papers.append(paper)
        self._on_paper(paper)

    def _confirm(self, fed: int) -> None:
        """GS r 1, once the head has come so far."""
        paper = 0x03 if self.paper_low else 0x00
        self.send(bytes([paper]), after=fed / DOTS_PER_SECOND + CUT_SECONDS)

    def _clear(self) -> None:
        self._held = b""
        self._decoder.forget()
        if not self.silent:
            self.send(status.CLEARED)

    def _answer_status(self, n: int) -> None:
        self.asked += 1
        if self.silent:
            return
        bits = {
            1: 0x08 if self.stopped else 0,
            2: (0x04 if self.cover_open else 0) | (0x20 if self.paper_out else 0),
            3: (0x08 if self.cutter_jam else 0) | (0x40 if self.overheated else 0),
            4: (0x0C if self.paper_low or self.paper_out else 0) | (0x60 if self.paper_out else 0),
        }[n]
        self.send(bytes([status.IDLE | bits]))


def _begun(data: bytes) -> int:
    """How many bytes at the end may be the beginning of a real-time command."""
    candidates = (commands.CLEAR, b"\x10\x04\x01")
    lengths = range(min(len(data), len(commands.CLEAR) - 1), 0, -1)
    return next((n for n in lengths if any(c.startswith(data[-n:]) and len(c) > n for c in candidates)), 0)
