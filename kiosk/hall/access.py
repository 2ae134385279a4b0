"""Who may do what: one kind of token per kind of device, each with the least rights, and clerks behind their PIN."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a token was handed out for. CLERK and CHIEF are sessions that begin with a PIN."""

    TERMINAL = "terminal"
    WINDOW = "window"
    BOARD = "board"
    MANAGER = "manager"
    CLERK = "clerk"
    CHIEF = "chief"


DEVICES = (Role.TERMINAL, Role.WINDOW, Role.BOARD, Role.MANAGER)


class Right(StrEnum):
    ISSUE = "issue"  # give numbers, book appointments
    SIGN_IN = "sign_in"  # let a clerk sign in here
    SERVE = "serve"  # work at a window: call, serve, see masked names
    RATE = "rate"  # the rating pad
    BOARD = "board"  # numbers called, nothing else
    MANAGE = "manage"  # overview, themes, tokens, clerks, settlement


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.TERMINAL: frozenset({Right.ISSUE}),
    Role.WINDOW: frozenset({Right.SIGN_IN, Right.RATE, Right.BOARD}),
    Role.BOARD: frozenset({Right.BOARD}),
    Role.MANAGER: frozenset({Right.MANAGE, Right.SIGN_IN, Right.BOARD}),
    Role.CLERK: frozenset({Right.SERVE, Right.BOARD}),
    Role.CHIEF: frozenset({Right.SERVE, Right.MANAGE, Right.BOARD}),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """One token. `window` binds a window's or a pad's token, and a session, to one window; 0 is any."""

    id: int
    role: Role
    name: str
    created_at: datetime
    window: int = 0
    clerk: int = 0
    expires_at: datetime | None = None
    revoked_at: datetime | None = None

    def holds(self, now: datetime) -> bool:
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)

    def may(self, right: Right) -> bool:
        return right in RIGHTS[self.role]
