"""Lets a request in: whose token it carries, and whether that may do this."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fastapi import HTTPException, Request
from fastapi.openapi.models import HTTPBearer as HTTPBearerModel
from fastapi.security.base import SecurityBase

from kiosk.hall.access import Grant, Right
from kiosk.hall.identity import digest
from ui.hall.context import Context

SESSION_COOKIE = "hall_session"
DEVICE_COOKIE = "hall_device"
FRESH = timedelta(seconds=10)
"""A token known for longer is looked up again; a revoked one is forgotten at once (`What.TOKENS`)."""


NOBODY = HTTPException(401, "No valid token", {"WWW-Authenticate": "Bearer"})


@dataclass
class Doorman:
    """Remembers tokens for a few seconds, so that not every request asks the database."""

    context: Context
    _known: dict[str, tuple[Grant, datetime]] = field(default_factory=dict, repr=False)

    def forget(self) -> None:
        self._known.clear()

    async def grant_of(self, token: str) -> Grant:
        """Raises 401 where the token is worth nothing."""
        grant = await self._look_up(token)
        if grant is None:
            raise NOBODY
        return grant

    async def first_that_may(self, right: Right, tokens: list[str]) -> Grant:
        """The first of these that allows it. Raises 401 where none is worth anything, else 403."""
        known = [grant for token in tokens if (grant := await self._look_up(token)) is not None]
        if not known:
            raise NOBODY
        for grant in known:
            if grant.may(right):
                return grant
        raise HTTPException(403, f"A {known[0].role.value}'s token does not allow this")

    async def _look_up(self, token: str) -> Grant | None:
        key, now = digest(token), self.context.now()
        grant, since = self._known.get(key, (None, now))
        if grant is None or abs(now - since) > FRESH:
            grant = await self.context.read(lambda records: records.grant(key))
            if grant is not None:
                self._known[key] = grant, now
        return grant if grant is not None and grant.holds(now) else None


class Needs(SecurityBase):
    """A dependency: the grant behind the request, which allows `right`. Raises 401 or 403.

    A page may carry two cookies, its device's and its clerk's: the clerk's is looked at first. One dependency instead
    of FastAPI's own three: they cost a third of a request.
    """

    def __init__(self, right: Right) -> None:
        self.model = HTTPBearerModel(
            description="A device's token (`kiosk hall token create`) or a clerk's session; pages send it as a cookie"
        )
        self.scheme_name = "token"
        self._right = right

    async def __call__(self, request: Request) -> Grant:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer" and token:
            tokens = [token]
        else:
            cookies = request.cookies
            tokens = [cookies[name] for name in (SESSION_COOKIE, DEVICE_COOKIE) if name in cookies]
        doorman: Doorman = request.app.state.doorman
        return await doorman.first_that_may(self._right, tokens)


def needs(right: Right) -> Needs:
    return Needs(right)
