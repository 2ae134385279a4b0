"""What the routes work with: the parts of the sandbox, and the refusals it gives. Knows no route."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from drivers.sandbox.faults import Faults
from drivers.sandbox.holdings import Holdings
from drivers.sandbox.sessions import Sessions
from drivers.sandbox.shelf import Shelf
from kiosk.contract import Fault, Notice


@dataclass(frozen=True)
class Desk:
    """The parts of one sandbox."""

    holdings: Holdings
    sessions: Sessions
    shelf: Shelf
    faults: Faults
    messages: dict[str, Notice] = field(default_factory=dict, repr=False)  # by key; in memory only


class RefusalError(Exception):
    """A request that is refused: HTTP status and the contract's Fault as the body."""

    def __init__(self, status: int, code: str, message: str, missing: list[str] | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.fault = Fault(code, message, missing or [])


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]
_bearer = HTTPBearer(auto_error=False, description="The token of POST /v1/sign-in")


def _terminal(desk: AtDesk, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> str:
    """The id of the terminal that asks. Raises RefusalError 401."""
    terminal = desk.sessions.terminal(credentials.credentials) if credentials else None
    if terminal is None:
        raise RefusalError(401, "not_signed_in", "sign in first: the token is missing, unknown or too old")
    return terminal


SignedIn = Annotated[str, Depends(_terminal)]
