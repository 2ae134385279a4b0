"""Whether what was read can be right: check digits, and fields that say the same thing twice. Guesses nothing.

A field that passes is surer than its print; one that fails is below `SURE`, so that the visitor is asked.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kiosk.numbers import CREDIT_ALPHABET, is_bank_card, is_credit_code, is_resident_number
from kiosk.reading.alike import Outcome, as_digits, settle
from kiosk.reading.reading import Field, Kind

Fields = dict[str, Field]
PASSED = 0.98
TOLD_TWICE = 0.99
FAILED = 0.4
MENDED = 0.8
"""Of a check digit's correction: one in eleven to one in thirty-one wrong texts pass a check by chance."""
DOUBT = {Outcome.MENDED: MENDED, Outcome.FAILED: FAILED}
ODD = 0.6  # of a value that is not of the form it should have
DIGITS = "0123456789X"
CARD_YEARS = (5, 10, 20)
LICENCE_YEARS = (6, 10)
LAST_DAY = date.max
PRINTED_NATIONS = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 "
    "塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 穿青人 其他"
)
NATIONS = frozenset(PRINTED_NATIONS.split())
"""GB/T 3304, and what else is printed on cards."""


def checked(kind: Kind, fields: list[Field], today: date | None) -> list[Field]:
    """The same fields, surer or less sure; one that another proves may be added. `today` None: no day is too late."""
    by_name = {field.name: field for field in fields}
    for check in CHECKS.get(kind, ()):
        check(by_name, today or LAST_DAY)
    return [_of_its_form(field) for field in by_name.values()]


def _resident(fields: Fields, today: date) -> None:
    """The number's own check digit, then birth and sex, which stand in it."""
    number = _settle_resident(fields, "number", today)
    if number is None:
        return
    born, sex = date(int(number[6:10]), int(number[10:12]), int(number[12:14])).isoformat(), "女男"[int(number[16]) % 2]
    agreeing = [_agree(fields, "birth", born), _agree(fields, "sex", sex)]
    if not any(agreeing) and "birth" in fields and fields["birth"].value:
        fields["number"] = replace(fields["number"], confidence=FAILED)


def _settle_resident(fields: Fields, name: str, today: date) -> str | None:
    """The number where it passes its check."""
    return _settle(fields, name, lambda text: is_resident_number(text, today), DIGITS)


def _settle(fields: Fields, name: str, passes: Callable[[str], bool], alphabet: str) -> str | None:
    field = fields.get(name)
    if field is None:
        return None
    value, outcome = settle(field.value, passes, alphabet)
    sure = max(field.confidence, PASSED) if outcome is Outcome.PASSED else min(field.confidence, DOUBT[outcome])
    fields[name] = Field(name, value, sure)
    return value if outcome is Outcome.PASSED else None


def _agree(fields: Fields, name: str, said: str) -> bool:
    """What a checked number says of a field: it proves it, fills it where nothing was read, or casts doubt on it."""
    field = fields.get(name)
    if field is None or not field.value:
        fields[name] = Field(name, said, PASSED)
        return True
    agrees = field.value == said
    fields[name] = replace(field, confidence=TOLD_TWICE if agrees else min(field.confidence, FAILED))
    return agrees


def _spouses(fields: Fields, today: date) -> None:
    for name in ("number_1", "number_2"):
        _settle_resident(fields, name, today)
    names = [fields[name].value for name in ("name_1", "name_2") if name in fields]
    holder = fields.get("holder")
    if holder is not None and len(names) == 2:
        agrees = holder.value in names
        fields["holder"] = replace(holder, confidence=TOLD_TWICE if agrees else min(holder.confidence, ODD))


def _credit_code(fields: Fields, _today: date) -> None:
    """Its third to eighth character are the registrar's district, in digits (GB 32100-2015, 4.2)."""
    field = fields.get("credit_code")
    if field is not None:
        code = field.value
        fields["credit_code"] = replace(field, value=code[:2] + as_digits(code[2:8]) + code[8:])
    _settle(
        fields,
        "credit_code",
        lambda text: is_credit_code(text) and re.fullmatch("[0-9]{6}", text[2:8]) is not None,
        CREDIT_ALPHABET,
    )


def _bank_card(fields: Fields, _today: date) -> None:
    _settle(fields, "number", is_bank_card, "0123456789")


def _validity(years: tuple[int, ...]) -> Callable[[Fields, date], None]:
    """A document that is valid for so many years to the day, or for ever."""

    def check(fields: Fields, _today: date) -> None:
        start, end = fields.get("valid_from"), fields.get("valid_until")
        if start is None or end is None or not start.value or not end.value or end.value == "long":
            return
        fits = any(_runs(start.value, end.value, length) for length in years)
        for field in (start, end):
            sure = max(field.confidence, PASSED) if fits else min(field.confidence, FAILED)
            fields[field.name] = replace(field, confidence=sure)

    return check


def _runs(start: str, end: str, years: int) -> bool:
    """From a day to the same day so many years later, or to the day before: both are printed."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return abs((last - _years_on(first, years)).days) <= 1


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, month=3, day=1)


CHECKS: dict[Kind, tuple[Callable[[Fields, date], None], ...]] = {
    Kind.ID_FRONT: (_resident,),
    Kind.ID_BACK: (_validity(CARD_YEARS),),
    Kind.HOUSEHOLD_PAGE: (_resident,),
    Kind.BUSINESS_LICENCE: (_credit_code,),
    Kind.MARRIAGE_CERTIFICATE: (_spouses,),
    Kind.DRIVING_LICENCE: (_resident, _validity(LICENCE_YEARS)),
    Kind.BANK_CARD: (_bank_card,),
}

FORMS: dict[str, Callable[[str], bool]] = {
    "name": lambda text: len(text) >= 2,
    "nation": lambda text: text in NATIONS or text.removesuffix("族") in NATIONS,
    "unit_number": lambda text: len(text) == 28,
    "area": lambda text: re.search("[0-9]", text) is not None,
    "capital": lambda text: re.search("[元圆圓]", text) is not None,
    "vehicle_class": lambda text: re.fullmatch(r"([ABC][1-6]|[DEFMNP])+", text) is not None,
    "authority": lambda text: len(text) >= 4,
}
"""What a value looks like, for those without a check digit."""


def _of_its_form(field: Field) -> Field:
    """Nothing read is no value, and a value of the wrong form is asked."""
    form = FORMS.get(field.name)
    if not field.value:
        return replace(field, confidence=0.0)
    if form is not None and not form(field.value):
        return replace(field, confidence=min(field.confidence, ODD))
    return field
