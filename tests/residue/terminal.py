"""`python -m tests.residue.terminal CONFIG CAMERA`: the real terminal, and in it visitors who do what is read from the
standard input, a word a line (`guests.Guest`); every answer is a line of the standard output.
"""

import logging
import sys
from pathlib import Path

import msgspec
from PySide6.QtCore import QSocketNotifier

from kiosk.config import TerminalConfig
from kiosk.programs.logs import log_from
from kiosk.programs.terminal_house import TerminalHouse
from kiosk.programs.visitor import NotSeenError
from tests.residue.guests import Guest
from tests.residue.picture_line import distant_camera


def tell(line: str) -> None:
    print(line, flush=True)


def main(config: Path, camera: Path) -> None:
    log_from(logging.INFO)
    settings = msgspec.json.decode(config.read_bytes(), type=TerminalConfig)
    house = TerminalHouse(settings, distant_camera(camera))
    guest = Guest(house, tell)

    def obey() -> None:
        word = sys.stdin.buffer.raw.readline().decode().strip()  # type: ignore[attr-defined]
        if not word:
            house.application.quit()
            return
        try:
            getattr(guest, word)()
        except NotSeenError as error:
            tell(f"failed {word} on {house.terminal.place}: {error}")
        else:
            tell("done")

    orders = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    orders.activated.connect(obey)
    tell("done")
    house.run(fullscreen=False)
    house.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
