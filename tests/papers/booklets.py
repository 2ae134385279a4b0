"""Leaves of booklets: household register page, marriage certificate, passport's data page. Sizes in millimetres."""

import random
from datetime import date

from tests.papers.fonts import Half
from tests.papers.sheet import Sheet
from tests.papers.words import PLACES, Somebody, day, somebody, years_on

HOUSEHOLD = (143.0, 105.0)
MARRIAGE = (128.0, 92.0)
PASSPORT = (125.0, 88.0)  # ICAO 9303 TD3
Truth = dict[str, str]
Cell = tuple[float, str, str]  # share of the row's width, label, value
RELATIONS = ["户主", "妻", "夫", "长子", "次子", "长女", "次女", "父亲", "母亲", "儿媳", "孙子", "孙女", "外孙女"]


def chinese_day(value: date, spaces: bool = False) -> str:
    return (
        f"{value.year} 年 {value.month} 月 {value.day} 日" if spaces else f"{value.year}年{value.month}月{value.day}日"
    )


def household_page(half: Half, rng: random.Random) -> tuple[Sheet, Truth]:
    """The resident's page of the register: a table of labels and typed values."""
    who = somebody(rng)
    relation = rng.choice(RELATIONS)
    nation = who.nation + (rng.choice(("族", "")) if not who.nation.endswith("族") else "")
    native = who.place if rng.random() < 0.6 else PLACES[rng.choice(list(PLACES))][0]
    sheet = Sheet(*HOUSEHOLD, half, rng, (244, 238, 224))
    sheet.waves((232, 224, 206), 3)
    sheet.middle(rng.uniform(4, 6), "常住人口登记卡", rng.uniform(4.6, 5.6), sheet.type.title, gap=1.2)
    number = "公民身份号码" if rng.random() < 0.3 else "公民身份证件编号"
    rows: list[list[Cell]] = [
        [(0.5, "姓名", who.name), (0.5, "户主或与户主关系", relation)],
        [(0.5, "曾用名", ""), (0.5, "性别", who.sex)],
        [(0.5, "出生地", who.place), (0.5, "民族", nation)],
        [(0.5, "籍贯", native), (0.5, "出生日期", chinese_day(who.birth, half == "test" and rng.random() < 0.5))],
        [(0.62, "本市（县）其他住址", ""), (0.38, "宗教信仰", "")],
        [(0.6, number, who.number), (0.2, "身高", f"{rng.randint(150, 188)}"), (0.2, "血型", rng.choice("ABO"))],
        [
            (0.36, "文化程度", rng.choice(("小学", "初中", "高中", "大学本科"))),
            (0.32, "婚姻状况", rng.choice(("未婚", "有配偶", "离婚"))),
            (0.32, "兵役状况", rng.choice(("未服兵役", ""))),
        ],
        [(0.55, "服务处所", rng.choice(("", "沧州市第二中学"))), (0.45, "职业", rng.choice(("", "教师", "职员")))],
        [(1.0, "何时由何地迁来本市（县）", "")],
        [(1.0, "何时由何地迁来本址", f"{chinese_day(day(rng, 1990, 2020))} {who.address}")],
    ]
    _grid(sheet, rows, rng.uniform(2.2, 2.5), rng.uniform(2.6, 3.0))
    low = 96.5
    sheet.text(10, low, "承办人签章：", 2.5, sheet.type.label)
    sheet.text(76, low, f"登记日期：{chinese_day(day(rng, 2001, 2024))}", 2.5, sheet.type.label)
    sheet.seal(58, low - 2, "户口专用章", 8)
    return sheet, {
        "name": who.name,
        "relation": relation,
        "sex": who.sex,
        "nation": nation,
        "birth": who.birth.isoformat(),
        "native_place": native,
        "number": who.number,
    }


