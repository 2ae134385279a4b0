"""Cards: identity card front and back, driving licence, bank card. Sizes are the real ones, in millimetres."""

import random

from tests.papers.fonts import Half
from tests.papers.sheet import BLUE, Sheet
from tests.papers.words import PLACES, bank_number, day, somebody, years_on

ID_1 = (85.6, 54.0)
LICENCE = (88.0, 60.0)
Truth = dict[str, str]


def id_front(half: Half, rng: random.Random) -> tuple[Sheet, Truth]:
    """GA 448: labels in blue at the left, the portrait at the right, the number below."""
    who = somebody(rng)
    sheet = _card(half, rng, (236, 243, 246))
    left, size, shift = rng.uniform(4.5, 6.5), rng.uniform(2.7, 3.2), rng.uniform(-0.8, 0.8)
    value, label = left + size * 4.1, sheet.type.label
    gap = 0.0 if half == "tune" else rng.choice((0.0, size * 0.35))
    rows = [6 + shift, 12.8 + shift, 19.6 + shift, 26.4 + shift, 44.5 + shift / 2]

    def named(row: float, words: str, at: float = left) -> None:
        sheet.text(at, row, words, size, label, colour=BLUE, gap=gap)

    named(rows[0], "姓名")
    sheet.text(value, rows[0] - 0.3, who.name, size * 1.12, sheet.type.value)
    named(rows[1], "性别")
    sheet.text(value, rows[1], who.sex, size, sheet.type.value)
    named(rows[1], "民族", left + size * 6.6)
    sheet.text(left + size * 10.2, rows[1], who.nation, size, sheet.type.value)
    named(rows[2], "出生")
    at = value
    for number, word in ((who.birth.year, "年"), (who.birth.month, "月"), (who.birth.day, "日")):
        at = sheet.text(at, rows[2], str(number), size, sheet.type.value) + size * 0.4
        at = sheet.text(at, rows[2], word, size, label, colour=BLUE) + size * 0.5
    named(rows[3], "住址")
    sheet.wrapped(value, rows[3], who.address, size, sheet.type.value, width=56.5 - value)
    named(rows[4], "公民身份号码")
    sheet.text(left + size * 8.7, rows[4] - 0.2, who.number, size * 1.18, sheet.type.digits, gap=rng.uniform(0.1, 0.5))
    sheet.portrait(60, 7, 20.5, 26.5)
    return sheet, {
        "name": who.name,
        "sex": who.sex,
        "nation": who.nation,
        "birth": who.birth.isoformat(),
        "address": who.address,
        "number": who.number,
    }


def id_back(half: Half, rng: random.Random) -> tuple[Sheet, Truth]:
    """GA 448: emblem, two titles, authority and validity below."""
    authority = _police(PLACES[rng.choice(list(PLACES))][0])
    start = day(rng, 2012, 2025)
    end = years_on(start, rng.choice((5, 10, 20))) if rng.random() < 0.8 else None
    sheet = _card(half, rng, (238, 244, 240))
    sheet.seal(14, 14, "", 8)
    gap = rng.uniform(0.8, 1.6)
    sheet.text(27, 7 + rng.uniform(-1, 1), "中华人民共和国", 4.6, sheet.type.title, gap=gap)
    sheet.text(29, 16 + rng.uniform(-1, 1), "居民身份证", 6.2, sheet.type.title, gap=gap + 0.6)
    left, size, top = rng.uniform(15, 19), rng.uniform(2.7, 3.1), rng.uniform(37.5, 39.5)
    sheet.text(left, top, "签发机关", size, sheet.type.label)
    sheet.text(left + size * 5, top, authority, size, sheet.type.value)
    sheet.text(left, top + 6.4, "有效期限", size, sheet.type.label)
    until = f"{end:%Y.%m.%d}" if end else "长期"
    sheet.text(left + size * 5, top + 6.4, f"{start:%Y.%m.%d}-{until}", size, sheet.type.value)
    return sheet, {
        "authority": authority,
        "valid_from": start.isoformat(),
        "valid_until": end.isoformat() if end else "long",
    }


def _police(place: str) -> str:
    """A county or a town has its own office, a city's district a branch of it. The province is not said."""
    town = place.rsplit("省", maxsplit=1)[-1].rsplit("自治区", maxsplit=1)[-1]
    city, found, district = town.partition("市")
    if found and district.endswith("区"):
        return f"{city}市公安局{district[:-1]}分局"
    return f"{district or town}公安局"


ENGLISH = {
    "证号": "License No.",
    "姓名": "Name",
    "性别": "Sex",
    "国籍": "Nationality",
    "住址": "Address",
    "出生日期": "Date of Birth",
    "初次领证日期": "Date of First Issue",
    "准驾车型": "Class",
    "有效期限": "Valid Period",
}


