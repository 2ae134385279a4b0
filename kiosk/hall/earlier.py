"""What a hall saw on its last days: how long visits took, who was missed, who came when, what windows did. Nobody's
ticket."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from kiosk.hall import forecast
from kiosk.hall.experience import SLOTS, Kind
from kiosk.hall.habits import Habits, habits_of, window_days
from kiosk.hall.hall import Hall
from kiosk.hall.outcomes import NEWEST, outcomes_of
from kiosk.hall.ports import PastRecords
from kiosk.hall.ticket import HallTicket, Outcome

DAYS = 5  # a working week
Services = Mapping[str, Sequence[float]]  # seconds from call to finish, by theme, in order of issue
Calls = Sequence[tuple[float, bool]]  # seconds waited, and whether nobody came


@dataclass(frozen=True)
class EarlierDays:
    """`comers`: the mean of the days in each of 48 half hours, by theme and standing."""

    services: Services = field(default_factory=dict)
    calls: Calls = ()
    comers: Mapping[Kind, Sequence[float]] = field(default_factory=dict)
    habits: Habits = field(default_factory=Habits)
    sent_on: float = 0.0  # share of visits that another one followed
    returned: float = 0.0  # share of those who missed their call who were served after all
    outcomes: Sequence[forecast.Outcome] = ()  # the newest last


def earlier_days(records: PastRecords, hall: Hall, day: date) -> EarlierDays:
    """The last days before `day` on which numbers were given. It reads them all: once a day is enough."""
    days = records.days_before(day, DAYS)
    tickets = [ticket for one in reversed(days) for ticket in records.tickets(one)]
    foreseen = [ticket for ticket in reversed(records.forecast_tickets(NEWEST)) if ticket.day < day]
    return EarlierDays(
        services_of(tickets),
        calls_of(tickets),
        _mean_day(hall, tickets, len(days)),
        _habits(records, hall, days),
        _share(ticket.topic != ticket.theme for ticket in tickets if measured(ticket)),
        _share(measured(ticket) for ticket in tickets if ticket.missed),
        outcomes_of(foreseen),
    )


def _habits(records: PastRecords, hall: Hall, days: Iterable[date]) -> Habits:
    zone = hall.config.hall.zone
    midnights = [datetime.combine(day, time(), zone) for day in days]
    changes = [records.window_changes(begin, begin + timedelta(days=1)) for begin in midnights]
    return habits_of([window_days(some, zone) for some in changes])


def services_of(tickets: Iterable[HallTicket]) -> dict[str, list[float]]:
    """Without visits that nobody finished: the day's settlement ended those, hours later."""
    services: dict[str, list[float]] = {}
    for ticket in tickets:
        if measured(ticket) and ticket.called_at and ticket.ended_at:
            services.setdefault(ticket.topic, []).append((ticket.ended_at - ticket.called_at).total_seconds())
    return services


def measured(ticket: HallTicket) -> bool:
    """Whether a clerk has finished it."""
    return ticket.outcome not in (Outcome.NONE, Outcome.UNRECORDED)


def _share(found: Iterable[bool]) -> float:
    every = list(found)
    return sum(every) / len(every) if every else 0.0


def calls_of(tickets: Iterable[HallTicket]) -> list[tuple[float, bool]]:
    return [(waited, ticket.missed > 0) for ticket in tickets if (waited := ticket.waited) is not None]


def _mean_day(hall: Hall, tickets: Iterable[HallTicket], days: int) -> dict[Kind, list[float]]:
    comers: dict[Kind, list[float]] = {}
    for ticket in tickets:
        at = ticket.issued_at.astimezone(hall.config.hall.zone)
        half_hours = comers.setdefault((ticket.theme, ticket.standing), [0.0] * SLOTS)
        half_hours[at.hour * 2 + at.minute // 30] += 1 / days
    return comers
