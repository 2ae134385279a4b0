"""Runs the hall's work in transactions: one writer thread that gathers what has come meanwhile into one commit, a few
reader threads, and one thread that tells what happened. Knows no rule of the hall."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from drivers.hall_store.engines import FilePlace, open_locker, open_reader
from drivers.hall_store.failure import FAULTS, Complaint, trouble_of
from drivers.hall_store.follower import Follower
from drivers.hall_store.memory import Memory
from drivers.hall_store.records import Records
from drivers.hall_store.serving import Mark
from kiosk.hall.happening import Happening
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Refused
from kiosk.hall.trouble import StoreFailedError, StoreTrouble

Result = TypeVar("Result")
MOST_TOGETHER = 64
READERS = 2
QUIET_SECONDS = 60.0
"""After so long the writer gives its connection back: firewalls forget an idle one, and the pool renews it."""


@dataclass(frozen=True)
class Job(Generic[Result]):
    work: Callable[[HallRecords], Result]
    answer: Future[Result]


class TornWorkError(Exception):
    """Work refused after it had changed something: the whole batch is rolled back and run one by one."""


class HallStore:
    """`kiosk.hall.ports.Store` for one hall of the database at `url`, which must have been migrated."""

    def __init__(self, url: str, hall_id: str) -> None:
        self._hall_id = hall_id
        self._writer = open_locker(url)
        self._reader = open_reader(url)
        self._place = FilePlace(url)
        self._ailing = threading.Lock()
        self._trouble: StoreTrouble | None = None
        self._complaint = Complaint("the database failed")
        self._memory = Memory()  # of the writer thread alone, as the connection
        self._connection: Connection | None = None
        self._jobs: SimpleQueue[Job[Any] | None] = SimpleQueue()
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="hall-reader")
        self._follower = Follower(url, hall_id, self._reader)
        self._serving = Mark(url, hall_id)
        self._closed = threading.Lock()
        self._thread = threading.Thread(target=self._write_on, name="hall-writer", daemon=True)
        self._thread.start()

    def write(self, work: Callable[[HallRecords], Result]) -> Future[Result]:
        answer: Future[Result] = Future()
        self._jobs.put(Job(work, answer))
        return answer

    def read(self, work: Callable[[HallRecords], Result]) -> Future[Result]:
        return self._readers.submit(self._read, work)

    def listen(self, post: Callable[[list[Happening]], None], anew: Callable[[], None] = lambda: None) -> None:
        self._serving.hold()
        self._follower.start(post, anew)

    def known(self) -> int:
        return self._follower.known

    def trouble(self) -> StoreTrouble | None:
        with self._ailing:
            return self._trouble

    def prove(self) -> Future[None]:
        return self.write(lambda records: records.touch())

    def close(self) -> None:
        """Everything asked before is still done and answered."""
        self._jobs.put(None)
        self._thread.join()
        self._readers.shutdown()
        self._follower.close()
        self._serving.close()
        self._writer.dispose()
        self._reader.dispose()

    def _read(self, work: Callable[[HallRecords], Result]) -> Result:
        try:
            with self._reader.begin() as connection:
                return work(Records(connection, self._hall_id))
        except FAULTS as error:
            raise self._failed(error) from error

    def _write_on(self) -> None:
        going_on = True
        while going_on and (job := self._next()) is not None:
            batch, going_on = self._gather(job)
            self._run(batch)
        self._hang_up()

    def _next(self) -> Job[Any] | None:
        try:
            return self._jobs.get(timeout=QUIET_SECONDS)
        except Empty:
            self._hang_up()
        return self._jobs.get()

    def _gather(self, first: Job[Any]) -> tuple[list[Job[Any]], bool]:
        """What has come while the last commit was written. False: the store closes after this."""
        batch = [first]
        while len(batch) < MOST_TOGETHER:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job is None:
                return batch, False
            batch.append(job)
        return batch, True

    def _run(self, batch: list[Job[Any]]) -> None:
        asked = [job for job in batch if job.answer.set_running_or_notify_cancel()]
        if not asked:
            return
        try:
            answers, told = self._commit(asked)
        except Exception as error:  # noqa: BLE001 - the border of this thread: every waiter is answered
            self._answer_failure(asked, self._failed(error))
            return
        self._follower.know(told)
        for job, answer in zip(asked, answers, strict=True):
            if isinstance(answer, Refused):
                job.answer.set_exception(answer)
            else:
                job.answer.set_result(answer)
        self._follower.offer(told)

    def _answer_failure(self, asked: list[Job[Any]], error: Exception) -> None:
        """One of them spoilt the batch; the others must not suffer from it: each goes alone. Not so when the database
        failed: each would wait for it in turn, and a commit whose answer was lost may have been carried out."""
        if len(asked) == 1 or isinstance(error, StoreFailedError):
            for job in asked:
                job.answer.set_exception((error.__cause__ or error) if isinstance(error, TornWorkError) else error)
            return
        for job in asked:
            again: Job[Any] = Job(job.work, Future())
            self._run([again])
            if (failure := again.answer.exception()) is not None:
                job.answer.set_exception(failure)
            else:
                job.answer.set_result(again.answer.result())

    def _commit(self, asked: list[Job[Any]]) -> tuple[list[Any], list[Happening]]:
        """The answers, and what is to be told of now that it is committed."""
        try:
            self._stay_in_place()
            self._connection = self._connection or self._writer.connect()
            records = Records(self._connection, self._hall_id, self._memory)
            records.enter()
            answers = [self._answer(records, job) for job in asked]
            records.leave(self._follower.name)
        except BaseException:
            self._memory.drop()
            self._hang_up()
            raise
        if records.writes:
            self._well()
        return answers, records.told

    def _failed(self, error: Exception) -> Exception:
        """What the waiters hear: of trouble with the database, not what it said about it, which may tell of people."""
        trouble = trouble_of(error)
        if trouble is None:
            return error
        with self._ailing:
            self._trouble = trouble
            self._complaint.raise_(trouble.value)
        failed = StoreFailedError(trouble)
        failed.__cause__ = error
        return failed

    def _well(self) -> None:
        """Only a commit that has written something shows it: a full disk can still be read."""
        with self._ailing:
            self._trouble = None
            self._complaint.withdraw()

    def _stay_in_place(self) -> None:
        """Where the file was replaced, go on with the one that is there: the other is nobody's any more."""
        if self._place.moved():
            self._hang_up()
            self._memory.drop()
            self._writer.dispose()
            self._reader.dispose()

    def _hang_up(self) -> None:
        """What was not committed is rolled back."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    @staticmethod
    def _answer(records: Records, job: Job[Any]) -> Any:
        before = records.writes
        try:
            return job.work(records)
        except Refused as refused:
            if records.writes != before:
                raise TornWorkError from refused
            return refused
