"""Lets a request in: whose token it carries, and whether that may do this."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import HTTPException, Request, Security
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer

from kiosk.hall.access import Grant, Right
from kiosk.hall.identity import digest
from ui.hall.context import Context

COOKIE = "hall_token"
FRESH = timedelta(seconds=10)
"""A token known for longer is looked up again; a revoked one is forgotten at once (`What.TOKENS`)."""
bearer = HTTPBearer(auto_error=False, description="A device's token (`kiosk hall token create`) or a clerk's session")
cookie = APIKeyCookie(name=COOKIE, auto_error=False, description="The same, for the hall's own pages")


@dataclass
class Doorman:
    """Remembers tokens for a few seconds, so that not every request asks the database."""

    context: Context
    _known: dict[str, tuple[Grant, datetime]] = field(default_factory=dict, repr=False)

    def forget(self) -> None:
        self._known.clear()

    async def grant_of(self, token: str) -> Grant:
        """Raises 401 where the token is worth nothing."""
        key, now = digest(token), self.context.now()
        grant, since = self._known.get(key, (None, now))
        if grant is None or now - since > FRESH:
            grant = await self.context.read(lambda records: records.grant(key))
            if grant is not None:
                self._known[key] = grant, now
        if grant is None or not grant.holds(now):
            raise HTTPException(401, "The token is not valid", {"WWW-Authenticate": "Bearer"})
        return grant


def needs(right: Right) -> Callable[..., Awaitable[Grant]]:
    """A dependency: the grant behind the request, which allows `right`. Raises 401 or 403."""

    async def check(
        request: Request,
        header: Annotated[HTTPAuthorizationCredentials | None, Security(bearer)],
        page: Annotated[str | None, Security(cookie)],
    ) -> Grant:
        token = header.credentials if header else page
        if not token:
            raise HTTPException(401, "A token is needed", {"WWW-Authenticate": "Bearer"})
        doorman: Doorman = request.app.state.doorman
        grant = await doorman.grant_of(token)
        if not grant.may(right):
            raise HTTPException(403, f"A {grant.role.value}'s token does not allow this")
        return grant

    return check
