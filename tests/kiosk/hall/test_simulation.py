"""Simulated days: reproducible, nobody lost, served by the rule, and forecast honestly."""

import json
from collections import Counter
from dataclasses import replace
from functools import cache
from random import Random
from statistics import fmean

import pytest
from click.testing import CliRunner

from kiosk.hall.discipline import Rules, Standing, Waiting, transfer, walk_in
from kiosk.hall.earlier import calls_of, earlier_days
from kiosk.hall.experience import Experience
from kiosk.hall.forecast import Outcome, WaitRange
from kiosk.hall.foresee import moment_of
from kiosk.hall.outlook import WindowNow
from kiosk.hall.simulation import play, play_unlike
from kiosk.hall.simulation.books import FIRST, Books, hall_of_scenario
from kiosk.hall.simulation.guesses import last_to_enter, plain
from kiosk.hall.simulation.record import Day, Number
from kiosk.hall.simulation.scenario import CLOSE, DOORS, HOUR, SCENARIOS, UNLIKE, Scenario, draw_visits
from kiosk.hall.simulation.summary import summarise, table
from kiosk.hall.ticket import State
from kiosk.hall.window import WindowState
from kiosk.programs.hall_simulate import KINDS, simulate

SMALL = Scenario("small", windows=3)
KIND = ("A", Standing.WALK_IN)


@cache
def small_days(seed: int = 7) -> tuple[Day, ...]:
    return tuple(play(SMALL, Rules(), range(seed, seed + 2), learning=1))


class TestDay:
    def test_the_same_seed_plays_the_same_day(self) -> None:
        again = play(SMALL, Rules(), range(7, 9), learning=1)
        assert again == list(small_days())

    def test_another_seed_plays_another_day(self) -> None:
        assert [n.wait for n in small_days()[0].numbers] != [n.wait for n in small_days(70)[0].numbers]

    @pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
    def test_every_number_has_an_end_and_none_is_called_before_it_came(self, scenario: Scenario) -> None:
        (day,) = play(scenario.with_windows(3), Rules(), range(3, 4), learning=0)
        numbers = day.numbers
        assert len({number.ticket.number for number in numbers}) == len(numbers) > 50
        assert {number.end for number in numbers} == {"served", "no_show"}
        assert all(number.wait >= 0 for number in numbers)
        assert all(DOORS <= number.issued < CLOSE for number in numbers)

    @pytest.mark.parametrize("unlike", UNLIKE, ids=lambda scenario: scenario.name)
    def test_a_day_unlike_those_before_it_is_worse_for_those_who_come(self, unlike: Scenario) -> None:
        people = replace(unlike, name=SMALL.name).with_windows(SMALL.windows)  # the same as on the usual day
        (worse,) = play_unlike(SMALL, [people], Rules(), range(7, 8), learning=1)[SMALL.name]
        waits = [fmean(number.wait for number in day.numbers) for day in (worse, small_days()[0])]
        assert waits[0] > 1.02 * waits[1]
        assert all(number.end for number in worse.numbers)

    def test_who_waits_again_is_told_a_range_of_their_own(self) -> None:
        for told in (small_days()[0].returned, small_days()[0].sent_on):
            assert told
            assert all(one.wait >= 0 for one in told)
            assert {one.ticket.number for one in told} < {one.ticket.number for one in small_days()[0].numbers}

    def test_nobody_is_called_at_a_closed_noon(self) -> None:
        closed = next(scenario for scenario in SCENARIOS if scenario.name == "midday closing")
        (day,) = play(closed.with_windows(3), Rules(), range(3, 4), learning=0)
        called = [number.called for number in day.numbers if number.called]
        assert not [at for at in called if 12 * 3600 < at < 13.5 * 3600]
        assert min(called) >= 8.5 * 3600

    def test_order_of_calls_in_one_theme_and_standing_is_first_come_first_served(self) -> None:
        for day in small_days():
            walk_ins = [n for n in day.numbers if (n.ticket.theme, n.ticket.standing) == KIND]
            called = [number.called for number in walk_ins]
            assert len(called) > 20
            assert called == sorted(called)  # type: ignore[type-var]

    def test_priority_waits_less_than_a_walk_in(self) -> None:
        summary = summarise(small_days())
        medians = {waits.group: waits.median for waits in summary.waits}
        assert medians["priority"] < medians["walk_in"]

    def test_a_reserve_window_shortens_a_rush(self) -> None:
        rush = replace(next(s for s in SCENARIOS if s.name == "rush"), windows=4)
        waits = [
            fmean(number.wait for day in play(scenario, Rules(), range(11, 14), learning=0) for number in day.numbers)
            for scenario in (rush, replace(rush, reserve=False))
        ]
        assert waits[0] < waits[1]

    def test_the_forecast_is_nearer_than_rules_of_thumb(self) -> None:
        errors = summarise(small_days()).errors
        assert errors["forecast"] < min(minutes for name, minutes in errors.items() if name != "forecast")


