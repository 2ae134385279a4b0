"""The published rule, on examples and over random days."""

import math
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hall.discipline import (
    Line,
    Reason,
    Rules,
    Standing,
    Waiting,
    check_in,
    come_back,
    first,
    overtakable_until,
    points,
    published_en,
    published_zh,
    transfer,
    walk_in,
)

RULES = Rules()
MINUTE = 60.0
THEMES = "ABC"
TICK = 0.001  # whoever joins after a call did not wait at its moment


def ticket(number: str, minutes: float, standing: Standing = Standing.WALK_IN, theme: str = "A") -> Waiting:
    return Waiting(number, theme, standing, minutes * MINUTE, minutes * MINUTE)


class TestExamples:
    def test_priority_overtakes_only_those_who_waited_less_than_four_times_as_long(self) -> None:
        old, new = ticket("A001", 0), ticket("A002", 10, Standing.PRIORITY)
        assert first([old, new], RULES, 13 * MINUTE) == old  # 13 points against 12
        assert first([old, new], RULES, 14 * MINUTE) == new  # 14 points against 16

    def test_equal_points_go_by_arrival_then_by_number(self) -> None:
        early = replace(ticket("A009", 0), arrived=-5.0)
        assert first([ticket("A001", 0), early], RULES, 60) == early
        assert first([ticket("A1000", 0), ticket("A999", 0)], RULES, 60) == ticket("A999", 0)
        assert first([], RULES, 0) is None

    def test_a_reason_gives_priority(self) -> None:
        assert walk_in("A001", "A", 5, Reason.PREGNANT) == Waiting("A001", "A", Standing.PRIORITY, 5, 5)
        assert walk_in("A001", "A", 5) == Waiting("A001", "A", Standing.WALK_IN, 5, 5)

    @pytest.mark.parametrize(
        ("came", "standing", "start"),
        [
            (30, Standing.APPOINTMENT, 60),  # early: nothing before the booked time
            (70, Standing.APPOINTMENT, 60),  # late within grace
            (71, Standing.APPOINTMENT, 71),  # late: from arrival
            (90, Standing.APPOINTMENT, 90),
            (91, Standing.WALK_IN, 91),  # lapsed
        ],
    )
    def test_an_appointment_earns_from_its_booked_time(self, came: float, standing: Standing, start: float) -> None:
        found = check_in("A001", "A", 60 * MINUTE, came * MINUTE, RULES)
        assert found == Waiting("A001", "A", standing, start * MINUTE, came * MINUTE)

    def test_an_early_appointment_is_served_before_its_time_only_where_nobody_waits(self) -> None:
        line = Line(RULES)
        line.join(check_in("A001", "A", 60 * MINUTE, 0, RULES))
        line.join(walk_in("A002", "A", 1))
        assert [line.call_next("A", 2), line.call_next("A", 2)] == [
            walk_in("A002", "A", 1),
            check_in("A001", "A", 60 * MINUTE, 0, RULES),
        ]

    def test_coming_back_is_shorter_once_then_ordinary_then_over(self) -> None:
        missed = ticket("A001", 0)
        once = come_back(missed, 600, 1, RULES)
        assert once == Waiting("A001", "A", Standing.RETURNED, 600, 600)
        assert come_back(missed, 900, 2, RULES) == Waiting("A001", "A", Standing.WALK_IN, 900, 900)
        assert come_back(missed, 900, 3, RULES) is None

    def test_coming_back_keeps_a_standing_that_earns_faster(self) -> None:
        back = come_back(ticket("A001", 0, Standing.PRIORITY), 600, 1, RULES)
        assert back is not None
        assert back.standing is Standing.PRIORITY

    def test_coming_back_never_goes_straight_before_those_who_wait(self) -> None:
        line = Line(RULES)
        for n in range(1, 4):
            line.join(ticket(f"A00{n}", n))
        gone = line.call_next("A", 5 * MINUTE)
        assert gone is not None
        back = come_back(gone, 6 * MINUTE, 1, RULES)
        assert back is not None
        line.join(back)
        assert [t.number for t in (line.call_next("A", 7 * MINUTE), line.call_next("A", 7 * MINUTE)) if t] == [
            "A002",
            "A003",
        ]

    def test_transfer_keeps_the_place_or_goes_to_the_end(self) -> None:
        waiting = ticket("A001", 0)
        assert transfer(waiting, "@7", 600, RULES) == Waiting("A001", "@7", Standing.TRANSFERRED, 0, 0)
        assert transfer(waiting, "B", 600, RULES, keep_place=False) == Waiting("A001", "B", Standing.WALK_IN, 600, 0)
        assert transfer(ticket("A001", 0, Standing.PRIORITY), "B", 9, RULES).standing is Standing.PRIORITY

    @pytest.mark.parametrize(
        "wrong",
        [{"walk_in": 0}, {"priority": -1}, {"returned": math.inf}, {"grace_minutes": 31}, {"returns": -1}],
    )
    def test_rules_that_would_starve_somebody_are_refused(self, wrong: dict[str, float]) -> None:
        with pytest.raises(ValueError, match=r"rate above 0|grace_minutes|returns"):
            Rules(**wrong)  # type: ignore[arg-type]

    def test_a_number_waits_only_once(self) -> None:
        line = Line(RULES)
        line.join(ticket("A001", 0))
        with pytest.raises(ValueError, match="A001 already waits"):
            line.join(ticket("A001", 1))

    def test_one_that_left_and_joined_another_line_is_called_there(self) -> None:
        line = Line(RULES)
        line.join(ticket("A001", 0))
        line.join(ticket("A002", 1))
        line.join(transfer(line.leave("A001"), "B", 120, RULES))
        assert [found and found.number for found in (line.call_next("A", 180), line.call_next("A", 180))] == [
            "A002",
            None,
        ]
        assert [t.number for t in line] == ["A001"]
        assert (found := line.call_next("AB", 180)) is not None
        assert (found.number, found.standing) == ("A001", Standing.TRANSFERRED)

    def test_the_printed_rule_shows_the_halls_own_figures(self) -> None:
        rules = Rules(walk_in=2, priority=8, grace_minutes=5)
        zh, en = "".join(published_zh(rules).lines), " ".join(published_en(rules).lines)
        assert "普通2分" in zh
        assert "优先8分" in zh
        assert "迟到5分钟以内" in zh
        assert "最后25%" in zh
        assert "2 (walk-in)" in en
        assert "last 25 %" in en


