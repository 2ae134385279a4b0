"""The Outbox port: takes errands on one thread and delivers them on another, so that neither waits for the other."""

import logging
import queue
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from drivers import memory
from drivers.outbox.courier import Courier, Pace, Report
from drivers.outbox.health import Health
from drivers.outbox.open_store import STORE_TROUBLES, OpenStore, begin_anew_if_damaged
from drivers.outbox.packing import BadParcelError
from drivers.outbox.store import Store
from drivers.platform.client import PlatformClient
from drivers.sqlite_file import is_damage
from drivers.steady import SteadyClock
from kiosk.events import Device, DeviceChanged, DeviceState, ErrandNotTaken, ErrandTaken, Post
from kiosk.parcel import Parcel
from kiosk.trouble import Trouble

log = logging.getLogger(__name__)

LOOK_SECONDS = 60.0  # staff may send an errand again from a shell, and nobody wakes us for it
STORE_WAIT = 15.0  # seconds until a store that cannot be used is tried again
CLOSE_SECONDS = 3.0  # a request under way is not waited for longer: its lease expires
KEEP_DAYS = 200  # records of delivered errands; logs have to be kept for six months
ORDINARY_ERRAND = 4_000_000  # bytes; with less room than this for one more, nobody is asked to begin

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
        self._steady = SteadyClock(plan.now)
        self._health = Health(post)
        self._threads = [
            threading.Thread(target=self._take_all, name="outbox-intake", daemon=True),
            threading.Thread(target=self._deliver_all, name="outbox-courier", daemon=True),
        ]

    def start(self) -> None:
        self._post(DeviceChanged(Device.OUTBOX, DeviceState.CONNECTING))
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
            memory.tidy()
        self._intake.close()

    def _take_next(self, job: _Job) -> bool:
        if job is None:
            return False
        self._post(self._taken(*job))
        self._wake.set()  # to deliver it; or to see what is wrong with the store
        return True

    def _taken(self, request: int, parcel: Parcel) -> ErrandTaken | ErrandNotTaken:
        try:
            number = self._stored(parcel)
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

    def _stored(self, parcel: Parcel) -> str:
        """Its number. A file that turns out to be damaged is put aside, and the errand goes into a new one."""
        try:
            return self._store_once(parcel)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            begin_anew_if_damaged(self._plan.folder, self._plan.now())  # or the courier has done so meanwhile
        return self._store_once(parcel)

    def _store_once(self, parcel: Parcel) -> str:
        number, self._waiting = self._intake.do(lambda store: (store.take(parcel), store.waiting()))
        return number

    def _deliver_all(self) -> None:
        look_through = True
        while not self._stopped.is_set():
            pause, look_through = self._round(look_through)
            memory.tidy()
            self._wake.wait(pause)
            self._wake.clear()
        self._delivery.close()
        self._client.close()

    def _round(self, look_through: bool) -> tuple[float, bool]:
        """Deliver what is due; the seconds until something may be due again, and whether the file is doubtful."""
        try:
            if look_through:
                begin_anew_if_damaged(self._plan.folder, self._plan.now())
            return self._delivery.do(self._deliver_due), False
        except STORE_TROUBLES as error:
            self._health.fails(error)
            return STORE_WAIT, is_damage(error)
        except Exception as error:  # noqa: BLE001 - the thread's border; the errand's lease keeps others going
            log.error("an errand could not be delivered: %s", type(error).__name__)  # its text may be personal data
        return STORE_WAIT, False

    def _deliver_due(self, store: Store) -> float:
        """Also looks after the room: what has been settled is wiped, and what is left is told."""
        store.wipe()
        if self._steady.holds():
            store.forget_settled(KEEP_DAYS)
        if self._hurry.is_set():
            self._hurry.clear()
            store.hurry()
        self._waiting = store.waiting()
        self._look_for_room(store)
        while not self._stopped.is_set() and (tried := self._courier.deliver_one(store)):
            self._waiting = store.waiting()
            if tried.settled:
                self._post(tried.settled)
        store.release(self._courier.owner)
        due = store.seconds_to_next(self._plan.pace.longest)
        return min(LOOK_SECONDS if due is None else due, LOOK_SECONDS if self._look_for_room(store) else STORE_WAIT)

    def _look_for_room(self, store: Store) -> bool:
        room = not store.in_place() or store.has_room(ORDINARY_ERRAND)  # a folder that is gone is made anew next time
        if room:
            self._health.works()
        else:
            self._health.is_full(self._plan.folder)
        return room
