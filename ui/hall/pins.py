"""Clerks' PINs as argon2 hashes. Slow on purpose, so always off the event loop."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher()  # argon2id with the library's current parameters (RFC 9106, low memory)
NOBODY = HASHER.hash("no such clerk")
"""Compared where the login is unknown, so that the answer takes as long."""


async def hash_pin(pin: str) -> str:
    return await asyncio.to_thread(HASHER.hash, pin)


async def pin_fits(pin_hash: str, pin: str) -> bool:
    return await asyncio.to_thread(_fits, pin_hash or NOBODY, pin)


def _fits(pin_hash: str, pin: str) -> bool:
    try:
        return HASHER.verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False
