"""Each line of a program's log says when, how bad, who and what."""

import re
import subprocess
import sys

SAID = """
import logging
from kiosk.programs.logs import log_from
log_from(logging.INFO)
logging.getLogger("drivers.printer").warning("printer: %s", "absent")
logging.getLogger("alembic.runtime").info("Context impl SQLiteImpl.")
logging.getLogger("kiosk").debug("too much")
"""
LINE = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d WARNING drivers\.printer printer: absent"


def test_a_line_has_its_time_with_the_offset_its_level_and_its_source() -> None:
    done = subprocess.run([sys.executable, "-c", SAID], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == ""
    assert [bool(re.fullmatch(LINE, line)) for line in done.stderr.splitlines()] == [True]


UNCAUGHT = """
import logging, threading
from kiosk.programs.logs import log_from
log_from(logging.INFO)
def ask(number): raise ValueError(f"what is {number}?")
thread = threading.Thread(target=ask, args=["11010519491231002X"])
thread.start()
thread.join()
ask("11010519491231002X")
"""


def test_what_nobody_caught_is_told_without_its_message() -> None:
    done = subprocess.run([sys.executable, "-c", UNCAUGHT], check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert len(re.findall("CRITICAL kiosk.programs.logs not caught: ValueError at <string>:5 ask", done.stderr)) == 2
    assert "11010519491231002X" not in done.stderr


CAUGHT = """
import asyncio, errno, gc, logging
from kiosk.programs.logs import log_from
log_from(logging.INFO)
log = logging.getLogger("drivers.printer")
NUMBER = "11010519491231002X"
def told(error, cause=None):
    try:
        try:
            if cause is not None: raise cause
        finally:
            raise error
    except Exception:
        log.exception("a paper cannot be drawn: %s", "receipt")
told(ValueError(NUMBER), KeyError(NUMBER))
told(OSError(errno.ENOSPC, "No space left on device", "/var/lib/" + NUMBER))
told(ExceptionGroup(NUMBER, [RuntimeError(NUMBER)]))
async def fail(): raise LookupError(NUMBER)
async def forget():
    task = asyncio.get_running_loop().create_task(fail(), name=NUMBER)
    await asyncio.sleep(0)
    del task
    gc.collect()
asyncio.run(forget())
"""


def test_what_was_caught_is_told_without_its_message() -> None:
    """Nor with the message of what it came from, of what it holds, or of the task it ended."""
    done = subprocess.run([sys.executable, "-c", CAUGHT], check=True, capture_output=True, text=True, timeout=60)
    assert "11010519491231002X" not in done.stderr
    lines = [re.sub(r" at .*|^\S+ ", "", line).strip() for line in done.stderr.splitlines()]
    assert lines == [
        "ERROR drivers.printer a paper cannot be drawn: receipt",
        "ValueError",
        "after KeyError",
        "ERROR drivers.printer a paper cannot be drawn: receipt",
        "OSError (No space left on device)",
        "ERROR drivers.printer a paper cannot be drawn: receipt",
        "ExceptionGroup",
        "in it RuntimeError",
        "ERROR asyncio Task exception was never retrieved",
        "LookupError",
    ]
