"""A reading worker that speaks the real frames and reads no print: what a page's last line says is what it does.

`line:TEXT` is read as that line, `down:TEXT` too, on a page that lies upside down; `picture:no` is no picture, `die`
ends it, `hang` gives no answer, `grow` says that it has grown, `noise` sends what is no frame. The first argument says
how it starts: `ready`, `missing`, `dead`.
"""

import signal
import sys

from drivers.reading.frames import Answer, encode, pack, unpack
from drivers.reading.worker import LIBRARY_MISSING
from kiosk.reading import Line

BOX = ((10.0, 10.0), (300.0, 10.0), (300.0, 40.0), (10.0, 40.0))
SMALL, GROWN = 100 * 2**20, 2000 * 2**20


def say(answer: Answer) -> None:
    sys.stdout.buffer.write(pack(encode(answer)))
    sys.stdout.buffer.flush()


def answer(page: str) -> None:
    word, _, text = page.partition(":")
    if word == "die":
        sys.exit(1)
    elif word == "hang":
        signal.pause()
    elif word == "noise":
        sys.stdout.buffer.write(b"\xff" * 64)
        sys.stdout.buffer.flush()
        signal.pause()
    elif word == "picture":
        say(Answer(None, SMALL))
    elif word == "down":
        say(Answer((Line(text, BOX, 0.9),), SMALL, 2))
    else:
        say(Answer((Line(text, BOX, 0.9),), GROWN if word == "grow" else SMALL))


def main(start: str) -> None:
    if start == "missing":
        sys.exit(LIBRARY_MISSING)
    if start == "dead":
        sys.exit(1)
    say(Answer((), SMALL))
    while (page := unpack(sys.stdin.buffer.read)) is not None:
        answer(page.splitlines()[-1].decode())


if __name__ == "__main__":
    main(sys.argv[1])
