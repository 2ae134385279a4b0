"""What the hall expects, from its own records: honest ranges that grow with the line and shrink with windows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from drivers.hall_store import HallStore, migrate
from kiosk.hall.appointment import Appointment, Booking
from kiosk.hall.bookings import book
from kiosk.hall.desk import Desk
from kiosk.hall.discipline import Standing
from kiosk.hall.earlier import EarlierDays, earlier_days
from kiosk.hall.forecast import PRIOR, Calibration
from kiosk.hall.foresee import foresee
from kiosk.hall.foresight import Foresight
from kiosk.hall.hall import Hall, hall_of
from kiosk.hall.line import expectation
from kiosk.hall.outcomes import calibration_of
from kiosk.hall.reception import NumberGiven, NumberWanted, give_number
from kiosk.hall.settlement import settle
from kiosk.hall.ticket import HallTicket, Kind, Outcome
from kiosk.hall.windows import Seat, close_window, open_window, pause_window
from tests.hallkit.house import MONDAY, WAIT, config_of
from tests.hallkit.laid import sqlite_url


class Day:
    """The test hall's Monday, without a server."""

    def __init__(self, store: HallStore, hall: Hall) -> None:
        self.store, self.hall, self.now, self.people = store, hall, MONDAY, 0

    def open(self, window: int) -> None:
        seat = Seat(window, window, f"clerk {window}")
        self.store.write(lambda records: open_window(records, self.hall, seat, (), self.now)).result(WAIT)

    def give(self, theme: str = "A") -> NumberGiven:
        self.people += 1
        wanted = NumberWanted(f"key-{self.people:08}", theme, Kind.ANONYMOUS, f"code{self.people:08}")
        return self.store.write(lambda records: give_number(records, self.hall, wanted, self.now)).result(WAIT)

    def serve(self, window: int, minutes: int) -> None:
        seat = Seat(window, window, f"clerk {window}")
        for act in (Desk.call_next, Desk.start):
            self.store.write(lambda r, a=act: a(Desk(r, self.hall, seat, self.now))).result(WAIT)  # type: ignore[misc]
        self.now += timedelta(minutes=minutes)
        self.store.write(lambda r: Desk(r, self.hall, seat, self.now).finish(Outcome.DONE, "")).result(WAIT)

    def foresee(self, earlier: EarlierDays | None = None) -> Foresight:
        return self.store.read(lambda records: foresee(records, self.hall, self.now, Random(1), earlier)).result(WAIT)

    def calibration(self) -> Calibration:
        tickets = self.store.read(lambda records: records.tickets(self.hall.day(self.now))).result(WAIT)
        return calibration_of(self.earlier().outcomes, tickets, self.now)

    def earlier(self) -> EarlierDays:
        today = self.hall.day(self.now)
        return self.store.read(lambda records: earlier_days(records, self.hall, today)).result(WAIT)


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    url = sqlite_url(tmp_path)
    migrate(url)
    store = HallStore(url, "test")
    yield Day(store, hall_of(config_of("tickets = { closing_check = false }\n")))
    store.close()


def walk_in(day: Day, theme: str = "A") -> tuple[int, int]:
    found = day.foresee().range_of(theme, Standing.WALK_IN)
    assert found is not None
    return found.low, found.high


def test_without_an_open_window_nothing_is_foreseen(day: Day) -> None:
    day.give()
    assert day.foresee().ranges == {}
    assert day.give().expected.minutes is None  # nobody promises anything


def test_the_range_grows_with_the_line_and_shrinks_with_windows(day: Day) -> None:
    day.open(1)
    nobody = walk_in(day)
    for _ in range(12):
        day.give()
    twelve = walk_in(day)
    day.open(2)
    day.open(3)
    with_three = walk_in(day)
    assert nobody[0] == 0
    assert twelve[0] > nobody[1]
    assert with_three[1] < twelve[1]
    assert twelve[0] <= 120 <= twelve[1]  # twelve visits of ten minutes


def test_measured_visits_replace_the_configured_mean(day: Day) -> None:
    day.open(1)
    for _ in range(20):
        day.give()
    slow = walk_in(day)
    for _ in range(10):
        day.serve(1, minutes=2)
    quick = walk_in(day)
    assert quick[1] < slow[0]


def test_on_the_next_morning_the_visits_of_the_days_before_stand_for_the_configured_mean(day: Day) -> None:
    day.open(1)
    for _ in range(10):
        day.give()
        day.serve(1, minutes=2)
    day.give()
    day.now += timedelta(days=1)
    day.open(1)
    for _ in range(10):
        day.give()
    blank, knowing = day.foresee(), day.foresee(day.earlier())
    before, after = (one.range_of("A", Standing.WALK_IN) for one in (blank, knowing))
    assert before is not None
    assert after is not None
    assert before.middle == pytest.approx(10 * 600, rel=0.2)
    assert after.middle == pytest.approx(10 * 120, rel=0.2)


