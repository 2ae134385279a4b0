"""Where and when a paper is printed: what stands at its top and its bottom."""

from dataclasses import dataclass

from kiosk.catalogue import Period
from kiosk.paper import Align, Line, Rule, Text
from kiosk.papers.wording import NeedsWords


@dataclass(frozen=True)
class Place:
    """`time` is local, "YYYY-MM-DD HH:MM"; `language` is "zh" or "en"."""

    hall: str
    phone: str
    terminal: str
    time: str
    language: str

    def head(self, title: str) -> tuple[Line, ...]:
        return (
            Text(self.hall, align=Align.CENTRE),
            Text(title, bold=True, align=Align.CENTRE, large=True),
            Rule(),
        )


def period_text(period: Period, words: NeedsWords) -> str:
    """A time limit as people say it."""
    if period.unit == "now":
        return words.now
    return (words.working_days if period.unit == "wd" else words.days).format(days=period.days)
