"""From the start of the process to its first frame: the terminal against a bare window of the same size."""

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
BARE = ("tests.bench.bare_window",)
TERMINAL = ("kiosk", "run", "--simulated")
TIMES = 7
PATIENCE = 60.0
WITHOUT_SCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}


def seconds_to_first_frame(program: Sequence[str]) -> float:
    """Start it once. Raises RuntimeError where it ends without a frame."""
    command = [sys.executable, "-m", "tests.bench.first_frame", *program]
    started = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | WITHOUT_SCREEN,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    seen = re.search(r"first frame ([\d.]+)", done.stdout)
    if seen is None:
        raise RuntimeError(f"{' '.join(program)} showed nothing: {done.stderr[-2000:]}")
    return float(seen[1]) - started


def bench() -> list[dict[str, Any]]:
    """In turns, so that whatever else the machine does meets both; the first of each warms the file cache."""
    pairs = [(seconds_to_first_frame(TERMINAL), seconds_to_first_frame(BARE)) for _ in range(TIMES + 1)][1:]
    ours, bare = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    return [
        {
            "name": "start to first frame",
            "ours": ours,
            "against": bare,
            "ratio": ours / bare,
            "goal": "<= 1.5",
            "unit": "ms",
        }
    ]
