"""The reading worker keeps to itself: no call, no file, whatever the libraries in it would like to tell whom."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from drivers.reading import confined
from drivers.reading.process import Worker
from tests.drivers.reading.test_worker import jpeg_of

ROOT = Path(__file__).parents[3]
WATCHED = f"""
from drivers.reading import confined, worker
assert confined.refuse("connect", {confined.END})
confined.refuse = lambda call: None
worker.main()
"""
"""The worker without the wall, ended by the kernel once any of its code calls somebody, code in C too."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every folder that a library may take for its own, empty. Nothing tells it that it is only tested."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)
    for name in ("CI", "ORT_DISABLE_TELEMETRY", *(key for key in os.environ if key.startswith("XDG_"))):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def test_a_page_is_read_without_a_call_and_without_a_file(home: Path) -> None:
    worker = Worker((sys.executable, "-c", WATCHED))
    try:
        worker.await_ready()
        lines = worker.read(jpeg_of("公民身份号码")).lines
    finally:
        worker.close()
    assert [line.text for line in lines or ()] == ["公民身份号码"]
    assert list(home.rglob("*")) == []


def test_the_runtime_brings_nothing_that_phones_home(home: Path) -> None:
    """Without our own walls around it: a release that collects writes its device id when it is imported."""
    subprocess.run([sys.executable, "-c", "import onnxruntime, rapidocr"], check=True, timeout=60)
    assert list(home.rglob("*")) == []


@pytest.mark.parametrize(
    ("wish", "answer"),
    [
        ("import socket; socket.socket()", "PermissionError"),
        ("import socket; socket.socketpair(); socket.socket(socket.AF_UNIX)", "PermissionError"),
        ("open('secret', 'wb', 0).write(b'1101051949')", "File too large"),
        ("import subprocess; subprocess.run(['cp', '/proc/version', 'there'], check=True)", "CalledProcessError"),
    ],
    ids=["network", "local socket", "file", "another program"],
)
def test_what_is_confined_gets_neither(home: Path, wish: str, answer: str) -> None:
    program = f"from drivers.reading.confined import confine; confine(); {wish}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert answer in done.stderr
    assert not [path for path in home.rglob("*") if path.stat().st_size]


def test_the_watch_sees_who_calls(home: Path) -> None:
    program = f"from drivers.reading.confined import refuse; refuse('connect', {confined.END}); import socket"
    call = "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    done = subprocess.run([sys.executable, "-c", f"{program}; {call}"], cwd=home, check=False, timeout=60)
    assert done.returncode == -signal.SIGSYS


def test_a_model_that_is_missing_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    from drivers.reading import print_reader

    monkeypatch.setitem(print_reader.MODELS, "Det.model_path", "none.onnx")
    with pytest.raises(ImportError, match=r"none\.onnx"):
        print_reader.PrintReader()
