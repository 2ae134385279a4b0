"""The rules of thumb that halls use for a wait, to measure the forecast against. Seconds of waiting."""

from collections.abc import Iterable, Sequence
from statistics import fmean

from kiosk.hall.discipline import Standing, Waiting
from kiosk.hall.experience import Experience
from kiosk.hall.outlook import DEFAULT_SERVICE, WindowNow

LastWaits = dict[tuple[str, Standing], tuple[float, float]]  # (called at, waited), of theme and standing


def plain(
    theme: str, waiting: Iterable[Waiting], windows: Sequence[WindowNow], now: float, experience: Experience
) -> dict[str, float]:
    """People ahead x mean service / windows: for the theme alone, and for all who share its windows."""
    serving = [window for window in windows if theme in window.themes]
    at_work = [window for window in serving if _at_work(window, now)]
    count = len(at_work) or len(serving) or 1
    shared = {code for window in serving for code in window.themes}
    ahead = [ticket.theme for ticket in waiting]
    return {
        "plain (theme)": _work((code for code in ahead if code == theme), experience) / count,
        "plain (shared windows)": _work((code for code in ahead if code in shared), experience) / count,
    }


def last_to_enter(ticket: Waiting, last_waits: LastWaits) -> dict[str, float]:
    """LES: the wait of the last person called, of the theme, and of the theme and standing; 0 until there is one."""
    of_theme = max((seen for (theme, _), seen in last_waits.items() if theme == ticket.theme), default=(0.0, 0.0))
    same = last_waits.get((ticket.theme, ticket.standing), of_theme)
    return {"LES (theme)": of_theme[1], "LES (theme and standing)": same[1]}


def _at_work(window: WindowNow, now: float) -> bool:
    away = window.paused_since is not None or window.late_since is not None
    return not away and not any(begin <= now < end for begin, end in window.breaks)


def _work(themes: Iterable[str], experience: Experience) -> float:
    means = {theme: fmean(services) for theme, services in experience.services.items() if services}
    return sum(means.get(theme, DEFAULT_SERVICE) for theme in themes)
