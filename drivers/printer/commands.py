"""The ESC/POS commands that are sent, by name. Epson's numbering; every Chinese receipt printer follows it."""

RESET = b"\x1b@"
CHINESE = b"\x1c&"  # two bytes of GBK are one hanzi; Chinese models start so, others do not
AMERICAN = b"\x1bR\x00"  # 0x24 is a dollar, whatever the switches say
NO_REPORTS = b"\x1da\x00"  # no unasked status bytes between the answers
BOLD, LIGHT = b"\x1bE\x01", b"\x1bE\x00"
LEFT, CENTRED = b"\x1ba\x00", b"\x1ba\x01"
LARGE, NORMAL = b"\x1d!\x11", b"\x1d!\x00"
CUT = b"\x1dV\x01"  # all but one point, so that the paper does not fall
CONFIRM = b"\x1dr\x01"  # answered in its turn: once everything before it has been printed

CELL = 24  # dots: a hanzi of the printer's own font; Latin letters are half as wide
LEADING = 12  # dots between rows
FEED_TO_KNIFE = 4  # rows

CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 8: forget, at once, whatever was not printed yet. Printers that do not know it print nothing of it."""
LONGEST = 4096
RESYNC = b"\x00" * LONGEST
"""More than any single command of ours has left to come: whatever was torn off half-way ends here. A NUL prints
nothing."""


def spacing(times: int) -> bytes:
    """Distance between rows of `times` the usual size, in dots of 0.125 mm."""
    return b"\x1b3" + bytes([CELL * times + LEADING])


START = RESET + CHINESE + AMERICAN + NO_REPORTS + spacing(1)


def feed_rows(rows: int) -> bytes:
    return b"\x1bd" + bytes([rows])


def feed_dots(dots: int) -> bytes:
    return b"\x1bJ" + bytes([dots])


FINISH = feed_rows(FEED_TO_KNIFE) + CUT
TEAR_OFF = RESYNC + START + FINISH + CONFIRM
"""End whatever was left half-way and cut it off, so that it hangs on nobody else's paper."""


def qr(content: str, dots: int) -> bytes:
    """A symbol of model 2 that the printer draws itself, `dots` a module (1 to 16), error correction M."""
    data = content.encode()
    return b"".join(_two_dimensional(part) for part in (b"A2\x00", b"C" + bytes([dots]), b"E1", b"P0" + data, b"Q0"))


def _two_dimensional(function: bytes) -> bytes:
    return b"\x1d(k" + (len(function) + 1).to_bytes(2, "little") + b"1" + function
