"""A day in a hall at speed, reproducible by its seed: to try the rule, to judge the forecast, to show the hall."""

from collections.abc import Iterable
from copy import deepcopy

from kiosk.hall.discipline import Rules
from kiosk.hall.simulation.books import Books, hall_of_scenario
from kiosk.hall.simulation.day import Play
from kiosk.hall.simulation.record import Day
from kiosk.hall.simulation.scenario import Scenario


def play(scenario: Scenario, rules: Rules, seeds: range, learning: int = 2) -> list[Day]:
    """One day for each seed in one hall that remembers; `learning` earlier days are played first and left out."""
    books = Books(hall_of_scenario(scenario, rules))
    first = range(seeds.start - learning, seeds.start)
    days = [Play(scenario, rules, seed, books).day() for seed in (*first, *seeds)]
    return days[learning:]


def play_unlike(
    usual: Scenario, unlike: Iterable[Scenario], rules: Rules, seeds: range, learning: int = 3
) -> dict[str, list[Day]]:
    """Of each `unlike` scenario, by its name, a day for each seed: in a hall that knows `learning` usual days."""
    books = Books(hall_of_scenario(usual, rules))
    for seed in range(seeds.start - learning, seeds.start):
        Play(usual, rules, seed, books).day()
    return {one.name: [Play(one, rules, seed, deepcopy(books)).day() for seed in seeds] for one in unlike}
