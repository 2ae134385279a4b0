"""One reading worker from the terminal's side: start it, ask it, end it. Knows processes and time-outs, no print."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence

from drivers import memory
from drivers.reading.frames import Answer, BrokenFrameError, decode, pack, unpack
from drivers.reading.worker import LIBRARY_MISSING

COMMAND = (sys.executable, "-m", "drivers.reading.worker")
START_SECONDS = 60.0  # 2 s at rest; a machine that starts everything at once takes longer
PAGE_SECONDS = 20.0
MOST_MEMORY = 900 * 2**20
"""Bytes. At rest a worker has 350 MB, after a page of A4 full of print 600 MB; what is above has leaked."""
LOOK_SECONDS = 0.5  # how long an end that is asked for may take to be noticed


class WorkerGoneError(Exception):
    """The worker has died, does not answer, or was ended: another may be started."""


class NothingToReadWithError(Exception):
    """There is no reading library on this machine."""


def _environment() -> dict[str, str]:
    """Less memory kept by threads; and as fast as it can be: what it has read goes with its process."""
    usual = {name: value for name, value in os.environ.items() if name not in memory.STRICT}
    return usual | {"MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "2"}


class Worker:
    """A running worker. `ending` is looked at while waiting, so that a stop need not wait for a page."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        """Starts the process; `await_ready` says when it can read."""
        self.memory = 0
        self._ended = False
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=_environment(),
        )

    @property
    def worn(self) -> bool:
        """It has grown so much that a fresh one is better."""
        return self.memory > MOST_MEMORY

    def await_ready(self, seconds: float = START_SECONDS) -> None:
        """Raises WorkerGoneError, NothingToReadWithError."""
        self._answer(seconds)

    def read(self, jpeg: bytes, seconds: float = PAGE_SECONDS) -> Answer:
        """Raises WorkerGoneError; the worker is of no more use then."""
        if self._process.stdin is None:
            raise WorkerGoneError("no way in")
        try:
            self._process.stdin.write(pack(jpeg))
        except OSError as error:
            raise WorkerGoneError("died before the page") from error
        return self._answer(seconds)

    def end(self) -> None:
        """Ends the process, whatever it does. Safe from any thread, and more than once."""
        self._ended = True
        self._process.kill()

    def close(self) -> None:
        """Ends the process and waits for it."""
        self.end()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def _answer(self, seconds: float) -> Answer:
        deadline = time.monotonic() + seconds
        try:
            data = unpack(lambda count: self._exactly(count, deadline))
            if data is None:
                raise self._death()
            answer = decode(data)
        except BrokenFrameError as error:
            raise WorkerGoneError(str(error)) from error
        self.memory = answer.memory
        return answer

    def _exactly(self, count: int, deadline: float) -> bytes:
        """So many bytes; fewer where the worker has died."""
        pieces: list[bytes] = []
        while count and (piece := self._some(count, deadline)):
            pieces.append(piece)
            count -= len(piece)
        return b"".join(pieces)

    def _some(self, most: int, deadline: float) -> bytes:
        """What is there, waiting for it until the deadline."""
        if self._process.stdout is None:
            return b""
        number = self._process.stdout.fileno()
        waiting = select.poll()
        waiting.register(number, select.POLLIN)
        while not self._ended:
            left = deadline - time.monotonic()
            if left <= 0:
                raise WorkerGoneError("no answer in time")
            if waiting.poll(min(left, LOOK_SECONDS) * 1000):
                return os.read(number, most)
        raise WorkerGoneError("ended")

    def _death(self) -> Exception:
        code = self._process.wait()
        if code == LIBRARY_MISSING:
            return NothingToReadWithError("the reading library is not installed")
        return WorkerGoneError(f"exit code {code}")
