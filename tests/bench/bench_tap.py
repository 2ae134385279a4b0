"""Tap to painted page on the software renderer, and how long the frames of a transition take.

Against the physical limit of a 60 Hz screen: a page cannot appear sooner than one frame after the finger.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

ROUNDS = 40
FRAME = 1 / 60


def bench() -> list[dict[str, object]]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    from kiosk.programs.visitor import Visitor
    from tests.bench.terminal_rig import TerminalRig

    rig = TerminalRig(Path(tempfile.mkdtemp()))
    visitor = Visitor(rig.app.window)
    taps: list[float] = []
    frames: list[float] = []
    for _ in range(ROUNDS):
        for name in ("begin", "purpose.ticket", "back"):
            taps.append(_tap(rig, visitor, name))
            frames += _frames_of_the_transition(rig)
        rig.terminal.cancel()
        rig.terminal.cancel()
        visitor.settle()
    rig.close()
    taps.sort()
    frames.sort()
    p95 = taps[int(len(taps) * 0.95)]
    rows = [
        ("tap to painted page, p95", p95 * 1000, "<= 6", p95 / FRAME),
        ("tap to painted page, median", statistics.median(taps) * 1000, "<= 6", statistics.median(taps) / FRAME),
        (
            "frame of a transition, p95",
            frames[int(len(frames) * 0.95)] * 1000,
            "<= 1",
            frames[int(len(frames) * 0.95)] / FRAME,
        ),
    ]
    return [
        {"name": name, "ours": ours, "against": FRAME * 1000, "ratio": ratio, "goal": goal, "unit": "ms"}
        for name, ours, goal, ratio in rows
    ]


def _tap(rig, visitor, name: str) -> float:  # type: ignore[no-untyped-def]
    """Finger down and up on this button, until another page has been painted."""
    item = visitor.see(name)
    at = item.mapToScene(item.boundingRect().center())
    place = rig.terminal.place
    start = time.perf_counter()
    visitor.press(at)
    while rig.terminal.place == place:
        rig.application.processEvents()
    rig.next_frame()
    return time.perf_counter() - start


def _frames_of_the_transition(rig) -> list[float]:  # type: ignore[no-untyped-def]
    """Times of the frames that follow, as long as something moves (up to 12)."""
    times = []
    for _ in range(12):
        start = time.perf_counter()
        rig.next_frame(0.2)
        times.append(time.perf_counter() - start)
    return times
