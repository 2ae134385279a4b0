"""Who is signed in: terminals, their secrets, and tokens that expire. In memory only: a restart signs everybody out."""

import hmac
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk.contract import Session, SignIn


@dataclass(frozen=True)
class _Token:
    terminal_id: str
    expires: float


class Sessions:
    """Tokens of the terminals that the platform knows. Safe from any thread.

    `terminals` is terminal id to secret; `lifetime` and `clock` are in seconds.
    """

    def __init__(
        self, terminals: Mapping[str, str], lifetime: int = 900, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._secrets = dict(terminals)
        self._lifetime = lifetime
        self._clock = clock
        self._tokens: dict[str, _Token] = {}
        self._lock = threading.Lock()

    def sign_in(self, who: SignIn) -> Session | None:
        """A fresh token, or None where terminal or secret is wrong (never told which)."""
        known = self._secrets.get(who.terminal_id, "")
        right = hmac.compare_digest(known.encode(), who.secret.encode())
        if not (known and right):
            return None
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._forget_expired()
            self._tokens[token] = _Token(who.terminal_id, self._clock() + self._lifetime)
        return Session(token=token, expires_in=self._lifetime)

    def terminal(self, token: str) -> str | None:
        """The id of the terminal this token was given to, or None where it is unknown or too old."""
        with self._lock:
            self._forget_expired()
            found = self._tokens.get(token)
        return found.terminal_id if found else None

    def sign_out_all(self) -> None:
        """As if every token had expired."""
        with self._lock:
            self._tokens.clear()

    def _forget_expired(self) -> None:
        now = self._clock()
        self._tokens = {name: token for name, token in self._tokens.items() if token.expires > now}
