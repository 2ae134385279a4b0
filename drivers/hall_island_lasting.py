"""The island as the line to the hall uses it: where its file cannot be used, the hall's own numbers go on without.

A file that is damaged is put beside and begun anew; a disk that is full or read-only is tried again at every question.
"""

import logging
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from drivers.hall_island import GivenNumber, HallIsland, HeldRange, Reserve
from drivers.sqlite_file import is_damaged, set_aside
from kiosk.queue import Theme, Ticket

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")


class LastingIsland:
    """`HallIsland`, opened when it is first needed. Nothing is raised: without the file, there is nothing to give."""

    def __init__(self, file: Path, now: Callable[[], datetime]) -> None:
        self._file = file
        self._now = now
        self._island: HallIsland | None = None
        self._fails = False

    def close(self) -> None:
        if self._island is not None:
            island, self._island = self._island, None
            island.close()

    def keep(self, reserve: Reserve) -> None:
        self._ask(lambda island: island.keep(reserve), None)

    def mark(self) -> str:
        return self._ask(lambda island: island.mark(), "")

    def held(self) -> list[HeldRange]:
        return self._ask(lambda island: island.held(), [])

    def hand_in_again(self) -> None:
        self._ask(lambda island: island.hand_in_again(), None)

    def used_up(self) -> list[str]:
        return self._ask(lambda island: island.used_up(), [])

    def is_ready(self, now: datetime) -> bool:
        """True as well where nothing can be kept: asking the hall for numbers would be in vain."""
        return self._ask(lambda island: island.is_ready(now), True)

    def themes(self, now: datetime) -> tuple[Theme, ...]:
        return self._ask(lambda island: island.themes(now), ())

    def known(self, key: str) -> Ticket | None:
        return self._ask(lambda island: island.known(key), None)

    def give(self, key: str, theme: str, priority: str | None, now: datetime) -> Ticket | None:
        return self._ask(lambda island: island.give(key, theme, priority, now), None)

    def to_hand_in(self, most: int = 100) -> list[GivenNumber]:
        return self._ask(lambda island: island.to_hand_in(most), [])

    def handed_in(self, numbers: list[GivenNumber], mark: str) -> bool:
        return self._ask(lambda island: island.handed_in(numbers, mark), False)

    def _ask(self, question: Callable[[HallIsland], Answer], without: Answer) -> Answer:
        try:
            answer = question(self._opened())
        except (sqlite3.Error, OSError, ValueError) as error:  # ValueError: what stands in it is not what we wrote
            self.close()
            self._log(error)
            return without
        self._log(None)
        return answer

    def _opened(self) -> HallIsland:
        if self._island is None:
            if is_damaged(self._file):
                aside = set_aside(self._file, self._now())
                log.error("the numbers without the hall: the file is damaged and was put aside as %s", aside)
            self._island = HallIsland(self._file)
        return self._island

    def _log(self, error: Exception | None) -> None:
        """Once when it fails, once when it is back."""
        if error is not None and not self._fails:
            log.error("no numbers without the hall: %s: %s: %s", self._file, type(error).__name__, error)
        elif error is None and self._fails:
            log.info("numbers without the hall are possible again")
        self._fails = error is not None
