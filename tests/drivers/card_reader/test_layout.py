"""The four text layouts, against blocks made by hand from the published offsets."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.card_reader import layout
from drivers.card_reader.layout import LayoutError, parse
from drivers.sim.people import PEOPLE, Person, find, text_block
from kiosk import numbers
from kiosk.card import CardKind, IdCard, Sex, is_legible

TODAY = date(2026, 11, 23)


def block(**fields: tuple[int, str]) -> bytes:
    """A block with text at byte offsets, padded with spaces."""
    data = bytearray(" ".encode("utf-16-le") * 128)
    for offset, text in fields.values():
        raw = text.encode("utf-16-le", errors="surrogatepass")
        data[offset : offset + len(raw)] = raw
    return bytes(data)


RESIDENT = {
    "name": (0, "张三"),
    "sex": (30, "1"),
    "ethnicity": (32, "03"),
    "birth": (36, "19491231"),
    "address": (52, "河北省沧州市运河区测试路1号"),
    "number": (122, "11010519491231002X"),
    "authority": (158, "沧州市公安局"),
    "valid_from": (188, "20100101"),
    "valid_to": (204, "长期"),
}


def test_a_resident_card_field_by_field() -> None:
    card = parse(block(**RESIDENT), b"photo")
    assert card.kind is CardKind.RESIDENT
    assert (card.name, card.sex, card.ethnicity) == ("张三", Sex.MALE, "回")
    assert card.birth == date(1949, 12, 31)
    assert card.number == "11010519491231002X"
    assert card.valid_to is None
    assert card.photo == b"photo"


def test_zeros_pad_as_well_as_spaces() -> None:
    raw = block(**RESIDENT).replace(b" \x00", b"\x00\x00")
    assert parse(raw).name == "张三"


def test_an_unknown_ethnicity_code_stays_as_it_is() -> None:
    assert parse(block(**RESIDENT | {"ethnicity": (32, "81")})).ethnicity == "81"


@pytest.mark.parametrize(
    ("code", "sex"), [("0", Sex.UNKNOWN), ("2", Sex.FEMALE), ("9", Sex.NOT_STATED), ("7", Sex.UNKNOWN)]
)
def test_not_male_is_not_always_female(code: str, sex: Sex) -> None:
    assert parse(block(**RESIDENT | {"sex": (30, code)})).sex is sex


@pytest.mark.parametrize("name", ["陈㛃䶮", "王𠮷", "李\ue123"])
def test_rare_characters_survive(name: str) -> None:
    assert parse(block(**RESIDENT | {"name": (0, name)})).name == name


@pytest.mark.parametrize(
    ("old", "name"),
    [("陈\ue863", "陈䶮"), ("\ue81a", "㑳"), ("王\ue816", "王𠂇"), ("\ue864三", "龻三"), ("李\ue84c\ue843", "李䦂龹")],
)
def test_characters_of_the_old_tables_become_those_that_everybody_has(old: str, name: str) -> None:
    card = parse(block(**RESIDENT | {"name": (0, old), "address": (52, f"沧州市{old}村")}))
    assert (card.name, card.address) == (name, f"沧州市{name}村")
    assert is_legible(card.name)


def test_what_nobody_can_tell_stays_and_is_known_as_such() -> None:
    card = parse(block(**RESIDENT | {"name": (0, "\ue123三")}))
    assert (card.name, is_legible(card.name), card.masked_name) == ("\ue123三", False, "**")


@pytest.mark.parametrize(
    ("written", "birth", "known"),
    [
        ("19580229", date(1958, 2, 28), False),
        ("19900230", date(1990, 2, 28), False),
        ("20000229", date(2000, 2, 29), True),
    ],
)
def test_a_birth_that_no_calendar_has_is_no_unknown_card(written: str, birth: date, known: bool) -> None:
    card = parse(block(**RESIDENT | {"birth": (36, written)}))
    assert (card.birth, card.birth_known) == (birth, known)


def test_a_validity_as_chips_have_it() -> None:
    def valid(start: str, end: str) -> tuple[date | None, date | None]:
        card = parse(block(**RESIDENT | {"valid_from": (188, start), "valid_to": (204, end)}))
        return card.valid_from, card.valid_to

    assert valid("20120229", "20220229") == (date(2012, 2, 29), date(2022, 2, 28))
    assert valid("20100101", "20191231") == (date(2010, 1, 1), date(2019, 12, 31))
    assert valid(" " * 8, "长期有效") == (None, None)


def test_a_small_x_is_a_capital_one() -> None:
    assert parse(block(**RESIDENT | {"number": (122, "11010519491231002x")})).number == "11010519491231002X"


def test_a_lone_surrogate_stays_visible() -> None:
    assert "\ufffd" in parse(block(**RESIDENT | {"name": (0, "王\ud842")})).name


@pytest.mark.parametrize(
    "broken",
    [
        {"birth": (36, "19491331")},
        {"number": (122, " " * 18)},
        {"name": (0, " " * 15)},
        {"flag": (248, "Q")},
        {"valid_from": (188, "abcdefgh")},
        {"birth": (36, "1949123 ")},
        {"birth": (36, "19491_31")},
        {"valid_to": (204, "很久以后")},
    ],
)
def test_nonsense_is_no_card_and_the_message_names_no_content(broken: dict[str, tuple[int, str]]) -> None:
    with pytest.raises(LayoutError) as error:
        parse(block(**RESIDENT | broken))
    assert "11010519491231002X" not in str(error.value)


def test_a_short_block_is_no_card() -> None:
    with pytest.raises(LayoutError):
        parse(bytes(255))


def test_a_permit_of_2017() -> None:
    card = parse(
        block(
            latin=(0, "BERG,ANNA"),
            sex=(120, "2"),
            number=(122, "SWE110087021401"),
            nation=(152, "SWE"),
            name=(158, "安娜"),
            issued=(188, "20180101"),
            expires=(204, "20280101"),
            birth=(220, "19870214"),
            flag=(248, "I"),
        )
    )
    assert (card.kind, card.name, card.latin_name) == (CardKind.FOREIGNER_2017, "安娜", "BERG,ANNA")
    assert (card.nationality, card.number, card.birth) == ("SWE", "SWE110087021401", date(1987, 2, 14))


def test_a_permit_for_hong_kong_macao_and_taiwan() -> None:
    card = parse(
        block(
            **RESIDENT
            | {"ethnicity": (32, ""), "permit": (220, "H12345678"), "issues": (238, "01"), "flag": (248, "J")}
        )
    )
    assert (card.kind, card.permit_number, card.ethnicity) == (CardKind.HMT, "H12345678", "")
    assert (card.address, card.authority) == (RESIDENT["address"][1], RESIDENT["authority"][1])


def test_a_permit_of_2023_whose_name_goes_on_elsewhere() -> None:
    latin = "WOLFESCHLEGELSTEINHAUSENBERGER, ANN MARIE"
    card = parse(
        block(
            sex=(30, "2"),
            renewals=(32, "01"),
            birth=(36, "19870214"),
            latin=(52, latin[:35]),
            more=(220, latin[35:]),
            number=(122, "913752198702140029"),
            valid_from=(188, "20240101"),
            valid_to=(204, "20340101"),
            nation=(242, "DEU"),
            flag=(248, "Y"),
        )
    )
    assert latin[35] == " "
    assert (card.kind, card.name, card.latin_name) == (CardKind.FOREIGNER_2023, latin, latin)
    assert (card.number, card.nationality, card.valid_to) == ("913752198702140029", "DEU", date(2034, 1, 1))


def test_the_encoder_writes_the_published_bytes() -> None:
    raw = text_block(find("shop_owner").card)
    assert raw[:8] == bytes.fromhex("1852 d75f 3a5f 2000")  # 刘志强, then padding
    assert raw[30:36] == bytes.fromhex("3100 3000 3300")  # male, Hui
    assert raw[36:52] == bytes.fromhex("3100 3900 3800 3500 3000 3900 3100 3700")
    assert raw[122:126] == bytes.fromhex("3100 3300")
    assert raw[204:220] == bytes.fromhex("3200 3000 3300 3900 3000 3500 3200 3000")
    assert raw[248:250] == bytes.fromhex("2000")
    assert text_block(find("grandmother").card)[204:210] == bytes.fromhex("7f95 1f67 2000")  # 长期
    assert len(raw) == 256


LONG_NAMED = replace(find("foreigner").card, latin_name="WOLFESCHLEGELSTEINHAUSENBERGER, ANN MARIE", name="安")
OLD_PERMIT = replace(find("foreigner").card, kind=CardKind.FOREIGNER_2017, number="SWE110087021401")


@pytest.mark.parametrize("card", [*(person.card for person in PEOPLE), LONG_NAMED, OLD_PERMIT])
def test_what_the_encoder_writes_reads_back(card: IdCard) -> None:
    assert parse(text_block(card)) == card


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_the_people_at_the_bench_have_numbers_that_can_be_right(person: Person) -> None:
    card = person.card
    right = numbers.is_foreigner_number if person.key == "foreigner" else numbers.is_resident_number
    assert right(card.number, TODAY)
    assert card.number[6:14] == f"{card.birth:%Y%m%d}"
    assert (int(card.number[16]) % 2 == 1) == (card.sex is Sex.MALE)


def test_the_people_at_the_bench_are_who_they_say() -> None:
    assert find("grandmother").card.age(TODAY) == 78
    assert [person.key for person in PEOPLE if person.card.expired(TODAY)] == ["expired"]
    assert {person.card.kind for person in PEOPLE} == set(CardKind) - {CardKind.FOREIGNER_2017}


def test_the_resident_and_the_2023_layout_differ_by_the_flag_alone() -> None:
    foreigner = text_block(find("foreigner").card)
    assert parse(foreigner).kind is CardKind.FOREIGNER_2023
    assert parse(foreigner[:248] + b" \x00" + foreigner[250:]).kind is CardKind.RESIDENT


@given(st.binary(min_size=256, max_size=256))
def test_any_256_bytes_are_a_card_or_a_layout_error(raw: bytes) -> None:
    try:
        parse(raw)
    except LayoutError as error:
        assert str(error)


def test_there_are_56_peoples_and_two_more() -> None:
    assert len(layout.ETHNICITIES) == 58
    assert layout.ETHNICITIES["56"] == "基诺"
