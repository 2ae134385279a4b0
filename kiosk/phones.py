"""Telephone numbers of every kind in use: one form for each, and whether it can be one. Calls nobody.

Source: the numbering plan of MIIT (电信网编号计划, 2017): 1 and ten digits are mobile (1749 satellite, 14 to 19 data
cards and virtual operators too), 0 and two or three digits an area, 400 and 800 ten digits, 95 five to eight.
"""

import re

from kiosk.numbers import is_mobile
from kiosk.plain import narrow

AREA = r"0(?:10|2\d|[3-9]\d\d)"
LANDLINE = re.compile(rf"({AREA})-?([2-8]\d{{6,7}})(?:-(\d{{1,6}}))?", re.ASCII)
SERVICE = re.compile(r"[48]00\d{7}|95\d{3,6}|96\d{3,6}", re.ASCII)
ABROAD = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)  # ITU-T E.164
EXTENSION = re.compile(r"转接?|分机|ext|[x#*,;]", re.IGNORECASE)  # * and # are on every keyboard
LEAST_DIGITS = 7


def plain_phone(text: str) -> str:
    """13800138000, 0317-2012345, 0317-2012345-801, 4001234567, +85291234567; +86, 0086 and a lone 86 are dropped.

    What is none of these comes back without gaps, to be looked at.
    """
    body = EXTENSION.sub("-", re.sub(r"[\s().·/]", "", narrow(text))).strip("-")
    body = re.sub(r"-+", "-", "+" + body[2:].lstrip("-") if body.startswith("00") else body)
    return _at_home(body) or _at_home(_without_country(body)) or _abroad(body)


def _without_country(body: str) -> str:
    """The number as it is dialled here: an area comes with its 0."""
    found = re.fullmatch(r"\+?86-?(.+)", body)
    if found is None:
        return ""
    rest = found[1]
    return rest if _at_home(rest) else "0" + rest if body.startswith("+") else ""


def _at_home(body: str) -> str:
    digits = body.replace("-", "")
    if is_mobile(digits.removeprefix("0")):  # 0 before a mobile number: as one dialled to another town
        return digits.removeprefix("0")
    found = LANDLINE.fullmatch(body) or LANDLINE.fullmatch(digits)
    if found:
        return "-".join(part for part in found.groups() if part)
    return digits if SERVICE.fullmatch(digits) else ""


def _abroad(body: str) -> str:
    compact = body.replace("-", "")
    return compact if ABROAD.fullmatch(compact) else body


def is_phone(number: str) -> bool:
    """Whether a plain form is of a kind that is in use."""
    if number.startswith("+86"):  # one of ours that is none
        return False
    return is_mobile(number) or any(kind.fullmatch(number) for kind in (LANDLINE, SERVICE, ABROAD))


def can_be_called(number: str) -> bool:
    """Whether there are digits enough in a plain form to know somebody by it."""
    return sum(sign in "0123456789" for sign in number) >= LEAST_DIGITS
