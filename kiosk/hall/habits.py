"""What a hall's windows usually do: when they open, when they are left for lunch, how often they pause. Learnt from the
log of earlier days. Times are seconds since midnight by the hall's own clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from zoneinfo import ZoneInfo

from kiosk.hall.happening import Happening
from kiosk.hall.window import WindowState

LONG = 1800.0  # seconds: an absence that lasts longer is a break, such as lunch; a shorter one is a pause
Span = tuple[float, float]  # begin, end


@dataclass(frozen=True)
class WindowDay:
    """One window on one day. `absences` lie between its first opening and its last closing."""

    opened: float
    absences: tuple[Span, ...]
    worked: float


@dataclass(frozen=True)
class WindowHabits:
    opens: float
    breaks: tuple[Span, ...] = ()

    def due(self, now: float, gone: float) -> float | None:
        """When a window that nobody sits at since `gone` should be open: later where it is early or the usual break,
        before now where the clerk is late; who has not come in the morning is late until then. None: nobody expects
        it."""
        ends = [self.opens, *(end for begin, end in self.breaks if begin - LONG / 2 <= now)]
        return next((end for end in ends if gone < end), None)


@dataclass(frozen=True)
class Habits:
    """`windows` are those that are open on most days."""

    pauses: Sequence[float] = ()  # seconds each
    pauses_per_hour: float = 0.0  # of one window at work
    windows: Mapping[int, WindowHabits] = field(default_factory=dict)


def window_days(changes: Iterable[Happening], zone: ZoneInfo) -> dict[int, WindowDay]:
    """From one day's changes of windows, in order."""
    moves: dict[int, list[tuple[float, str]]] = {}
    for change in changes:
        at = change.at.astimezone(zone)
        seconds = at.hour * 3600.0 + at.minute * 60 + at.second
        moves.setdefault(change.window, []).append((seconds, change.detail))
    return {number: day for number, some in moves.items() if (day := _window_day(some)) is not None}


def _window_day(moves: Sequence[tuple[float, str]]) -> WindowDay | None:
    opened = next((at for at, state in moves if state == WindowState.OPEN), None)
    if opened is None:
        return None
    away: float | None = None
    absences = []
    for at, state in moves:
        if state != WindowState.OPEN and at >= opened:
            away = at if away is None else away
        elif away is not None:
            absences.append((away, at))
            away = None
    ended = moves[-1][0] if away is None else away
    return WindowDay(opened, tuple(absences), ended - opened - sum(end - begin for begin, end in absences))


def habits_of(days: Sequence[Mapping[int, WindowDay]]) -> Habits:
    """From `window_days` of some days."""
    every = [window for day in days for window in day.values()]
    pauses = tuple(end - begin for window in every for begin, end in window.absences if end - begin <= LONG)
    hours = sum(window.worked for window in every) / 3600
    numbers = {number for day in days for number in day}
    seen = {number: [day[number] for day in days if number in day] for number in numbers}
    usual = {number: _habits(some) for number, some in seen.items() if 2 * len(some) > len(days)}
    return Habits(pauses, len(pauses) / hours if hours > 0 else 0.0, usual)


def _habits(days: Sequence[WindowDay]) -> WindowHabits:
    """The break is the longest absence of each day, where most days have one."""
    breaks = [max(long, key=lambda span: span[1] - span[0]) for day in days if (long := _long(day))]
    usual = 2 * len(breaks) > len(days)
    lunch = ((median(begin for begin, _ in breaks), median(end for _, end in breaks)),) if usual else ()
    return WindowHabits(median(day.opened for day in days), lunch)


def _long(day: WindowDay) -> list[Span]:
    return [(begin, end) for begin, end in day.absences if end - begin > LONG]
