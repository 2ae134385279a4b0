"""Whether errands can be taken, as the screen and the log are told: before anybody begins, and once on each change."""

import logging
from pathlib import Path

from drivers.outbox.reserve import free_bytes
from kiosk.events import Device, DeviceChanged, DeviceState, Post
from kiosk.trouble import Trouble

log = logging.getLogger(__name__)


class Health:
    """Whether errands can be taken: told to the screen before anybody begins, and logged once on each change."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._told = ""

    def works(self) -> None:
        if self._change("works"):
            log.info("the outbox can be used")
            self._post(DeviceChanged(Device.OUTBOX, DeviceState.READY))

    def is_full(self, folder: Path) -> None:
        if self._change("full"):
            free = free_bytes(folder) / 1e6
            log.error("no errand is taken: %.0f MB free in %s; what waits is delivered, make room", free, folder)
            self._post(DeviceChanged(Device.OUTBOX, DeviceState.FAULTY, Trouble.STORE_FULL))

    def fails(self, error: Exception) -> None:
        if self._change("fails"):
            log.error("the outbox cannot be used: %s: %s", type(error).__name__, error)
            self._post(DeviceChanged(Device.OUTBOX, DeviceState.FAULTY, Trouble.STORE_FULL))

    def _change(self, now: str) -> bool:
        before, self._told = self._told, now
        return before != now
