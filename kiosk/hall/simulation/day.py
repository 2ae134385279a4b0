"""One day of a hall, event by event: people come and wait, windows call by the published rule, and every number gets
its forecast from what the hall knows at that moment. Times are seconds since midnight.
"""

import math
from collections.abc import Generator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import simpy

from kiosk.hall.discipline import Line, Reason, Rules, Standing, Waiting, check_in, come_back, transfer, walk_in
from kiosk.hall.experience import Experience
from kiosk.hall.forecast import Outcome, estimate
from kiosk.hall.outlook import HallNow, WindowNow
from kiosk.hall.simulation.guesses import LastWaits, last_to_enter, plain
from kiosk.hall.simulation.memory import Memory
from kiosk.hall.simulation.record import Day, Number
from kiosk.hall.simulation.scenario import (
    CLOSE,
    DOORS,
    HOUR,
    LAST_NUMBER,
    MINUTE,
    OPEN,
    Scenario,
    Visit,
    draw_clerks,
    draw_visits,
)

NO_SHOW_SECONDS = 120.0  # three calls, 40 seconds each
WALK = (10.0, 40.0)  # seconds from the seat to the window
RESERVE_AT = 4  # waiting people per window that open the reserve window
LOOK_EVERY = 5 * MINUTE  # how often somebody looks whether the reserve window is needed

Process = Generator[simpy.Event, Any, None]


@dataclass
class Desk:
    """A window at work. `speed` stretches every service of its clerk."""

    themes: tuple[str, ...]
    breaks: tuple[tuple[float, float], ...]
    speed: float
    next_pause: float
    serving: str | None = None
    since: float = 0.0
    paused_since: float | None = None

    def seen(self) -> WindowNow:
        return WindowNow(self.themes, self.serving, self.since, self.paused_since, self.breaks)

    def back_at(self, now: float) -> float:
        """When a planned break that runs now is over; now where there is none."""
        return max((end for begin, end in self.breaks if begin <= now < end), default=now)


