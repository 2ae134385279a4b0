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
