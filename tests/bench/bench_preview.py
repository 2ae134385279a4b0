"""The live preview: frames painted a second at 1920x1080 while pages are looked for, on one core.

Against a bare window that paints the same frames with the same finder beside it, in turns (`bare_preview`): how much of
what this machine can show is shown. The camera gives 24. Beside it how long a touch waits meanwhile, told alone.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from tests.bench.one_core import OneCore
from tests.bench.report import Row, beside

SECONDS = 3.0
TURNS = 4
GOAL = ">= 0.55"  # 0.9 at rest, 0.62 to 0.77 where fifteen other programs run
TOUCHES = 12


def bench(short: bool = False) -> list[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    with OneCore():
        return _measured(TURNS // 2 if short else TURNS)


def _measured(turns: int) -> list[Row]:
    """The bare window works with the terminal's camera at rest, and the other way about."""
    from PySide6.QtCore import QRectF

    from drivers.sim.camera import FakeCamera
    from kiosk.programs.visitor import Visitor
    from tests.bench.bare_preview import BarePreview
    from tests.bench.terminal_rig import TerminalRig

    camera, rates, bare = FakeCamera(), [], []
    with ExitStack() as rigs:
        folder = Path(rigs.enter_context(tempfile.TemporaryDirectory()))
        rig = rigs.enter_context(closing(TerminalRig(folder, camera.open)))
        visitor = Visitor(rig.app.window)
        _to_the_camera(rig, visitor)
        camera.lay("licence")
        visitor.pause(800)
        preview = visitor.see("preview")
        place = QRectF(preview.x(), preview.y(), preview.width(), preview.height())
        for _ in range(turns):
            rates.append(_rate(visitor, lambda: preview.painted))
            rig.camera.close()
            with closing(BarePreview(camera, place)) as plain:
                visitor.pause(400)
                bare.append(_rate(visitor, lambda plain=plain: plain.painted))  # type: ignore[misc]
            rig.terminal.step.again()
            visitor.pause(400)
        touches = [1000 * _touch(rig, visitor) for _ in range(TOUCHES)]
    return [
        beside("preview frames painted a second", statistics.median(rates), statistics.median(bare), "1/s", GOAL),
        beside("touch to answer beside the preview, worst", max(touches), statistics.median(touches), "ms"),
    ]


def _rate(visitor: Any, painted: Callable[[], int]) -> float:
    """Frames a second."""
    start, before = time.perf_counter(), painted()
    visitor.pause(int(SECONDS * 1000))
    return (painted() - before) / (time.perf_counter() - start)


def _to_the_camera(rig: Any, visitor: Any) -> None:
    """Through the form to the first paper, by the core's own commands."""
    from drivers.sim.people import find
    from kiosk.visit import Purpose, Screen

    terminal = rig.terminal
    terminal.begin()
    terminal.choose_purpose(Purpose.ERRAND)
    rig.fake.present(find("worker").card)
    visitor.wait_for(lambda: terminal.place.screen is Screen.ITEMS, "the card")
    terminal.choose_item("132014002000")
    terminal.accept_needs()
    answers = {"phone": "13800138000", "work": "shop", "insurance": "medical", "pay_by": "myself"}
    while terminal.place.screen is Screen.FORM:
        for field, value in answers.items():
            terminal.set_answer(field, value)
        terminal.next()
    visitor.settle()


def _touch(rig: Any, visitor: Any) -> float:
    """Large mode on or off: a touch that changes the whole page."""
    item = visitor.see("large")
    at = item.mapToScene(item.boundingRect().center())
    large = rig.terminal.large
    start = time.perf_counter()
    visitor.press(at)
    while rig.terminal.large == large:
        rig.application.processEvents()
    took = time.perf_counter() - start
    visitor.pause(120)
    return took
