"""The receipt printer on its line: asked how it is, given one job at a time, and believed only when it confirms."""

import logging
import threading
import time
from collections import deque
from dataclasses import dataclass

from drivers.device import DeviceError, DeviceGone, Supervised
from drivers.printer import commands, status
from drivers.serial_port import SerialPort
from kiosk.config import PrinterSection
from kiosk.events import Device, DeviceState, Post, Printed, PrintFailed
from kiosk.paper import Paper
from kiosk.trouble import Trouble

log = logging.getLogger(__name__)

POLL_SECONDS = 0.4
ANSWER_SECONDS = 0.6
LOOK_SECONDS = 0.5  # how long a job under way may be silent until the printer is asked why
SILENT_LOOKS = 5  # so often in a row it may also leave that unanswered
QUIET_SECONDS = 0.7  # after the last answer to an old job
CONFIRM_SECONDS = 20.0  # a metre of paper at 100 mm/s, and the cut
PIECE = 1024


@dataclass(frozen=True)
class _Job:
    request: int
    paper: Paper


class PrinterDevice(Supervised):
    """The `Printer` port. Nothing is ever printed twice by itself: whether paper came out may be unknown, so a person
    decides. What an interrupted job left in the printer is forgotten and cut off before the next one begins."""

    device = Device.PRINTER

    def __init__(self, post: Post, settings: PrinterSection) -> None:
        super().__init__(post)
        self._settings = settings
        self._port: SerialPort | None = None
        self._jobs: deque[_Job] = deque()
        self._lock = threading.Lock()
        self._current: _Job | None = None
        self._torn = False  # bytes of a job are out, its confirmation is not in
        self._confirmed = False
        self._trouble: Trouble | None = None  # as the printer last said

    # ---- the port, called by the core

    def print(self, request: int, paper: Paper) -> None:
        with self._lock:
            self._jobs.append(_Job(request, paper))
        self.wake()

    # ---- the supervisor's side

    def connect(self) -> None:
        self._port = SerialPort(self._settings.port, self._settings.baud)
        self._forget_job()
        self._line.write(commands.RESYNC)
        self._trouble = self._ask_status()

    def disconnect(self) -> None:
        if self._port is not None:
            self._port.close()
            self._port = None

    def interrupt(self) -> None:
        if (port := self._port) is not None:
            port.interrupt()

    def abandon(self, trouble: Trouble) -> None:
        self._fail(trouble)
        while self._next_job():
            self._fail(trouble)

    def tell(self, state: DeviceState, trouble: Trouble | None = None) -> None:
        """READY as far as the printer says so itself: with low paper yes, without paper no."""
        if state is DeviceState.READY:
            state, trouble = (DeviceState.FAULTY if status.stops(self._trouble) else state), self._trouble
        super().tell(state, trouble)

    def turn(self) -> float:
        self._trouble = self._ask_status()
        if status.stops(self._trouble):
            self.tell(DeviceState.READY)
            if self._next_job():
                self._fail(self._trouble)
            return 0.0 if self._jobs else POLL_SECONDS
        if self._torn:
            self._tear_off()
        self.tell(DeviceState.READY)
        if not self._next_job():
            return POLL_SECONDS
        self.tell(DeviceState.BUSY, self._trouble)
        self._print()
        return 0.0

    def _next_job(self) -> bool:
        with self._lock:
            self._current = self._jobs.popleft() if self._jobs else None
        return self._current is not None

    def _fail(self, trouble: Trouble | None) -> None:
        """Answer the job in hand, if there is one."""
        job, self._current = self._current, None
        if job is not None:
            self._post(PrintFailed(job.request, trouble or Trouble.DEVICE_FAULT, perhaps_printed=self._torn))

    def _print(self) -> None:
        """Send the job and wait for its confirmation. Raises DeviceGone; `abandon` then answers the waiter."""
        job = self._current
        data = self._render(job.paper) if job is not None else None
        if job is None or data is None:
            self._fail(Trouble.DEVICE_FAULT)
            return
        trouble = self._send(data)
        if trouble is None:
            self._torn, self._current = False, None
            self._post(Printed(job.request))
            return
        log.warning("printing stopped: %s", trouble)
        self._fail(trouble)
        self._forget_job()

    def _render(self, paper: Paper) -> bytes | None:
        from drivers.printer.escpos import render  # noqa: PLC0415  Pillow: only once something is printed

        try:
            return render(paper, self._settings.dots)
        except Exception:  # one paper that cannot be drawn must not take the printer down
            log.exception("a paper cannot be drawn: %s", paper.title)
            return None

    def _send(self, data: bytes) -> Trouble | None:
        """None once the printer says that everything is out and cut; else why it is not."""
        self._line.forget_input()
        self._confirmed = False
        for at in range(0, len(data), PIECE):
            self._line.write(data[at : at + PIECE])
            self._torn = True
        end = time.monotonic() + CONFIRM_SECONDS + len(data) * 10 / self._settings.baud
        silent = 0
        while time.monotonic() < end and silent < SILENT_LOOKS and not self.ending:
            if self._listen(LOOK_SECONDS):
                return None
            answers = self._ask()
            trouble = status.trouble(answers)
            if status.stops(trouble) and not self._confirmed:
                return trouble
            silent = 0 if answers else silent + 1
        return None if self._confirmed else Trouble.NO_ANSWER

    def _forget_job(self) -> None:
        """Let the printer drop what it has not printed, so that it does not come out with the next roll of paper."""
        self._line.write(commands.CLEAR)
        self._line.read_exactly(len(status.CLEARED), ANSWER_SECONDS / 2)  # not every printer answers

    def _tear_off(self) -> None:
        """Cut off what an interrupted job left, and wait until all old questions are answered: an answer that comes
        late must not confirm the next job."""
        self._confirmed = False
        self._line.write(commands.TEAR_OFF)
        end = time.monotonic() + CONFIRM_SECONDS
        while not self._listen(LOOK_SECONDS):
            if time.monotonic() > end or self.ending:
                raise DeviceError(Trouble.NO_ANSWER)
        while self._line.read(QUIET_SECONDS) and not self.ending:
            continue
        self._torn = False

    # ---- questions and answers

    @property
    def _line(self) -> SerialPort:
        if self._port is None:
            raise DeviceGone(Trouble.NOT_CONNECTED)
        return self._port

    def _listen(self, seconds: float) -> bool:
        """Whether the confirmation has come, or comes within this time."""
        if not self._confirmed:
            self._confirmed = any(status.is_confirmation(byte) for byte in self._line.read(seconds))
        return self._confirmed

    def _ask_status(self) -> Trouble | None:
        """What the printer says of itself. Raises DeviceError where it says nothing."""
        answers = self._ask()
        if len(answers) < len(status.QUESTIONS):
            raise DeviceError(Trouble.NO_ANSWER)
        return status.trouble(answers)

    def _ask(self) -> dict[int, int]:
        """The answers to all questions, up to the first that is not answered."""
        answers: dict[int, int] = {}
        for n, question in status.QUESTIONS.items():
            self._line.write(question)
            answer = self._status_byte()
            if answer is None:
                break
            answers[n] = answer
        return answers

    def _status_byte(self) -> int | None:
        end = time.monotonic() + ANSWER_SECONDS
        while (left := end - time.monotonic()) > 0 and not self.ending:
            for byte in self._line.read(left, 1):
                if status.is_status(byte):
                    return byte
                self._confirmed = self._confirmed or status.is_confirmation(byte)  # it may come in between
        return None
