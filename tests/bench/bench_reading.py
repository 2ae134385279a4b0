"""Reading on photographed papers of each kind, of the half that no rule was made from: fields, time, memory.

READING_PAPERS in the environment sets how many of each kind. The full run is READING_PAPERS=200, an hour and a half on
two cores; without it there are so many that all benchmarks together stay bearable.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from itertools import islice
from statistics import median
from typing import Any

from drivers.reading.process import Worker
from kiosk.reading import Kind
from tests.bench.reading_report import draw_worst, share, write_table
from tests.bench.reading_trials import Outcome, Taken, Trial, read, take
from tests.papers import KINDS
from tests.papers.fonts import Half

PAPERS = int(os.environ.get("READING_PAPERS", "12"))
TIMED = 2
"""Papers of each kind that are read once more with nothing else going on."""
AHEAD = 8


def bench(short: bool = False) -> list[dict[str, Any]]:
    """Shares are of all fields; times are medians, alone on the machine, from the taken picture on."""
    with running_worker() as worker:
        trials = list(tried("test", min(PAPERS, 2) if short else PAPERS, worker))
        alone = [read(worker, take(kind, seed, "test")) for seed in range(TIMED) for kind in KINDS]
        memory = worker.memory / 2**20
    print(write_table(trials), file=sys.stderr)
    draw_worst(trials)
    each = "" if short else ">= 98"  # two papers of a kind are too few to judge it
    fields = sum(len(trial.fields) for trial in trials)
    told = sum(trial.told is trial.taken.kind for trial in trials)
    return [
        {"name": "fields read right", "ours": _right(trials), "unit": "%", "goal": ">= 98"},
        *({"name": f"  {kind}", "ours": _right(trials, kind), "unit": "%", "goal": each} for kind in KINDS),
        {"name": "fields wrong, held for sure", "ours": share(_count(trials, Outcome.INVENTED), fields), "unit": "%"},
        {"name": "fields wrong, and asked", "ours": share(_count(trials, Outcome.ASKED), fields), "unit": "%"},
        {"name": "fields right, yet asked", "ours": share(sum(trial.doubted for trial in trials), fields), "unit": "%"},
        {"name": "fields missing", "ours": share(_count(trials, Outcome.MISSING), fields), "unit": "%"},
        {"name": "kinds told right", "ours": share(told, len(trials)), "unit": "%"},
        {"name": "reading a page", "ours": median(trial.ms for trial in alone), "unit": "ms"},
        {"name": "slowest page", "ours": max(trial.ms for trial in alone), "unit": "ms"},
        {"name": "taken to fields", "ours": median(t.ms + t.taken.ms for t in alone), "unit": "ms"},
        {"name": "reading worker's memory", "ours": memory, "unit": "MB"},
    ]


@contextmanager
def running_worker() -> Iterator[Worker]:
    """The terminal's own worker process, ready."""
    with closing(Worker()) as worker:
        worker.await_ready()
        yield worker


def tried(half: Half, papers: int, worker: Worker, kinds: Sequence[Kind] = KINDS) -> Iterator[Trial]:
    """Every paper of a half; the next are photographed while one is read."""
    jobs = [(kind, seed, half) for seed in range(papers) for kind in kinds]
    with ProcessPoolExecutor(max_workers=2) as pool:
        for number, taken in enumerate(_ahead(pool, jobs)):
            yield read(worker, taken)
            if number % 50 == 49:
                print(f"  {number + 1} of {len(jobs)} papers", file=sys.stderr, flush=True)


def _ahead(pool: ProcessPoolExecutor, jobs: Iterable[tuple[Kind, int, Half]]) -> Iterator[Taken]:
    """In order, and only a few more than are needed: a thousand pages would fill the memory."""
    left = iter(jobs)
    waiting = [pool.submit(take, *job) for job in islice(left, AHEAD)]
    while waiting:
        taken = waiting.pop(0).result()
        waiting += [pool.submit(take, *job) for job in islice(left, 1)]
        yield taken


def _right(trials: Sequence[Trial], kind: Kind | None = None) -> float:
    some = [trial for trial in trials if kind in {None, trial.taken.kind}]
    return share(_count(some, Outcome.RIGHT), sum(len(trial.fields) for trial in some))


def _count(trials: Sequence[Trial], outcome: Outcome) -> int:
    return sum(trial.count(outcome) for trial in trials)
