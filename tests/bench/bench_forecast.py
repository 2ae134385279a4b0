"""The forecast of the wait on simulated days, beside the rules of thumb that halls use; pictures in build/bench.

The forecast's constants were chosen on days with seeds from 1,000 to 2,999; it is judged here on others.
"""

import heapq
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import fmean, median
from typing import Any

from kiosk.hall.discipline import Rules, Standing, Waiting, walk_in
from kiosk.hall.experience import Experience
from kiosk.hall.forecast import Calibration, Outcome, estimate
from kiosk.hall.outlook import WORK, HallNow, WindowNow
from kiosk.hall.simulation import play
from kiosk.hall.simulation.record import Day, Number
from kiosk.hall.simulation.scenario import SCENARIOS, Scenario
from tests.bench.forecast_pictures import draw

FOLDER = Path(__file__).parents[2] / "build" / "bench"
JUDGED = range(60_000, 60_009)  # seeds: so many days of each kind
LEARNING = 3  # days before them, in which the hall learns its usual day
PLAIN = ("plain (theme)", "plain (shared windows)")
LES = ("LES (theme)", "LES (theme and standing)")
BARE_GOAL, PACKED_GOAL = "<= 14", "<= 1.6"  # 10.4 to 11.3, 1.2
Row = dict[str, Any]


def days_of(scenario: Scenario) -> list[Day]:
    return play(scenario, Rules(), JUDGED, LEARNING)


def held(numbers: Sequence[Number]) -> float:
    """Per cent of printed ranges that held the true wait."""
    return 100 * fmean(number.held for number in numbers)


def error(numbers: Sequence[Number], of: Callable[[Number], float]) -> float:
    """Mean absolute error in minutes."""
    return fmean(abs(of(number) - number.wait) for number in numbers) / 60


def better(numbers: Sequence[Number], guesses: Sequence[str]) -> tuple[str, float]:
    """The variant of a rule of thumb that comes off best: the one to be beaten."""
    errors = {guess: error(numbers, lambda number, guess=guess: number.guesses[guess]) for guess in guesses}
    best = min(errors, key=errors.__getitem__)
    return best, errors[best]


def coverage_rows(kinds: dict[str, list[Number]]) -> list[Row]:
    """Nothing narrower than 0-5 minutes can be printed, so very short waits hold more often: told apart."""
    everybody = [number for numbers in kinds.values() for number in numbers]
    longer = {kind: held([n for n in numbers if n.expected.high > 5]) for kind, numbers in kinds.items()}
    low, high = min(longer, key=longer.__getitem__), max(longer, key=longer.__getitem__)
    figures = [
        (f"80 % range holds, {len(everybody)} numbers, at least", held(everybody), ">= 75"),
        ("80 % range holds, the same, at most", held(everybody), "<= 85"),
        (f"80 % range holds, more than 0-5 min printed, lowest kind ({low})", longer[low], ">= 75"),
        (f"80 % range holds, more than 0-5 min printed, highest kind ({high})", longer[high], "<= 85"),
        *((f"80 % range holds, {kind}", held(numbers), "") for kind, numbers in kinds.items()),
    ]
    return [{"name": f"forecast: {name}", "ours": value, "unit": "%", "goal": goal} for name, value, goal in figures]


def error_rows(kinds: dict[str, list[Number]]) -> list[Row]:
    everybody = [number for numbers in kinds.values() for number in numbers]
    ours = error(everybody, lambda number: number.middle)
    rows = [
        versus(f"mean error, all days, against {better(everybody, group)[0]}", ours, better(everybody, group)[1])
        for group in (PLAIN, LES)
    ]
    for kind, numbers in kinds.items():
        best, against = better(numbers, (*PLAIN, *LES))
        rows.append(versus(f"mean error, {kind}, against {best}", error(numbers, lambda n: n.middle), against))
    return rows


def versus(name: str, ours: float, against: float) -> Row:
    return {
        "name": f"forecast: {name}",
        "ours": ours,
        "against": against,
        "ratio": ours / against,
        "unit": "min",
        "goal": "< 1",
    }


def busy_hall(waiting: int, windows: int, rng: random.Random) -> HallNow:
    """So many people waiting at so many windows, with a full memory."""
    services = {theme: [rng.lognormvariate(6, 0.7) for _ in range(60)] for theme in "ABCDE"}
    comers = {(theme, Standing.PRIORITY): [(1e9, 2 / 3600)] for theme in "ABCDE"}
    line = [Waiting(f"A{n:05}", "ABCDE"[n % 5], list(Standing)[n % 3], -30.0 * n, -30.0 * n) for n in range(waiting)]
    desks = [WindowNow(tuple("ABCDE") if n % 2 else ("A", "B"), "A", -100.0) for n in range(windows)]
    return HallNow(
        0.0, line, desks, Experience(services, [(1e9, 0.07)], comers=comers, pauses=[300.0], pauses_per_hour=0.3)
    )


def bare_line(windows: int, services: Sequence[float], rng: random.Random) -> float:
    """What playing a line forward cannot do without, for as many calls as an estimate plays: which window is free
    next, and for how long it is taken. When the next one is free then."""
    free = [(0.0, window) for window in range(windows)]
    for _ in range(WORK):
        at, window = free[0]
        heapq.heapreplace(free, (at + services[int(rng.random() * len(services))], window))
    return free[0][0]


def milliseconds(work: Callable[[], object]) -> float:
    """Of the processor's time: what else the machine does is not counted."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def speed_rows(times: int = 200) -> list[Row]:
    """Estimates in a hall of 20 windows and in a packed one, in turns with the bare line under them."""
    rng = random.Random(1)
    calibration = Calibration(Outcome(60.0 * n, 300, 66.0 * n) for n in range(1000))
    usual, packed = (busy_hall(waiting, 20, rng) for waiting in (60, 400))
    services = usual.experience.services["A"]
    mine = walk_in("A999", "A", 0)
    work: dict[str, Callable[[], object]] = {
        "usual": lambda: estimate(usual, mine, Rules(), calibration, rng),
        "packed": lambda: estimate(packed, mine, Rules(), calibration, rng),
        "bare": lambda: bare_line(20, services, rng),
    }
    took = [{name: milliseconds(one) for name, one in work.items()} for _ in range(times)]
    middle = {name: median(one[name] for one in took) for name in work}
    return [
        versus_time("one estimate, 60 waiting, and a bare line", middle["usual"], middle["bare"], BARE_GOAL),
        versus_time("one estimate, 400 waiting, and with 60", middle["packed"], middle["usual"], PACKED_GOAL),
    ]


def versus_time(name: str, ours: float, against: float, goal: str) -> Row:
    return {
        "name": f"forecast: {name}",
        "ours": ours,
        "against": against,
        "ratio": ours / against,
        "unit": "ms",
        "goal": goal,
    }


def bench(short: bool = False) -> list[Row]:
    """Coverage, errors and speed; writes the pictures. In short only the speed: the others are whole days' work."""
    if short:
        return speed_rows()
    with ProcessPoolExecutor() as pool:
        days = dict(zip([scenario.name for scenario in SCENARIOS], pool.map(days_of, SCENARIOS), strict=True))
    kinds = {kind: [number for day in played for number in day.numbers] for kind, played in days.items()}
    draw(days, (*PLAIN, *LES), FOLDER)
    return coverage_rows(kinds) + error_rows(kinds) + speed_rows()
