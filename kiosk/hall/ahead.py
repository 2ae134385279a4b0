"""How many are called before somebody who waits: by the rule that calls (`kiosk.hall.discipline`), whoever was first.

Between now and the call others earn points faster or slower, and some of them are still to come. So it is a range: the
fewest are ahead whenever the call may be, the most if it is as late as is likely, with as many comers as are likely.
"""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Protocol

from kiosk.hall.discipline import Rules, Standing, Waiting, overtaken_before
from kiosk.hall.experience import expected_comers
from kiosk.hall.hall import Hall
from kiosk.hall.ticket import HallTicket


class Line(Protocol):
    """Of a store (`kiosk.hall.ports.TicketRecords`)."""

    def count_before(self, one: HallTicket, limits: Mapping[Standing, datetime]) -> int: ...


LIKELY = 0.9  # so often no more people come before than the most that is said


def ahead(records: Line, hall: Hall, ticket: HallTicket, now: datetime, minutes: tuple[int, int]) -> tuple[int, int]:
    """The fewest and the most who are called before this ticket, if its call is `minutes` away."""
    soonest, latest = (now.timestamp() + 60 * count for count in minutes)
    rules, mine = hall.config.line, ticket.waiting
    fewest = records.count_before(ticket, _limits(mine, rules, now.timestamp(), soonest, latest, sure=True))
    most = records.count_before(ticket, _limits(mine, rules, now.timestamp(), soonest, latest, sure=False))
    return fewest, max(fewest, most) + _comers(hall, mine, now.timestamp(), latest)


def ahead_now(records: Line, hall: Hall, ticket: HallTicket, now: datetime) -> int:
    """How many would be called before this ticket if all were called at this moment."""
    at = now.timestamp()
    return records.count_before(ticket, _limits(ticket.waiting, hall.config.line, at, at, at, sure=True))


def _limits(
    mine: Waiting, rules: Rules, now: float, soonest: float, latest: float, *, sure: bool
) -> dict[Standing, datetime]:
    """For each standing: who began before this moment is called before `mine`, surely or perhaps.

    Who earns faster has passed `mine` by the call or not; who earns more slowly is called before `mine` passes.
    """
    limits = {}
    for standing in Standing:
        faster = rules.rate(standing) > rules.rate(mine.standing)
        at = (soonest if sure else latest) if faster else (latest if sure else now)
        limits[standing] = overtaken_before(mine, rules, standing, at)
    own = datetime.fromtimestamp(mine.start, UTC)
    return {one: own if at == mine.start else datetime.fromtimestamp(max(0.0, at), UTC) for one, at in limits.items()}


def _comers(hall: Hall, mine: Waiting, now: float, latest: float) -> int:
    """As many as are likely to come yet and be called before `mine`; those with an appointment come when it begins."""
    rules, foresight = hall.config.line, hall.foresight
    mean = sum(
        expected_comers(pace, now, overtaken_before(mine, rules, standing, latest))
        for (theme, standing), pace in foresight.comers.items()
        if theme == mine.theme
    )
    until = min(latest, overtaken_before(mine, rules, Standing.APPOINTMENT, latest))
    booked = sum(begins < until for begins in foresight.booked_at.get(mine.theme, ()))
    return booked + likely_most(mean)


def likely_most(mean: float) -> int:
    """Of arrivals that are independent of each other (Poisson), the count that is not passed in LIKELY of the cases."""
    count, chance = 0, math.exp(-mean)
    total = chance
    while total < LIKELY and count < 1000:
        count += 1
        chance *= mean / count
        total += chance
    return count
