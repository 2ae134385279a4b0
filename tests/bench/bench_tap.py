"""Tap to painted page on the software renderer, and how long the frames of a transition take.

Against two plain pages in a bare window of the same size (`bare_pages`), touched in turns with the terminal's: what Qt
itself needs for a touch, a page and a frame on this machine. The median of a page's frames is what the eye sees; the
95th percentile is told beside it, for it shows the machine's pauses as well.
"""

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tests.bench.report import Row, beside

if TYPE_CHECKING:
    from kiosk.programs.visitor import Visitor
    from tests.bench.bare_pages import BarePages
    from tests.bench.frames import Frames
    from tests.bench.terminal_rig import TerminalRig

ROUNDS = 40
BUTTONS = ("begin", "purpose.ticket", "back")
Touch = tuple[Callable[[], None], Callable[[], bool]]  # what touches, and whether it has brought another page
TAP_GOAL, FRAME_GOAL = "<= 3", "<= 2"


@dataclass
class Measured:
    """Seconds from finger to painted page, and of each frame after it."""

    taps: list[float] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)

    def change(self, frames: "Frames", touch: Callable[[], None], changed: Callable[[], bool]) -> None:
        """One touch that brings another page, and the frames in which it moves in."""
        from PySide6.QtCore import QCoreApplication

        start = time.perf_counter()
        touch()
        while not changed():
            QCoreApplication.processEvents()
        frames.next()
        self.taps.append(time.perf_counter() - start)
        for _ in range(12):
            start = time.perf_counter()
            frames.next(0.2)
            self.frames.append(time.perf_counter() - start)


def bench(short: bool = False) -> list[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    ours, bare = measured(ROUNDS // 4 if short else ROUNDS)
    return [
        beside(f"{name}, {percent}", _ms(mine, at), _ms(plain, at), "ms", goal if at == 50 else "")
        for name, mine, plain, goal in (
            ("tap to painted page", ours.taps, bare.taps, TAP_GOAL),
            ("frame of a transition", ours.frames, bare.frames, FRAME_GOAL),
        )
        for percent, at in (("median", 50), ("p95", 95))
    ]


def _ms(seconds: list[float], percent: int) -> float:
    return 1000 * float(np.percentile(seconds, percent))


def measured(rounds: int) -> tuple[Measured, Measured]:
    """The terminal's pages and the bare window's, in turns."""
    from kiosk.programs.visitor import Visitor
    from tests.bench.bare_pages import BarePages
    from tests.bench.terminal_rig import TerminalRig

    with ExitStack() as rigs:
        rig = rigs.enter_context(closing(TerminalRig(Path(rigs.enter_context(tempfile.TemporaryDirectory())))))
        bare = rigs.enter_context(closing(BarePages()))
        visitor, other = Visitor(rig.app.window), Visitor(bare.window)
        ours, plain = Measured(), Measured()
        for turn in range(rounds * len(BUTTONS)):
            if not turn % len(BUTTONS):
                rig.terminal.cancel()
                rig.terminal.cancel()
                visitor.settle()
            ours.change(rig.frames, *_touch(visitor, rig, BUTTONS[turn % len(BUTTONS)]))
            plain.change(bare.frames, *_touch_bare(other, bare))
    return ours, plain


def _touch(visitor: "Visitor", rig: "TerminalRig", name: str) -> Touch:
    item, place = visitor.see(name), rig.terminal.place
    at = item.mapToScene(item.boundingRect().center())
    return lambda: visitor.press(at), lambda: rig.terminal.place != place


def _touch_bare(visitor: "Visitor", bare: "BarePages") -> Touch:
    shown, at = bare.second, bare.middle
    return lambda: visitor.press(at), lambda: bare.second != shown
