"""The hand scanner on a serial line (USB-COM mode): a code ends with CR or LF, or with a moment of silence."""

from drivers.device import Supervised
from drivers.serial_port import SerialPort
from kiosk.events import CodeScanned, Device, Post

SILENCE = 0.05  # seconds: a scanner sends a code in one go, at 9600 baud 1 ms a character
LONGEST = 4096  # characters; a QR code holds at most 4,296. Longer ones are dropped: half a code is a wrong one
LISTEN = 1.0


class ScannerDevice(Supervised):
    """Posts CodeScanned for whatever is scanned, whenever it is; the core decides whether it matters."""

    device = Device.SCANNER

    def __init__(self, post: Post, port: str, baud: int = 115200) -> None:
        super().__init__(post)
        self._url, self._baud = port, baud
        self._port: SerialPort | None = None
        self._pending = b""

    def connect(self) -> None:
        self._port = SerialPort(self._url, self._baud)
        self._pending = b""

    def disconnect(self) -> None:
        if self._port is not None:
            self._port.close()
            self._port = None

    def interrupt(self) -> None:
        if (port := self._port) is not None:
            port.interrupt()

    def turn(self) -> float:
        if self._port is not None:
            data = self._port.read(SILENCE if self._pending else LISTEN)
            self._take_in(data)
        return 0.0

    def _take_in(self, data: bytes) -> None:
        *codes, self._pending = (self._pending + data).replace(b"\r", b"\n").split(b"\n")
        if not data and self._pending:
            codes, self._pending = [self._pending], b""
        for code in codes:
            text = code.decode("utf-8", errors="replace").strip("\0 \t\x02\x03")
            if text and len(text) <= LONGEST:
                self._post(CodeScanned(text))
        self._pending = self._pending[: LONGEST * 4 + 1]  # noise without an end: still too long when its end comes
