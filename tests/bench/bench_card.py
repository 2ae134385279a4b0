"""Card on the plate to the page behind it painted, against what wire, module and a page cannot do without.

The terminal, its window, the driver and the fake firmware are the real ones; the firmware sends at 115200 baud and
takes the module's own time, so that part of the floor is arithmetic: bytes on the wire plus those delays. The other is
a change of page in a bare window, measured in turns.
"""

import os
import statistics
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.report import Row, beside

if TYPE_CHECKING:
    from kiosk.programs.visitor import Visitor
    from tests.bench.terminal_rig import TerminalRig

ROUNDS = 12
BITS = 10 / 115200
GOAL = "<= 1.35"  # 1.1 at rest, 1.23 where fifteen other programs run


def bench(short: bool = False) -> list[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    card, bare = (statistics.median(column) for column in zip(*_rounds(ROUNDS // 3 if short else ROUNDS), strict=True))
    return [beside("card on the plate to the page behind it painted, median", card, _floor() + bare, "s", GOAL)]


def _rounds(rounds: int) -> list[tuple[float, float]]:
    """Seconds from a card, and from a touch in the bare window, to the page painted."""
    from kiosk.programs.visitor import Visitor
    from tests.bench.bare_pages import BarePages
    from tests.bench.terminal_rig import TerminalRig

    with ExitStack() as rigs:
        rig = rigs.enter_context(closing(TerminalRig(Path(rigs.enter_context(tempfile.TemporaryDirectory())))))
        bare = rigs.enter_context(closing(BarePages()))
        visitor = Visitor(rig.app.window)
        return [(_card(rig, visitor), bare.turn()) for _ in range(rounds)]


def _floor() -> float:
    """Find, select and read: requests and answers on the wire, and the module's own delays."""
    from drivers.card_reader import frames
    from drivers.sim.card_reader import FIND_DELAY, READ_DELAY, SELECT_DELAY

    commands = (frames.FIND_CARD, frames.SELECT_CARD, frames.READ_CARD)
    asked = sum(len(frames.request(command)) for command in commands)
    answered = len(frames.response(0x9F, bytes(4))) + len(frames.response(0x90, bytes(8))) + 1295
    return (asked + answered) * BITS + FIND_DELAY + SELECT_DELAY + READ_DELAY


def _card(rig: "TerminalRig", visitor: "Visitor") -> float:
    from drivers.sim.people import find
    from kiosk.visit import Purpose, Screen

    rig.fake.take_away()
    rig.terminal.home()
    rig.terminal.choose_purpose(Purpose.ERRAND)
    visitor.pause(400)
    start = time.perf_counter()
    rig.fake.present(find("worker").card)
    visitor.wait_for(lambda: rig.terminal.place.screen is Screen.ITEMS, "the card")
    rig.frames.next()
    return time.perf_counter() - start
