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
from kiosk.programs.logs import log_from, log_no_messages
log_from(logging.INFO)
log_no_messages()
def ask(number): raise ValueError(f"what is {number}?")
thread = threading.Thread(target=ask, args=["11010519491231002X"])
thread.start()
thread.join()
ask("11010519491231002X")
"""


def test_what_nobody_caught_is_told_without_its_message() -> None:
    done = subprocess.run([sys.executable, "-c", UNCAUGHT], check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert len(re.findall("CRITICAL kiosk.programs.logs ValueError was not caught: <string>:6 ask", done.stderr)) == 2
    assert "11010519491231002X" not in done.stderr
