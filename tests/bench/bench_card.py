"""Card on the plate to name on the screen, against what the wire and the module alone need.

The terminal, its window, the driver and the fake firmware are the real ones; the firmware sends at 115200 baud and
takes the module's own time, so the floor is arithmetic: bytes on the wire plus those delays.
"""

import os
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path

ROUNDS = 12
BITS = 10 / 115200


def bench() -> list[dict[str, object]]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    with tempfile.TemporaryDirectory() as folder, closing(_Rig(Path(folder))) as rig:
        times = [_round(rig) for _ in range(ROUNDS)]
    floor = _floor()
    return [
        {
            "name": "card on the plate to the page behind it painted (median)",
            "ours": statistics.median(times),
            "against": floor,
            "ratio": statistics.median(times) / floor,
            "goal": "<= 1.3",
            "unit": "s",
        }
    ]


def _floor() -> float:
    """Find, select and read: requests and answers on the wire, and the module's own delays."""
    from drivers.card_reader import frames
    from drivers.sim.card_reader import FIND_DELAY, READ_DELAY, SELECT_DELAY

    commands = (frames.FIND_CARD, frames.SELECT_CARD, frames.READ_CARD)
    asked = sum(len(frames.request(command)) for command in commands)
    answered = len(frames.response(0x9F, bytes(4))) + len(frames.response(0x90, bytes(8))) + 1295
    return (asked + answered) * BITS + FIND_DELAY + SELECT_DELAY + READ_DELAY


class _Rig:
    """The terminal's window with the real reader driver behind it; the other ports stay silent."""

    def __init__(self, folder: Path) -> None:
        from kiosk.programs.visitor import Visitor
        from tests.bench.terminal_rig import TerminalRig

        self.rig = TerminalRig(folder)
        self.visitor = Visitor(self.rig.app.window)

    def close(self) -> None:
        self.rig.close()


def _round(bench_rig: _Rig) -> float:
    from drivers.sim.people import find
    from kiosk.visit import Purpose, Screen

    rig, visitor = bench_rig.rig, bench_rig.visitor
    rig.fake.take_away()
    rig.terminal.home()
    rig.terminal.choose_purpose(Purpose.ERRAND)
    visitor.pause(400)
    start = time.perf_counter()
    rig.fake.present(find("worker").card)
    visitor.wait_for(lambda: rig.terminal.place.screen is Screen.ITEMS, "the card")
    rig.next_frame()
    return time.perf_counter() - start
