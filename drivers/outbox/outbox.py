"""The Outbox port: takes errands on one thread and delivers them on another, so that neither waits for the other."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from drivers.outbox.courier import Courier, Pace, Report
from drivers.outbox.open_store import STORE_TROUBLES, OpenStore
from drivers.outbox.packing import BadParcelError
from drivers.outbox.store import Store
from drivers.platform.client import PlatformClient
from kiosk.events import ErrandNotTaken, ErrandTaken, Post
from kiosk.parcel import Parcel
from kiosk.trouble import Trouble

log = logging.getLogger(__name__)

LOOK_SECONDS = 60.0  # staff may send an errand again from a shell, and nobody wakes us for it
STORE_WAIT = 15.0  # seconds until a store that cannot be used is tried again
CLOSE_SECONDS = 3.0  # a request under way is not waited for longer: its lease expires
KEEP_DAYS = 200  # records of delivered errands; logs have to be kept for six months

_Job = tuple[int, Parcel] | None  # None: the end


@dataclass(frozen=True)
class OutboxPlan:
    """Where errands wait, whose they are, and how often delivery is tried."""

    folder: Path
    terminal_id: str
    now: Callable[[], datetime]
    pace: Pace = field(default_factory=Pace)

    def open(self) -> Store:
        return Store(self.folder, self.terminal_id, self.now)


class Outbox:
    """`kiosk.ports.Outbox`. Nothing runs before `start`; after `close` whatever waits, waits for the next start."""

    def __init__(self, plan: OutboxPlan, client: PlatformClient, post: Post, report: Report) -> None:
        self._plan = plan
        self._client = client
        self._post = post
        self._courier = Courier(client, report, plan.pace)
        self._intake, self._delivery = OpenStore(plan.open), OpenStore(plan.open)
        self._jobs: queue.SimpleQueue[_Job] = queue.SimpleQueue()
        self._wake = threading.Event()
        self._hurry = threading.Event()
        self._stopped = threading.Event()
        self._waiting = 0
        self._store_fails = False
        self._threads = [
            threading.Thread(target=self._take_all, name="outbox-intake", daemon=True),
            threading.Thread(target=self._deliver_all, name="outbox-courier", daemon=True),
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Take what was handed in, then end."""
        self._stopped.set()
        self._wake.set()
        self._jobs.put(None)
        for thread in self._threads:
            thread.join(CLOSE_SECONDS)

    def take(self, request: int, parcel: Parcel) -> None:
        """ErrandTaken once the parcel is durable, else ErrandNotTaken."""
        self._jobs.put((request, parcel))

    def waiting(self) -> int:
        """How many errands are still to be delivered."""
        return self._waiting

    def hurry(self) -> None:
        """The platform is back: everything that waits is due now."""
        self._hurry.set()
        self._wake.set()

    def _take_all(self) -> None:
        while self._take_next(self._jobs.get()):
            pass
        self._intake.close()

    def _take_next(self, job: _Job) -> bool:
        if job is None:
            return False
        request, parcel = job
        answer = self._taken(request, parcel)
        self._post(answer)
        if isinstance(answer, ErrandTaken):
            self._wake.set()
        return True

    def _taken(self, request: int, parcel: Parcel) -> ErrandTaken | ErrandNotTaken:
        try:
            with self._intake.use() as store:
                number = store.take(parcel)
                self._waiting = store.waiting()
        except STORE_TROUBLES as error:
            log.error("an errand could not be stored: %s: %s", type(error).__name__, error)
            return ErrandNotTaken(request, Trouble.STORE_FULL)
        except BadParcelError as error:
            log.error("an errand could not be stored: %s", error)
            return ErrandNotTaken(request, Trouble.GARBLED)
        except Exception as error:  # noqa: BLE001 - the thread's border: every request is answered
            log.error("an errand could not be stored: %s", type(error).__name__)  # its text may be personal data
            return ErrandNotTaken(request, Trouble.DEVICE_FAULT)
        log.info("errand %s is taken", number)
        return ErrandTaken(request, number)

    def _deliver_all(self) -> None:
        while not self._stopped.is_set():
            self._wake.wait(self._round())
            self._wake.clear()
        self._delivery.close()
        self._client.close()

    def _round(self) -> float:
        """Deliver what is due; the seconds until something may be due again."""
        try:
            with self._delivery.use() as store:
                return self._deliver_due(store)
        except STORE_TROUBLES as error:
            self._log_store(error)
        except Exception as error:  # noqa: BLE001 - the thread's border; the errand's lease keeps others going
            log.error("an errand could not be delivered: %s", type(error).__name__)  # its text may be personal data
        return STORE_WAIT

    def _deliver_due(self, store: Store) -> float:
        self._log_store(None)
        store.forget_settled(KEEP_DAYS)
        if self._hurry.is_set():
            self._hurry.clear()
            store.hurry()
        self._waiting = store.waiting()
        while not self._stopped.is_set() and (tried := self._courier.deliver_one(store)):
            self._waiting = store.waiting()
            if tried.settled:
                self._post(tried.settled)
        store.release(self._courier.owner)
        due = store.seconds_to_next(self._plan.pace.longest)
        return LOOK_SECONDS if due is None else due

    def _log_store(self, error: Exception | None) -> None:
        """Once when the store fails, once when it is back."""
        if error is not None and not self._store_fails:
            log.error("the outbox cannot be used: %s: %s", type(error).__name__, error)
        elif error is None and self._store_fails:
            log.info("the outbox can be used again")
        self._store_fails = error is not None
