"""Tap to painted page on the software renderer, and how long the frames of a transition take.

Against two plain pages in a bare window of the same size (`bare_pages`), touched in turns with the terminal's: what Qt
itself needs for a touch, a page and a frame on this machine. The goals are for the time of one core: how long a finger
waits by the clock is told beside it, and is longer where other programs run.
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
TAP_GOAL, SLOWEST_GOAL = "<= 3.4", "<= 3"  # 2.5 to 2.8, 1.9 to 2.4
FRAME_GOAL, HEAVIEST_GOAL = "<= 0.5", "<= 1.3"  # 0.35 to 0.38, 0.85 to 1


@dataclass
class Measured:
    """Of each touch the seconds until the page was painted, and those of the processor in it; of each frame of the
    transition the processor's seconds."""

    waits: list[float] = field(default_factory=list)
    taps: list[float] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)

    def change(self, frames: "Frames", touch: Callable[[], None], changed: Callable[[], bool]) -> None:
        """One touch that brings another page, and the frames in which it moves in."""
        from PySide6.QtCore import QCoreApplication, QEventLoop

        start, busy = time.perf_counter(), time.thread_time()
        touch()
        while not changed():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        frames.next()
        self.taps.append(time.thread_time() - busy)
        self.waits.append(time.perf_counter() - start)
        before = len(frames.costs)
        for _ in range(12):
            frames.next(0.2)
        self.frames += frames.costs[before:]


def bench(short: bool = False) -> list[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    ours, bare = measured(ROUNDS // 4 if short else ROUNDS)
    return [
        _row("tap to painted page, of one core, median", ours.taps, bare.taps, 50, TAP_GOAL),
        _row("tap to painted page, of one core, p95", ours.taps, bare.taps, 95, SLOWEST_GOAL),
        _row("tap to painted page, median", ours.waits, bare.waits, 50),
        _row("tap to painted page, p95", ours.waits, bare.waits, 95),
        _row("frame of a transition, of one core, median", ours.frames, bare.frames, 50, FRAME_GOAL),
        _row("frame of a transition, of one core, p95", ours.frames, bare.frames, 95, HEAVIEST_GOAL),
    ]


def _row(name: str, ours: list[float], bare: list[float], percent: int, goal: str = "") -> Row:
    mine, plain = (1000 * float(np.percentile(seconds, percent)) for seconds in (ours, bare))
    return beside(name, mine, plain, "ms", goal)


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
