"""The hand scanner on a serial line (USB-COM mode): what comes in one burst is one code.

A QR code may hold lines of its own, a busy scanner may pause in the midst of one: so an end of line alone ends nothing,
silence does. Nobody scans two codes within a tenth of a second.
"""

from drivers.code_text import code_text
from drivers.device import Supervised
from drivers.serial_port import SerialPort
from kiosk.events import CodeScanned, Device, Post

ENDS = (b"\r", b"\n", b"\x03")
"""What scanners put behind a code, as they are set."""
SETTLED = 0.1
"""Seconds of silence behind such an end. At 9600 baud a character takes 1 ms, scanners pause for up to 50."""
UNSETTLED = {True: 0.4, None: 0.25, False: 0.15}
"""Seconds of silence without an end, by whether the code before had one: it is waited for where it must come."""
LONGEST = 7_089  # characters, which a QR code of digits holds. Longer ones are dropped: half a code is a wrong one
LISTEN = 1.0


class Burst:
    """What has come since the last silence."""

    def __init__(self) -> None:
        self._pending = b""
        self._had_end: bool | None = None

    @property
    def patience(self) -> float:
        """Seconds of silence that end it."""
        if not self._pending:
            return LISTEN
        return SETTLED if self._pending.endswith(ENDS) else UNSETTLED[self._had_end]

    def add(self, data: bytes) -> None:
        self._pending = (self._pending + data)[: LONGEST * 4 + 1]  # noise without an end is too long even then

    def end(self) -> str:
        """The code, and begin anew; empty where it is none."""
        burst, self._pending = self._pending, b""
        text = code_text(burst)
        if not text or len(text) > LONGEST:
            return ""
        self._had_end = burst.endswith(ENDS)
        return text


class ScannerDevice(Supervised):
    """Posts CodeScanned for whatever is scanned, whenever it is; the core decides whether it matters."""

    device = Device.SCANNER

    def __init__(self, post: Post, port: str, baud: int = 115200) -> None:
        super().__init__(post)
        self._url, self._baud = port, baud
        self._port: SerialPort | None = None
        self._burst = Burst()

    def connect(self) -> None:
        self._port = SerialPort(self._url, self._baud)
        self._burst = Burst()

    def disconnect(self) -> None:
        if self._port is not None:
            self._port.close()
            self._port = None

    def interrupt(self) -> None:
        if (port := self._port) is not None:
            port.interrupt()

    def turn(self) -> float:
        if self._port is not None:
            data = self._port.read(self._burst.patience)
            if data:
                self._burst.add(data)
            elif text := self._burst.end():
                self._post(CodeScanned(text))
        return 0.0
