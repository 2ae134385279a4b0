"""The search itself finds what is there, and is not led astray by what ends meanwhile."""

import os
import subprocess
import sys

import psutil
import pytest

from tests.residue.searching import traces

MARK = "a mark of some length"
HOLDER = "import sys; mark = sys.stdin.readline().strip(); print('there', flush=True); sys.stdin.readline()"


def holder() -> "subprocess.Popen[str]":
    """A process with the mark in its memory, given by a wire: its command line is no memory of its own."""
    started = subprocess.Popen([sys.executable, "-c", HOLDER], stdin=-1, stdout=-1, text=True)
    assert started.stdin is not None and started.stdout is not None
    started.stdin.write(f"{MARK}\n")
    started.stdin.flush()
    assert started.stdout.readline() == "there\n"
    return started


def programs() -> set[int]:
    """Which processes, of this one and its children, have the mark."""
    return {int(trace.program.partition("[")[2].rstrip("]")) for trace in traces(os.getpid(), {"mark": MARK})}


def test_a_child_is_searched_and_one_that_has_ended_has_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with holder() as child:
        assert child.pid in programs()
        known = psutil.Process(child.pid)
        child.kill()
        child.wait()
        monkeypatch.setattr(psutil.Process, "children", lambda _process, recursive: [known])
        assert child.pid not in programs()