@dataclass(frozen=True)
class Call:
    at: float
    ticket: Waiting
    themes: frozenset[str]


rates = st.floats(0.25, 8)
rules_of_a_hall = st.builds(Rules, walk_in=rates, appointment=rates, priority=rates, returned=rates, transferred=rates)
joins = st.tuples(
    st.just("join"), st.floats(0, 5), st.sampled_from(THEMES), st.sampled_from(Standing), st.floats(-10, 20)
)
calls = st.tuples(st.just("call"), st.floats(0, 5), st.sets(st.sampled_from(THEMES), min_size=1).map(frozenset))
leaves = st.tuples(st.just("leave"), st.floats(0, 5), st.integers(0, 50))
days = st.lists(st.one_of(joins, joins, calls, leaves), max_size=60)


def play(rules: Rules, day: list[tuple]) -> tuple[dict[str, Waiting], list[Call], set[str]]:  # type: ignore[type-arg]
    """Play a random day, then serve everybody who is left: all tickets, the calls in order, those who left."""
    line, issued, called, left, now = Line(rules), {}, [], set[str](), 0.0
    for what, gap, *rest in day:
        now += gap * MINUTE
        if what == "join":
            theme, standing, shift = rest
            ahead = shift * MINUTE if standing is Standing.APPOINTMENT else 0.0
            found = Waiting(f"{theme}{len(issued) + 1:03}", theme, standing, now + ahead, now)
            issued[found.number] = found
            line.join(found)
        elif what == "call":
            if (chosen := line.call_next(rest[0], now)) is not None:
                called.append(Call(now, chosen, rest[0]))
            now += TICK
        elif len(line):
            left.add(line.leave(sorted(t.number for t in line)[rest[0] % len(line)]).number)
    while (chosen := line.call_next(THEMES, now)) is not None:
        called.append(Call(now, chosen, frozenset(THEMES)))
        now += MINUTE
    assert len(line) == 0
    return issued, called, left


