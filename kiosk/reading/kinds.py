"""What paper it is, told by the words that are printed on every one of its kind. Reads no values."""

import re
from collections.abc import Sequence
from datetime import date
from unicodedata import normalize

from kiosk.numbers import is_bank_card, is_resident_number
from kiosk.reading.alike import as_digits, holds
from kiosk.reading.mrz import machine_zone
from kiosk.reading.reading import Kind, Line

ANCHORS: dict[Kind, dict[str, float]] = {
    Kind.ID_FRONT: {"公民身份号码": 0.4, "姓名": 0.15, "性别": 0.15, "民族": 0.1, "出生": 0.15, "住址": 0.2},
    Kind.ID_BACK: {"居民身份证": 0.5, "签发机关": 0.4, "有效期限": 0.2, "中华人民共和国": 0.1},
    Kind.HOUSEHOLD_PAGE: {
        **{"常住人口登记卡": 0.6, "户主或与户主关系": 0.5, "籍贯": 0.2, "公民身份证件编号": 0.2, "曾用名": 0.1},
        **{"文化程度": 0.1, "婚姻状况": 0.1, "何时由何地迁来": 0.2, "服务处所": 0.1, "出生地": 0.1},
    },
    Kind.BUSINESS_LICENCE: {
        **{"营业执照": 0.6, "统一社会信用代码": 0.3, "经营范围": 0.2, "注册资本": 0.1, "法定代表人": 0.1},
        **{"成立日期": 0.1, "经营者": 0.1, "登记机关": 0.1, "类型": 0.1},
    },
    Kind.HOUSE_CERTIFICATE: {
        **{"不动产权证书": 0.3, "不动产权第": 0.3, "房屋所有权证": 0.5, "权利人": 0.2, "共有情况": 0.2},
        **{"坐落": 0.2, "不动产单元号": 0.3, "权利类型": 0.2, "权利性质": 0.1, "使用期限": 0.1},
    },
    Kind.MARRIAGE_CERTIFICATE: {
        **{"结婚证字号": 0.5, "持证人": 0.4, "结婚证": 0.2, "登记日期": 0.2, "身份证件号": 0.2},
    },
    Kind.DRIVING_LICENCE: {
        **{"机动车驾驶证": 0.6, "准驾车型": 0.4, "初次领证日期": 0.3, "DRIVINGLICENSE": 0.2, "证号": 0.1},
        **{"国籍": 0.1, "有效期限": 0.1},
    },
    Kind.PERMIT: dict.fromkeys(
        (
            *("外国人永久居留", "外国人居留许可", "来往内地通行证", "来往大陆通行证", "往来港澳通行证"),
            "往来台湾通行证",
        ),
        2.0,
    ),
}
"""How much each printed word says; 1 in all is certain. Three hall-mark words or one title and a word are enough. A
permit's title outweighs a card's, whose labels it has."""
ENOUGH = 0.5
FORM_WORDS = (
    *("申请", "登记表", "采集表", "信息表", "审批表", "备案表", "申报表", "委托书", "承诺书", "告知书", "填表"),
    *("本人承诺", "联系电话", "手机号", "联系人", "单位名称", "办理事项", "经办人"),
)
"""What stands on forms, which ask for what stands on cards in the cards' own words, and on no card."""
OF_A_FORM = 0.5
"""How much less such a word lets a paper look like a card: all the words of one are more."""
NUMBERS_ON_CARDS = re.compile(r"(?<!\d)\d[\d ]{13,22}\d(?!\d)", re.ASCII)
BANK_WORDS = ("银行", "银联", "UnionPay", "BANK", "Debit", "借记", "信用社", "VALID", "THRU", "储蓄")
BANK_LINES = 14  # a card has few lines: a page with a card's number on it is no card


def kind_of(lines: Sequence[Line]) -> tuple[Kind, float]:
    """The kind and how sure it is (0 to 1); UNKNOWN and 0 where nothing tells."""
    texts = ["".join(normalize("NFKC", line.text).split()) for line in lines]
    zone = machine_zone(texts)
    if zone is not None:
        return {"P": Kind.PASSPORT, "V": Kind.VISA}.get(zone.document, Kind.PERMIT), 1.0
    whole = "\n".join(texts)
    less = OF_A_FORM if any(word in whole for word in FORM_WORDS) else 0.0
    scores = {kind: score_of(whole, anchors) - less for kind, anchors in ANCHORS.items()}
    best = max(scores, key=lambda kind: scores[kind])
    if scores[best] >= ENOUGH:
        return best, min(1.0, scores[best])
    return (Kind.BANK_CARD, 0.9) if looks_like_bank_card(lines) else (Kind.UNKNOWN, 0.0)


def score_of(text: str, anchors: dict[str, float]) -> float:
    return sum(worth for word, worth in anchors.items() if holds(text, word))


def looks_like_bank_card(lines: Sequence[Line]) -> bool:
    """A card's number that passes its check, or a number as long and a bank's words, and little else."""
    if len(lines) > BANK_LINES:
        return False
    numbers = card_numbers(lines)
    words = any(word.lower() in line.text.lower() for line in lines for word in BANK_WORDS)
    passing = any(is_bank_card(number) for number, _ in numbers)
    return (passing and (words or len(lines) <= 6)) or (words and any(len(number) >= 15 for number, _ in numbers))


def card_numbers(lines: Sequence[Line]) -> list[tuple[str, float]]:
    """What could be a card's number, with its line's confidence. A resident's number is none."""
    found = [
        (re.sub(r"\D", "", digits), line.confidence)
        for line in lines
        for digits in NUMBERS_ON_CARDS.findall(as_digits(normalize("NFKC", line.text)))
    ]
    return [one for one in found if not is_resident_number(one[0], date.max)]
