"""Fake firmware of a SAM card reader: the same bytes, at the same pace, with a card that comes and goes.

Like the real module it finds a card once: after a read the card must leave the plate before it is found again.
"""

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from drivers.card_reader import frames
from drivers.card_reader.frames import PREAMBLE, Status
from drivers.sim.people import PHOTO_BYTES, text_block
from drivers.sim.pty_port import PtyDevice
from kiosk.card import IdCard

FIND_DELAY, SELECT_DELAY, READ_DELAY = 0.02, 0.06, 0.45
"""Seconds the module itself takes before it answers: a real read is felt as "about a second" in all."""


class Fault(Enum):
    """What a test can make the firmware do to its next read answer."""

    WRONG_CHECK = auto()
    TORN = auto()  # half of the frame, then silence
    ENDLESS = auto()  # a length that is never reached
    NOISE_BEFORE = auto()  # rubbish with a false preamble, then a good frame
    LIFTED = auto()  # the card goes between select and read
    SILENT = auto()


@dataclass(frozen=True)
class StatusFault:
    """Answer the next read with this status byte."""

    status: int


class FakeCardReader(PtyDevice):
    """`present` and `take_away` play the visitor; `fault` spoils the next read; `silent` hangs the module; `broken`
    makes it answer everything with this status, as after a failed self-test (60)."""

    def __init__(self, folder: Path, name: str = "card-reader", baud: int = 115200) -> None:
        super().__init__(folder, name, baud)
        self._input = bytearray()
        self._card: IdCard | None = None
        self._found = self._was_read = False
        self.fault: Fault | StatusFault | None = None
        self.silent = False
        self.broken: int | None = None

    @property
    def card(self) -> IdCard | None:
        return self._card

    def present(self, card: IdCard) -> None:
        with self._lock:
            self._card, self._found, self._was_read = card, False, False

    def take_away(self) -> None:
        with self._lock:
            self._card, self._found, self._was_read = None, False, False

    def plugged(self) -> None:
        self._input.clear()
        self._found = self._was_read = False

    def received(self, data: bytes) -> None:
        self._input += data
        while (command := self._next_command()) is not None:
            if not self.silent:
                self._answer(command)

    def _next_command(self) -> bytes | None:
        """The next good request's command and data; damaged ones are skipped in silence, as modules do."""
        while (at := self._input.find(PREAMBLE)) >= 0:
            del self._input[:at]
            if len(self._input) < frames.HEAD:
                return None
            length = int.from_bytes(self._input[5:7], "big")
            if len(self._input) < frames.HEAD + length:
                return None
            body = bytes(self._input[5 : frames.HEAD + length])
            del self._input[: frames.HEAD + length]
            if frames.check(body) == 0:
                return body[2:-1]
        return None

    def _answer(self, command: bytes) -> None:
        answers = {
            frames.SAM_STATUS: self._status,
            frames.FIND_CARD: self._find,
            frames.SELECT_CARD: self._select,
            frames.READ_CARD: self._read,
        }
        if self.broken is not None:
            self.send(frames.response(self.broken), after=0.005)
        else:
            answers.get(command, self._unknown)()

    def _status(self) -> None:
        self.send(frames.response(Status.OK), after=0.005)

    def _unknown(self) -> None:
        self.send(frames.response(0x21), after=0.005)

    def _find(self) -> None:
        self._found = self._card is not None and not self._was_read
        status, data = (Status.CARD_FOUND, bytes(4)) if self._found else (Status.NO_CARD, b"")
        self.send(frames.response(status, data), after=FIND_DELAY)

    def _select(self) -> None:
        status, data = (Status.OK, bytes(8)) if self._found else (Status.SELECT_FAILED, b"")
        self.send(frames.response(status, data), after=SELECT_DELAY)

    def _read(self) -> None:
        fault, self.fault = self.fault, None
        if fault is Fault.LIFTED:
            self.take_away()
        if isinstance(fault, StatusFault):
            self._found = False
            self.send(frames.response(fault.status), after=SELECT_DELAY)
        elif not self._found or self._card is None:
            self.send(frames.response(Status.READ_FAILED), after=SELECT_DELAY)
        else:
            self._was_read = not isinstance(fault, Fault) or fault is Fault.NOISE_BEFORE
            self._found = False
            self.send(_spoilt(_card_frame(self._card), fault), after=READ_DELAY)


def _card_frame(card: IdCard) -> bytes:
    text = text_block(card)
    photo = card.photo or bytes(PHOTO_BYTES)
    lengths = len(text).to_bytes(2, "big") + len(photo).to_bytes(2, "big")
    return frames.response(Status.OK, lengths + text + photo)


def _spoilt(frame: bytes, fault: Fault | None) -> bytes:
    if fault is Fault.WRONG_CHECK:
        return frame[:-1] + bytes([frame[-1] ^ 0xFF])
    if fault is Fault.TORN:
        return frame[: len(frame) // 2]
    if fault is Fault.ENDLESS:
        return PREAMBLE + b"\x0f\xff" + frame[7:]
    if fault is Fault.NOISE_BEFORE:
        return b"\x00\xff\xaa\xaa" + PREAMBLE + b"\xff\xff" + b"\xaa\xaa" + frame
    return b"" if fault is Fault.SILENT else frame
