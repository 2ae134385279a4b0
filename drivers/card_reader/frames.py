"""Frames of the SAM serial protocol (GA/T 467 as vendors publish it). Knows bytes, not cards.

    request    AA AA AA 96 69 | length (2, big-endian) | command  parameter  data... | check
    response   AA AA AA 96 69 | length (2, big-endian) | SW1 SW2 SW3         data... | check

`length` counts everything behind it, `check` included; `check` is the XOR of every byte from the length on.
"""

from dataclasses import dataclass, field
from functools import reduce
from operator import xor

PREAMBLE = bytes.fromhex("AAAAAA9669")
SHORTEST = 4  # three status bytes and the check
LONGEST = 4096  # text, photo and two fingerprints make 2321: more than this is noise that looks like a length
HEAD = len(PREAMBLE) + 2

FIND_CARD = bytes.fromhex("2001")
SELECT_CARD = bytes.fromhex("2002")
READ_CARD = bytes.fromhex("3001")
SAM_STATUS = bytes.fromhex("11FF")


class Status:
    """SW3, what the module says; the rest of the table is in `drivers.card_reader.device`."""

    OK = 0x90
    CARD_FOUND = 0x9F
    NO_CARD = 0x80
    SELECT_FAILED = 0x81
    READ_FAILED = 0x41


@dataclass(frozen=True)
class Response:
    """A frame whose check is right. `data` may hold a person's card: it is not in the repr."""

    status: int
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Damaged:
    """Something that began like a frame and was none."""

    why: str


def check(body: bytes) -> int:
    """XOR over the length bytes and all behind them."""
    return reduce(xor, body, 0)


def request(command: bytes, data: bytes = b"") -> bytes:
    """A request frame for a two-byte command."""
    return _frame(command + data)


def response(status: int, data: bytes = b"", sw1: int = 0, sw2: int = 0) -> bytes:
    """A response frame, as the module sends it."""
    return _frame(bytes([sw1, sw2, status]) + data)


def _frame(content: bytes) -> bytes:
    body = (len(content) + 1).to_bytes(2, "big") + content
    return PREAMBLE + body + bytes([check(body)])


class FrameParser:
    """Finds response frames in a stream that may begin anywhere, hold noise, or break off.

    A damaged frame costs one byte: the search goes on right behind its first byte, so a good frame inside the
    damaged one's supposed length is still found.
    """

    def __init__(self) -> None:
        self._buffer = b""

    def feed(self, data: bytes) -> list[Response | Damaged]:
        """Take in bytes; every frame that is complete now, in order."""
        self._buffer += data
        found: list[Response | Damaged] = []
        while (frame := self._next()) is not None:
            found.append(frame)
        return found

    def give_up(self) -> list[Response | Damaged]:
        """Nothing more will come: what was still awaited is damaged; frames hidden behind it are found now."""
        found: list[Response | Damaged] = []
        while len(self._buffer) >= HEAD and self._buffer.startswith(PREAMBLE):
            self._buffer = self._buffer[1:]
            found.append(Damaged("broke off"))
            found += self.feed(b"")
        self._buffer = b""
        return found

    def _next(self) -> Response | Damaged | None:
        self._skip_noise()
        if len(self._buffer) < HEAD or not self._buffer.startswith(PREAMBLE):
            return None
        length = int.from_bytes(self._buffer[5:7], "big")
        if not SHORTEST <= length <= LONGEST:
            self._buffer = self._buffer[1:]
            return Damaged("impossible length")
        if len(self._buffer) < HEAD + length:
            return None
        body = self._buffer[5 : HEAD + length]
        if check(body) != 0:  # the check byte cancels out
            self._buffer = self._buffer[1:]
            return Damaged("wrong check")
        self._buffer = self._buffer[HEAD + length :]
        return Response(status=body[4], data=body[5:-1])

    def _skip_noise(self) -> None:
        """Drop everything in front of a preamble, but keep a tail that may be the start of one."""
        at = self._buffer.find(PREAMBLE)
        if at < 0:
            keep = next(n for n in range(len(PREAMBLE) - 1, -1, -1) if self._buffer.endswith(PREAMBLE[:n]))
            at = len(self._buffer) - keep
        self._buffer = self._buffer[at:]
