"""The computer's clocks (`kiosk.hall.clock.Timepiece`), and whether a time server keeps them right."""

import ctypes
import time
from datetime import UTC, datetime
from pathlib import Path

SYNCHRONIZED = Path("/run/systemd/timesync/synchronized")
"""systemd-timesyncd makes it once it has set the clock (systemd-time-wait-sync.service(8))."""
UNSYNCED_ERROR = 16_000_000
"""Microseconds: the kernel's `maxerror` once nobody keeps the clock, and after it was set by hand (adjtimex(2))."""


class _Timex(ctypes.Structure):
    """The first fields of `struct timex` (<sys/timex.h>); what follows is room for the rest."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("rest", ctypes.c_byte * 512),
    )


class Timepiece:
    def __init__(self, synchronized: Path = SYNCHRONIZED) -> None:
        self._synchronized = synchronized
        self._adjtimex = getattr(ctypes.CDLL(None, use_errno=True), "adjtimex", None)

    def wall(self) -> datetime:
        return datetime.now(UTC)

    def ticks(self) -> float:
        """Goes on while the machine sleeps, where the system can tell."""
        boottime = getattr(time, "CLOCK_BOOTTIME", None)
        return time.monotonic() if boottime is None else time.clock_gettime(boottime)

    def synced(self) -> bool:
        """Any time service tells the kernel; where it may not be asked (a container), timesyncd's mark counts."""
        error = self._max_error()
        return self._synchronized.exists() if error is None else error < UNSYNCED_ERROR

    def _max_error(self) -> int | None:
        """What the clock may be off by, in microseconds; None where the kernel does not say."""
        asked = _Timex(modes=0)  # 0: set nothing
        if self._adjtimex is None or self._adjtimex(ctypes.byref(asked)) < 0:
            return None
        return int(asked.maxerror)