def test_a_usual_day_is_the_mean_of_the_days_before(day: Day) -> None:
    for people in (4, 2):
        for _ in range(people):
            day.give()
        day.now += timedelta(days=1)
    day.give()
    earlier = day.earlier()
    half_hour = MONDAY.astimezone(day.hall.config.hall.zone).hour * 2
    assert list(earlier.comers) == [("A", Standing.WALK_IN)]
    comers = earlier.comers["A", Standing.WALK_IN]
    assert comers[half_hour] == pytest.approx(3)
    assert sum(comers) == pytest.approx(3)
    assert earlier.calls == []


def test_a_visit_that_only_the_settlement_ended_took_nobody_knows_how_long(day: Day) -> None:
    day.open(1)
    day.give()
    seat = Seat(1, 1, "clerk 1")
    for act in (Desk.call_next, Desk.start):
        day.store.write(lambda r, a=act: a(Desk(r, day.hall, seat, day.now))).result(WAIT)  # type: ignore[misc]
    evening = MONDAY.replace(hour=19)
    day.store.write(lambda records: settle(records, day.hall, day.hall.day(evening), evening)).result(WAIT)
    day.now += timedelta(days=1)
    earlier = day.earlier()
    assert earlier.services == {}
    assert earlier.calls == [(0.0, False)]


def test_priority_waits_less(day: Day) -> None:
    day.open(1)
    for _ in range(15):
        day.give()
    foresight = day.foresee()
    ordinary, priority = (foresight.range_of("A", one) for one in (Standing.WALK_IN, Standing.PRIORITY))
    assert ordinary is not None
    assert priority is not None
    assert priority.middle < ordinary.middle


def a_day_with_lunch(day: Day) -> None:
    """Window 1 opens at 9, is left from 10 to 11, and closes at 17."""
    seat = Seat(1, 1, "clerk 1")
    day.open(1)
    for hour, act in ((10, pause_window), (11, None), (17, close_window)):
        day.now = day.now.replace(hour=hour)
        if act is None:
            day.open(1)
        else:
            day.store.write(lambda records, act=act: act(records, day.hall, seat, day.now)).result(WAIT)
    day.give()  # days on which nobody came are not looked at
    day.now = (day.now + timedelta(days=1)).replace(hour=9)


def test_a_habit_of_lunch_is_waited_through(day: Day) -> None:
    a_day_with_lunch(day)
    day.open(1)
    day.now = day.now.replace(hour=9, minute=55)
    for _ in range(2):
        day.give()
    knowing = day.foresee(day.earlier()).range_of("A", Standing.WALK_IN)
    blank = walk_in(day)
    assert knowing is not None
    assert blank[1] < 50 <= knowing.low <= 75 <= knowing.high  # two visits and the hour


def test_before_windows_open_the_days_before_tell_when_they_will(day: Day) -> None:
    a_day_with_lunch(day)
    day.now = day.now.replace(hour=8, minute=30)
    assert day.foresee().range_of("A", Standing.WALK_IN) is None
    found = day.foresee(day.earlier()).range_of("A", Standing.WALK_IN)
    assert found is not None
    assert found.low <= 30 <= found.high


def test_nothing_is_promised_on_a_window_that_is_late_in_the_morning(day: Day) -> None:
    a_day_with_lunch(day)
    day.now = day.now.replace(hour=9, minute=20)
    assert day.foresee(day.earlier()).range_of("A", Standing.WALK_IN) is None


def test_a_window_late_from_lunch_is_waited_for(day: Day) -> None:
    a_day_with_lunch(day)
    day.open(1)
    day.now = day.now.replace(hour=10)
    seat = Seat(1, 1, "clerk 1")
    day.store.write(lambda records: pause_window(records, day.hall, seat, day.now)).result(WAIT)
    day.now = day.now.replace(hour=11, minute=20)
    found = day.foresee(day.earlier()).range_of("A", Standing.WALK_IN)
    assert found is not None
    assert found.high >= 20


def book_half_past(day: Day, who: str) -> None:
    begins = day.now.replace(minute=30)
    wanted = Appointment(0, "A", day.hall.day(day.now), begins, who, who, "", Booking.BOOKED, day.now)
    day.store.write(lambda records: book(records, day.hall, wanted, who, day.now)).result(WAIT)


def test_who_has_booked_is_expected_before_later_comers(day: Day) -> None:
    day.open(1)
    for _ in range(10):
        day.give()
    before = day.foresee().range_of("A", Standing.WALK_IN)
    for who in ("one", "two"):
        book_half_past(day, who)
    after = day.foresee().range_of("A", Standing.WALK_IN)
    assert before is not None
    assert after is not None
    assert after.middle > before.middle + 600
    assert day.foresee().waiting == {"A": 10}


def test_who_comes_early_to_an_appointment_waits_for_their_half_hour(day: Day) -> None:
    day.open(1)
    for _ in range(3):
        day.give()
    foresight = day.foresee()
    now, early = (foresight.range_of("A", Standing.APPOINTMENT, lead) for lead in (0.0, 1300.0))
    assert now is not None
    assert early is not None
    assert now.middle < early.middle
    assert foresight.range_of("B", Standing.APPOINTMENT) is None  # takes none


