"""How the programs write their log: on the error output, each line with its time and level. systemd keeps it."""

import logging
from datetime import UTC, datetime

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
