"""What passes between the terminal and its reading worker: a length, then JPEG one way and MessagePack the other."""

import struct
from collections.abc import Callable

import msgspec

from kiosk.picture import Quarters
from kiosk.reading import Line

HEADER = struct.Struct(">I")
LONGEST = 64 * 2**20  # bytes; more is not one of our frames

Read = Callable[[int], bytes]
"""As many bytes as asked for, fewer only at the end."""


class BrokenFrameError(Exception):
    """What arrived is not a whole frame: the other side has died, or is not ours."""


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """`lines` is None where the page could not be decoded; else they are of the page turned by `quarters`.

    `memory` is the worker's resident memory in bytes.
    """

    lines: tuple[Line, ...] | None
    memory: int
    quarters: Quarters = 0


def pack(data: bytes) -> bytes:
    return HEADER.pack(len(data)) + data


def unpack(read: Read) -> bytes | None:
    """The next frame; None at the end of the stream. Raises BrokenFrameError."""
    header = read(HEADER.size)
    if not header:
        return None
    if len(header) < HEADER.size:
        raise BrokenFrameError("half a header")
    (length,) = HEADER.unpack(header)
    if length > LONGEST:
        raise BrokenFrameError("too long")
    data = read(length)
    if len(data) < length:
        raise BrokenFrameError("half a frame")
    return data


def encode(answer: Answer) -> bytes:
    return msgspec.msgpack.encode(answer)


def decode(data: bytes) -> Answer:
    """Raises BrokenFrameError."""
    try:
        return msgspec.msgpack.decode(data, type=Answer)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise BrokenFrameError("not an answer") from error
