"""When a hall is open: a calendar of spans. Is given the time, never asks for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.hall.config import DAYS, HoursSection, Span, at

LOOK_AHEAD_DAYS = 30


@dataclass(frozen=True)
class OpenSpan:
    begin: datetime
    end: datetime


@dataclass(frozen=True)
class OpeningHours:
    """`always` is for trying a hall out at any hour."""

    section: HoursSection
    zone: ZoneInfo
    always: bool = False

    def day(self, now: datetime) -> date:
        """The hall's own calendar day: numbers begin at 001 with it."""
        return now.astimezone(self.zone).date()

    def midnight(self, day: date) -> datetime:
        """When this day begins."""
        return datetime.combine(day, time(), self.zone)

    def spans(self, day: date) -> tuple[OpenSpan, ...]:
        return tuple(self._span(day, text) for text in self._texts(day))

    def _texts(self, day: date) -> tuple[Span, ...]:
        if self.always:
            return ("00:00-24:00",)
        if day in self.section.closed_days:
            return ()
        if day in self.section.moved_workdays:
            return self.section.monday
        return self.section.spans(DAYS[day.weekday()])

    def _span(self, day: date, text: Span) -> OpenSpan:
        begin, end = (datetime.combine(day, at(part), self.zone) for part in text.split("-"))
        return OpenSpan(begin, end)

    def is_open(self, now: datetime) -> bool:
        """Windows serve."""
        return any(span.begin <= now < span.end for span in self.spans(self.day(now)))

    def gives_numbers(self, now: datetime) -> bool:
        """From shortly before the first window opens until the last one closes, the lunch break included."""
        begin, end = self.numbers_from(now), self.closes_at(now)
        return begin is not None and end is not None and begin <= now < end

    def numbers_from(self, now: datetime) -> datetime | None:
        """When the day's first number may be given, or None on a closed day."""
        spans = self.spans(self.day(now))
        return spans[0].begin - timedelta(minutes=self.section.before_minutes) if spans else None

    def next_numbers(self, now: datetime) -> datetime | None:
        """When numbers are given on the next day that they are, or None within the next month."""
        ahead = (now + timedelta(days=count) for count in range(1, LOOK_AHEAD_DAYS))
        return next((begin for day in ahead if (begin := self.numbers_from(day)) is not None), None)

    def closes_at(self, now: datetime) -> datetime | None:
        """The end of the day's last span, or None on a closed day."""
        spans = self.spans(self.day(now))
        return spans[-1].end if spans else None

    def opens_at(self, now: datetime) -> datetime | None:
        """When windows serve next, or None within the next month. `now` itself where they serve."""
        return now if self.is_open(now) else next((span.begin for span in self._coming(now) if span.begin > now), None)

    def closed_between(self, begin: datetime, end: datetime) -> timedelta:
        """How much of that day's time between the two no window serves (the lunch break)."""
        spans = self.spans(self.day(begin))
        served = sum((max(timedelta(), min(span.end, end) - max(span.begin, begin)) for span in spans), timedelta())
        return max(timedelta(), end - begin - served)

    def _coming(self, now: datetime) -> Iterator[OpenSpan]:
        today = self.day(now)
        for ahead in range(LOOK_AHEAD_DAYS):
            yield from self.spans(today + timedelta(days=ahead))
