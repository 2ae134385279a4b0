"""Whole sheets: business licence, property certificate, any printed form. Sizes in millimetres."""

import random
from collections.abc import Callable

from tests.papers.booklets import chinese_day
from tests.papers.fonts import Half
from tests.papers.sheet import GOLD, Sheet
from tests.papers.words import PLACES, Firm, address, day, firm, somebody, years_on

A4 = (210.0, 297.0)
Truth = dict[str, str]
Pair = tuple[str, str]


def business_licence(half: Half, rng: random.Random) -> tuple[Sheet, Truth]:
    """A4 across, in two columns (since 2019) or upright in one (2014), each with its own proportions by half."""
    what = firm(rng)
    sheet = _two_columns(half, rng, what) if rng.random() < 0.6 else _one_column(half, rng, what)
    return sheet, {
        "credit_code": what.code,
        "name": what.name,
        "type": what.type,
        "legal_person": what.legal_person,
        "capital": what.capital,
        "founded": what.founded.isoformat(),
        "address": what.address,
        "scope": what.scope,
    }


def _two_columns(half: Half, rng: random.Random, what: Firm) -> Sheet:
    sheet = _licence_ground(Sheet(A4[1], A4[0], half, rng, (251, 249, 243)))
    sheet.middle(38, "营业执照", rng.uniform(15, 18), sheet.type.title, gap=8)
    sheet.middle(58, rng.choice(("（副 本）", "（副本）")), 5, sheet.type.title)
    code_at = (30.0, 34.0) if half == "tune" else (rng.uniform(24, 34), rng.uniform(40, 46))
    sheet.text(*code_at, "统一社会信用代码", 4, sheet.type.label)
    sheet.text(code_at[0], code_at[1] + 6, what.code, 4.4, sheet.type.digits)
    size, high = rng.uniform(4.0, 4.6), rng.uniform(14, 16)
    left, right = (28, 166) if half == "tune" else (rng.uniform(24, 32), rng.uniform(156, 162))
    room = right - left - size * 6.6 - 9  # two hanzi before the next column, as print has it
    pairs = [("名称", what.name), ("类型", what.type), ("法定代表人", what.legal_person), ("经营范围", what.scope)]
    _column(sheet, left, size, pairs, high=high, room=room)
    others = [("注册资本", what.capital), ("成立日期", chinese_day(what.founded)), ("住所", what.address)]
    if half == "tune" and rng.random() < 0.4:
        others.insert(2, ("营业期限", "长期"))
    _column(sheet, right, size, others, high=high, room=240 - right)
    _registered(sheet, rng, 205, 168)
    return sheet


def _one_column(half: Half, rng: random.Random, what: Firm) -> Sheet:
    sheet = _licence_ground(Sheet(*A4, half, rng, (251, 249, 243)))
    sheet.middle(40, "营业执照", rng.uniform(14, 17), sheet.type.title, gap=8)
    label = "统一社会信用代码  "
    at = (
        sheet.width - sheet.width_of(label, 4.4, sheet.type.label) - sheet.width_of(what.code, 4.4, sheet.type.digits)
    ) / 2
    sheet.text(sheet.text(at, 62, label, 4.4, sheet.type.label), 62, what.code, 4.4, sheet.type.digits)
    size, high = rng.uniform(4.2, 4.8), rng.uniform(13, 15)
    pairs = [
        ("名称", what.name),
        ("类型", what.type),
        ("住所", what.address),
        ("法定代表人", what.legal_person),
        ("注册资本", what.capital),
        ("成立日期", chinese_day(what.founded)),
        ("营业期限", f"{chinese_day(what.founded)}至{rng.choice(('长期', chinese_day(years_on(what.founded, 30))))}"),
        ("经营范围", what.scope),
    ]
    if half == "test":
        pairs[2:5] = [pairs[3], pairs[4], pairs[2]]
    _column(sheet, rng.uniform(30, 36), size, pairs, high=high, room=110)
    _registered(sheet, rng, 120, 245)
    return sheet


def _licence_ground(sheet: Sheet) -> Sheet:
    """The frame and the tint of a licence."""
    sheet.waves((244, 240, 228), 4, 2)
    sheet.box(12, 12, sheet.width - 24, sheet.height - 24, line=1.6, colour=GOLD)
    sheet.seal(sheet.width / 2, 25, "", 8)
    return sheet


