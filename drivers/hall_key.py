"""The hall's key in its file: 64 hexadecimal digits, made once. It makes identities from card numbers and seals
telephone numbers, so another one would not know anybody again."""

import secrets
from pathlib import Path

from drivers.whole_file import keep_private, make_once

KEY_BYTES = 32
LOST = "put back the copy that was kept of it, or remove this file and let `kiosk hall adopt-key` make a new one"


class HallKeyError(Exception):
    """The file holds no key; the message names it and what to do, in one line."""


def read_hall_key(path: Path, make: bool) -> bytes:
    """The key; made where there is none and `make` allows it. Raises HallKeyError."""
    try:
        if make and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            make_once(path, secrets.token_hex(KEY_BYTES).encode() + b"\n")
        text = path.read_bytes()
    except FileNotFoundError as error:
        raise HallKeyError(f"{path}: the hall's key is not there; {LOST}") from error
    except OSError as error:
        raise HallKeyError(f"{path}: the hall's key cannot be read or made: {error.strerror}") from error
    keep_private(path)
    return _key_of(path, text)


def _key_of(path: Path, text: bytes) -> bytes:
    if not text.strip():
        raise HallKeyError(f"{path}: the hall's key is empty; {LOST}")
    try:
        key = bytes.fromhex(text.decode("ascii"))
    except ValueError:  # its own text would show a part of it
        raise HallKeyError(f"{path}: not a hall's key (64 hexadecimal digits); {LOST}") from None
    if len(key) != KEY_BYTES:
        raise HallKeyError(f"{path}: a hall's key has 64 hexadecimal digits, this has {2 * len(key)}; {LOST}")
    return key
