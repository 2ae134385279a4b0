"""From the start of the process to its first frame: the terminal against a bare window of the same size."""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

ROOT = Path(__file__).parents[2]
TIMES = 9
PATIENCE = 60.0

SCREEN = {"screens": [{"name": "screen", "x": 0, "y": 0, "width": 1080, "height": 1920, "logicalDpi": 96, "dpr": 1}]}
NOTHING_PLUGGED_IN = """
[terminal]
id = "BENCH-01"
hall_name_zh = "大厅"
hall_name_en = "Hall"
help_phone = "0317-12345"
[card_reader]
port = "/dev/serial/by-id/none"
[camera]
device = "/dev/v4l/by-id/none"
[printer]
port = "/dev/serial/by-id/none"
[scanner]
port = "/dev/serial/by-id/none"
[platform]
url = "http://127.0.0.1:9"
secret = "bench"
[hall]
url = "http://127.0.0.1:9"
"""


def seconds_to_first_frame(program: Sequence[str], folder: Path) -> float:
    """Start it once on a screen of the terminal's size. Raises RuntimeError where it ends without a frame."""
    place = {
        "QT_QPA_PLATFORM": f"offscreen:configfile={folder / 'screen.json'}",
        "QT_QUICK_BACKEND": "software",
        "XDG_STATE_HOME": str(folder),
        "PYTHONDONTWRITEBYTECODE": "",  # as installed: Python compiles a module once, not with every start
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
    }
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.first_frame", *program],
        cwd=ROOT,
        env=os.environ | place,
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
    """In turns, so that whatever else the machine does meets both; the first of each compiles and is not counted."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "screen.json").write_bytes(msgspec.json.encode(SCREEN))
        (folder / "terminal.toml").write_text(NOTHING_PLUGGED_IN, encoding="utf-8")
        programs = (("kiosk", "run", "--config", str(folder / "terminal.toml")), ("tests.bench.bare_window",))
        rounds = [[seconds_to_first_frame(program, folder) for program in programs] for _ in range(TIMES + 1)][1:]
    ours, bare = (statistics.median(column) * 1000 for column in zip(*rounds, strict=True))
    ratio = ours / bare
    return [
        {"name": "start to first frame", "ours": ours, "against": bare, "ratio": ratio, "goal": "<= 1.5", "unit": "ms"}
    ]