TOP = 78.0  # where a licence's rows begin


def _column(sheet: Sheet, x: float, size: float, pairs: list[Pair], *, high: float, room: float) -> None:
    """Labels spread to one width as on the real ones, values beside them; a long value pushes the next down."""
    y, wide = TOP, size * 5.2
    for label, value in pairs:
        gap = (wide - size * len(label)) / max(1, len(label) - 1)
        sheet.text(x, y, label, size, sheet.type.label, gap=gap if len(label) < 5 else 0)
        end = sheet.wrapped(x + wide + size * 1.4, y, value, size, sheet.type.value, width=room)
        y = max(y + high, end + size * 0.6)


def _registered(sheet: Sheet, rng: random.Random, x: float, y: float) -> None:
    """Who registered it and when, under the seal."""
    sheet.text(x, y, "登 记 机 关", 4.6, sheet.type.label)
    sheet.text(x + 12, y + 14, chinese_day(day(rng, 2019, 2026), True), 4.2, sheet.type.value)
    sheet.seal(x + 30, y + 8, "行政审批局", 18)


def house_certificate(half: Half, rng: random.Random) -> tuple[Sheet, Truth]:
    """The inner page of a real estate certificate (since 2015): its number above a table of eleven rows."""
    who, area = somebody(rng), rng.choice(list(PLACES))
    _, short, city = PLACES[area]
    year = rng.randint(2016, 2026)
    number = f"{short}（{year}）{city}不动产权第{rng.randrange(10**7):07}号"
    unit = f"{area}{rng.randint(1, 99):03}{rng.randint(1, 99):03}GB{rng.randrange(10**5):05}F{rng.randrange(10**8):08}"
    spaced = half == "tune" or rng.random() < 0.5
    printed = f"{unit[:6]} {unit[6:12]} {unit[12:19]} {unit[19:]}" if spaced else unit
    place, use = address(rng, area), rng.choice(("住宅", "成套住宅", "商业服务", "办公", "城镇住宅用地/住宅"))
    metres = f"{rng.randint(38, 260)}.{rng.randrange(100):02}"
    size_of = rng.choice((f"{metres}平方米", f"{metres}㎡")) if half == "tune" else f"{metres}平方米"
    sheet = Sheet(175, 240, half, rng, (246, 240, 240))
    sheet.waves((238, 228, 230), 3)
    sheet.text(rng.uniform(18, 26), 16, number, rng.uniform(4.2, 4.8), sheet.type.value)
    owner = who.name if rng.random() < 0.7 else f"{who.name}、{somebody(rng).name}"
    rows = [
        ("权利人", owner),
        ("共有情况", "共同共有" if "、" in owner else "单独所有"),
        ("坐落", place),
        ("不动产单元号", printed),
        ("权利类型", "国有建设用地使用权/房屋所有权"),
        ("权利性质", rng.choice(("出让/市场化商品房", "划拨/自建房"))),
        ("用途", use),
        ("面积", size_of),
        ("使用期限", f"国有建设用地使用权{chinese_day(day(rng, 2000, 2015))}起{chinese_day(day(rng, 2070, 2085))}止"),
        ("权利其他状况", f"房屋结构：{rng.choice(('钢筋混凝土', '混合'))}；总层数：{rng.randint(6, 33)}"),
    ]
    _ruled(sheet, 18, 30, rows, rng.uniform(3.5, 4.0), wide=139, high=rng.uniform(14, 17), spread=half == "tune")
    sheet.seal(130, 215, "不动产登记专用章", 18)
    return sheet, {
        "certificate_number": number,
        "owner": owner,
        "location": place,
        "unit_number": unit,
        "use": use,
        "area": size_of,
    }


