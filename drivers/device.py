"""What every device has in common: one supervisor thread, its states, its patience, and an answer for every waiter.

A subclass says how to connect, what one turn of work is, and how to let go. It never handles threads, back-off or
state by itself, and it holds no QObject: whatever it has to say goes through `post`.
"""

import logging
import random
import threading
import time
from abc import ABC, abstractmethod

from drivers import memory
from kiosk.events import Device, DeviceChanged, DeviceState, Post
from kiosk.trouble import Trouble

log = logging.getLogger(__name__)

MISSES = 3
"""Turns in a row without an answer until a device counts as gone: one lost byte is no outage."""
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 5.0
"""Seconds between attempts to connect: doubling, with jitter, and short enough that a replugged cable feels instant."""
STOP_SECONDS = 3.0


class DeviceError(Exception):
    """Something did not work; the connection itself still stands."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(f"{trouble}{': ' + detail if detail else ''}")
        self.trouble = trouble


class DeviceGone(DeviceError):  # noqa: N818  a state of the world, not a fault of the program
    """The connection is lost: cable pulled, port missing, handle dead."""


class Backoff:
    """Pauses that double up to a cap, each shortened by up to half at random, so that devices do not march in step."""

    def __init__(self, first: float = FIRST_PAUSE, longest: float = LONGEST_PAUSE) -> None:
        self._first, self._longest = first, longest
        self._next = first

    def pause(self) -> float:
        pause, self._next = self._next, min(self._next * 2, self._longest)
        return pause * random.uniform(0.5, 1.0)  # noqa: S311  not for secrets

    def reset(self) -> None:
        self._next = self._first


class Supervised(ABC):
    """A device on its own thread: connects, works turn by turn, lets go, and begins again, until `stop`."""

    device: Device

    def __init__(self, post: Post, backoff: Backoff | None = None) -> None:
        self._post = post
        self._backoff = backoff or Backoff()
        self._told: DeviceChanged | None = None
        self._misses = 0
        self._ending = False
        self._wake = threading.Condition()
        self._woken = False
        self._thread = threading.Thread(target=self._run, name=str(self.device), daemon=True)

    # ---- for the composition root

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the thread; a call under way to the device ends at its own time-out."""
        with self._wake:
            self._ending = True
            self._wake.notify_all()
        self.interrupt()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    # ---- for subclasses to fill in

    @abstractmethod
    def connect(self) -> None:
        """Open the device and make sure that it is the right one. Raises DeviceError."""

    @abstractmethod
    def turn(self) -> float | None:
        """One turn of work; seconds until the next (None: until `wake`). Raises DeviceError, DeviceGone."""

    @abstractmethod
    def disconnect(self) -> None:
        """Let go; called after every `connect`, also a failed one. Must not raise."""

    def abandon(self, trouble: Trouble) -> None:  # noqa: B027  most devices have no waiters
        """The connection is lost or the thread ends: answer every waiter with this trouble."""

    def interrupt(self) -> None:  # noqa: B027  most devices end by their own time-outs
        """Called by `stop` from another thread: cut a blocking call short, where the device can."""

    # ---- for subclasses to call

    @property
    def ending(self) -> bool:
        return self._ending

    def wake(self) -> None:
        """There is work: do not wait for the end of the pause. Safe from any thread, never blocks long."""
        with self._wake:
            self._woken = True
            self._wake.notify_all()

    def wait(self, seconds: float | None) -> None:
        """Wait until woken, ended, or the time is over; a wake that came before counts."""
        with self._wake:
            self._wake.wait_for(lambda: self._woken or self._ending, seconds)
            self._woken = False

    def tell(self, state: DeviceState, trouble: Trouble | None = None) -> None:
        """Post and log this state, if it is a new one. A call that `stop` cut short says nothing about the device."""
        changed = DeviceChanged(self.device, state, trouble)
        if changed == self._told or self._ending:
            return
        was_lost = self._told is not None and self._told.state in (DeviceState.ABSENT, DeviceState.FAULTY)
        is_lost = state in (DeviceState.ABSENT, DeviceState.FAULTY)
        self._told = changed
        if is_lost and not was_lost:
            log.warning("%s: %s (%s)", self.device, state, trouble)
        elif state is not DeviceState.BUSY:
            log.info("%s: %s%s", self.device, state, f" ({trouble})" if trouble else "")
        self._post(changed)

    # ---- the loop

    def _run(self) -> None:
        self.tell(DeviceState.CONNECTING)
        while not self._ending:
            trouble = self._one_connection()
            self.abandon(trouble)
            memory.tidy()
            if not self._ending:
                self._pause(self._backoff.pause())
        self.abandon(Trouble.NOT_CONNECTED)

    def _one_connection(self) -> Trouble:
        """Connect and work until it is lost; the reason why."""
        try:
            self.connect()
            self._misses = 0
            self.tell(DeviceState.READY)
            self._work()
        except DeviceError as error:
            gone = isinstance(error, DeviceGone)
            self.tell(DeviceState.ABSENT if gone else DeviceState.FAULTY, error.trouble)
            return error.trouble
        except Exception:  # the border of the thread: a fault of ours must not end the device for good
            log.exception("%s: unexpected", self.device)
            self.tell(DeviceState.FAULTY, Trouble.DEVICE_FAULT)
            return Trouble.DEVICE_FAULT
        finally:
            self.disconnect()
        return Trouble.NOT_CONNECTED

    def _work(self) -> None:
        while not self._ending:
            try:
                pause = self.turn()
                self._misses = 0
                self._backoff.reset()  # not before: a device may connect well and fail at once, again and again
            except DeviceGone:
                raise
            except DeviceError as error:
                self._misses += 1
                if self._misses >= MISSES:
                    raise
                log.debug("%s: miss %d: %s", self.device, self._misses, error.trouble)
                pause = FIRST_PAUSE
            memory.tidy()
            self.wait(pause)

    def _pause(self, seconds: float) -> None:
        """The pause between connections: work that comes meanwhile is answered, not waited for."""
        end = time.monotonic() + seconds
        while not self._ending and (left := end - time.monotonic()) > 0:
            self.wait(left)
            self.abandon(self._told.trouble if self._told and self._told.trouble else Trouble.NOT_CONNECTED)
