"""A serial line over pyserial: bytes in, bytes out, one exception for every way a cable can go. Knows no protocol."""

import contextlib
import termios
import time

import serial

from drivers.device import DeviceGone
from kiosk.trouble import Trouble


class SerialPort:
    """8N1 at `baud`. `url` is a path, or anything that pyserial's `serial_for_url` takes (socket://host:9100).

    Every method raises DeviceGone once the port is not there or the cable is pulled.
    """

    def __init__(self, url: str, baud: int) -> None:
        try:
            self._port = serial.serial_for_url(url, baudrate=baud, timeout=0, write_timeout=5, do_not_open=True)
            if not url.startswith(("socket://", "loop://")):
                self._port.exclusive = True  # a second reader would steal bytes from both
            self._port.open()
        except (OSError, ValueError) as error:  # SerialException is an OSError
            raise DeviceGone(Trouble.NOT_CONNECTED, type(error).__name__) from error

    def write(self, data: bytes) -> None:
        try:
            self._port.write(data)
        except OSError as error:
            raise DeviceGone(Trouble.NOT_CONNECTED, type(error).__name__) from error

    def read(self, seconds: float, most: int = 4096) -> bytes:
        """What has arrived, waiting up to `seconds` for the first byte; b"" when nothing came."""
        try:
            self._port.timeout = seconds
            first: bytes = self._port.read(1)
            if not first:
                return b""
            self._port.timeout = 0
            rest: bytes = self._port.read(most - 1)
        except OSError as error:  # also "readiness to read but returned no data": the cable is out
            raise DeviceGone(Trouble.NOT_CONNECTED, type(error).__name__) from error
        except TypeError as error:  # pyserial, when `close` in another thread takes its handle away
            raise DeviceGone(Trouble.NOT_CONNECTED, "closed") from error
        return first + rest

    def read_exactly(self, count: int, seconds: float) -> bytes:
        """`count` bytes, or fewer when the time is over."""
        end, data = time.monotonic() + seconds, b""
        while len(data) < count and (left := end - time.monotonic()) > 0:
            data += self.read(left, count - len(data))
        return data

    def forget_input(self) -> None:
        """Drop what has arrived and was not read: an answer to an old question."""
        try:
            self._port.reset_input_buffer()
        except (OSError, termios.error) as error:
            raise DeviceGone(Trouble.NOT_CONNECTED, type(error).__name__) from error

    def interrupt(self) -> None:
        """End a read under way in another thread."""
        if hasattr(self._port, "cancel_read"):
            with contextlib.suppress(OSError, TypeError, AttributeError):
                self._port.cancel_read()

    def close(self) -> None:
        connection = getattr(self._port, "_socket", None)
        with contextlib.suppress(OSError):
            self._port.close()
        if connection is not None:  # pyserial leaves it open where the far end was closed first
            connection.close()
