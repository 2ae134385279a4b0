"""A simulated hall's records, kept from day to day: what the forecast may look at, and nothing else.

Days have no date that matters: they follow each other from FIRST on. Times are seconds since midnight.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from kiosk.hall.config import HallConfig, HallSection, HoursSection, ThemeEntry
from kiosk.hall.discipline import Rules, Standing, Waiting
from kiosk.hall.forecast import WaitRange
from kiosk.hall.hall import Hall, hall_of
from kiosk.hall.happening import Happening, What
from kiosk.hall.simulation.scenario import CLOSE, LUNCH, OPEN, Lunch, Scenario
from kiosk.hall.ticket import Claim, HallTicket, Kind, Outcome, State
from kiosk.hall.window import Window, WindowState

FIRST = date(2026, 1, 5)
MANY = 99
CALLED = {"calls": 1, "state": State.CALLED}


def hall_of_scenario(scenario: Scenario, rules: Rules) -> Hall:
    """Open at the same hours every day, the reserve window included."""
    spans = ((OPEN, LUNCH[0]), (LUNCH[1], CLOSE)) if scenario.lunch is Lunch.CLOSED else ((OPEN, CLOSE),)
    texts = tuple("-".join(f"{int(at // 3600):02}:{int(at % 3600 // 60):02}" for at in span) for span in spans)
    themes = tuple(
        ThemeEntry(
            *(theme.code, theme.code, theme.code, "", _served_at(scenario, theme.code), theme.minutes),
            appointments_per_half_hour=MANY,
        )
        for theme in scenario.themes
    )
    section = HallSection("simulated", "模拟大厅", "Simulated hall", time_zone="UTC")
    hours = HoursSection(texts, texts, texts, texts, texts, texts, texts)
    return hall_of(HallConfig(section, themes, hours=hours, line=rules))


def _served_at(scenario: Scenario, code: str) -> tuple[int, ...]:
    return tuple(number for number in range(1, scenario.windows + 1) if code in scenario.served_by(number - 1))


class Books:
    """`kiosk.hall.ports.PastRecords`, written as a hall's store would be by what its clerks press."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.day = FIRST
        self._days: dict[date, dict[str, HallTicket]] = {FIRST: {}}
        self._changes: dict[date, list[Happening]] = {FIRST: []}
        self._windows: dict[int, Window] = {}
        self._booked: defaultdict[tuple[str, date], Counter[datetime]] = defaultdict(Counter)
        self._last_id = 0

    def at(self, seconds: float) -> datetime:
        return datetime.combine(self.day, time(), UTC) + timedelta(seconds=seconds)

    # ---- what happens

    def booked(self, theme: str, begins: float) -> None:
        self._booked[theme, self.day][self.at(begins)] += 1

    def given(self, waiting: Waiting, expected: WaitRange, now: float) -> HallTicket:
        self._last_id += 1
        tickets = self._days[self.day]
        tickets[waiting.number] = HallTicket(
            id=self._last_id,
            day=self.day,
            theme=waiting.theme,
            seq=len(tickets) + 1,
            number=waiting.number,
            line=waiting.theme,
            kind=Kind.ANONYMOUS,
            standing=waiting.standing,
            claim=Claim.NONE,
            state=State.WAITING,
            issued_at=self.at(now),
            start=self.at(waiting.start),
            arrived=self.at(waiting.arrived),
            code="",
            middle=expected.middle,
            spread=expected.spread,
        )
        return tickets[waiting.number]

    def waits_again(self, waiting: Waiting) -> HallTicket:
        """Back after a missed call, or sent on to another theme."""
        place = {"line": waiting.theme, "standing": waiting.standing, "state": State.WAITING}
        return self._change(waiting.number, start=self.at(waiting.start), arrived=self.at(waiting.arrived), **place)

    def called(self, number: str, window: int, now: float) -> None:
        first = self._days[self.day][number].first_called_at or self.at(now)
        moments = {"called_at": self.at(now), "first_called_at": first}
        ticket = self._change(number, window=window, **CALLED, **moments)
        self._windows[window] = replace(self._windows[window], ticket=ticket.id)

    def missed(self, number: str, now: float) -> None:
        self._leaves(self._change(number, state=State.NO_SHOW, missed=1, ended_at=self.at(now)))

    def served(self, number: str, now: float) -> None:
        ended = {"state": State.FINISHED, "outcome": Outcome.DONE}
        self._leaves(self._change(number, ended_at=self.at(now), **ended))

    def sent_on(self, waiting: Waiting) -> HallTicket:
        self._leaves(self._days[self.day][waiting.number])
        return self.waits_again(waiting)

    def window(self, number: int, state: WindowState, themes: tuple[str, ...], now: float) -> None:
        was = self._windows.get(number, Window(number))
        self._windows[number] = replace(was, state=state, themes=themes, since=self.at(now))
        self._changes[self.day].append(Happening(What.WINDOW, self.at(now), window=number, detail=state.value))

    def end_day(self, now: float) -> None:
        """Every window is closed, and the next day begins."""
        for window in list(self._windows.values()):
            self.window(window.number, WindowState.CLOSED, window.themes, now)
        self.day += timedelta(days=1)
        self._days[self.day], self._changes[self.day] = {}, []

    # ---- what the forecast reads

    def tickets(self, day: date, states: Sequence[State] = ()) -> list[HallTicket]:
        return [one for one in self._days.get(day, {}).values() if not states or one.state in states]

    def days_before(self, day: date, limit: int) -> list[date]:
        return [one for one in reversed(self._days) if one < day and self._days[one]][:limit]

    def forecast_tickets(self, limit: int) -> list[HallTicket]:
        newest = (one for day in reversed(self._days) for one in reversed(self._days[day].values()))
        return list(islice((one for one in newest if one.spread > 0 and one.first_called_at), limit))

    def windows(self) -> tuple[Window, ...]:
        return tuple(self._windows.values())

    def booked_counts(self, theme: str, day: date) -> Mapping[datetime, int]:
        return self._booked[theme, day]

    def window_changes(self, begin: datetime, end: datetime) -> list[Happening]:
        return [one for one in self._changes.get(begin.date(), []) if begin <= one.at < end]

    def count_before(self, one: HallTicket, limits: Mapping[Standing, datetime]) -> int:
        """As `kiosk.hall.ports.TicketRecords`."""
        place = (one.arrived, one.id)
        waiting = self.tickets(self.day, (State.WAITING,))
        same = (other for other in waiting if other.line == one.line)
        return sum((other.start, other.arrived, other.id) < (limits[other.standing], *place) for other in same)

    def _change(self, number: str, **values: object) -> HallTicket:
        changed = replace(self._days[self.day][number], **values)  # type: ignore[arg-type]
        self._days[self.day][number] = changed
        return changed

    def _leaves(self, ticket: HallTicket) -> None:
        self._windows[ticket.window] = replace(self._windows[ticket.window], ticket=0)
