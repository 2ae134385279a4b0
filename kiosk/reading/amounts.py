"""Numbers that are written out or with their units: 一百二十, 壹佰万元整, 100万元, 1,286.50, 120.5㎡.

What may be read in two ways is no number: nobody is helped by one of two areas, or by dollars for yuan.
"""

import re
from decimal import Decimal

from kiosk.plain import narrow

NUMERALS = {
    sign: value for value, signs in enumerate(("零〇○", "一壹", "二贰两貳", "三叁參", "四肆", "五伍")) for sign in signs
}
NUMERALS |= {sign: value for value, signs in enumerate(("六陆陸", "七柒", "八捌", "九玖"), 6) for sign in signs}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIAD = 10**4
MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
WORDS = "".join((*NUMERALS, *TENS, *MYRIADS))
UNITS = {"万亿": 10**12, "亿": 10**8, "億": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5}
UNITS |= {"万": 10**4, "萬": 10**4, "千": 1000, "百": 100}
WRITTEN = re.compile(rf"(\d+(?:\.\d+)?)({'|'.join(UNITS)})?", re.ASCII)
SPELT = re.compile(rf"([{WORDS}]+)(?:[元圆圓]|[整正]|$)(?:([{WORDS}])角)?[零〇]?(?:([{WORDS}])分)?")
GROUPS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))", re.ASCII)
FOREIGN = re.compile(r"[美港日欧澳加韩]元|英镑|马克|法郎|卢布|USD|HKD|EUR|JPY|US\$|HK\$", re.IGNORECASE)


def spelt(text: str) -> int | None:
    """What hanzi say: 二十三, 壹佰万, 二〇一〇. None for what is no number."""
    if not text or any(sign not in WORDS for sign in text):
        return None
    if len(text) > 1 and not any(sign in TENS or sign in MYRIADS for sign in text):
        return int("".join(str(NUMERALS[sign]) for sign in text))
    total, section, digit = 0, 0, 0
    for sign in text:
        if sign in NUMERALS:
            digit = NUMERALS[sign]
        elif sign in TENS:
            section, digit = section + (digit or 1) * TENS[sign], 0
        else:
            total, section, digit = _myriads(total, section + digit, MYRIADS[sign]), 0, 0
    return total + section + digit


def _myriads(total: int, section: int, unit: int) -> int:
    """亿 counts what stands before it, 万 the section alone."""
    return (total + section) * unit if unit > 10**4 else total + section * unit


def amount(text: str, yuan: int = 1) -> str:
    """The one number that a text says, in digits with a point at most; empty where there is none or more than one.

    What is said in yuan is given in so many `yuan`.
    """
    plain = GROUPS.sub("", narrow(re.sub(r"m[²2]|平方米", "㎡", text)))
    if FOREIGN.search(plain) or any(sign.isdigit() and not sign.isascii() for sign in plain):
        return ""
    numbers, unit_asked = WRITTEN.findall(plain), yuan if re.search("[元圆圓]", plain) else 1
    if len(numbers) == 1:
        number, unit = numbers[0]
        return _plainly(Decimal(number) * UNITS.get(unit, 1) / unit_asked)
    found = SPELT.search(plain) if not numbers else None
    value = spelt(found[1]) if found else None
    if found is None or value is None:
        return ""
    parts = Decimal(NUMERALS.get(found[2], 0)) / 10 + Decimal(NUMERALS.get(found[3], 0)) / 100
    return _plainly((value + parts) / unit_asked)


def _plainly(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
