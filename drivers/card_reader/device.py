"""The card reader on its serial line: finds, selects, reads, and tells what went wrong in the core's own codes."""

import logging
import time

from drivers.card_reader import frames, layout
from drivers.card_reader.frames import FrameParser, Response, Status
from drivers.device import DeviceError, DeviceGone, Supervised
from drivers.serial_port import SerialPort
from kiosk.card import IdCard
from kiosk.events import CardFailed, CardFound, CardRead, Device, Post
from kiosk.trouble import Trouble

log = logging.getLogger(__name__)

FIND_PAUSE = 0.08
"""Seconds between two looks for a card; a look costs 2 ms of wire and the module 20."""
REST_PAUSE = 3.0  # seconds between two signs of life while nobody wants a card
ANSWER_SECONDS = 1.0  # find, select, status
READ_SECONDS = 4.0  # 2321 bytes at 9600 baud take 2.4 s, the chip itself up to 1 s
SILENCE = 0.3  # seconds of silence inside a frame: it broke off

TROUBLES = {
    0x10: Trouble.GARBLED,
    0x11: Trouble.GARBLED,
    0x21: Trouble.GARBLED,
    0x31: Trouble.CARD_UNREADABLE,
    0x32: Trouble.CARD_UNREADABLE,
    0x33: Trouble.CARD_UNREADABLE,
    0x40: Trouble.CARD_UNKNOWN,
    0x41: Trouble.CARD_MOVED,  # in the field it is nearly always a card that was lifted
    0x47: Trouble.CARD_UNREADABLE,
    0x60: Trouble.DEVICE_FAULT,
    0x66: Trouble.DEVICE_FAULT,
    0x80: Trouble.CARD_MOVED,
    0x81: Trouble.CARD_MOVED,
}
"""SW3 to what a visitor can be told; anything else means a card that cannot be read."""


class CardReaderDevice(Supervised):
    """The `CardReader` port over the SAM protocol. Looks only while the core wants a card."""

    device = Device.CARD_READER

    def __init__(self, post: Post, port: str, baud: int = 115200) -> None:
        super().__init__(post)
        self._url, self._baud = port, baud
        self._port: SerialPort | None = None
        self._wanted = 0  # the request in hand; 0: rest

    # ---- the port, called by the core

    def look(self, request: int) -> None:
        self._wanted = request
        self.wake()

    def rest(self) -> None:
        self._wanted = 0

    # ---- the supervisor's side

    def connect(self) -> None:
        self._port = SerialPort(self._url, self._baud)
        self._check_module()

    def disconnect(self) -> None:
        if self._port is not None:
            self._port.close()
            self._port = None

    def interrupt(self) -> None:
        if (port := self._port) is not None:
            port.interrupt()

    def turn(self) -> float:
        request = self._wanted
        if not request:
            self._check_module()
            return REST_PAUSE
        if self._ask(frames.FIND_CARD) == Status.CARD_FOUND:
            self._read(request)
        return FIND_PAUSE

    def _check_module(self) -> None:
        status = self._ask(frames.SAM_STATUS)
        if status != Status.OK:
            raise DeviceError(Trouble.DEVICE_FAULT, f"status {status:02X}")

    def _read(self, request: int) -> None:
        """One card, from found to read. A card's trouble is the visitor's to mend, not the device's fault."""
        self._answer(request, CardFound(request))
        try:
            self._select()
            if request == self._wanted:  # a card that nobody reads any more stays on offer for the next who looks
                self._answer(request, CardRead(request, self._read_card()))
        except CardTrouble as error:
            log.info("card not read: %s (%s)", error.trouble, error)
            self._answer(request, CardFailed(request, error.trouble))
        except DeviceError as error:
            self._answer(request, CardFailed(request, error.trouble))
            raise

    def _select(self) -> None:
        _must_be_ok(self._exchange(frames.SELECT_CARD, ANSWER_SECONDS))

    def _read_card(self) -> IdCard:
        answer = self._exchange(frames.READ_CARD, READ_SECONDS)
        _must_be_ok(answer)
        return card_from(answer.data)

    def _answer(self, request: int, event: CardFound | CardFailed | CardRead) -> None:
        """Tell it, unless the core has stopped waiting meanwhile."""
        if request == self._wanted:
            self._post(event)

    def _ask(self, command: bytes) -> int:
        """The status in answer to a question about the module: trouble with it, or with the line, is the device's."""
        try:
            status = self._exchange(command, ANSWER_SECONDS).status
        except CardTrouble as error:
            raise DeviceError(error.trouble, str(error)) from error
        trouble = TROUBLES.get(status)
        if trouble in (Trouble.GARBLED, Trouble.DEVICE_FAULT):
            raise DeviceError(trouble, f"status {status:02X}")
        return status

    def _exchange(self, command: bytes, seconds: float) -> Response:
        """Send a command, wait for its answer. Raises DeviceError (silent), DeviceGone, CardTrouble (damaged)."""
        if self._port is None:
            raise DeviceGone(Trouble.NOT_CONNECTED)
        self._port.forget_input()
        self._port.write(frames.request(command))
        return self._answer_on(self._port, time.monotonic() + seconds)

    def _answer_on(self, port: SerialPort, end: float) -> Response:
        """The first good frame. The search ends at `end`, or once the line falls silent after something was heard."""
        parser, heard, damage = FrameParser(), False, "no frame in what arrived"
        while (left := end - time.monotonic()) > 0:
            data = port.read(min(left, SILENCE) if heard else left)
            if self.ending:
                raise DeviceGone(Trouble.NOT_CONNECTED, "stopped")
            for frame in parser.feed(data) if data else parser.give_up():
                if isinstance(frame, Response):
                    return frame
                damage = frame.why
            if not data:
                break
            heard = True
        if heard:
            raise CardTrouble(Trouble.GARBLED, damage)
        raise DeviceError(Trouble.NO_ANSWER)


class CardTrouble(Exception):  # noqa: N818  named for the visitor's side of it
    """This card, this time: lay it down again."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(detail)
        self.trouble = trouble


def _must_be_ok(answer: Response) -> None:
    if answer.status != Status.OK:
        raise CardTrouble(TROUBLES.get(answer.status, Trouble.CARD_UNREADABLE), f"status {answer.status:02X}")


def card_from(data: bytes) -> IdCard:
    """A card from the data of a read answer: two or three lengths, then text, photo, fingerprints.

    The lengths say which: text and photo lengths are always there, a third one where it makes the sum right.
    Fingerprints are not even looked at. Raises CardTrouble.
    """
    if len(data) < 4:
        raise CardTrouble(Trouble.GARBLED, "no lengths")
    text_bytes, photo_bytes = (int.from_bytes(data[at : at + 2], "big") for at in (0, 2))
    start = 4 if len(data) == 4 + text_bytes + photo_bytes else 6
    if len(data) < start + text_bytes + photo_bytes:
        raise CardTrouble(Trouble.GARBLED, "shorter than its own lengths")
    text = data[start : start + text_bytes]
    photo = data[start + text_bytes : start + text_bytes + photo_bytes]
    try:
        return layout.parse(text, photo)
    except layout.LayoutError as error:
        raise CardTrouble(Trouble.CARD_UNKNOWN, str(error)) from error
