"""Seals what waits on disk: AES-256-GCM with a key in a file that only the terminal's own user may read.

Protects a disk that is taken out, copied or thrown away without the key file; it does not protect from whoever
is already the terminal's user.
"""

import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from drivers.whole_file import make_once

KEY_BYTES = 32
NONCE_BYTES = 12  # NIST SP 800-38D, 8.2.2: random nonces are good for 2**32 messages under one key


class SealBrokenError(Exception):
    """The content cannot be opened: another key, another place, or damaged."""


class Seal:
    """Seals and opens byte strings. Sealed form: nonce (12 bytes), then the content and its tag (16 bytes)."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def close(self, content: bytes, place: str) -> bytes:
        """Seal `content` for one `place` (errand and part): it cannot be opened as anything else."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, content, place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """The content. Raises SealBrokenError."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
        except (InvalidTag, ValueError) as error:
            raise SealBrokenError(place) from error


def read_key(path: Path) -> bytes:
    """The key in this file; made (mode 0600) where there is none. Raises OSError, SealBrokenError for a torn file."""
    if not path.exists():
        make_once(path, secrets.token_bytes(KEY_BYTES))
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise SealBrokenError(f"{path.name}: expected {KEY_BYTES} bytes")
    return key
