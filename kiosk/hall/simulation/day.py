"""One day of a hall, event by event: people come and wait, windows call by the published rule, and every number gets
its forecast from what the hall knows at that moment. Times are seconds since midnight.
"""

import math
from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import Any

import simpy

from kiosk.hall.ahead import ahead
from kiosk.hall.discipline import Line, Reason, Rules, Standing, Waiting, check_in, come_back, transfer, walk_in
from kiosk.hall.earlier import earlier_days
from kiosk.hall.forecast import Calibration, WaitRange, estimate
from kiosk.hall.foresee import booked_at_of, moment_of, newcomer
from kiosk.hall.foresight import Foresight, nearest_lead
from kiosk.hall.outcomes import calibration_of
from kiosk.hall.outlook import HallNow
from kiosk.hall.simulation.books import Books
from kiosk.hall.simulation.guesses import LastWaits, last_to_enter, plain
from kiosk.hall.simulation.record import Day, Number, Told
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
from kiosk.hall.ticket import HallTicket
from kiosk.hall.window import WindowState

NO_SHOW_SECONDS = 120.0  # three calls, 40 seconds each
WALK = (10.0, 40.0)  # seconds from the seat to the window
RESERVE_AT = 4  # waiting people per window that open the reserve window
LEARN_EVERY = 5  # numbers; a running hall does it every few seconds
LOOK_EVERY = 5 * MINUTE  # how often somebody looks whether the reserve window is needed

Process = Generator[simpy.Event, Any, None]


@dataclass
class Desk:
    """A window at work. `speed` stretches every service of its clerk."""

    number: int
    themes: tuple[str, ...]
    breaks: tuple[tuple[float, float], ...]
    speed: float
    next_pause: float

    def back_at(self, now: float) -> float:
        """When a planned break that runs now is over; now where there is none."""
        return max((end for begin, end in self.breaks if begin <= now < end), default=now)


