"""Whether a server (the platform, the hall) can be reached, learnt from real traffic. Makes no request itself."""

import logging
import threading
from collections.abc import Callable

from drivers.http.failure import ExchangeError
from kiosk.events import Device, DeviceChanged, DeviceState, Post
from kiosk.trouble import Trouble

log = logging.getLogger(__name__)

MISSES = 3  # in a row, until it counts as gone: one lost packet is no outage
FAULTS = {
    Trouble.UNREACHABLE: DeviceState.ABSENT,
    Trouble.SERVER_FAULT: DeviceState.FAULTY,
    Trouble.NOT_UNDERSTOOD: DeviceState.FAULTY,
    Trouble.NOT_SIGNED_IN: DeviceState.FAULTY,
}
"""Everything else, a refusal too, is an answer: the line works."""


class Link:
    """The state of the line, told on change only. Safe from any thread."""

    def __init__(self, post: Post, device: Device = Device.PLATFORM) -> None:
        self._post = post
        self._device = device
        self._lock = threading.Lock()
        self._state = DeviceState.CONNECTING
        self._trouble: Trouble | None = None
        self._misses = 0
        self._on_back: list[Callable[[], None]] = []

    def on_back(self, action: Callable[[], None]) -> None:
        """Call `action` whenever the server has come back; it must not block."""
        self._on_back.append(action)

    def start(self) -> None:
        self._post(DeviceChanged(self._device, DeviceState.CONNECTING))

    def report(self, error: ExchangeError | None) -> None:
        """Take in how an exchange went; None: it worked."""
        trouble = error.trouble if error else None
        with self._lock:
            state = FAULTS.get(trouble, DeviceState.READY) if trouble else DeviceState.READY
            if self._take_in(state, trouble if state is not DeviceState.READY else None):
                self._tell()

    def _take_in(self, state: DeviceState, trouble: Trouble | None) -> bool:
        self._misses = 0 if state is DeviceState.READY else self._misses + 1
        if 0 < self._misses < MISSES or (state, trouble) == (self._state, self._trouble):
            return False
        self._state, self._trouble = state, trouble
        return True

    def _tell(self) -> None:
        if self._trouble:
            log.warning("the %s is gone: %s", self._device, self._trouble)
        else:
            log.info("the %s is there", self._device)
            for action in self._on_back:
                action()
        self._post(DeviceChanged(self._device, self._state, self._trouble))
