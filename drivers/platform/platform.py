"""The Platform port: answers progress questions and keeps the catalogue fresh, on one thread of its own."""

import logging
import queue
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from drivers import memory
from drivers.device import Backoff
from drivers.http.failure import ExchangeError
from drivers.http.link import Link
from drivers.platform.client import BrokenCatalogueError, PlatformClient
from drivers.platform.edition import keep_edition, read_edition
from kiosk.events import CatalogueArrived, Post, ProgressFailed, ProgressKnown, Stage
from kiosk.trouble import Trouble

log = logging.getLogger(__name__)

CLOSE_SECONDS = 3.0  # a request under way is not waited for longer

_Question = tuple[int, str] | None  # request and acceptance number; None: the end


@dataclass(frozen=True)
class Watch:
    """How often the catalogue is asked for: this is the health check too (a 304 has no body). Seconds."""

    every: float = 30.0
    first_retry: float = 1.0  # after a miss; doubled up to `every`


class PlatformLine:
    """`kiosk.ports.Platform`. Nothing runs before `start`."""

    def __init__(self, client: PlatformClient, link: Link, kept: Path, post: Post, watch: Watch | None = None) -> None:
        """`kept` is the file for the last good catalogue."""
        self._client = client
        self._link = link
        self._kept = kept
        self._post = post
        self._watch = watch or Watch()
        self._questions: queue.Queue[_Question] = queue.Queue()
        self._edition = read_edition(kept)
        self._broken_etag = ""
        self._backoff = Backoff(self._watch.first_retry, self._watch.every)
        self._next_check = 0.0
        self._thread = threading.Thread(target=self._run, name="platform", daemon=True)

    def start(self) -> None:
        self._link.start()
        if self._edition:
            self._post(CatalogueArrived(self._edition.catalogue))
        self._thread.start()

    def close(self) -> None:
        self._questions.put(None)
        self._thread.join(CLOSE_SECONDS)

    def ask_progress(self, request: int, acceptance_number: str) -> None:
        """ProgressKnown or ProgressFailed."""
        self._questions.put((request, acceptance_number))

    def _run(self) -> None:
        while self._answer_next():
            if time.monotonic() >= self._next_check:
                self._check()
            memory.tidy()
        self._client.close()

    def _answer_next(self) -> bool:
        """Answer a question, or wait for one until the next check; False at the end."""
        try:
            question = self._questions.get(timeout=max(0.0, self._next_check - time.monotonic()))
        except queue.Empty:
            return True
        if question is not None:
            self._post(self._progress(*question))
        return question is not None

    def _progress(self, request: int, acceptance_number: str) -> ProgressKnown | ProgressFailed:
        try:
            found = self._client.progress(acceptance_number)
        except ExchangeError as error:
            self._link.report(error)
            return ProgressFailed(request, error.trouble)
        except Exception as error:  # noqa: BLE001 - the thread's border: every question is answered
            log.error("a question could not be asked: %s", type(error).__name__)
            return ProgressFailed(request, Trouble.NOT_UNDERSTOOD)
        self._link.report(None)
        return ProgressKnown(request, found.acceptance_number, found.item_name, Stage(found.stage), found.remark)

    def _check(self) -> None:
        if self._refreshed():
            self._backoff.reset()
            pause = self._watch.every
        else:
            pause = self._backoff.pause()
        self._next_check = time.monotonic() + pause

    def _refreshed(self) -> bool:
        try:
            self._refresh()
        except ExchangeError as error:
            self._link.report(error)
            return False
        except Exception as error:  # noqa: BLE001 - the thread's border
            log.error("the catalogue could not be asked for: %s", type(error).__name__)
            return False
        self._link.report(None)
        return True

    def _refresh(self) -> None:
        """Ask for an edition other than the one at hand, and other than the one that was broken."""
        known = [self._edition.etag if self._edition else "", self._broken_etag]
        try:
            edition = self._client.newer_catalogue(*filter(None, known))
        except BrokenCatalogueError as error:
            self._broken_etag = error.etag
            log.warning("the platform's catalogue %s is broken and not used: %s", error.etag, error.reason)
            return
        if edition and edition != self._edition:
            self._edition = edition
            keep_edition(self._kept, edition)
            self._post(CatalogueArrived(edition.catalogue))
