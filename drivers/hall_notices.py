"""Sends the hall's turn-is-near notices through the platform. Numbers lie in the database under the hall's own key."""

import base64
import hashlib
import threading

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from drivers.http.failure import ExchangeError
from drivers.platform.client import PlatformAccess, PlatformClient
from kiosk.contract import Notice
from kiosk.hall.notices import MessageError, Turn

TEMPLATE = "turn_is_near"
PURPOSE = b"turn-is-near notices"  # the hall's key serves the identity hashes too: each use gets a key of its own
TRIES, FIRST_PAUSE, LONGEST_PAUSE = 4, 1.0, 8.0
"""A notice that comes a quarter of an hour late is worse than none."""


class PlatformMessages:
    """`kiosk.hall.notices.Messages`. Safe from any thread. Raises ValueError as PlatformClient does."""

    def __init__(self, access: PlatformAccess, key: bytes, first_pause: float = FIRST_PAUSE) -> None:
        derived = HKDF(SHA256(), 32, salt=None, info=PURPOSE).derive(key)
        self._box = Fernet(base64.urlsafe_b64encode(derived))
        self._client = PlatformClient(access)
        self._alone = threading.Lock()  # the client serves one thread at a time
        self._first_pause = first_pause

    def seal(self, phone: str) -> bytes:
        return self._box.encrypt("".join(sign for sign in phone if sign.isdigit()).encode())

    def send(self, turn: Turn) -> None:
        try:
            notice = Notice(self._box.decrypt(turn.sealed).decode(), TEMPLATE, words_of(turn))
        except InvalidToken as error:
            raise MessageError("it was sealed under another key") from error
        key = hashlib.sha256(turn.sealed).hexdigest()
        patience = Retrying(
            stop=stop_after_attempt(TRIES),
            wait=wait_random_exponential(multiplier=self._first_pause, max=LONGEST_PAUSE),
            retry=retry_if_exception(_worth_trying),
            reraise=True,
        )
        try:
            with self._alone:
                patience(self._client.notify, key, notice)
        except ExchangeError as error:
            raise MessageError(error.trouble.value) from error

    def close(self) -> None:
        self._client.close()


def words_of(turn: Turn) -> dict[str, str]:
    """What the platform's template asks for: nothing of the person."""
    return {
        "hall": turn.hall,
        "number": turn.number,
        "theme": turn.theme,
        "ahead": str(turn.ahead),
        "windows": "、".join(map(str, turn.windows)),
    }


def _worth_trying(error: BaseException) -> bool:
    return isinstance(error, ExchangeError) and not error.final
