"""A fake hand scanner: sends what it is shown, and a carriage return, as scanners in USB-COM mode do."""

from pathlib import Path

from drivers.sim.pty_port import PtyDevice


class FakeScanner(PtyDevice):
    def __init__(self, folder: Path, name: str = "code-scanner", baud: int = 115200) -> None:
        super().__init__(folder, name, baud)

    def scan(self, text: str) -> None:
        self.send(text.encode() + b"\r")