def test_lunch_is_waited_through(day: Day) -> None:
    day.open(1)
    day.now = MONDAY.replace(hour=11, minute=45)
    for _ in range(4):
        day.give()
    assert walk_in(day)[1] >= 105  # two visits before noon, the rest from half past one


def test_a_forecast_is_kept_with_its_ticket_and_judged_when_it_is_called(day: Day) -> None:
    day.open(1)
    day.hall = Hall(day.hall.config, day.hall.hours, day.foresee())
    given = day.give()
    assert given.ticket.spread > 0
    day.now += timedelta(minutes=7)
    day.serve(1, minutes=3)
    known = day.calibration()
    score = (420.0 - given.ticket.middle) / given.ticket.spread
    heard = known.scores(given.ticket.middle, Standing.WALK_IN)
    assert heard.count(score) == 2  # as any day's, and as today's
    day.now += timedelta(days=1)
    assert day.calibration().scores(given.ticket.middle, Standing.WALK_IN).count(score) == 1


def test_who_waits_longer_than_was_said_is_heard_before_the_call(day: Day) -> None:
    day.open(1)
    day.hall = Hall(day.hall.config, day.hall.hours, day.foresee())
    given = day.give()
    assert len(day.calibration().scores(0.0)) == len(PRIOR)
    day.now += timedelta(seconds=given.ticket.middle + 600)
    scores = day.calibration().scores(0.0)
    assert scores.count(600 / given.ticket.spread) == 1
    assert len(scores) == len(PRIOR) + 1


def test_who_waits_again_is_told_a_range_of_their_own(day: Day) -> None:
    day.open(1)
    first = day.give().ticket
    seat = Seat(1, 1, "clerk 1")

    def act(what: Callable[[Desk], HallTicket]) -> HallTicket:
        return day.store.write(lambda records: what(Desk(records, day.hall, seat, day.now))).result(WAIT)

    act(Desk.call_next)
    for _ in range(12):
        day.give()
    day.now += timedelta(minutes=5)
    act(Desk.start)
    sent = act(lambda desk: desk.transfer("@1", "", keep_place=True))
    day.hall = Hall(day.hall.config, day.hall.hours, foresight := day.foresee())
    newcomer, own = foresight.range_of("A", Standing.WALK_IN), foresight.own[first.number]
    told = day.store.read(lambda records: expectation(records, day.hall, sent, day.now)).result(WAIT)
    assert list(foresight.own) == [first.number]  # the others wait as newcomers did
    assert told.minutes == (own.low, own.high)
    assert newcomer is not None
    assert own.high < newcomer.low  # five minutes count threefold


def test_who_was_sent_on_is_heard_in_the_standing_that_was_forecast(day: Day) -> None:
    day.open(1)
    day.hall = Hall(day.hall.config, day.hall.hours, day.foresee())
    given = day.give().ticket
    called = replace(given, standing=Standing.TRANSFERRED, first_called_at=day.now + timedelta(hours=1))
    score = (3600.0 - given.middle) / given.spread
    for appointment, standing in ((0, Standing.WALK_IN), (7, Standing.APPOINTMENT)):
        ticket = replace(called, appointment=appointment)
        assert score in calibration_of((), [ticket], day.now).scores(0.0, standing)


def test_slow_visits_lengthen_the_forecast_before_the_first_has_ended(day: Day) -> None:
    day.open(1)
    for _ in range(10):
        day.give()
        day.serve(1, minutes=5)
    day.now += timedelta(days=1)
    day.open(1)
    for _ in range(5):
        day.give()
    usual = day.foresee(day.earlier()).range_of("A", Standing.WALK_IN)
    seat = Seat(1, 1, "clerk 1")
    for act in (Desk.call_next, Desk.start):
        day.store.write(lambda r, a=act: a(Desk(r, day.hall, seat, day.now))).result(WAIT)  # type: ignore[misc]
    day.now += timedelta(minutes=40)
    slow = day.foresee(day.earlier()).range_of("A", Standing.WALK_IN)
    assert usual is not None
    assert slow is not None
    assert slow.middle > 1.3 * usual.middle  # though one of the five is gone from the line


@pytest.mark.parametrize(("ahead", "minutes"), [(10, (20, 40)), (12, (20, 40)), (5, (10, 22)), (0, (1, 4))])
def test_somebody_further_ahead_waits_in_proportion(ahead: int, minutes: tuple[int, int]) -> None:
    from kiosk.hall.forecast import WaitRange

    key = ("A", Standing.WALK_IN)
    foresight = Foresight({key: WaitRange(20, 40, 1800.0, 300.0)}, {"A": 10})
    assert foresight.minutes("A", Standing.WALK_IN, ahead) == minutes
    assert foresight.minutes("B", Standing.WALK_IN, ahead) is None


def test_the_day_is_the_halls_own(day: Day) -> None:
    day.now = datetime.fromisoformat("2026-03-02T16:30:00+00:00")  # half past midnight in China
    assert day.hall.day(day.now).isoformat() == "2026-03-03"