def _grid(sheet: Sheet, rows: list[list[Cell]], small: float, size: float) -> None:
    """A ruled table; a label stands in a cell of its own, in two lines where it is long."""
    left, top, high, full = 6.0, 13.0, 8.0, sheet.width - 12
    for number, row in enumerate(rows):
        x, y = left, top + number * high
        for share, label, value in row:
            wide = full * share
            head = min(max(small * (len(label) if len(label) < 5 else (len(label) + 1) // 2) + 2.4, 13.0), wide * 0.55)
            sheet.box(x, y, wide, high)
            sheet.rule(x + head, y, x + head, y + high)
            lines = sheet.lines(label, small, sheet.type.label, head - 1.2)
            start = y + (high - small * 1.25 * len(lines)) / 2
            sheet.wrapped(x + 1.1, start, label, small, sheet.type.label, width=head - 1.2, lead=1.2)
            _fitted(sheet, x + head + 1.2, y, value, size, width=wide - head - 1.8, high=high)
            x += wide


def _fitted(sheet: Sheet, x: float, y: float, words: str, size: float, *, width: float, high: float) -> None:
    """In the middle of a cell: on one line, smaller to fit, on two lines where that would be too small."""
    shown = size
    while shown > size * 0.8 and sheet.width_of(words, shown, sheet.type.value) > width:
        shown *= 0.95
    lines = sheet.lines(words, shown, sheet.type.value, width)
    sheet.wrapped(x, y + (high - shown * 1.25 * len(lines)) / 2, words, shown, sheet.type.value, width=width, lead=1.2)


def marriage_certificate(half: Half, rng: random.Random) -> tuple[Sheet, Truth]:
    """The inner page: holder, day, number; then both people, one under the other."""
    first, second = somebody(rng, "男"), somebody(rng, "女")
    if rng.random() < 0.3:
        first, second = second, first
    holder, registered = rng.choice((first, second)), day(rng, 2004, 2025)
    area = rng.choice(list(PLACES))
    number = f"J{area}-{registered.year}-{rng.randrange(1000000):06}"
    sheet = Sheet(*MARRIAGE, half, rng, (250, 240, 238))
    sheet.waves((246, 226, 224), 2.4)
    size, left = rng.uniform(2.8, 3.2), rng.uniform(9, 13)
    colon = "" if half == "tune" else rng.choice(("", "："))
    spaced = {"持证人": "持 证 人", "备注": "备　　注"} if half == "tune" else {"备注": "备　注"}
    y = rng.uniform(6, 8)
    for label, value in (
        ("持证人", holder.name),
        ("登记日期", chinese_day(registered)),
        ("结婚证字号", number),
        ("备注", ""),
    ):
        sheet.text(left, y, spaced.get(label, label) + colon, size, sheet.type.label)
        sheet.text(left + size * 7, y, value, size * 1.05, sheet.type.value)
        y += 6.4
    y += 3
    for who in (first, second):
        _spouse(sheet, left, y, size, who=who, colon=colon)
        y += 25
    sheet.seal(104, 21, "婚姻登记专用章", 11)
    return sheet, {
        "holder": holder.name,
        "registered_on": registered.isoformat(),
        "certificate_number": number,
        "name_1": first.name,
        "number_1": first.number,
        "name_2": second.name,
        "number_2": second.number,
    }


def _spouse(sheet: Sheet, left: float, y: float, size: float, *, who: Somebody, colon: str) -> None:
    """Three rows: name and sex, nationality and birth, number."""
    middle = left + (55 if sheet.half == "tune" else 50)
    step = size * 6.5
    for row, pairs in enumerate(
        (
            (("姓名", who.name), ("性别", who.sex)),
            (("国籍", "中国"), ("出生日期", chinese_day(who.birth))),
            (("身份证件号", who.number),),
        )
    ):
        for at, (label, value) in zip((left, middle), pairs, strict=False):
            sheet.text(at, y + row * 6.8, label + colon, size, sheet.type.label)
            sheet.text(at + step, y + row * 6.8, value, size * 1.05, sheet.type.value)


def passport(half: Half, rng: random.Random) -> tuple[Sheet, Truth]:
    """ICAO 9303 part 4: the data page with its two machine-read lines."""
    who = somebody(rng)
    number = rng.choice("EG") + (f"{rng.randrange(10**8):08}" if rng.random() < 0.6 else _lettered(rng))
    issued = day(rng, 2017, 2026)
    expires, sex = years_on(issued, 10), "M" if who.sex == "男" else "F"
    sheet = Sheet(*PASSPORT, half, rng, (238, 232, 236))
    sheet.waves((224, 216, 226))
    sheet.text(6, 4, "护照", 4, sheet.type.title)
    sheet.text(18, 5, "PASSPORT", 3, sheet.type.label)
    sheet.portrait(5, 17, 32, 42)
    size, small = rng.uniform(2.9, 3.3), rng.uniform(1.6, 1.9)
    born = f"{who.place[:2]}/{rng.choice(('HEBEI', 'BEIJING', 'TIANJIN'))}"
    rows: tuple[tuple[tuple[float, str, str], ...], ...] = (
        ((42, "类型/Type", "P"), (62, "国家码/Country Code", "CHN"), (90, "护照号/Passport No.", number)),
        ((42, "姓名/Name", who.name),),
        ((42, "", f"{who.surname}, {who.given}"),),
        (
            (42, "性别/Sex", f"{who.sex}/{sex}"),
            (62, "国籍/Nationality", "中国/CHINESE"),
            (92, "出生日期/Date of birth", _day(who.birth)),
        ),
        ((42, "出生地点/Place of birth", born), (82, "签发日期/Date of issue", _day(issued))),
        ((42, "签发机关/Authority", "中华人民共和国国家移民管理局"), (88, "有效期至/Date of expiry", _day(expires))),
    )
    y = rng.uniform(9, 10.5)
    for row, high in zip(rows, (9.4, 5.4, 8.8, 9.2, 9.2, 0), strict=True):
        for x, label, value in row:
            sheet.text(x, y, label, small, sheet.type.label)
            sheet.text(x, y + small * 1.4, value, size if len(value) < 12 else size * 0.8, sheet.type.value)
        y += high
    lines = machine_lines(who, number, expires, rng)
    _machine_zone(sheet, lines)
    return sheet, {
        "number": number,
        "surname": who.surname,
        "given_names": who.given,
        "nationality": "CHN",
        "birth": who.birth.isoformat(),
        "sex": sex,
        "expires": expires.isoformat(),
    }


def _lettered(rng: random.Random) -> str:
    """The newer numbers: a second letter (no I or O) and seven digits."""
    return rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") + f"{rng.randrange(10**7):07}"


def _day(value: date) -> str:
    """03 9月/SEP 1985."""
    months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
    return f"{value.day:02} {value.month}月/{months[value.month - 1]} {value.year}"


def machine_lines(who: Somebody, number: str, expires: date, rng: random.Random) -> tuple[str, str]:
    """The two lines of 44 (ICAO 9303 part 4), with the personal number left empty or used, as either is seen."""
    first = f"P<CHN{who.surname}<<{who.given}".ljust(44, "<")
    personal = "<" * 14 if rng.random() < 0.5 else "".join(rng.choice("ALNMPBCDE0123456789") for _ in range(14))
    sex = "M" if who.sex == "男" else "F"
    parts = (number.ljust(9, "<"), f"{who.birth:%y%m%d}", f"{expires:%y%m%d}", personal)
    checked = [part + str(mrz_check(part)) for part in parts]
    composite = mrz_check("".join(checked))
    return first, f"{checked[0]}CHN{checked[1]}{sex}{checked[2]}{checked[3]}{composite}"


def mrz_check(text: str) -> int:
    """ICAO 9303: weights 7, 3, 1; letters count from 10, the filler 0."""
    values = (0 if sign == "<" else int(sign, 36) for sign in text)
    return sum(value * (7, 3, 1)[at % 3] for at, value in enumerate(values)) % 10


def _machine_zone(sheet: Sheet, lines: tuple[str, str]) -> None:
    """44 letters at 10 to the inch, 6.35 mm from line to line, at the foot."""
    pitch, size = 2.54, 3.6
    for row, line in enumerate(lines):
        for at, sign in enumerate(line):
            sheet.text(6 + at * pitch, 70.5 + row * 6.35, sign, size, sheet.type.machine)
