"""Invented people with invented cards, and the text block that a card's chip would hold. No number is anybody's."""

from dataclasses import dataclass, field
from datetime import date

from stdnum.iso7064 import mod_11_2

from drivers.card_reader.layout import ETHNICITIES, LONG_TERM, TEXT_BYTES
from kiosk.card import CardKind, IdCard, Sex

FLAGS = {CardKind.RESIDENT: "", CardKind.HMT: "J", CardKind.FOREIGNER_2017: "I", CardKind.FOREIGNER_2023: "Y"}
PHOTO_BYTES = 1024


@dataclass(frozen=True)
class Person:
    """Somebody to play at the bench. `says` is who they are, for the bench's button."""

    key: str
    says: str
    card: IdCard = field(repr=False)


def number_with_check(first17: str) -> str:
    """The 18th character of a resident number."""
    return first17 + str(mod_11_2.calc_check_digit(first17))


def _resident(first17: str, name: str, address: str, **changes: object) -> IdCard:
    values: dict[str, object] = {
        "kind": CardKind.RESIDENT,
        "name": name,
        "number": number_with_check(first17),
        "sex": Sex.MALE if int(first17[16]) % 2 else Sex.FEMALE,
        "birth": date(int(first17[6:10]), int(first17[10:12]), int(first17[12:14])),
        "ethnicity": "汉",
        "address": address,
        "authority": "沧州市公安局运河分局",
        "valid_from": date(2019, 5, 20),
        "valid_to": date(2039, 5, 20),
    }
    return IdCard(**(values | changes))  # type: ignore[arg-type]


PEOPLE = (
    Person(
        "grandmother",
        "王秀兰, 78 岁",
        _resident("13090319480312002", "王秀兰", "河北省沧州市运河区解放西路槐树胡同12号", valid_to=None),
    ),
    Person(
        "shop_owner",
        "刘志强, 店主",
        _resident("13090219850917003", "刘志强", "河北省沧州市新华区东风路商贸街86号", ethnicity="回"),
    ),
    Person(
        "worker",
        "李娜, 务工",
        _resident("13092519930428004", "李娜", "河北省盐山县盐山镇和平大街3号楼2单元501室"),
    ),
    Person("rare_name", "㛃䶮, 生僻字", _resident("13098119901111001", "陈㛃䶮", "河北省泊头市解放街道裕华路9号")),
    Person(
        "expired",
        "赵建国, 证件过期",
        _resident("13090319700606005", "赵建国", "河北省沧州市运河区水月寺大街1号", valid_to=date(2024, 5, 20)),
    ),
    Person(
        "hong_kong",
        "黄嘉慧, 港澳台居住证",
        _resident(
            "81000019880808002",
            "黄嘉慧",
            "河北省沧州市运河区黄河路18号",
            kind=CardKind.HMT,
            ethnicity="",
            permit_number="H12345678",
        ),
    ),
    Person(
        "foreigner",
        "ANNA BERG, 外国人永居证",
        _resident(
            "91375219870214002",
            "安娜",
            "",
            kind=CardKind.FOREIGNER_2023,
            ethnicity="",
            nationality="SWE",
            latin_name="BERG, ANNA",
            authority="",
        ),
    ),
)


def find(key: str) -> Person:
    """By key. Raises KeyError."""
    return {person.key: person for person in PEOPLE}[key]


def text_block(card: IdCard) -> bytes:
    """The 256 bytes a chip holds for this card: text at byte offsets, padded with spaces."""
    block = bytearray(" ".encode("utf-16-le") * (TEXT_BYTES // 2))
    fields = {CardKind.FOREIGNER_2017: _foreigner_2017, CardKind.FOREIGNER_2023: _foreigner_2023}.get(
        card.kind, _native
    )
    for offset, length, text in [*fields(card), (248, 2, FLAGS[card.kind])]:
        data = text.encode("utf-16-le")[:length]
        block[offset : offset + len(data)] = data
    return bytes(block)


Fields = list[tuple[int, int, str]]


def _native(card: IdCard) -> Fields:
    """Residents, and residents from Hong Kong, Macao and Taiwan, who have a permit number and no ethnicity."""
    return [
        *_person(card),
        (32, 4, next((code for code, name in ETHNICITIES.items() if name == card.ethnicity), card.ethnicity)),
        (52, 70, card.address),
        (158, 30, card.authority),
        (220, 18, card.permit_number),
    ]


def _foreigner_2023(card: IdCard) -> Fields:
    first, rest = card.latin_name[:35], card.latin_name[35:]
    return [*_person(card), (32, 4, "01"), (52, 70, first), (220, 22, rest), (242, 6, card.nationality)]


def _foreigner_2017(card: IdCard) -> Fields:
    return [
        (0, 120, card.latin_name),
        (120, 2, card.sex),
        (122, 30, card.number),
        (152, 6, card.nationality),
        (158, 30, card.name),
        *_validity(card),
        (220, 16, _day(card.birth)),
    ]


def _person(card: IdCard) -> Fields:
    """What three of the four layouts have in the same places."""
    return [(0, 30, card.name), (30, 2, card.sex), (36, 16, _day(card.birth)), (122, 36, card.number), *_validity(card)]


def _validity(card: IdCard) -> Fields:
    return [(188, 16, _day(card.valid_from)), (204, 16, _day(card.valid_to))]


def _day(value: date | None) -> str:
    return value.strftime("%Y%m%d") if value else LONG_TERM
