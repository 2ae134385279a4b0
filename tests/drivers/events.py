"""A place where drivers post to, and a test waits for what must come."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from kiosk.events import DeviceChanged, DeviceState, Event
from tests.harness.patience import PATIENCE

Kind = TypeVar("Kind")


class Inbox:
    """Collects events from any thread; `wait_for` blocks until one of a kind has come, and takes it out."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._news = threading.Condition()

    def post(self, event: Event) -> None:
        with self._news:
            self._events.append(event)
            self._news.notify_all()

    def wait_for(
        self, kind: type[Kind], fits: Callable[[Kind], bool] = lambda event: True, seconds: float = PATIENCE
    ) -> Kind:
        end = time.monotonic() + seconds
        with self._news:
            while True:
                for event in self._events:
                    if isinstance(event, kind) and fits(event):
                        self._events.remove(event)
                        return event
                left = end - time.monotonic()
                if left <= 0 or not self._news.wait(left):
                    raise AssertionError(f"no {kind.__name__} within {seconds} s; there is {self._events}")

    def state(self, state: DeviceState, seconds: float = PATIENCE) -> DeviceChanged:
        return self.wait_for(DeviceChanged, lambda event: event.state is state, seconds)

    def all(self, kind: type[Kind]) -> list[Kind]:
        with self._news:
            return [event for event in self._events if isinstance(event, kind)]


def until(condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until it holds; fails otherwise."""
    waiting = threading.Event()
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came true"
        waiting.wait(0.01)
