"""Tells what happened, in whichever process: this process's own commits at once, others' from the log.

Woken by PostgreSQL's NOTIFY and by the clock, it reads the log from where it stopped, so nothing is lost and nothing
comes twice or out of order. Where the place it stopped at is not in the log any more, the database was restored from a
copy, and everybody begins anew.
"""

import logging
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress

import psycopg
from sqlalchemy import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from drivers.hall_store.engines import is_sqlite
from drivers.hall_store.failure import FAULTS, Complaint
from drivers.hall_store.records import NOTIFY, Records
from drivers.hall_store.serving import HOLD, mark_of
from kiosk.hall.happening import Happening

log = logging.getLogger(__name__)
LOOK_SECONDS = 1.0
"""SQLite has no NOTIFY: what another process (`kiosk hall settle`) did is seen after this time at the latest."""
HEARD_SECONDS = 0.02
"""After a notice the next ones are gathered for so long: at a busy hour one look at the log serves many."""
MOST_AT_ONCE = 500
Post = Callable[[list[Happening]], None]


class Follower:
    """`name` goes with the notices of this process, which need not be woken by its own: it has `offer`."""

    def __init__(self, url: str, hall_id: str, engine: Engine) -> None:
        self.name = secrets.token_hex(8)
        self._url = "" if is_sqlite(url) else url
        self._hall_id = hall_id
        self._engine = engine
        self._awake = threading.Event()
        self._closing = threading.Event()
        self._threads: list[threading.Thread] = []
        self.known = 0
        self._last = 0
        self._mark = ""  # which happening that was; empty where it is not in the log
        self._post: Post | None = None
        self._anew: Callable[[], None] = lambda: None
        self._turn = threading.Lock()  # one tells at a time, so that the order holds

    def start(self, post: Post, anew: Callable[[], None] = lambda: None) -> None:
        self._begin()
        self._post, self._anew = post, anew
        jobs: list[tuple[str, Callable[[], None]]] = [("hall-follower", self._follow)]
        if self._url:
            jobs.append(("hall-ears", self._hear))
        for name, job in jobs:
            thread = threading.Thread(target=job, name=name, daemon=True)
            thread.start()
            self._threads.append(thread)

    def offer(self, told: list[Happening]) -> None:
        """This process has committed these. Told at once where nobody else's are missing before them."""
        if not told or self._post is None:
            return
        with self._turn:
            if told[0].seq == self._last + 1:
                self._tell_of(told)
                return
        self._awake.set()

    def know(self, told: list[Happening]) -> None:
        """This process has committed these; whoever asked for it has not been answered yet."""
        if told:
            self.known = told[-1].seq

    def close(self) -> None:
        self._closing.set()
        self._awake.set()
        if self._url and self._threads:
            self._wake_ears()
        for thread in self._threads:
            thread.join()

    def _wake_ears(self) -> None:
        """A notice to ourselves, so that nobody waits for the end of a time-out."""
        with suppress(SQLAlchemyError), self._engine.begin() as connection:
            connection.execute(NOTIFY, {"news": "nobody"})

    def _follow(self) -> None:
        complaint = Complaint("the log of happenings cannot be read")
        while not self._closing.is_set():
            self._awake.wait(LOOK_SECONDS)
            self._awake.clear()
            try:
                self._tell()
                complaint.withdraw()
            except FAULTS as error:
                complaint.raise_(type(error).__name__)
                self._closing.wait(LOOK_SECONDS)

    def _tell(self) -> None:
        with self._turn:
            while (news := self._news()) and self._post:
                self._tell_of(news)

    def _tell_of(self, news: list[Happening]) -> None:
        self._last, self._mark = news[-1].seq, news[-1].mark
        self.known = max(self.known, self._last)
        if self._post:
            self._post(news)

    def _news(self) -> list[Happening]:
        """What came after the last one told of. That one stands before it, or the log is another one."""
        with self._engine.begin() as connection:
            records = Records(connection, self._hall_id)
            told = records.happenings(self._last - 1, MOST_AT_ONCE)
            if told and told[0].seq == self._last:
                same, told = self._mark in {"", told[0].mark}, told[1:]
            else:  # nothing has happened yet, or it is so old that it is not kept any more
                same = records.last_happening() >= self._last
        if same:
            return told
        log.info("the database was restored from a copy: everybody begins anew")
        self._begin()
        self._anew()
        return []

    def _begin(self) -> None:
        with self._engine.begin() as connection:
            records = Records(connection, self._hall_id)
            newest = records.newest_happening()
            self._last = newest.seq if newest else records.last_happening()
        self._mark = newest.mark if newest else ""
        self.known = self._last

    def _hear(self) -> None:
        """Wait for NOTIFY on a connection of its own; the clock of `_follow` bridges a lost one."""
        address = make_url(self._url).set(drivername="postgresql").render_as_string(hide_password=False)
        complaint = Complaint("the hall cannot listen to PostgreSQL")
        while not self._closing.is_set():
            try:
                with psycopg.connect(address, autocommit=True) as connection:
                    connection.execute("LISTEN hall")
                    connection.execute(HOLD, mark_of(self._hall_id))
                    complaint.withdraw()
                    self._hear_on(connection)
            except psycopg.Error as error:
                complaint.raise_(type(error).__name__)
                self._closing.wait(LOOK_SECONDS)

    def _hear_on(self, connection: psycopg.Connection) -> None:
        while not self._closing.is_set():
            for notice in connection.notifies(timeout=LOOK_SECONDS / 2, stop_after=1):
                hall_id, _, sender = notice.payload.partition(" ")
                if hall_id == self._hall_id and sender != self.name:
                    self._awake.set()
            self._closing.wait(HEARD_SECONDS)
