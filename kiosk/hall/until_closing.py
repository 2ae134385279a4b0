"""How the day will end: who will still come, and how many of all can be served before the hall closes.

Expected values, from the same moment that waits are forecast from (`kiosk.hall.foresee.moment_of`).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from kiosk.hall.experience import expected_comers
from kiosk.hall.hall import Hall
from kiosk.hall.outlook import LEAST_LATE, HallNow, WindowNow

USUAL_PAUSE = 600.0  # seconds that a window stays away which paused, until the hall has seen any pauses
LEAST_SERVICE = 30.0  # seconds: whoever is called, comes and goes takes that long


@dataclass(frozen=True)
class UntilClosing:
    """Of one theme: `coming` take a number or keep an appointment yet; `served` of them and of those who wait."""

    coming: int
    served: int


def until_closing(hall: Hall, moment: HallNow, now: datetime) -> dict[str, UntilClosing]:
    """For each theme. A window that serves several is shared by their work."""
    closes = hall.hours.closes_at(now)
    end = max(moment.now, closes.timestamp()) if closes else moment.now
    here = Counter(one.theme for one in moment.waiting if one.number)
    coming = _coming(moment, end)
    seen = moment.experience.services
    service = {
        entry.code: max(LEAST_SERVICE, fmean(seen.get(entry.code) or [entry.mean_minutes * 60]))
        for entry in hall.config.themes
    }
    wanted = {code: (here[code] + coming.get(code, 0.0)) * each for code, each in service.items()}
    given = _shares(wanted, moment, end)
    ends = {}
    for code, each in service.items():
        more = round(coming.get(code, 0.0))
        ends[code] = UntilClosing(more, min(here[code] + more, round(given[code] / each)))
    return ends


def _coming(moment: HallNow, end: float) -> dict[str, float]:
    """Booked, and as many more as the day so far and the days before it make likely."""
    booked = Counter(one.theme for one in moment.waiting if not one.number and one.arrived < end)
    coming = {theme: float(count) for theme, count in booked.items()}
    for (theme, _), pace in moment.experience.comers.items():
        coming[theme] = coming.get(theme, 0.0) + expected_comers(pace, moment.now, end)
    return coming


def _shares(wanted: Mapping[str, float], moment: HallNow, end: float) -> dict[str, float]:
    """Seconds that each theme gets of the windows."""
    given = dict.fromkeys(wanted, 0.0)
    pauses = moment.experience.pauses
    pause = fmean(pauses) if pauses else USUAL_PAUSE
    for window in moment.windows:
        work = {code: wanted[code] for code in window.themes if wanted.get(code)}
        left = _left(window, moment.now, end, pause)
        for code, mine in work.items():
            given[code] += left * mine / sum(work.values())
    return given


def _left(window: WindowNow, now: float, end: float, pause: float) -> float:
    """Seconds that a window works from `now` to `end`."""
    begin = _begins(window, now, pause)
    away = sorted((max(begin, start), min(end, stop)) for start, stop in window.breaks)
    left, at = 0.0, begin
    for start, stop in away:
        if stop > at:
            left += max(0.0, start - at)
            at = stop
    return left + max(0.0, end - at)


def _begins(window: WindowNow, now: float, pause: float) -> float:
    """When it works again. Who is late comes as much later again."""
    if window.late_since is not None:
        return now + max(LEAST_LATE, now - window.late_since)
    return now if window.paused_since is None else max(now, window.paused_since + pause)
