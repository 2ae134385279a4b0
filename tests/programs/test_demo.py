"""The two ways a newcomer meets the product, as processes: the tour without a display, the demo with one."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import psutil
import pytest
from pypdfium2 import PdfDocument

from tests.drivers.events import until
from tests.harness.alone import run_alone
from tests.harness.patience import PATIENCE

KIOSK = [sys.executable, "-m", "kiosk"]


OWN_CACHE = ".cache/yitang/qmlcache/"
"""Qt keeps the compiled screens there; nothing that anybody entered."""


def test_the_tour_ends_with_everything_at_the_platform_and_nothing_anywhere_else(tmp_path: Path) -> None:
    """Terminal, hall, platform and reading worker through a whole visit: nobody is called beyond this machine, and no
    file is left outside the folder that was given."""
    out = tmp_path / "tour"
    done = run_alone([*KIOSK, "tour", "--out", str(out)], tmp_path / "alone", 4 * PATIENCE)
    report = json.loads((out / "report.json").read_text())
    assert done.code == 0, (report["problem"], done.output[-2000:])
    assert [file for file in done.left if not file.startswith(OWN_CACHE)] == []
    assert (done.calls, done.lost_packets or 0) == ([], 0)
    assert re.fullmatch(r"130900\d{14}", report["acceptance_number"])
    assert report["delivered_later"].startswith("CZ-01-")
    assert len(report["pages"]) == 3
    assert {"home", "ticket", "receipt", "progress", "offline-receipt"} <= {step["name"] for step in report["steps"]}
    assert not re.search(r"\.qml|qrc:|Traceback|not caught|CRITICAL", done.output), "Qt or Python complained"
    for name in ("ticket", "receipt"):
        assert (out / f"{name}.png").stat().st_size > 2000
        with PdfDocument(out / f"{name}.pdf") as pdf:
            assert len(pdf) == 1


@pytest.fixture
def display(tmp_path: Path) -> Generator[str]:
    """A virtual screen of its own."""
    read, write = os.pipe()
    screen = ["-displayfd", str(write), "-screen", "0", "1920x1200x24", "-nolisten", "tcp"]
    process = subprocess.Popen(["Xvfb", *screen], pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        yield f":{told.readline().strip()}"
    process.terminate()
    process.wait(PATIENCE)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT], ids=lambda s: s.name)
def test_the_demo_opens_and_ends_cleanly(tmp_path: Path, display: str, ending: signal.Signals) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    environment |= {"DISPLAY": display, "TMPDIR": str(scratch), "PYTHONUNBUFFERED": "1"}
    log = tmp_path / "demo.log"
    with log.open("w") as stream:
        demo = subprocess.Popen([*KIOSK, "demo"], env=environment, stdout=stream, stderr=subprocess.STDOUT)
    until(lambda: "the hall is there" in log.read_text() or demo.poll() is not None)
    family = psutil.Process(demo.pid).children(recursive=True) if demo.poll() is None else []
    assert len(family) >= 2, log.read_text()
    demo.send_signal(ending)
    assert demo.wait(PATIENCE) == 0, log.read_text()
    _, alive = psutil.wait_procs(family, timeout=PATIENCE)
    assert alive == []
    assert list(scratch.glob("yitang-*")) == []
