"""Nobody touches any more: a warning first, then the end. Knows only a clock."""

from collections.abc import Callable
from math import ceil

from kiosk.config import VisitSection
from kiosk.ports import Clock


class IdleWatch:
    """Counts from the last touch. `warning_left` is None until the warning shows, then whole seconds to the end.

    While `held` says True (paper is coming out, a parcel is being sealed) time does not run out.
    """

    def __init__(
        self,
        clock: Clock,
        settings: VisitSection,
        *,
        held: Callable[[], bool],
        changed: Callable[[], None],
        expired: Callable[[], None],
    ) -> None:
        self._clock = clock
        self._idle = settings.idle_seconds
        self._warning = settings.warning_seconds
        self._held, self._changed, self._expired = held, changed, expired
        self._cancel: Callable[[], None] = lambda: None
        self.warning_left: int | None = None

    def touch(self) -> None:
        """Somebody is there: begin again."""
        self._cancel()
        self._cancel = self._clock.after(self._idle, self._warn)
        if self.warning_left is not None:
            self.warning_left = None
            self._changed()

    def stop(self) -> None:
        """Nobody is expected (attract screen)."""
        self._cancel()
        if self.warning_left is not None:
            self.warning_left = None
            self._changed()

    def _warn(self) -> None:
        if self._held():
            self.touch()
            return
        self._count(ceil(self._warning))

    def _count(self, left: int) -> None:
        if left <= 0:
            self.stop()
            self._expired()
            return
        self.warning_left = left
        self._cancel = self._clock.after(1.0, self._tick)
        self._changed()

    def _tick(self) -> None:
        if self.warning_left is not None:
            self._count(self.warning_left - 1)
