"""The `PaperReader` port: pages wait in a queue, one worker reads them, and every page is answered.

Nobody waits for it: where it is missing, slow or dead, the errand goes on as if nothing had been read.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from drivers import memory
from drivers.device import Backoff
from drivers.reading.frames import Answer
from drivers.reading.process import COMMAND, PAGE_SECONDS, NothingToReadWithError, Worker, WorkerGoneError
from drivers.vision.files import UnreadableError
from drivers.vision.look import turned
from kiosk.events import PaperRead, Post, ReadingFailed
from kiosk.picture import Scan
from kiosk.reading import read_lines
from kiosk.trouble import Trouble

log = logging.getLogger(__name__)

MOST_WAITING = 12
"""Pages. More than an errand has; what comes on top is refused, not piled up."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds between attempts to start a worker that dies
STOP_SECONDS = 3.0


@dataclass(frozen=True)
class _Job:
    request: int
    scan: Scan


class PaperReaderDevice:
    """One thread, which holds the worker. It starts it at once, so that it is warm when the first page comes.

    A worker reads for one visit: what it has read goes with its process, and a fresh one is warm for the next visit.
    """

    def __init__(
        self,
        post: Post,
        today: Callable[[], date],
        command: Sequence[str] = COMMAND,
        page_seconds: float = PAGE_SECONDS,
        backoff: Backoff | None = None,
    ) -> None:
        self._post, self._today = post, today
        self._command, self._page_seconds = command, page_seconds
        self._backoff = backoff or Backoff(FIRST_PAUSE, LONGEST_PAUSE)
        self._jobs: deque[_Job] = deque()
        self._changed = threading.Condition()
        self._ending = False
        self._worker: Worker | None = None
        self._current: _Job | None = None
        self._has_read = self._dismissed = False  # the worker: anything at all; and is to go for that
        self._thread = threading.Thread(target=self._run, name="paper_reader", daemon=True)

    # ---- the port, called by the core

    def read(self, request: int, scan: Scan) -> None:
        with self._changed:
            fits = len(self._jobs) < MOST_WAITING and not self._ending
            if fits:
                self._jobs.append(_Job(request, scan))
                self._changed.notify_all()
        if not fits:
            self._post(ReadingFailed(request, Trouble.NO_ANSWER))

    def forget(self) -> None:
        """The visit is over, and so is the work of whoever has read for it, wherever it stands."""
        with self._changed:
            self._jobs.clear()
            self._dismissed = self._has_read
            worker = self._worker if self._dismissed else None
            self._changed.notify_all()
        if worker is not None:
            worker.end()

    # ---- for the composition root

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        with self._changed:
            self._ending = True
            worker = self._worker
            self._changed.notify_all()
        if worker is not None:
            worker.end()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    # ---- its thread

    def _run(self) -> None:
        while not self._ending:
            self._rest(self._pause_after_a_worker())
        self._refuse()

    def _pause_after_a_worker(self) -> float | None:
        """Read with one as long as it lives; the seconds until another is started, None where none can be."""
        try:
            self._one_worker()
        except WorkerGoneError as error:
            self._give_up()
            if not self._ending and not self._dismissed:
                log.warning("paper reader: %s", error)
                return self._backoff.pause()
        except NothingToReadWithError as error:
            log.info("paper reader: %s: papers are not read", error)
            return None
        return 0.0

    def _one_worker(self) -> None:
        """Start one and read with it until it is worn. Raises WorkerGoneError, NothingToReadWithError."""
        began = time.monotonic()
        worker = self._open()
        try:
            worker.await_ready()
            log.info("paper reader: ready after %.1f s, %d MB", time.monotonic() - began, worker.memory >> 20)
            while not worker.worn and self._next_job():
                self._answer(worker)
                self._backoff.reset()
        finally:
            worker.close()
            memory.tidy()

    def _open(self) -> Worker:
        worker = Worker(self._command)
        with self._changed:
            self._worker = worker
            self._has_read = self._dismissed = False
            ending = self._ending
        if ending:
            worker.end()
        return worker

    def _next_job(self) -> bool:
        """Take the next page in hand, waiting for it; False where this worker is to go."""
        memory.tidy()
        with self._changed:
            self._changed.wait_for(lambda: self._jobs or self._ending or self._dismissed)
            if self._ending or self._dismissed:
                return False
            self._current = self._jobs.popleft()
            self._has_read = True
            return True

    def _answer(self, worker: Worker) -> None:
        job = self._current
        if job is None:
            return
        answer = worker.read(job.scan.jpeg, self._page_seconds)
        self._current = None
        try:
            told = self._told(job, answer)
        except Exception as error:  # noqa: BLE001  the thread's border: one odd page must not end the reading of all
            log.error("paper reader: a page could not be made out: %s", type(error).__name__)
            told = ReadingFailed(job.request, Trouble.NOT_AN_IMAGE)
        self._post(told)

    def _told(self, job: _Job, answer: Answer) -> PaperRead | ReadingFailed:
        """The page's fields, and the page as it is upright."""
        try:
            page = turned(job.scan, answer.quarters) if answer.quarters else job.scan
        except UnreadableError as error:
            return ReadingFailed(job.request, error.trouble)
        if answer.lines is None:
            return ReadingFailed(job.request, Trouble.NOT_AN_IMAGE)
        return PaperRead(job.request, read_lines(answer.lines, page.width, page.height, self._today()), page)

    def _give_up(self) -> None:
        """The worker is lost: a page that it had in hand is not tried a second time, it may be what ended it."""
        if self._current is not None:
            self._post(ReadingFailed(self._current.request, Trouble.NO_ANSWER))
            self._current = None

    def _rest(self, seconds: float | None) -> None:
        """Without a worker: what waits and what comes is refused. None: until the end."""
        until = None if seconds is None else time.monotonic() + seconds
        while not self._ending and (until is None or time.monotonic() < until):
            self._refuse()
            with self._changed:
                left = None if until is None else until - time.monotonic()
                self._changed.wait_for(lambda: self._jobs or self._ending, left)

    def _refuse(self) -> None:
        with self._changed:
            jobs, self._jobs = self._jobs, deque()
        for job in jobs:
            self._post(ReadingFailed(job.request, Trouble.NOT_CONNECTED))
