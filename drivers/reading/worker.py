"""The reading worker: a process that reads pages from its standard input until that ends. Started by `process`.

It steps back behind the screen (nice) and is confined: it cannot grow without end, write a file or open a socket. It
gives nothing but answers: what it read must reach no log, so its standard error goes nowhere.
"""

import os
import sys
from typing import TYPE_CHECKING, BinaryIO

from drivers.reading.confined import confine
from drivers.reading.frames import Answer, BrokenFrameError, encode, pack, unpack

if TYPE_CHECKING:
    from drivers.reading.print_reader import Print, PrintReader

NICE = 10
PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")
LIBRARY_MISSING = 3
"""The exit code where there is nothing to read with: starting again will not help."""


def main() -> None:
    """Ready is said by a first answer, without lines."""
    pages, answers = _own_streams()
    os.nice(NICE)
    confine()
    try:
        from drivers.reading.print_reader import PrintReader  # noqa: PLC0415  within the limits

        reader = PrintReader()
    except ImportError:
        sys.exit(LIBRARY_MISSING)
    reader.warm()
    _say(answers, Answer((), _memory()))
    while (page := _next(pages)) is not None:
        read = _read(reader, page)
        _say(answers, Answer(read.lines, _memory(), read.quarters) if read else Answer(None, _memory()))


def _read(reader: "PrintReader", page: bytes) -> "Print | None":
    """None for what cannot be read, whatever the library says of it: an odd page costs no new start."""
    try:
        return reader.read(page)
    except Exception:  # noqa: BLE001  a library's border
        return None


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Answers go out where nobody else writes: a library's print would end up among them."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, answers


def _next(pages: BinaryIO) -> bytes | None:
    """None where the terminal has gone, in the midst of a page or between two."""
    try:
        return unpack(pages.read)
    except BrokenFrameError:
        return None


def _say(answers: BinaryIO, answer: Answer) -> None:
    answers.write(pack(encode(answer)))
    answers.flush()


def _memory() -> int:
    """Resident, in bytes."""
    with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123  not a file
        return int(told.read().split()[1]) * PAGE_SIZE


if __name__ == "__main__":
    main()