def _ruled(
    sheet: Sheet, x: float, y: float, rows: list[Pair], size: float, *, wide: float, high: float, spread: bool
) -> None:
    """A table of two columns; short labels are spread to the width of the longest where `spread`."""
    longest = max(len(label) for label, _ in rows)
    head = size * longest + 5
    for number, (label, value) in enumerate(rows):
        top = y + number * high
        sheet.box(x, top, wide, high)
        sheet.rule(x + head, top, x + head, top + high)
        gap = size * (longest - len(label)) / max(1, len(label) - 1) if spread else 0
        sheet.text(x + 2.5, top + (high - size * 1.25) / 2, label, size, sheet.type.label, gap=gap)
        lines = sheet.lines(value, size, sheet.type.value, wide - head - 4)
        start = top + (high - size * 1.3 * len(lines)) / 2
        sheet.wrapped(x + head + 2, start, value, size, sheet.type.value, width=wide - head - 4, lead=1.3)


def _mobile(rng: random.Random) -> str:
    """11 digits."""
    return rng.choice(("138", "139", "151", "177", "186")) + f"{rng.randrange(10**8):08}"


Make = Callable[[random.Random], str]
QUESTIONS: dict[Half, dict[str, Make]] = {
    "tune": {
        "申请人": lambda rng: somebody(rng).name,
        "身份证号": lambda rng: somebody(rng).number,
        "联系电话": _mobile,
        "申请事项": lambda rng: rng.choice(("灵活就业参保登记", "老年人优待证办理", "公积金提取")),
        "家庭住址": lambda rng: address(rng, rng.choice(list(PLACES))),
        "申请日期": lambda rng: chinese_day(day(rng, 2024, 2026)),
        "缴费档次": lambda rng: rng.choice(("第一档", "第二档", "第三档")),
        "开户银行": lambda rng: rng.choice(("中国工商银行沧州分行", "河北银行运河支行")),
        "工作单位": lambda rng: firm(rng).name,
    },
    "test": {
        "姓名": lambda rng: somebody(rng).name,
        "公民身份号码": lambda rng: somebody(rng).number,
        "手机号码": _mobile,
        "单位名称": lambda rng: firm(rng).name,
        "通讯地址": lambda rng: address(rng, rng.choice(list(PLACES))),
        "办理事项": lambda rng: rng.choice(("食品经营许可延续", "失业登记", "居住证签注")),
        "填表日期": lambda rng: chinese_day(day(rng, 2024, 2026)),
        "参保类型": lambda rng: rng.choice(("城乡居民养老保险", "职工基本医疗保险")),
        "紧急联系人": lambda rng: somebody(rng).name,
        "领取方式": lambda rng: rng.choice(("窗口领取", "邮寄送达", "自助打印")),
    },
}
FORM_TITLES: dict[Half, tuple[str, ...]] = {
    "tune": ("申请表", "业务申请登记表", "社会保险登记表"),
    "test": ("个人业务办理申请书", "信息采集表", "变更登记申请表"),
}


def form(half: Half, rng: random.Random) -> tuple[Sheet, Truth]:
    """A printed form: a ruled table or lines with colons, five to eight labels."""
    asked = rng.sample(list(QUESTIONS[half]), rng.randint(5, 8))
    truth = {label: QUESTIONS[half][label](rng) for label in asked}
    sheet = Sheet(*A4, half, rng, (253, 252, 249))
    sheet.middle(28, rng.choice(FORM_TITLES[half]), rng.uniform(7, 9), sheet.type.title, gap=1)
    size, rows = rng.uniform(4.2, 5.0), list(truth.items())
    if rng.random() < 0.5:
        _ruled(sheet, 22, 52, rows, size, wide=166, high=rng.uniform(14, 18), spread=False)
    else:
        _lined(sheet, size, rows)
    sheet.text(26, 216, "本人承诺以上内容真实有效。", size, sheet.type.label)
    return sheet, truth


def _lined(sheet: Sheet, size: float, rows: list[Pair]) -> None:
    """A label, a colon, the value; the value underlined or not."""
    underlined, high = sheet.rng.random() < 0.5, sheet.rng.uniform(13, 17)
    for number, (label, value) in enumerate(rows):
        top = 54 + number * high
        at = sheet.text(26, top, f"{label}：", size, sheet.type.label) + sheet.rng.uniform(0, 3)
        sheet.wrapped(at, top, value, size, sheet.type.value, width=190 - at)
        if underlined:
            sheet.rule(at, top + size * 1.3, 190, top + size * 1.3)
