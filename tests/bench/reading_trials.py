"""One paper through the terminal's own way, from photograph to fields, and how each field went. Knows no figures."""

import time
from dataclasses import dataclass, field
from enum import StrEnum
from unicodedata import normalize

import cv2

from drivers.reading.frames import Answer
from drivers.reading.process import Worker
from drivers.vision.look import look_at
from kiosk.reading import SURE, Field, Kind, Reading, read_lines
from tests.papers import KINDS, make_paper, photograph
from tests.papers.fonts import Half
from tests.papers.words import TODAY

PATIENCE = 120.0
"""Seconds for a page: it steps back behind whatever else runs on the machine, and here that is not to be judged."""


class Outcome(StrEnum):
    """`ASKED`: a wrong value that the visitor is asked to check; `INVENTED`: a wrong one that was held for sure."""

    RIGHT = "right"
    ASKED = "asked"
    MISSING = "missing"
    INVENTED = "invented"


@dataclass(frozen=True)
class Tried:
    """One field of one paper."""

    name: str
    truth: str
    found: str
    confidence: float

    @property
    def outcome(self) -> Outcome:
        if plain(self.found) == plain(self.truth):
            return Outcome.RIGHT
        if not self.found:
            return Outcome.MISSING
        return Outcome.INVENTED if self.confidence >= SURE else Outcome.ASKED


@dataclass(frozen=True)
class Taken:
    """A photographed paper as the camera's side of the terminal hands it on. `jpeg` is empty where no page was seen."""

    kind: Kind
    seed: int
    half: Half
    truth: dict[str, str]
    jpeg: bytes = field(repr=False)
    width: int
    height: int
    ms: float


@dataclass(frozen=True)
class Trial:
    """How a paper went. `beyond` are fields that nobody printed; `ms` is of the look and of the reading."""

    taken: Taken
    told: Kind
    fields: tuple[Tried, ...]
    beyond: tuple[Field, ...]
    ms: float

    def count(self, outcome: Outcome) -> int:
        return sum(one.outcome is outcome for one in self.fields)

    @property
    def doubted(self) -> int:
        """How many fields the visitor is asked to check though they are right."""
        return sum(one.outcome is Outcome.RIGHT and one.confidence < SURE for one in self.fields)


def plain(words: str) -> str:
    """The same words however wide their brackets are; spaces do not count."""
    return "".join(normalize("NFKC", words).split())


def take(kind: Kind, seed: int, half: Half) -> Taken:
    """Draws and photographs it, finds and flattens the page."""
    cv2.setNumThreads(1)
    image, truth = make_paper(kind, seed, half)
    seen = photograph(image, scene_number(kind, seed))
    began = time.perf_counter()
    page = look_at(seen).page
    ms = (time.perf_counter() - began) * 1000
    if page is None:
        return Taken(kind, seed, half, truth, b"", 0, 0, ms)
    return Taken(kind, seed, half, truth, page.jpeg, page.width, page.height, ms)


def scene_number(kind: Kind, seed: int) -> int:
    """No two kinds are photographed on the same desk by the same lamp."""
    return seed * len(KINDS) + KINDS.index(kind)


def read(worker: Worker, taken: Taken) -> Trial:
    """Has the worker read it. Raises WorkerGoneError."""
    began = time.perf_counter()
    answer = worker.read(taken.jpeg, PATIENCE) if taken.jpeg else Answer((), 0)
    upright = (taken.height, taken.width) if answer.quarters % 2 else (taken.width, taken.height)
    reading = read_lines(answer.lines or (), *upright, TODAY)
    return judged(taken, reading, (time.perf_counter() - began) * 1000)


def judged(taken: Taken, reading: Reading, ms: float) -> Trial:
    """Field by field against the truth; what a paper of another kind says does not count."""
    known = {one.name: one for one in reading.fields} if reading.kind is taken.kind else {}
    fields = tuple(_tried(name, truth, known.get(name)) for name, truth in taken.truth.items())
    beyond = tuple(one for name, one in known.items() if name not in taken.truth and one.sure)
    return Trial(taken, reading.kind, fields, beyond, ms)


def _tried(name: str, truth: str, found: Field | None) -> Tried:
    return Tried(name, truth, found.value, found.confidence) if found else Tried(name, truth, "", 0.0)
