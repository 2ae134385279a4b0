"""Whether the wall clock can be trusted with what cannot be undone: it has run with the machine's own for a while."""

import time
from collections.abc import Callable
from datetime import datetime

STEADY_SECONDS = 3600.0
"""A clock that is wrong at start is set right by then, where the machine can ask for the time at all."""
SLIP_SECONDS = 5.0  # a clock that is being drawn right drifts; a jump is more


class SteadyClock:
    """Watches the difference between wall clock and uptime; a jump, in either direction, begins the wait anew."""

    def __init__(self, now: Callable[[], datetime], uptime: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._uptime = uptime
        self._begin()

    def holds(self) -> bool:
        """Whether the clock has not jumped for an hour, as far as it was asked."""
        if abs(self._difference() - self._offset) > SLIP_SECONDS:
            self._begin()
        return self._uptime() - self._since >= STEADY_SECONDS

    def _begin(self) -> None:
        self._since = self._uptime()
        self._offset = self._difference()

    def _difference(self) -> float:
        return self._now().timestamp() - self._uptime()
