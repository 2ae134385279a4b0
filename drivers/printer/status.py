"""What a printer says of itself: DLE EOT 2 to 4, and the answer that confirms a job. Bits as in Epson's manuals.

Every DLE EOT answer is one byte of the form 0xx1xx10, the confirmation (GS r 1) one of the form 0xx0xxxx, and the
answer to DLE DC4 8 is 37 25 00.
"""

from kiosk.trouble import Trouble

QUESTIONS = {n: bytes([0x10, 0x04, n]) for n in (2, 3, 4)}
"""Offline cause, error, paper sensors. DLE EOT 1 tells nothing that these do not."""
CLEARED = b"\x37\x25\x00"
IDLE = 0x12


def is_status(byte: int) -> bool:
    return byte & 0b10010011 == 0b00010010


def is_confirmation(byte: int) -> bool:
    return byte & 0b10010000 == 0


def trouble(answers: dict[int, int]) -> Trouble | None:
    """The worst of what the three answers say; PAPER_LOW is no obstacle."""
    offline, error, paper = (answers.get(n, IDLE) for n in (2, 3, 4))
    found = (
        (offline & 0x04, Trouble.COVER_OPEN),
        (paper & 0x60 or offline & 0x20, Trouble.PAPER_OUT),
        (error & 0x08, Trouble.CUTTER_JAM),
        (error & 0x40, Trouble.OVERHEATED),
        (error & 0x24 or offline & 0x40, Trouble.DEVICE_FAULT),
        (paper & 0x0C, Trouble.PAPER_LOW),
    )
    return next((name for bit, name in found if bit), None)


def stops(trouble: Trouble | None) -> bool:
    """Whether nothing can be printed."""
    return trouble not in (None, Trouble.PAPER_LOW)
