"""The receipt printer on its line: asked how it is, given one job at a time, and believed only when it confirms."""

import logging
import threading
import time
from collections import deque
from dataclasses import dataclass

from drivers.device import DeviceError, DeviceGone, Supervised
from drivers.printer import status
from drivers.serial_port import SerialPort
from kiosk.config import PrinterSection
from kiosk.events import Device, DeviceState, Post, Printed, PrintFailed
from kiosk.paper import Paper
from kiosk.trouble import Trouble

log = logging.getLogger(__name__)

POLL_SECONDS = 0.5
ANSWER_SECONDS = 0.6
LOOK_SECONDS = 0.5  # how long a job under way may be silent until the printer is asked why
CONFIRM_SECONDS = 20.0  # a metre of paper at 100 mm/s, and the cut
PIECE = 1024


@dataclass(frozen=True)
class _Job:
    request: int
    paper: Paper


class PrinterDevice(Supervised):
    """The `Printer` port. Nothing is ever printed twice by itself: whether paper came out may be unknown, so a person
    decides."""

    device = Device.PRINTER

    def __init__(self, post: Post, settings: PrinterSection) -> None:
        super().__init__(post)
        self._settings = settings
        self._port: SerialPort | None = None
        self._jobs: deque[_Job] = deque()
        self._lock = threading.Lock()
        self._confirmed = False

    # ---- the port, called by the core

    def print(self, request: int, paper: Paper) -> None:
        with self._lock:
            self._jobs.append(_Job(request, paper))
        self.wake()

    # ---- the supervisor's side

    def connect(self) -> None:
        self._port = SerialPort(self._settings.port, self._settings.baud)
        self._ask_status()

    def disconnect(self) -> None:
        if self._port is not None:
            self._port.close()
            self._port = None

    def interrupt(self) -> None:
        if (port := self._port) is not None:
            port.interrupt()

    def abandon(self, trouble: Trouble) -> None:
        while (job := self._next_job()) is not None:
            self._post(PrintFailed(job.request, trouble, perhaps_printed=False))

    def turn(self) -> float:
        trouble = self._ask_status()
        self._tell_state(trouble)
        job = self._next_job()
        if job is None:
            return POLL_SECONDS
        if trouble not in (None, Trouble.PAPER_LOW):
            self._post(PrintFailed(job.request, trouble or Trouble.DEVICE_FAULT, perhaps_printed=False))
            return 0.0
        self.tell(DeviceState.BUSY, trouble)
        self._print(job)
        self._tell_state(self._ask_status())
        return 0.0 if self._jobs else POLL_SECONDS

    def _next_job(self) -> _Job | None:
        with self._lock:
            return self._jobs.popleft() if self._jobs else None

    def _tell_state(self, trouble: Trouble | None) -> None:
        usable = trouble in (None, Trouble.PAPER_LOW)
        self.tell(DeviceState.READY if usable else DeviceState.FAULTY, trouble)

    def _print(self, job: _Job) -> None:
        """Send and wait for the confirmation; every way out answers the waiter exactly once."""
        from drivers.printer.escpos import render  # noqa: PLC0415  Pillow: only once something is printed

        data = render(job.paper, self._settings.dots)
        begun = False
        try:
            self._line.forget_input()
            self._confirmed = False
            for at in range(0, len(data), PIECE):
                begun = True
                self._line.write(data[at : at + PIECE])
            trouble = self._await_confirmation(len(data))
        except DeviceError as error:
            self._post(PrintFailed(job.request, error.trouble, perhaps_printed=begun))
            raise
        except Exception:
            self._post(PrintFailed(job.request, Trouble.DEVICE_FAULT, perhaps_printed=begun))
            raise
        if trouble is None:
            self._post(Printed(job.request))
        else:
            log.warning("printing stopped: %s", trouble)
            self._post(PrintFailed(job.request, trouble, perhaps_printed=True))

    def _await_confirmation(self, length: int) -> Trouble | None:
        """None once the printer says that everything is out; else why it is not. Raises DeviceGone."""
        wire = length * 10 / self._settings.baud
        end = time.monotonic() + CONFIRM_SECONDS + wire
        while (left := end - time.monotonic()) > 0 and not self.ending:
            data = self._line.read(min(left, LOOK_SECONDS))
            if self._confirmed or any(status.is_confirmation(byte) for byte in data):
                return None
            trouble = None if data else self._ask_status(patient=True)
            if trouble not in (None, Trouble.PAPER_LOW) and not self._confirmed:
                return trouble
        return Trouble.NO_ANSWER

    @property
    def _line(self) -> SerialPort:
        if self._port is None:
            raise DeviceGone(Trouble.NOT_CONNECTED)
        return self._port

    def _ask_status(self, patient: bool = False) -> Trouble | None:
        """What the printer says of itself. Raises DeviceError where it says nothing (`patient`: None instead)."""
        answers: dict[int, int] = {}
        for n, question in status.QUESTIONS.items():
            self._line.write(question)
            answer = self._status_byte()
            if answer is None:
                if patient:
                    return None
                raise DeviceError(Trouble.NO_ANSWER)
            answers[n] = answer
        return status.trouble(answers)

    def _status_byte(self) -> int | None:
        end = time.monotonic() + ANSWER_SECONDS
        while (left := end - time.monotonic()) > 0 and not self.ending:
            for byte in self._line.read(left, 1):
                if status.is_status(byte):
                    return byte
                self._confirmed = self._confirmed or status.is_confirmation(byte)  # it may come in between
        return None