class TestScenario:
    def test_more_windows_bring_more_people(self) -> None:
        few, many = (len(draw_visits(SMALL.with_windows(n), Random(1))) for n in (3, 12))
        assert 3 * few < many < 5 * few

    def test_every_theme_has_a_window(self) -> None:
        for scenario in SCENARIOS:
            served = {theme for window in range(scenario.windows) for theme in scenario.served_by(window)}
            assert served == {theme.code for theme in scenario.themes}

    def test_shares_are_kept(self) -> None:
        visits = [visit for n in range(10) for visit in draw_visits(SMALL.with_windows(12), Random(n))]
        counts = Counter(visit.standing for visit in visits)
        assert counts[Standing.PRIORITY] / len(visits) == pytest.approx(SMALL.priority, abs=0.02)
        assert fmean(not visit.shows_up for visit in visits) == pytest.approx(SMALL.no_show, abs=0.015)
        for theme in SMALL.themes:
            took = [visit.service / 60 for visit in visits if visit.theme == theme.code]
            assert fmean(took) == pytest.approx(theme.minutes, rel=0.1)


class TestBooks:
    """Written as a hall's store would be: the running hall's own functions read it."""

    @pytest.fixture
    def books(self) -> Books:
        books = Books(hall_of_scenario(SMALL, Rules()))
        books.window(1, WindowState.OPEN, ("A", "B"), 8.5 * HOUR)
        return books

    def give(self, books: Books, number: str, at: float) -> Waiting:
        waiting = walk_in(number, "A", at)
        books.given(waiting, WaitRange(0, 5, 120.0, 60.0), at)
        return waiting

    def test_a_visit_is_measured_from_its_call_to_its_end(self, books: Books) -> None:
        self.give(books, "A001", 9 * HOUR)
        books.called("A001", 1, 9 * HOUR + 300)
        assert [window.ticket for window in books.windows()] == [1]
        books.served("A001", 9 * HOUR + 900)
        books.end_day(18 * HOUR)
        earlier = earlier_days(books, books.hall, books.day)
        assert earlier.services == {"A": [600.0]}
        assert earlier.calls == [(300.0, False)]
        assert earlier.comers[KIND][18] == 1.0
        assert earlier.outcomes == [Outcome(120.0, 60.0, 300.0)]

    def test_who_missed_the_call_and_came_back_has_waited_once(self, books: Books) -> None:
        waiting = self.give(books, "A001", 9 * HOUR)
        books.called("A001", 1, 9 * HOUR + 300)
        books.missed("A001", 9 * HOUR + 420)
        books.waits_again(replace(waiting, standing=Standing.RETURNED, start=10 * HOUR, arrived=10 * HOUR))
        assert [one.number for one in books.tickets(FIRST, [State.WAITING])] == ["A001"]
        books.called("A001", 1, 10 * HOUR + 60)
        assert calls_of(books.tickets(FIRST)) == [(300.0, True)]
        books.served("A001", 10 * HOUR + 600)
        self.give(books, "A002", 11 * HOUR)
        books.called("A002", 1, 11 * HOUR)
        books.missed("A002", 11 * HOUR + 120)
        books.end_day(18 * HOUR)
        assert earlier_days(books, books.hall, books.day).returned == 0.5

    def test_who_is_sent_on_waits_in_the_other_line(self, books: Books) -> None:
        waiting = self.give(books, "A001", 9 * HOUR)
        books.called("A001", 1, 9 * HOUR)
        books.sent_on(transfer(waiting, "B", 9.2 * HOUR, Rules()))
        (ticket,) = books.tickets(FIRST)
        assert (ticket.line, ticket.state, books.windows()[0].ticket) == ("B", State.WAITING, 0)
        books.called("A001", 1, 9.5 * HOUR)
        books.served("A001", 10 * HOUR)
        books.end_day(18 * HOUR)
        assert earlier_days(books, books.hall, books.day).sent_on == 1.0

    def test_the_forecast_knows_lunch_and_bookings(self, books: Books) -> None:
        for _ in range(2):
            books.window(1, WindowState.OPEN, ("A", "B"), 8.5 * HOUR)
            books.window(1, WindowState.PAUSED, ("A", "B"), 12 * HOUR)
            books.window(1, WindowState.OPEN, ("A", "B"), 13 * HOUR)
            self.give(books, "A001", 14 * HOUR)
            books.end_day(18 * HOUR)
        books.window(1, WindowState.OPEN, ("A", "B"), 8.5 * HOUR)
        books.booked("A", 10 * HOUR)
        moment = moment_of(books, books.hall, books.at(9 * HOUR), earlier_days(books, books.hall, books.day))
        (window,) = moment.windows
        midnight = books.at(0).timestamp()
        assert (midnight + 12 * HOUR, midnight + 13 * HOUR) in window.breaks
        assert [one.arrived - midnight for one in moment.waiting] == [10 * HOUR]


