"""What stands in the places of a machine-readable zone (ICAO 9303 part 3): numbers, days, names, check digits.

Letters and digits are told apart by where they stand, and a century that two digits leave open is never guessed in
silence: the value is given, and its confidence says that it has to be compared.
"""

import re
from dataclasses import dataclass
from datetime import date
from itertools import product

from kiosk.reading.alike import LOOKALIKES, as_digits, as_letters

FILLER = "<"
CHECKED = 0.99  # of a field whose check digit passes, and that of all fields
UNCHECKED = 0.95  # names and sex have no check digit
OPEN = 0.6  # of what the zone leaves open: a century, a name that was cut
WRONG = 0.3
OLDEST = 111  # years: nobody who comes is older, so two digits of a year say one century
LONGEST_VALID = 25  # years: what ends later is another century's, or a state's sign for "without end"
MISREAD_FILLERS = "KCLSXE"  # how fillers are read where they are
MOST_EXCHANGES = 4


@dataclass(frozen=True)
class Part:
    """One field of the zone; `confidence` says what its check digit says."""

    name: str
    value: str
    confidence: float


def check_digit(text: str) -> int:
    """ICAO 9303 part 3, 4.9: weights 7, 3, 1; a filler is 0, A is 10."""
    values = (0 if character == FILLER else int(character, 36) for character in text)
    return sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10


def passes(text: str, check: str) -> bool:
    """A filler in the place of the digit stands for 0, as it does where a field is empty."""
    read = "0" if check == FILLER else as_digits(check)
    known = all(character == FILLER or (character.isascii() and character.isalnum()) for character in text)
    return known and read in set("0123456789") and check_digit(text) == int(read)


def number_part(number: str, check: str, rest: str, sure: float) -> Part:
    """The document's number. Where it is longer than its place, a filler stands for its check digit, and it goes on in
    the optional data, with its check digit behind it (part 5, 4.2.2)."""
    if check == FILLER and number.strip(FILLER) and (more := rest.partition(FILLER)[0]) and len(more) > 1:
        number, check = number + more[:-1], more[-1]
    settled = _settled(number, check)
    return Part("number", (settled or number).rstrip(FILLER), sure if settled else WRONG)


def _settled(number: str, check: str) -> str | None:
    """The number as it passes its check: as it was read, or with digits for the letters that they are taken for, where
    one such reading alone passes."""
    if passes(number, check):
        return number
    doubtful = [place for place, character in enumerate(number) if character in LOOKALIKES]
    if not doubtful or len(doubtful) > MOST_EXCHANGES:
        return None
    passing: list[str] = []
    for exchanged in product((False, True), repeat=len(doubtful)):
        places = {place for place, changed in zip(doubtful, exchanged, strict=True) if changed}
        text = "".join(LOOKALIKES[c] if place in places else c for place, c in enumerate(number))
        passing += [text] if passes(text, check) else []
    return passing[0] if len(passing) == 1 else None


def birth_part(digits: str, check: str, sure: float, today: date | None) -> Part:
    """An unknown month or day is fillers: such a birth is asked."""
    text = _filled_digits(digits)
    this, last = _day(text, 2000), _day(text, 1900)
    checked = sure if passes(text, check) else WRONG
    if today is None:
        return Part("birth", _iso(last or this), min(checked, OPEN if this and last else checked))
    if this is None or this > today:
        return Part("birth", _iso(last), checked if last else WRONG)
    young_alone = last is None or last.year <= today.year - OLDEST
    return Part("birth", _iso(this), checked if young_alone else min(checked, OPEN))


def expires_part(digits: str, check: str, sure: float, today: date | None) -> Part:
    """All fillers: without end."""
    text = _filled_digits(digits)
    if text == FILLER * 6:
        return Part("expires", "long", sure if passes(text, check) else WRONG)
    end = _day(text, 2000)
    checked = sure if end and passes(text, check) else WRONG
    far = end is not None and today is not None and end.year > today.year + LONGEST_VALID
    return Part("expires", _iso(end), min(checked, OPEN) if far else checked)


def _filled_digits(text: str) -> str:
    return "".join(character if character == FILLER else as_digits(character) for character in text)


def name_parts(field: str) -> list[Part]:
    """Surname and given names; who has one name alone has it as surname."""
    text = _with_fillers(as_letters(field))
    surname, _, given = text.partition(FILLER * 2)
    sure = UNCHECKED if text.endswith(FILLER) else OPEN  # a letter in the last place: the name goes on (part 3, 4.6)
    return [
        Part("surname", _words(surname), UNCHECKED if _words(surname) else WRONG),
        Part("given_names", _words(given), sure if _words(given) else WRONG),
    ]


def _with_fillers(names: str) -> str:
    """With fillers for letters that only fillers are read as: a row of them at the end, one alone among fillers."""
    tail = re.search(rf"(?<=[A-Z])(?:<<|<?([{MISREAD_FILLERS}])\1{{3}})[{MISREAD_FILLERS}<]*$", names)
    given = tail is not None and FILLER * 2 in names[: tail.start()]
    whole = names[: tail.start()].ljust(len(names), FILLER) if tail is not None and given else names
    return re.sub(rf"(?<=[A-Z]<<)([A-Z<]*[A-Z])<<[{MISREAD_FILLERS}](?=<|$)", r"\1<<<", whole)


def state_part(name: str, code: str) -> Part:
    """Three letters, or one for Germany; also the codes of the United Nations and of people without a state."""
    text = as_letters(code).rstrip(FILLER)
    return Part(name, text, UNCHECKED if re.fullmatch("[A-Z]{1,3}", text) else WRONG)


def sex_part(sign: str) -> Part:
    """X and a filler say nothing."""
    return Part("sex", sign if sign in "MF" else "", UNCHECKED if sign in "MF" else WRONG)


def _words(text: str) -> str:
    return re.sub("<+", " ", text).strip()


def _day(digits: str, century: int) -> date | None:
    try:
        return date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
