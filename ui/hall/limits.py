"""How often somebody may ask. PINs count in the database, for all processes; what else is asked counts in this one's
memory: what is guessed at there is long and random."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from fastapi import HTTPException, Request
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from kiosk.hall.attempts import Rate
from kiosk.hall.config import SecuritySection


class Limits:
    """The configured rates. Raises ValueError where one cannot be read."""

    def __init__(self, section: SecuritySection) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self.set(section)

    def set(self, section: SecuritySection) -> None:
        """Other rates; who has asked is remembered. Raises ValueError."""
        self.pins = self._of_pins(section)
        self._rates = {
            "follow": parse(section.follow_rate),
            "public": parse(section.public_rate),
        }

    def allow(self, rate: str, who: str) -> bool:
        return self._limiter.hit(self._rates[rate], rate, who)

    @staticmethod
    def _of_pins(section: SecuritySection) -> Rate:
        told = parse(section.pin_rate)
        return Rate(told.amount, timedelta(seconds=told.get_expiry()))


def limited(rate: str) -> Callable[[Request], Awaitable[None]]:
    """A dependency: so many requests of one address. Raises 429."""

    async def check(request: Request) -> None:
        check_rate(request, rate, request.client.host if request.client else "")

    return check


def check_rate(request: Request, rate: str, who: str) -> None:
    """One more request by, or for, `who`. Raises 429."""
    limits: Limits = request.app.state.limits
    if not limits.allow(rate, who):
        raise HTTPException(429, "Too many requests", {"Retry-After": "60"})