class TestGuesses:
    def test_plain_counts_people_ahead_over_windows_at_work(self) -> None:
        line = [Waiting(f"A{n}", theme, Standing.WALK_IN, 0, 0) for n, theme in enumerate("AAAABB")]
        windows = [
            WindowNow(("A", "B")),
            WindowNow(("A",)),
            WindowNow(("A",), paused_since=1),
            WindowNow(("A",), breaks=((0, 10),)),
        ]
        found = plain("A", line, windows, 5, Experience({"A": [100.0, 300.0], "B": [60.0]}))
        assert found == {"plain (theme)": 400.0, "plain (shared windows)": 460.0}

    def test_les_is_the_last_wait_of_the_theme_and_of_the_standing(self) -> None:
        mine = Waiting("A9", "A", Standing.PRIORITY, 0, 0)
        last = {("A", Standing.WALK_IN): (50.0, 900.0), ("A", Standing.PRIORITY): (40.0, 200.0)}
        assert last_to_enter(mine, last) == {"LES (theme)": 900.0, "LES (theme and standing)": 200.0}
        assert last_to_enter(mine, {}) == {"LES (theme)": 0.0, "LES (theme and standing)": 0.0}


class TestSummary:
    def number(self, wait: float, low: int, high: int, end: str = "served") -> Number:
        ticket = Waiting(f"A{wait}", "A", Standing.WALK_IN, 0, 0)
        return Number(ticket, 0.0, WaitRange(low, high, 0, 1), {"plain": 0.0}, called=wait * 60, end=end)

    def test_counts_waits_and_ranges(self) -> None:
        numbers = [self.number(5, 5, 10), self.number(10.1, 5, 10), self.number(30, 20, 40, "no_show")]
        found = summarise([Day("x", 1, numbers, 17.7 * 3600)])
        assert (found.issued, found.served, found.no_shows, found.closed_at) == (3, 2, 1, "17:42")
        everybody = found.waits[0]
        assert (everybody.group, everybody.median, everybody.longest) == ("all", 10.1, 30.0)
        assert everybody.held == pytest.approx(2 / 3)
        assert found.errors == {"forecast": pytest.approx((2.5 + 2.6) / 3), "plain": pytest.approx(45.1 / 3)}

    def test_the_table_says_it_in_words(self) -> None:
        text = table(summarise([Day("x", 1, [self.number(5, 5, 10)], 17.7 * 3600)]))
        assert "1 numbers, 1 served, 0 no-shows, last one done at 17:42" in text
        assert "100%" in text

    def test_a_day_without_anybody_cannot_be_told(self) -> None:
        with pytest.raises(ValueError, match="nobody came"):
            summarise([Day("x", 1)])

    def test_a_number_never_called_has_no_wait(self) -> None:
        never = replace(self.number(5, 5, 10), called=None)
        with pytest.raises(ValueError, match="never called"):
            _ = never.wait


class TestProgram:
    def test_kinds_are_the_scenarios(self) -> None:
        assert [scenario.name for scenario in SCENARIOS] == list(KINDS)

    def test_prints_a_table(self) -> None:
        done = CliRunner().invoke(simulate, ["--windows", "2", "--kind", "rush"])
        assert done.exit_code == 0, done.output
        assert "priority" in done.output
        assert "range held" in done.output

    def test_prints_json_that_reconciles(self) -> None:
        done = CliRunner().invoke(simulate, ["--windows", "2", "--days", "2", "--json"])
        found = json.loads(done.output)
        assert found["days"] == 2
        assert found["issued"] == found["served"] + found["no_shows"] == found["waits"][0]["count"]