class TestRandomDays:
    @given(rules_of_a_hall, days)
    def test_no_ticket_is_lost_and_none_is_called_twice(self, rules: Rules, day: list[tuple]) -> None:  # type: ignore[type-arg]
        issued, called, left = play(rules, day)
        assert sorted([call.ticket.number for call in called] + list(left)) == sorted(issued)

    @given(rules_of_a_hall, days)
    def test_order_inside_a_theme_and_standing_is_first_come_first_served(
        self,
        rules: Rules,
        day: list[tuple],  # type: ignore[type-arg]
    ) -> None:
        issued, called, left = play(rules, day)
        when = {call.ticket.number: position for position, call in enumerate(called)}
        for call in called:
            for other in issued.values():
                same = (other.theme, other.standing) == (call.ticket.theme, call.ticket.standing)
                there = other.arrived <= call.at and other.number not in left
                if same and there and other.order < call.ticket.order:
                    assert when[other.number] < when[call.ticket.number]

    @given(rules_of_a_hall, days)
    def test_nobody_starves(self, rules: Rules, day: list[tuple]) -> None:  # type: ignore[type-arg]
        """The bound, derived: j is called before i at time t only if b_j (t - s_j) >= b_i (t - s_i).

        With b_j <= B and t - s_i = w >= 0 that gives t - s_j >= (b_i / B) w, so s_j <= s_i + (1 - b_i / B) w, and the
        right side grows with t: of all who start after s_i + (1 - b_i / B) w none comes before i's own call at
        s_i + w. Whoever waits is passed only by those who started in a fixed part of the wait.
        """
        _, called, _ = play(rules, day)
        for position, mine in enumerate(called):
            limit = overtakable_until(mine.ticket, rules, mine.at)
            for earlier in called[:position]:
                seen = mine.ticket.arrived <= earlier.at and mine.ticket.theme in earlier.themes
                if seen and earlier.at >= mine.ticket.start:
                    assert earlier.ticket.start <= limit + 1e-6

    @given(rules_of_a_hall, days)
    def test_every_call_takes_the_most_points_of_all_who_wait(self, rules: Rules, day: list[tuple]) -> None:  # type: ignore[type-arg]
        """The heads stand for everybody: no waiting ticket of the window's themes had more points."""
        issued, called, left = play(rules, day)
        position = {call.ticket.number: n for n, call in enumerate(called)}
        for n, call in enumerate(called):
            for other in issued.values():
                waits = other.arrived <= call.at and other.number not in left and position[other.number] > n
                if waits and other.theme in call.themes:
                    assert points(other, rules, call.at) <= points(call.ticket, rules, call.at) + 1e-6

    @given(st.lists(st.floats(0, 3), min_size=3, max_size=40), st.data())
    def test_priority_never_lengthens_a_wait(self, gaps: list[float], data: st.DataObject) -> None:
        """One window, one theme, constant service: the same person with a reason is called no later."""
        who = data.draw(st.integers(0, len(gaps) - 1))
        plain, urgent = (self._called_at(gaps, who, standing) for standing in (Standing.WALK_IN, Standing.PRIORITY))
        assert urgent <= plain

    @staticmethod
    def _called_at(gaps: list[float], who: int, standing: Standing) -> float:
        arrivals = [sum(gaps[: n + 1]) * MINUTE for n in range(len(gaps))]
        line, now, pending = Line(RULES), 0.0, list(enumerate(arrivals))
        while pending or len(line):
            while pending and pending[0][1] <= now:
                n, at = pending.pop(0)
                line.join(Waiting(f"A{n:03}", "A", standing if n == who else Standing.WALK_IN, at, at))
            chosen = line.call_next("A", now)
            if chosen and chosen.number == f"A{who:03}":
                return now
            now = now + 2 * MINUTE if chosen else pending[0][1]
        raise AssertionError("never called")


def test_next_of_ten_thousand_looks_at_heads_only() -> None:
    """Call-next touches one ticket of each theme and standing, however many wait."""
    line = Line(RULES)
    for n in range(10_000):
        line.join(ticket(f"A{n:05}", n / 100, list(Standing)[n % 5], THEMES[n % 3]))
    looked: list[Waiting] = []

    class Watching(Rules):
        def rate(self, standing: Standing) -> float:
            looked.append(standing)  # type: ignore[arg-type]
            return super().rate(standing)

    line.rules = Watching()
    looked.clear()
    assert line.call_next(THEMES, 200 * MINUTE) is not None
    assert len(looked) == len(THEMES) * len(Standing)
