"""How the programs write their log: on the error output, each line with its time and level. systemd keeps it."""

import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

log = logging.getLogger(__name__)
LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"
CHATTY = ("alembic",)  # says at INFO what it loads


class _Timed(logging.Formatter):
    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        """Local time with its offset: "2026-03-02T09:00:00.123+08:00"."""
        return datetime.fromtimestamp(record.created, UTC).astimezone().isoformat(timespec="milliseconds")


def log_from(level: int) -> None:
    """Write what is of this level or above. Nothing where the log is set up already."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Timed(LINE))
    logging.basicConfig(level=level, handlers=[handler])
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def log_no_messages() -> None:
    """From now on an error that nobody caught is told by its type and its places alone, in every thread: its message
    may hold what a visitor gave, and what was once written to the error output stays in its buffer."""
    sys.excepthook = _uncaught
    threading.excepthook = lambda failed: _uncaught(failed.exc_type, failed.exc_value, failed.exc_traceback)


def _uncaught(kind: type[BaseException], _error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    calls = [(frame.f_code, line) for frame, line in traceback.walk_tb(trace)]
    places = ", ".join(f"{Path(code.co_filename).name}:{line} {code.co_name}" for code, line in reversed(calls))
    log.critical("%s was not caught: %s", kind.__name__, places)
