"""How each kind of paper is printed: its labels, and which value stands with which. Checks nothing."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from kiosk.numbers import is_credit_code, is_resident_number
from kiosk.reading import values
from kiosk.reading.reading import Field, Kind, Line
from kiosk.reading.sheet import Sheet, Value

Clean = Callable[[str], str]


@dataclass(frozen=True)
class Wanted:
    """A field, the labels it stands with, how its value is written, and whether it may fill several rows."""

    name: str
    labels: tuple[str, ...]
    clean: Clean = values.words
    several: bool = False


def _number(text: str) -> str:
    return values.number_within(text, 18)


def _credit_code(text: str) -> str:
    return values.code(text)[:18]


def _vehicle_class(text: str) -> str:
    return "".join(re.findall(r"[A-Z0-9]", values.ENGLISH.sub("", text).upper()))


def _place(text: str) -> str:
    return values.words(values.ENGLISH.sub("", text))


NAME = Wanted("name", ("姓名",), values.person)
SEX = Wanted("sex", ("性别",), values.sex)
NATION = Wanted("nation", ("民族",), values.hanzi)

WANTED: dict[Kind, tuple[Wanted, ...]] = {
    Kind.ID_FRONT: (
        NAME,
        SEX,
        NATION,
        Wanted("birth", ("出生",), values.day),
        Wanted("address", ("住址",), several=True),
        Wanted("number", ("公民身份号码",), _number),
    ),
    Kind.ID_BACK: (
        Wanted("authority", ("签发机关",), values.words, several=True),
        Wanted("validity", ("有效期限",)),
    ),
    Kind.HOUSEHOLD_PAGE: (
        NAME,
        Wanted("relation", ("户主或与户主关系", "与户主关系"), values.hanzi),
        SEX,
        NATION,
        Wanted("birth", ("出生日期",), values.day),
        Wanted("native_place", ("籍贯",), several=True),
        Wanted("number", ("公民身份证件编号", "公民身份号码", "公民身份证编号", "公民身份证号码"), _number),
    ),
    Kind.BUSINESS_LICENCE: (
        Wanted("credit_code", ("统一社会信用代码",), _credit_code),
        Wanted("name", ("名称", "企业名称", "字号名称"), several=True),
        Wanted("type", ("类型", "主体类型"), several=True),
        Wanted("legal_person", ("法定代表人", "经营者", "负责人", "投资人", "执行事务合伙人"), values.person),
        Wanted("capital", ("注册资本",)),
        Wanted("founded", ("成立日期", "注册日期"), values.day),
        Wanted("address", ("住所", "经营场所", "营业场所", "主要经营场所"), several=True),
        Wanted("scope", ("经营范围",), values.scope, several=True),
    ),
    Kind.HOUSE_CERTIFICATE: (
        Wanted("owner", ("权利人", "房屋所有权人"), values.words, several=True),
        Wanted("location", ("坐落", "房屋坐落"), several=True),
        Wanted("unit_number", ("不动产单元号",), values.code, several=True),
        Wanted("use", ("用途", "规划用途"), several=True),
        Wanted("area", ("面积", "建筑面积"), values.area, several=True),
    ),
    Kind.MARRIAGE_CERTIFICATE: (
        Wanted("holder", ("持证人",), values.person),
        Wanted("registered_on", ("登记日期",), values.day),
        Wanted("certificate_number", ("结婚证字号",)),
    ),
    Kind.DRIVING_LICENCE: (
        Wanted("number", ("证号",), _number),
        Wanted("name", ("姓名",), values.person),
        SEX,
        Wanted("nationality", ("国籍",), values.hanzi),
        Wanted("address", ("住址",), _place, several=True),
        Wanted("birth", ("出生日期",), values.day),
        Wanted("first_issue", ("初次领证日期",), values.day),
        Wanted("vehicle_class", ("准驾车型",), _vehicle_class),
        Wanted("validity", ("有效期限", "有效起始日期"), several=True),
    ),
    Kind.PERMIT: (
        Wanted("number", ("证件号码", "证号"), values.code),
        Wanted("birth", ("出生日期",), values.day),
        Wanted("expires", ("有效期限", "有效期至", "有效期"), values.last_day, several=True),
    ),
}
PERSON_IN_MARRIAGE = (NAME, Wanted("number", ("身份证件号", "身份证号"), _number))

OTHER_LABELS: dict[Kind, tuple[str, ...]] = {
    Kind.ID_BACK: ("居民身份证", "中华人民共和国"),
    Kind.HOUSEHOLD_PAGE: (
        *("曾用名", "出生地", "本市(县)其他住址", "宗教信仰", "身高", "血型", "文化程度", "婚姻状况", "兵役状况"),
        *("服务处所", "职业", "何时由何地迁来本市(县)", "何时由何地迁来本址", "登记日期", "承办人签章"),
        *("常住人口登记卡", "户号", "户口专用章"),
    ),
    Kind.BUSINESS_LICENCE: (
        *("营业期限", "登记机关", "证照编号", "组成形式", "营业执照", "副本", "正本", "国家企业信用信息公示系统"),
        *("实收资本", "合伙期限", "出资额"),
    ),
    Kind.HOUSE_CERTIFICATE: (
        *(
            "共有情况",
            "权利类型",
            "权利性质",
            "使用期限",
            "权利其他状况",
            "附记",
            "登记机构",
            "不动产权证书",
            "证件号码",
        ),
    ),
    Kind.MARRIAGE_CERTIFICATE: (
        *("性别", "国籍", "出生日期", "备注", "结婚登记专用章", "婚姻登记员", "登记机关", "结婚证"),
    ),
    Kind.DRIVING_LICENCE: ("中华人民共和国机动车驾驶证", "机动车驾驶证副页", "档案编号", "记录"),
    Kind.PERMIT: ("姓名", "性别", "国籍", "签发机关", "签发地点", "换证次数", "签发次数"),
}
"""Labels that nobody asks for; what stands with them belongs to no other field."""
OWN_NUMBER = {
    Kind.ID_FRONT: "number",
    Kind.HOUSEHOLD_PAGE: "number",
    Kind.DRIVING_LICENCE: "number",
    Kind.BUSINESS_LICENCE: "credit_code",
}
"""The only number with a check digit that stands on such a paper."""
CERTIFICATE = re.compile(
    r"[\u4e00-\u9fff][（(\[［]?\d{4}[）)\]］]?[\u4e00-\u9fff]{2,12}不动产权第?\d{4,10}号?"
    r"|X?[\u4e00-\u9fff]{1,8}房(?:地)?权?证[\u4e00-\u9fff]{0,8}字?第?[A-Z0-9-]{4,16}号",
    re.ASCII,
)
"""Since 2015, and the house property certificates before, which are as good."""


def read_paper(kind: Kind, lines: Sequence[Line]) -> list[Field]:
    """The fields of a paper of this kind as they are printed, without those that were not found."""
    sheet = Sheet(lines, _labels(kind))
    found = [_field(sheet, wanted) for wanted in WANTED[kind]]
    if kind is Kind.HOUSE_CERTIFICATE:
        found.append(_certificate_number(sheet))
    if kind is Kind.MARRIAGE_CERTIFICATE:
        found += [_field(sheet, wanted, n) for n in (0, 1) for wanted in PERSON_IN_MARRIAGE]
    found = _with_proven(kind, found, sheet)
    fields = [field for field in found if field is not None]
    return [part for field in fields for part in (_both_ends(field) if field.name == "validity" else [field])]


def _with_proven(kind: Kind, found: list[Field | None], sheet: Sheet) -> list[Field | None]:
    """With the number that stands on every paper of this kind: where its label was not read, or something else stands
    with it, its check digit tells it from all other print."""
    name = OWN_NUMBER.get(kind)
    if name is None or any(field is not None and field.name == name and _proven(field.value) for field in found):
        return found
    passing = {code: line.confidence for line in sheet.lines for code in _codes(line.text) if _proven(code)}
    others = [field for field in found if field is None or field.name != name]
    return [*others, *(Field(name, *one) for one in passing.items())] if len(passing) == 1 else found


def _proven(number: str) -> bool:
    return is_resident_number(number, date.max) or is_credit_code(number)


def _codes(text: str) -> list[str]:
    """All runs of 18 digits and letters."""
    return re.findall(r"(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])", "".join(normalize("NFKC", text).split()).upper())


def _labels(kind: Kind) -> dict[str, Sequence[str]]:
    wanted = WANTED[kind] + (PERSON_IN_MARRIAGE if kind is Kind.MARRIAGE_CERTIFICATE else ())
    labels: dict[str, Sequence[str]] = {one.name: one.labels for one in wanted}
    return labels | {"-": OTHER_LABELS.get(kind, ())}


def _field(sheet: Sheet, wanted: Wanted, number: int | None = None) -> Field | None:
    """None where the label is not there. With a `number` the field is named after it: name_1, name_2."""
    label = sheet.find(wanted.name, number or 0)
    if label is None:
        return None
    value: Value = sheet.value(label, wanted.several)
    name = wanted.name if number is None else f"{wanted.name}_{number + 1}"
    return Field(name, wanted.clean(value.text), value.confidence)


def _both_ends(field: Field) -> list[Field]:
    start, end = values.validity(field.value)
    return [Field("valid_from", start, field.confidence), Field("valid_until", end, field.confidence)]


def _certificate_number(sheet: Sheet) -> Field | None:
    """冀（2020）沧州市不动产权第0012345号, 沧州市房权证运字第00012345号: it stands by itself, without a label."""
    for row in sheet.rows:
        found = CERTIFICATE.search(row.text)
        if found:
            lines = {glyph.line for glyph in row.glyphs[found.start() : found.end()]}
            sure = min(sheet.lines[number].confidence for number in lines)
            return Field("certificate_number", values.words(found.group()), sure)
    return None
