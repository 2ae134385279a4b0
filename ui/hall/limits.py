"""How often somebody may ask. Counts in this process's memory: enough against guessing, nothing to keep."""

from collections.abc import Awaitable, Callable

from fastapi import HTTPException, Request
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from kiosk.hall.config import SecuritySection
from kiosk.hall.refusal import Reason, Refused


class Limits:
    """The configured rates. Raises ValueError where one cannot be read."""

    def __init__(self, section: SecuritySection) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self.set(section)

    def set(self, section: SecuritySection) -> None:
        """Other rates; who has asked is remembered. Raises ValueError."""
        self._rates = {
            "pin": parse(section.pin_rate),
            "follow": parse(section.follow_rate),
            "public": parse(section.public_rate),
        }

    def allow(self, rate: str, who: str) -> bool:
        return self._limiter.hit(self._rates[rate], rate, who)

    def check_pin(self, who: str) -> None:
        """Before a PIN is looked at. Raises Refused (pin_locked)."""
        if not self.allow("pin", who):
            raise Refused(Reason.PIN_LOCKED)


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
