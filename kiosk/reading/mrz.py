"""The machine-readable zone of passports, visas, cards and permits, found among what was read, and its fields.

ICAO 9303: part 4 (passports, TD3), 5 (cards, TD1), 6 (larger cards, TD2), 7 (visas); and the single line on the
exit-entry cards of the Chinese mainland (往来港澳通行证 and its kin), which has check digits of the same kind.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.reading.zone_values import (
    CHECKED,
    FILLER,
    UNCHECKED,
    Part,
    birth_part,
    expires_part,
    name_parts,
    number_part,
    passes,
    sex_part,
    state_part,
)

FILLERS = str.maketrans("«＜〈《≤‹(くく{[", "<<<<<<<<<<<")
DIGIT = "[0-9OQDILZSGB<]"  # where a digit or a filler stands, as it may be read
SEX = "[MFXHN<]"
STATE = "[A-Z0-9<]{3}"
NUMBER = "[A-Z0-9<]{9}."
LOOSE = 6  # characters: so many more or fewer fillers are read than there are


@dataclass(frozen=True)
class Zone:
    """The lines of one document, each as long as it should be; `layout` says how they are laid out."""

    layout: str
    lines: tuple[str, ...]

    @property
    def document(self) -> str:
        """P: passport; V: visa; A, C, I: card or permit."""
        return self.lines[0][0]


@dataclass(frozen=True)
class _Layout:
    name: str
    length: int
    patterns: tuple[str, ...]
    """One for each line."""

    @property
    def names(self) -> int:
        """Which line holds the names; -1: none does."""
        return {"td1": 2, "exit_entry": -1}.get(self.name, 0)


LAYOUTS = (
    _Layout("td3", 44, (rf"P[A-Z<]{STATE}[A-Z]", rf"{NUMBER}{STATE}{DIGIT}{{7}}{SEX}{DIGIT}{{7}}")),
    _Layout("visa_a", 44, (rf"V[A-Z<]{STATE}[A-Z]", rf"{NUMBER}{STATE}{DIGIT}{{7}}{SEX}{DIGIT}{{7}}")),
    _Layout(
        "td1",
        30,
        (rf"[ACI][A-Z0-9<]{STATE}{NUMBER}", rf"{DIGIT}{{7}}{SEX}{DIGIT}{{7}}{STATE}", r"[A-Z0-9]+[A-Z0-9<]*$"),
    ),
    _Layout("td2", 36, (rf"[ACIP][A-Z<]{STATE}[A-Z]", rf"{NUMBER}{STATE}{DIGIT}{{7}}{SEX}{DIGIT}{{7}}")),
    _Layout("visa_b", 36, (rf"V[A-Z<]{STATE}[A-Z]", rf"{NUMBER}{STATE}{DIGIT}{{7}}{SEX}{DIGIT}{{7}}")),
    _Layout("exit_entry", 30, (rf"C[A-Z0-9]{NUMBER}<{DIGIT}{{7}}<{DIGIT}{{7}}<.$",)),
)
"""Those with longer lines first: their beginnings are the same."""


def machine_zone(texts: Sequence[str]) -> Zone | None:
    """The zone among what was read (without spaces); None where there is none."""
    cleaned = [text.upper().translate(FILLERS) for text in texts]
    for layout in LAYOUTS:
        for start in range(len(cleaned)):
            lines = _lines_from(cleaned, start, layout)
            if lines is not None and _can_be(zone := Zone(layout.name, lines)):
                return zone
    return None


def _lines_from(texts: Sequence[str], start: int, layout: _Layout) -> tuple[str, ...] | None:
    """The lines of this layout in order, the first of them at `start`; what is no line of it may stand between."""
    found: list[str] = []
    for text in texts[start:]:
        row = len(found)
        names = row == layout.names  # whose fillers are read too long, too short or not at all
        near = abs(len(text) - layout.length) <= LOOSE or (names and len(text) > layout.length // 3)
        if near and (FILLER in text or not names) and re.match(layout.patterns[row], text):
            found.append(_padded(text, layout, row))
            if len(found) == len(layout.patterns):
                return tuple(found)
        elif not found:
            return None
    return None


def _padded(text: str, layout: _Layout, row: int) -> str:
    """As long as it should be: a run of fillers is easily read too long or too short, what is at its ends is not."""
    length = layout.length
    if len(text) == length:
        return text
    has_tail = {"td3": 2, "td2": 1, "td1": 1 if row == 1 else 0}.get(layout.name, 0)
    if row == layout.names or not has_tail:
        return text.ljust(length, FILLER)[:length]
    middle = text[:-has_tail][: length - has_tail].ljust(length - has_tail, FILLER)
    return middle + text[-has_tail:]


def _can_be(zone: Zone) -> bool:
    """The short single line begins like many a number: its check digits must pass."""
    if zone.layout != "exit_entry":
        return True
    line = zone.lines[0]
    return sum(passes(line[at : at + size], line[at + size]) for at, size in ((2, 9), (13, 6), (21, 6))) >= 2


def read_zone(zone: Zone, today: date | None) -> list[Part]:
    """The fields of a zone. `today` None: no day is too late, and a century stays open."""
    return READERS[zone.layout](zone.lines, today)


def _two_lines(lines: tuple[str, ...], today: date | None, composite: tuple[str, str] | None) -> list[Part]:
    first, second = lines
    sure = CHECKED if composite is None or passes(*composite) else UNCHECKED
    return [
        number_part(second[:9], second[9], second[28:] if len(second) == 36 else "", sure),
        *name_parts(first[5:]),
        state_part("nationality", second[10:13]),
        birth_part(second[13:19], second[19], sure, today),
        sex_part(second[20]),
        expires_part(second[21:27], second[27], sure, today),
    ]


def _td3(lines: tuple[str, ...], today: date | None) -> list[Part]:
    second = lines[1]
    return _two_lines(lines, today, (second[:10] + second[13:20] + second[21:43], second[43]))


def _td2(lines: tuple[str, ...], today: date | None) -> list[Part]:
    second = lines[1]
    return _two_lines(lines, today, (second[:10] + second[13:20] + second[21:35], second[35]))


def _visa(lines: tuple[str, ...], today: date | None) -> list[Part]:
    return _two_lines(lines, today, None)


def _td1(lines: tuple[str, ...], today: date | None) -> list[Part]:
    first, second, third = lines
    whole = first[5:30] + second[:7] + second[8:15] + second[18:29]
    sure = CHECKED if passes(whole, second[29]) else UNCHECKED
    return [
        number_part(first[5:14], first[14], first[15:], sure),
        *name_parts(third),
        state_part("nationality", second[15:18]),
        birth_part(second[:6], second[6], sure, today),
        sex_part(second[7]),
        expires_part(second[8:14], second[14], sure, today),
    ]


def _exit_entry(lines: tuple[str, ...], today: date | None) -> list[Part]:
    """Number, end, birth; whose it is stands in print."""
    (line,) = lines
    return [
        number_part(line[2:11], line[11], "", CHECKED),
        birth_part(line[21:27], line[27], CHECKED, today),
        expires_part(line[13:19], line[19], CHECKED, today),
    ]


READERS: dict[str, Callable[[tuple[str, ...], date | None], list[Part]]] = {
    "td3": _td3,
    "td2": _td2,
    "td1": _td1,
    "visa_a": _visa,
    "visa_b": _visa,
    "exit_entry": _exit_entry,
}
