"""The two machine-readable lines of a passport (ICAO 9303 part 4, TD3): 44 characters each, with check digits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.reading.alike import as_digits, as_letters

LENGTH = 44
FILLERS = str.maketrans("«＜〈《≤‹(くく", "<<<<<<<<<")
CHECKED = 0.99  # of a field whose check digit passes
WRONG = 0.3
UNCHECKED = 0.95  # names and sex have no check digit


@dataclass(frozen=True)
class Part:
    """One field of the MRZ; `confidence` says what its check digit says."""

    name: str
    value: str
    confidence: float


def machine_lines(texts: Sequence[str]) -> tuple[str, str] | None:
    """The two lines among what was read (without spaces), each 44 long; None where they are not there."""
    cleaned = [text.upper().translate(FILLERS) for text in texts]
    first = next((n for n, text in enumerate(cleaned) if _is_first(text)), None)
    if first is None:
        return None
    second = next((text for text in cleaned[first + 1 :] if _is_second(text)), None)
    return None if second is None else (cleaned[first].ljust(LENGTH, "<")[:LENGTH], _padded(second))


def _is_first(text: str) -> bool:
    return len(text) > 25 and re.match(r"P[A-Z<][A-Z0-9]{3}[A-Z]", text) is not None and text.count("<") >= 3


def _is_second(text: str) -> bool:
    return 38 <= len(text) <= 48 and re.match(r"[A-Z0-9<]{9}.[A-Z0-9]{3}[A-Z0-9]{6}", text) is not None


def _padded(line: str) -> str:
    """44 characters: a run of fillers is easily read one too long or too short, its ends are not."""
    return line if len(line) == LENGTH else line[:28] + line[28:-2][: LENGTH - 30].ljust(LENGTH - 30, "<") + line[-2:]


def read_passport(first: str, second: str, today: date | None) -> list[Part]:
    """The fields of both lines. Letters and digits are told apart by where they stand."""
    surname, _, given = as_letters(first[5:]).partition("<<")
    number, birth, expires = _number(second), as_digits(second[13:19]), as_digits(second[21:27])
    whole = _whole_passes(number + second[9], birth + second[19], expires + second[27], second[28:43], second[43])
    sure = CHECKED if whole else UNCHECKED
    end = _day(expires, 2000)
    return [
        Part("number", number.rstrip("<"), sure if passes(number, second[9]) else WRONG),
        Part("surname", _words(surname), UNCHECKED if surname else WRONG),
        Part("given_names", _words(given), UNCHECKED if _words(given) else WRONG),
        Part("nationality", as_letters(second[10:13]).rstrip("<"), UNCHECKED),
        Part("birth", _iso(_birth(birth, today or end)), sure if passes(birth, second[19]) else WRONG),
        Part("sex", second[20] if second[20] in "MF" else "", UNCHECKED if second[20] in "MF" else WRONG),
        Part("expires", _iso(end), sure if passes(expires, second[27]) else WRONG),
    ]


def _number(second: str) -> str:
    """Nine characters, of which a Chinese passport has letters in the first two places alone."""
    number = second[:9]
    if passes(number, second[9]):
        return number
    digits = number[:2] + as_digits(number[2:])
    return digits if passes(digits, second[9]) else number


def check_digit(text: str) -> int:
    """ICAO 9303 part 3, 4.9: weights 7, 3, 1; a filler is 0, A is 10."""
    values = (0 if character == "<" else int(character, 36) for character in text)
    return sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10


def passes(text: str, check: str) -> bool:
    read = as_digits(check)
    known = all(character == "<" or (character.isascii() and character.isalnum()) for character in text)
    return known and read.isdigit() and check_digit(text) == int(read)


def _whole_passes(number: str, birth: str, expires: str, personal: str, check: str) -> bool:
    return passes(number + as_digits(birth) + as_digits(expires) + personal, check)


def _words(text: str) -> str:
    return re.sub("<+", " ", text).strip()


def _birth(digits: str, latest: date | None) -> date | None:
    """In this century only if that is not in the future."""
    born = _day(digits, 2000)
    return born if born is None or (latest is not None and born <= latest) else _day(digits, 1900)


def _day(digits: str, century: int) -> date | None:
    try:
        return date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