class Play:
    """Plays one day; the same scenario and seed give the same comers and clerks, whatever is forecast."""

    def __init__(self, scenario: Scenario, rules: Rules, seed: int, memory: Memory) -> None:
        self._scenario, self._rules, self._memory = scenario, rules, memory
        people, self._floor, self._guess = (Random(f"{scenario.name} {seed} {n}") for n in range(3))  # noqa: S311
        self._day = Day(scenario.name, seed)
        self._env = simpy.Environment(initial_time=DOORS)
        self._bell = self._env.event()  # rings when somebody joins the line
        self._line = Line(rules)
        self._visits: dict[str, Visit] = {}
        self._numbers: dict[str, Number] = {}
        self._last_waits: LastWaits = {}
        self._to_come = draw_visits(scenario, people)
        self._speeds = draw_clerks(scenario, self._floor)
        self._desks: list[Desk] = []

    def day(self) -> Day:
        for index in range(self._scenario.windows):
            self._open(index, self._scenario.breaks(index))
        if self._scenario.reserve:
            self._env.process(self._reserve())
        self._env.process(self._comers())
        self._env.run()
        self._memory.end_day()
        self._day.numbers = list(self._numbers.values())
        return self._day

    def _open(self, index: int, breaks: tuple[tuple[float, float], ...]) -> None:
        desk = Desk(self._scenario.served_by(index), breaks, self._speeds[index], self._next_pause())
        self._desks.append(desk)
        self._env.process(self._window(desk))

    def _reserve(self) -> Process:
        """Somebody opens one more general window once the line is long, for the rest of the day."""
        while self._env.now < LAST_NUMBER:
            yield self._env.timeout(LOOK_EVERY)
            if len(self._line) >= RESERVE_AT * len(self._desks):
                codes = self._scenario.served_by(0)
                desk = Desk(codes, (), self._speeds[-1], self._next_pause())
                self._desks.append(desk)
                self._env.process(self._window(desk))
                return

    def _comers(self) -> Process:
        while self._to_come:
            yield self._env.timeout(max(0.0, self._to_come[0].comes - self._env.now))
            self._give_number(self._to_come.pop(0))

    def _give_number(self, visit: Visit) -> None:
        now, number = self._env.now, f"{visit.theme}{len(self._numbers) + 1:03}"
        ticket = self._admit(number, visit)
        hall = HallNow(now, [*self._line, *self._bookings()], [d.seen() for d in self._desks], self._known())
        expected = estimate(hall, ticket, self._rules, self._memory.calibration, self._guess)
        if expected is None:
            raise ValueError(f"no window serves {visit.theme}")
        guesses = plain(visit.theme, self._line, hall.windows, now, hall.experience) | last_to_enter(
            ticket, self._last_waits
        )
        self._numbers[number] = Number(ticket, now, expected, guesses)
        self._visits[number] = visit
        self._memory.came(now, (ticket.theme, ticket.standing))
        self._join(ticket)

    def _admit(self, number: str, visit: Visit) -> Waiting:
        now = self._env.now
        if visit.booked is not None:
            return check_in(number, visit.theme, visit.booked, now, self._rules)
        return walk_in(number, visit.theme, now, Reason.AGE_60 if visit.standing is Standing.PRIORITY else None)

    def _bookings(self) -> list[Waiting]:
        """Appointments still to come, as a hall knows them: expected at the booked time."""
        now = self._env.now
        return [
            Waiting(f"booked {n}", visit.theme, Standing.APPOINTMENT, visit.booked, visit.booked)
            for n, visit in enumerate(self._to_come)
            if visit.booked is not None and visit.booked > now
        ]

    def _known(self) -> Experience:
        """Appointments come as booked, so they are not expected a second time."""
        known = self._memory.experience(self._env.now, DOORS)
        comers = {kind: pace for kind, pace in known.comers.items() if kind[1] is not Standing.APPOINTMENT}
        return replace(known, comers=comers)

    def _join(self, ticket: Waiting) -> None:
        self._line.join(ticket)
        bell, self._bell = self._bell, self._env.event()
        bell.succeed()

    def _window(self, desk: Desk) -> Process:
        env = self._env
        while True:
            if (back := desk.back_at(env.now)) > env.now:
                yield env.timeout(back - env.now)
            elif desk.next_pause <= env.now < CLOSE:
                yield from self._pause(desk)
            elif ticket := self._line.call_next(desk.themes, env.now):
                yield from self._serve(desk, ticket)
            else:
                yield self._bell

    def _pause(self, desk: Desk) -> Process:
        lasts = 60 + self._floor.expovariate(1 / (self._scenario.pause_minutes * MINUTE - 60))
        desk.paused_since = self._env.now
        yield self._env.timeout(lasts)
        desk.paused_since = None
        desk.next_pause = self._next_pause()
        self._memory.paused(lasts)

    def _next_pause(self) -> float:
        rate = self._scenario.pauses_per_hour / HOUR
        return max(self._env.now, OPEN) + self._floor.expovariate(rate) if rate else math.inf

    def _serve(self, desk: Desk, ticket: Waiting) -> Process:
        visit, begin = self._visits[ticket.number], self._env.now
        self._note_call(ticket)
        desk.serving, desk.since = ticket.theme, begin
        there = visit.shows_up and begin - ticket.arrived < visit.patience
        self._memory.calls.append((begin - ticket.arrived, not there))
        if there:
            yield self._env.timeout(self._floor.uniform(*WALK) + visit.service * desk.speed)
            self._memory.served(ticket.theme, self._env.now - begin)
            self._finish(ticket, visit)
        else:
            yield self._env.timeout(NO_SHOW_SECONDS)
            self._miss(ticket, visit)
        desk.serving = None
        self._day.ended = self._env.now

    def _note_call(self, ticket: Waiting) -> None:
        """The first call ends the wait that was forecast."""
        number = self._numbers[ticket.number]
        if number.called is None:
            number.called = self._env.now
            given = number.ticket
            self._last_waits[given.theme, given.standing] = (self._env.now, number.wait)
            self._memory.learn(Outcome(number.expected.middle, number.expected.spread, number.wait))

    def _finish(self, ticket: Waiting, visit: Visit) -> None:
        if visit.goes_on_to is None:
            self._numbers[ticket.number].end = "served"
            return
        self._visits[ticket.number] = replace(visit, goes_on_to=None)
        sent = transfer(ticket, visit.goes_on_to, self._env.now, self._rules)
        self._memory.came(self._env.now, (sent.theme, sent.standing))
        self._join(sent)

    def _miss(self, ticket: Waiting, visit: Visit) -> None:
        self._numbers[ticket.number].end = "no_show"
        if visit.returns_after is not None:
            self._visits[ticket.number] = replace(visit, shows_up=True, patience=math.inf, returns_after=None)
            self._env.process(self._return(ticket, visit.returns_after))

    def _return(self, ticket: Waiting, after: float) -> Process:
        yield self._env.timeout(after)
        back = come_back(ticket, self._env.now, 1, self._rules)
        if back is not None and self._env.now < CLOSE:
            self._memory.came(self._env.now, (back.theme, back.standing))
            self._join(back)
