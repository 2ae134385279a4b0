"""How the programs write their log: on the error output, each line with its time and level. systemd keeps it.

An error is told by its type and its places alone: its message may hold what a visitor gave, be it a database's
("Key (holder)=(...) already exists") or Python's own ("invalid literal: '...'").
"""

import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from copy import copy
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

log = logging.getLogger(__name__)
LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"
CHATTY = ("alembic",)  # says at INFO what it loads


class _Told(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        if record.name == "asyncio":  # the lines after the first show what a task was doing, its error included
            record = copy(record)
            record.msg, record.args = record.getMessage().partition("\n")[0], ()
        return super().format(record)

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        """Local time with its offset: "2026-03-02T09:00:00.123+08:00"."""
        return datetime.fromtimestamp(record.created, UTC).astimezone().isoformat(timespec="milliseconds")

    def formatException(self, ei: object) -> str:
        error = ei[1] if isinstance(ei, tuple) else None
        return "  " + "\n  ".join(_told(error)) if isinstance(error, BaseException) else ""


def log_from(level: int) -> None:
    """Write what is of this level or above, and what nobody caught, in every thread. The log's form is left alone where
    it is set up already."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Told(LINE))
    logging.basicConfig(level=level, handlers=[handler])
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    # what was once written to the error output stays in its buffer
    sys.excepthook = _uncaught
    threading.excepthook = lambda failed: _uncaught(failed.exc_type, failed.exc_value, failed.exc_traceback)


def _uncaught(kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        log.critical("not caught: %s", "; ".join(_told(error)) if error is not None else kind.__name__)


def _told(error: BaseException) -> Iterator[str]:
    """Where it was raised and on what way, the innermost first; then what it came from."""
    calls = [(frame.f_code, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    places = ", ".join(f"{Path(code.co_filename).name}:{line} {code.co_name}" for code, line in reversed(calls))
    yield f"{type(error).__name__}{_reason(error)} at {places or 'an unknown place'}"
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from (f"in it {line}" for line in _told(one))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from (f"after {line}" for line in _told(before))


def _reason(error: BaseException) -> str:
    """What the system says of a file or a wire is nobody's data: " (No space left on device)"."""
    return f" ({error.strerror})" if isinstance(error, OSError) and isinstance(error.strerror, str) else ""
