"""Papers of people from abroad: a visa and a residence card, with their machine-read lines. Sizes in millimetres."""

import random
from datetime import date

from tests.papers.booklets import PASSPORT, Truth, mrz_check
from tests.papers.fonts import Half
from tests.papers.sheet import Sheet
from tests.papers.words import Somebody, day, somebody, years_on

CARD = (85.6, 54.0)  # ISO 7810 ID-1
STATES = ("D", "FRA", "RUS", "KOR", "GBR", "XXA", "UNO", "PAK")
PITCH, SIZE = 2.54, 3.6  # ten letters to the inch


def visa(half: Half, rng: random.Random) -> tuple[Sheet, Truth]:
    """ICAO 9303 part 7, form A: two lines of 44."""
    who, state, number, expires = _holder(rng)
    sheet = Sheet(*PASSPORT, half, rng, (228, 236, 232))
    sheet.waves((214, 226, 220))
    sheet.text(6, 5, "中华人民共和国签证", 4, sheet.type.title)
    sheet.text(58, 6, "CHINESE VISA", 3, sheet.type.label)
    sheet.portrait(5, 17, 30, 38)
    for row, (label, value) in enumerate(
        (
            ("类别/CATEGORY", rng.choice("LMZQ")),
            ("入境前有效/ENTER BEFORE", f"{expires:%Y-%m-%d}"),
            ("停留期/DURATION", "30"),
        )
    ):
        sheet.text(42, 18 + row * 11, label, 2, sheet.type.label)
        sheet.text(42, 21 + row * 11, value, 3, sheet.type.value)
    first = f"VZCHN{who.surname}<<{who.given}".ljust(44, "<")
    second = _dated(number, state, who, expires).ljust(44, "<")
    _lines(sheet, (first, second), 6, 70.5, 6.35)
    return sheet, _truth(who, state, number, expires)


def permit(half: Half, rng: random.Random) -> tuple[Sheet, Truth]:
    """ICAO 9303 part 5: the back of a card, three lines of 30."""
    who, state, number, expires = _holder(rng)
    sheet = Sheet(*CARD, half, rng, (236, 234, 226))
    sheet.text(5, 5, "外国人居留许可", 3.2, sheet.type.title)
    sheet.text(45, 6, "RESIDENCE PERMIT", 2.2, sheet.type.label)
    sheet.text(5, 13, "签发机关/Authority", 2, sheet.type.label)
    sheet.text(5, 16, "国家移民管理局", 2.8, sheet.type.value)
    first = f"I<CHN{number}{mrz_check(number)}".ljust(30, "<")
    born, ends = (text + str(mrz_check(text)) for text in (f"{who.birth:%y%m%d}", f"{expires:%y%m%d}"))
    optional = "<" * 11
    whole = mrz_check(first[5:] + born + ends + optional)
    second = f"{born}{_sex(who)}{ends}{state.ljust(3, '<')}{optional}{whole}"
    third = f"{who.surname}<<{who.given}".ljust(30, "<")
    _lines(sheet, (first, second, third), 4, 30, 7)
    return sheet, _truth(who, state, number, expires)


def _holder(rng: random.Random) -> tuple[Somebody, str, str, date]:
    """Who, of which state, the document's number and its end."""
    number = rng.choice("CFGHJKLMNPRTVWXYZ") + f"{rng.randrange(10**8):08}"
    return somebody(rng), rng.choice(STATES), number, years_on(day(rng, 2022, 2026), 5)


def _sex(who: Somebody) -> str:
    return "M" if who.sex == "男" else "F"


def _dated(number: str, state: str, who: Somebody, expires: date) -> str:
    """The beginning of a second line, up to the check digit of the end."""
    born, ends = f"{who.birth:%y%m%d}", f"{expires:%y%m%d}"
    return f"{number}{mrz_check(number)}{state.ljust(3, '<')}{born}{mrz_check(born)}{_sex(who)}{ends}{mrz_check(ends)}"


def _lines(sheet: Sheet, lines: tuple[str, ...], left: float, top: float, step: float) -> None:
    for row, line in enumerate(lines):
        for at, sign in enumerate(line):
            sheet.text(left + at * PITCH, top + row * step, sign, SIZE, sheet.type.machine)


def _truth(who: Somebody, state: str, number: str, expires: date) -> Truth:
    return {
        "number": number,
        "surname": who.surname,
        "given_names": who.given,
        "nationality": state,
        "birth": who.birth.isoformat(),
        "sex": _sex(who),
        "expires": expires.isoformat(),
    }