def driving_licence(half: Half, rng: random.Random) -> tuple[Sheet, Truth]:
    """GA 482: Chinese and English labels, two of them on a row, the portrait below at the right."""
    who = somebody(rng)
    issued = years_on(who.birth.replace(day=min(who.birth.day, 28)), rng.randint(18, 19))
    start = years_on(issued, rng.choice((0, 6)))
    end = years_on(start, rng.choice((6, 10))) if rng.random() < 0.9 else None
    classes = rng.choice(("C1", "C2", "B2", "A2", "C1D", "C1E", "A1A2"))
    sheet = Sheet(*LICENCE, half, rng, (240, 245, 238))
    sheet.waves((222, 232, 222))
    sheet.middle(2.4, "中华人民共和国机动车驾驶证", rng.uniform(3.8, 4.4), sheet.type.title, gap=0.3)
    if half == "tune" or rng.random() < 0.6:
        sheet.middle(8.3, "Driving License of the People's Republic of China", 2.1, sheet.type.label)
    small, size, left = 1.6, rng.uniform(2.5, 2.9), rng.uniform(3.0, 4.5)
    top = rng.uniform(11.6, 12.4)

    def row(x: float, y: float, label: str, words: str, after: float) -> None:
        sheet.text(x, y, label, size, sheet.type.label)
        sheet.text(x, y + size * 1.15, ENGLISH[label], small, sheet.type.label)
        sheet.wrapped(x + after, y + 0.3, words, size, sheet.type.value, width=84 - x - after)

    sheet.text(left, top, "证号", size, sheet.type.label)
    sheet.text(left, top + size * 1.15, ENGLISH["证号"], small, sheet.type.label)
    sheet.text(left + 16, top, who.number, size * 1.15, sheet.type.digits, gap=0.2)
    row(left, top + 6.5, "姓名", who.name, 9)
    row(36, top + 6.5, "性别", who.sex, 8)
    row(56, top + 6.5, "国籍", "中国", 11)
    row(left, top + 13, "住址", who.address, 10)
    row(26, top + 23, "出生日期", who.birth.isoformat(), 20)
    row(26, top + 29.5, "初次领证日期", issued.isoformat(), 22)
    row(26, top + 36, "准驾车型", classes, 20)
    until = end.isoformat() if end else "长期"
    text = (
        f"{start.isoformat()} 至 {until}" if half == "tune" or rng.random() < 0.5 else f"{start.isoformat()}至{until}"
    )
    row(left, top + 42, "有效期限", text, 22)
    sheet.portrait(68, top + 20.5, 17, 20)
    sheet.seal(15, top + 31, "交通警察支队", 8)
    return sheet, {
        "number": who.number,
        "name": who.name,
        "sex": who.sex,
        "nationality": "中国",
        "address": who.address,
        "birth": who.birth.isoformat(),
        "first_issue": issued.isoformat(),
        "vehicle_class": classes,
        "valid_from": start.isoformat(),
        "valid_until": end.isoformat() if end else "long",
    }


BANKS = ["中国工商银行", "中国建设银行", "中国农业银行", "中国银行", "交通银行", "河北银行", "沧州银行", "邮储银行"]
CARDS = ("借记卡", "储蓄卡", "DEBIT", "社会保障卡", "信用卡")
GROUNDS = ((188, 40, 48), (36, 84, 160), (30, 122, 96), (222, 200, 150), (70, 74, 84), (235, 236, 240))


def bank_card(half: Half, rng: random.Random) -> tuple[Sheet, Truth]:
    """ISO/IEC 7810: the number embossed or flat, in fours or unbroken."""
    number = bank_number(rng)
    ground = rng.choice(GROUNDS)
    ink = (245, 245, 240) if sum(ground) < 480 else (45, 45, 50)
    sheet = Sheet(*ID_1, half, rng, ground)
    sheet.waves(tuple(min(255, value + 14) for value in ground), rng.uniform(2, 5), rng.uniform(1, 3))  # type: ignore[arg-type]
    sheet.text(6, 5, rng.choice(BANKS), 4.6, sheet.type.title, colour=ink)
    sheet.text(60, 6, rng.choice(CARDS), 3, sheet.type.label, colour=ink)
    sheet.box(9, 19, 11, 8.5, line=0.5, colour=(190, 160, 80))
    size = rng.uniform(4.2, 4.8) if half == "tune" else rng.uniform(3.6, 5.0)
    words = number
    if rng.random() < (0.75 if half == "tune" else 0.6):
        words = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    while sheet.width_of(words, size, sheet.type.machine) > 76:
        size *= 0.96
    top = rng.uniform(29, 33)
    shade = (ground[0] // 2, ground[1] // 2, ground[2] // 2)
    sheet.text(6.25, top + 0.25, words, size, sheet.type.machine, colour=shade)
    sheet.text(6, top, words, size, sheet.type.machine, colour=ink)
    if rng.random() < 0.6:
        sheet.text(36, 39, "VALID THRU", 1.8, sheet.type.label, colour=ink)
        sheet.text(50, 38.4, f"{rng.randint(1, 12):02}/{rng.randint(27, 38)}", 3.2, sheet.type.machine, colour=ink)
    if rng.random() < 0.5:
        who = somebody(rng)
        sheet.text(6, 45, f"{who.given} {who.surname}", 3, sheet.type.machine, colour=ink)
    sheet.text(62, 45, rng.choice(("银联 UnionPay", "UnionPay")), 3.2, sheet.type.title, colour=ink)
    return sheet, {"number": number}


def _card(half: Half, rng: random.Random, ground: tuple[int, int, int]) -> Sheet:
    """An identity card's tinted ground."""
    sheet = Sheet(*ID_1, half, rng, ground)
    sheet.waves(tuple(value - rng.randint(8, 18) for value in ground))  # type: ignore[arg-type]
    return sheet
