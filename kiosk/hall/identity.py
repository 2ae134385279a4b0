"""Who a holder is, as keyed hashes: enough to know a person again, useless to anybody without the hall's key."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from kiosk.phones import plain_phone


@dataclass(frozen=True)
class IdentitySeal:
    """HMAC-SHA-256 under the hall's own key. Without the key a dump of all 10^17 possible numbers leads nowhere."""

    key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.key) < 32:
            raise ValueError("the identity key needs at least 32 bytes")

    def of_card(self, number: str) -> str:
        return self._seal("card", number.strip().upper())

    def of_phone(self, number: str) -> str:
        """The same person however the number is written: with the country's code, with gaps, in wide digits."""
        return self._seal("phone", "".join(sign for sign in plain_phone(number) if sign.isdigit()))

    @property
    def fingerprint(self) -> str:
        """Tells this key from another one, and nothing else about it: 16 hexadecimal digits."""
        return self._seal("key", "print")[:16]

    def _seal(self, kind: str, value: str) -> str:
        return hmac.new(self.key, f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()


def new_code() -> str:
    """A follow code: 72 random bits, nothing personal, short enough for a QR code on a narrow ticket."""
    return secrets.token_urlsafe(9)


def new_token() -> str:
    """A device's or a session's secret, 192 random bits; the hall keeps only its `digest`."""
    return secrets.token_urlsafe(24)


def digest(token: str) -> str:
    """Tokens are random and long, so a plain SHA-256 is enough: there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_appointment_code() -> str:
    """Eight signs that nobody confuses (no 0, O, 1, I, L): typed on a screen, and useless without the hall."""
    return "".join(secrets.choice("23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _ in range(8))