class Play:
    """Plays one day; the same scenario and seed give the same comers and clerks, whatever is forecast."""

    def __init__(self, scenario: Scenario, rules: Rules, seed: int, books: Books) -> None:
        self._scenario, self._rules, self._books = scenario, rules, books
        self._earlier = earlier_days(books, books.hall, books.day)
        self._calibration = Calibration()
        people, self._floor, self._guess = (Random(f"{scenario.name} {seed} {n}") for n in range(3))  # noqa: S311
        self._day = Day(scenario.name, seed)
        self._env = simpy.Environment(initial_time=DOORS)
        self._bell = self._env.event()  # rings when somebody joins the line
        self._line = Line(rules)
        self._visits: dict[str, Visit] = {}
        self._numbers: dict[str, Number] = {}
        self._told: dict[str, Told] = {}  # who waits again, by number
        self._last_waits: LastWaits = {}
        self._calls: Counter[str] = Counter()  # by theme
        self._to_come = draw_visits(scenario, people)
        for visit in self._to_come:
            if visit.booked is not None:
                books.booked(visit.theme, visit.booked)
        self._speeds = draw_clerks(scenario, self._floor)
        self._desks: list[Desk] = []

    def day(self) -> Day:
        for index in range(self._scenario.windows):
            self._env.process(self._begin(index))
        if self._scenario.reserve:
            self._env.process(self._reserve())
        self._env.process(self._comers())
        self._env.run()
        self._books.end_day(max(CLOSE, self._env.now))
        self._day.numbers = list(self._numbers.values())
        return self._day

    def _begin(self, index: int) -> Process:
        scenario = self._scenario
        yield self._env.timeout(scenario.opens(index) - self._env.now)
        served, breaks = scenario.served_by(index), scenario.breaks(index)
        self._sits_down(Desk(index + 1, served, breaks, self._speeds[index], self._next_pause()))

    def _sits_down(self, desk: Desk) -> None:
        self._desks.append(desk)
        self._books.window(desk.number, WindowState.OPEN, desk.themes, self._env.now)
        self._env.process(self._window(desk))

    def _reserve(self) -> Process:
        """Somebody opens one more general window once the line is long, for the rest of the day."""
        while self._env.now < LAST_NUMBER:
            yield self._env.timeout(LOOK_EVERY)
            if len(self._line) >= RESERVE_AT * len(self._desks):
                number, codes = len(self._desks) + 1, self._scenario.served_by(0)
                self._sits_down(Desk(number, codes, (), self._speeds[-1], self._next_pause()))
                return

    def _comers(self) -> Process:
        while self._to_come:
            yield self._env.timeout(max(0.0, self._to_come[0].comes - self._env.now))
            self._give_number(self._to_come.pop(0))

    def _give_number(self, visit: Visit) -> None:
        now, number = self._env.now, f"{visit.theme}{len(self._numbers) + 1:03}"
        ticket, at = self._admit(number, visit), self._books.at(now)
        hall = moment_of(self._books, self._books.hall, at, self._earlier)
        if len(self._numbers) % LEARN_EVERY == 0:
            tickets = self._books.tickets(self._books.day)
            self._calibration = calibration_of(self._earlier.outcomes, tickets, at)
        # As the running hall, which makes one range for everybody of a theme and standing.
        lead = nearest_lead(ticket.start - now) if ticket.standing is Standing.APPOINTMENT else 0.0
        mine = newcomer(ticket.theme, ticket.standing, at, lead)
        expected = estimate(hall, mine, self._rules, self._calibration, self._guess)
        if expected is None:
            raise ValueError(f"no window serves {visit.theme}")
        guesses = plain(visit.theme, self._line, hall.windows, at.timestamp(), hall.experience) | last_to_enter(
            ticket, self._last_waits
        )
        self._visits[number] = visit
        said = self._ahead(self._books.given(ticket, expected, now), hall, at, expected)
        self._numbers[number] = Number(ticket, now, expected, guesses, said, -self._calls[ticket.theme])
        self._join(ticket)

    def _ahead(self, given: HallTicket, moment: HallNow, at: datetime, expected: WaitRange) -> tuple[int, int]:
        foresight = Foresight(comers=moment.experience.comers, booked_at=booked_at_of(moment))
        hall = replace(self._books.hall, foresight=foresight)
        return ahead(self._books, hall, given, at, (expected.low, expected.high))

    def _admit(self, number: str, visit: Visit) -> Waiting:
        now = self._env.now
        if visit.booked is not None:
            return check_in(number, visit.theme, visit.booked, now, self._rules)
        return walk_in(number, visit.theme, now, Reason.AGE_60 if visit.standing is Standing.PRIORITY else None)

    def _join(self, ticket: Waiting) -> None:
        self._line.join(ticket)
        bell, self._bell = self._bell, self._env.event()
        bell.succeed()

    def _window(self, desk: Desk) -> Process:
        env = self._env
        while True:
            if (back := desk.back_at(env.now)) > env.now:
                yield from self._away(desk, back - env.now)
            elif desk.next_pause <= env.now < CLOSE:
                yield from self._pause(desk)
            elif ticket := self._line.call_next(desk.themes, env.now):
                yield from self._serve(desk, ticket)
            else:
                yield self._bell

    def _away(self, desk: Desk, lasts: float) -> Process:
        """Before the hall opens the clerk sits there; at lunch the window stands paused."""
        lunch = self._env.now >= OPEN
        if lunch:
            self._books.window(desk.number, WindowState.PAUSED, desk.themes, self._env.now)
        yield self._env.timeout(lasts)
        if lunch:
            self._books.window(desk.number, WindowState.OPEN, desk.themes, self._env.now)

    def _pause(self, desk: Desk) -> Process:
        yield from self._away(desk, 60 + self._floor.expovariate(1 / (self._scenario.pause_minutes * MINUTE - 60)))
        desk.next_pause = self._next_pause()

    def _next_pause(self) -> float:
        rate = self._scenario.pauses_per_hour / HOUR
        return max(self._env.now, OPEN) + self._floor.expovariate(rate) if rate else math.inf

    def _serve(self, desk: Desk, ticket: Waiting) -> Process:
        visit, begin = self._visits[ticket.number], self._env.now
        self._note_call(ticket, desk)
        there = visit.shows_up and begin - ticket.arrived < visit.patience
        if there:
            yield self._env.timeout(self._floor.uniform(*WALK) + visit.service * desk.speed)
            self._finish(ticket, visit)
        else:
            yield self._env.timeout(NO_SHOW_SECONDS)
            self._miss(ticket, visit)
        self._day.ended = self._env.now

    def _note_call(self, ticket: Waiting, desk: Desk) -> None:
        """The first call ends the wait that was forecast."""
        self._books.called(ticket.number, desk.number, self._env.now)
        number = self._numbers[ticket.number]
        if told := self._told.pop(ticket.number, None):
            told.called = self._env.now
        self._calls[ticket.theme] += 1
        if number.called is None:
            number.before += self._calls[ticket.theme] - 1
            number.called = self._env.now
            given = number.ticket
            self._last_waits[given.theme, given.standing] = (self._env.now, number.wait)

    def _finish(self, ticket: Waiting, visit: Visit) -> None:
        if visit.goes_on_to is None:
            self._numbers[ticket.number].end = "served"
            self._books.served(ticket.number, self._env.now)
            return
        self._visits[ticket.number] = replace(visit, goes_on_to=None)
        sent = transfer(ticket, visit.goes_on_to, self._env.now, self._rules)
        self._tell(sent, self._books.sent_on(sent), self._day.sent_on)
        self._join(sent)

    def _miss(self, ticket: Waiting, visit: Visit) -> None:
        self._numbers[ticket.number].end = "no_show"
        self._books.missed(ticket.number, self._env.now)
        if visit.returns_after is not None:
            self._visits[ticket.number] = replace(visit, shows_up=True, patience=math.inf, returns_after=None)
            self._env.process(self._return(ticket, visit.returns_after))

    def _return(self, ticket: Waiting, after: float) -> Process:
        yield self._env.timeout(after)
        back = come_back(ticket, self._env.now, 1, self._rules)
        if back is not None and self._env.now < CLOSE:
            self._tell(back, self._books.waits_again(back), self._day.returned)
            self._join(back)

    def _tell(self, ticket: Waiting, kept: HallTicket, told: list[Told]) -> None:
        """What the phone's page says to somebody who waits again."""
        moment = moment_of(self._books, self._books.hall, self._books.at(self._env.now), self._earlier)
        expected = estimate(moment, kept.waiting, self._rules, self._calibration, self._guess)
        if expected is not None:
            self._told[ticket.number] = Told(ticket, self._env.now, expected)
            told.append(self._told[ticket.number])
