"""A fake device at the end of a real pseudo-terminal: the driver opens it like any serial port, and cannot tell.

The fake lives behind a path that stays the same when the cable is pulled and plugged in again, as udev's by-id names.
"""

import contextlib
import heapq
import os
import select
import threading
import time
import tty
from itertools import count
from pathlib import Path

BITS_PER_BYTE = 10  # 8N1: start, eight, stop
CHUNK = 32  # bytes sent in one go: 2.8 ms at 115200


class PtyDevice:
    """Subclasses answer `received` with `send`. All of it runs on the fake's own thread, at the pace of the wire."""

    def __init__(self, folder: Path, name: str, baud: int = 115200) -> None:
        self.path = folder / name
        self._byte_seconds = BITS_PER_BYTE / baud
        self._lock = threading.RLock()
        self._outgoing: list[tuple[float, int, bytes]] = []
        self._order = count()
        self._line_free = 0.0
        self._master = self._slave = -1
        self._wake_read, self._wake_write = os.pipe()
        self._ending = False
        self._thread = threading.Thread(target=self._run, name=f"fake {name}", daemon=True)

    # ---- the cable

    def start(self) -> None:
        self.plug()
        self._thread.start()

    def plug(self) -> None:
        """Connect; the path appears. Nothing happens where it is connected."""
        with self._lock:
            if self._master >= 0 or self._ending:
                return
            self._master, self._slave = os.openpty()
            tty.setraw(self._slave)
            os.set_blocking(self._master, False)
            self.path.symlink_to(os.ttyname(self._slave))
            self._outgoing.clear()
            self.plugged()
        self._wake()

    def unplug(self) -> None:
        """Pull the cable: the path goes, whoever has it open reads an error, bytes on the way are lost."""
        with self._lock:
            if self._master < 0:
                return
            self.path.unlink(missing_ok=True)
            for end in (self._master, self._slave):
                os.close(end)
            self._master = self._slave = -1
            self._outgoing.clear()
        self._wake()

    def stop(self) -> None:
        self._ending = True
        self._wake()
        if self._thread.is_alive():
            self._thread.join(2)
        self.unplug()
        for end in (self._wake_read, self._wake_write):
            with contextlib.suppress(OSError):
                os.close(end)

    # ---- for subclasses

    def plugged(self) -> None:
        """Power has come back: begin with an empty buffer."""

    def received(self, data: bytes) -> None:
        """Bytes from the driver."""

    def send(self, data: bytes, after: float = 0.0) -> None:
        """Send once `after` seconds have passed and the line is free, as fast as the wire allows. From any thread."""
        with self._lock:
            start = time.monotonic() + after
            if not after:  # a delayed answer leaves the line to others meanwhile
                start = max(start, self._line_free)
            for at in range(0, len(data), CHUNK):
                piece = data[at : at + CHUNK]
                start += len(piece) * self._byte_seconds
                heapq.heappush(self._outgoing, (start, next(self._order), piece))
            if not after:
                self._line_free = start
        self._wake()

    # ---- the thread

    def _wake(self) -> None:
        with contextlib.suppress(OSError):
            os.write(self._wake_write, b"x")

    def _run(self) -> None:
        while not self._ending:
            with self._lock:
                master = self._master
                pause = max(0.0, self._outgoing[0][0] - time.monotonic()) if self._outgoing else None
            ends = [self._wake_read] + ([master] if master >= 0 else [])
            try:
                ready, _, _ = select.select(ends, [], [], pause)
            except (OSError, ValueError):  # unplugged while waiting
                continue
            if self._wake_read in ready:
                os.read(self._wake_read, 4096)
            if master in ready:
                self._take_in(master)
            self._write_due()

    def _take_in(self, master: int) -> None:
        with self._lock:
            if master != self._master:
                return
            try:
                data = os.read(master, 65536)
            except OSError:
                return
            self.received(data)

    def _write_due(self) -> None:
        with self._lock:
            while self._outgoing and self._outgoing[0][0] <= time.monotonic() and self._master >= 0:
                _, _, piece = heapq.heappop(self._outgoing)
                with contextlib.suppress(OSError):  # nobody reads: the bytes are lost, as on a wire
                    os.write(self._master, piece)
