"""Papers that a reader made for the usual ones would refuse: older forms, people from elsewhere, unusual numbers."""

from datetime import date

import pytest

from kiosk.reading import Kind, Reading, read_lines
from tests.kiosk.reading.lines import page

TODAY = date(2026, 11, 27)


def read(*placed: tuple[str, float, float]) -> Reading:
    return read_lines(page(*placed), 1200, 800, TODAY)


def values(reading: Reading) -> dict[str, str]:
    return {field.name: field.value for field in reading.fields}


FRONT = (("姓名", 60, 60), ("性别男", 60, 130), ("出生", 60, 200), ("住址", 60, 280), ("公民身份号码", 60, 430))


@pytest.mark.parametrize("number", ["810000198508210038", "820000198508210037", "830000198508210036"])
def test_a_residence_permit_of_hong_kong_macao_or_taiwan_is_a_cards_front(number: str) -> None:
    """It has the card's labels, but no nation, and a travel permit's number on its back."""
    from stdnum.iso7064 import mod_11_2

    right = number[:17] + mod_11_2.calc_check_digit(number[:17])
    reading = read(
        *FRONT, ("陈测试", 180, 60), ("1985年8月21日", 180, 200), ("广东省深圳市", 180, 280), (right, 300, 430)
    )
    assert reading.kind is Kind.ID_FRONT
    assert values(reading)["number"] == right
    assert reading.get("number") is not None
    assert all(field.sure for field in reading.fields if field.name in ("number", "birth", "sex"))


def test_the_back_of_such_a_permit_is_a_back() -> None:
    reading = read(
        ("中华人民共和国", 300, 80),
        ("港澳居民居住证", 280, 160),
        ("签发机关", 200, 400),
        ("深圳市公安局", 400, 400),
        ("有效期限", 200, 470),
        ("2020.06.01-2025.05.31", 400, 470),
    )
    assert reading.kind is Kind.ID_BACK
    assert all(field.sure for field in reading.fields)


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("外国人永久居留身份证", "911124198108030024"),
        ("外国人永久居留证", "DEU110081080302"),
        ("港澳居民来往内地通行证", "H1234567801"),
        ("台湾居民来往大陆通行证", "12345678"),
    ],
)
def test_a_permit_is_no_back_of_a_resident_card(title: str, number: str) -> None:
    reading = read(
        ("中华人民共和国", 300, 40),
        (title, 280, 90),
        ("姓名", 60, 160),
        ("MUSTER,ERIKA", 260, 160),
        ("性别", 60, 220),
        ("女", 260, 220),
        ("出生日期", 60, 280),
        ("1981.08.03", 260, 280),
        ("有效期限", 60, 340),
        ("2024.01.15-2034.1.15", 260, 340),
        ("签发机关", 60, 400),
        ("国家移民管理局", 260, 400),
        ("证件号码", 60, 460),
        (number, 260, 460),
    )
    assert reading.kind is Kind.PERMIT
    assert values(reading) == {"number": number, "birth": "1981-08-03", "expires": "2034-01-15"}


@pytest.mark.parametrize(
    "number",
    [
        "冀（2020）沧州市不动产权第0012345号",
        "沧州市房权证运字第00012345号",
        "京房权证朝字第123456号",
        "X京房权证海字第012345号",
        "沪房地证浦字第2008012345号",
    ],
)
def test_the_certificates_of_houses_before_2015_have_their_number(number: str) -> None:
    reading = read(
        ("房屋所有权证", 400, 60),
        (number, 200, 140),
        ("房屋所有权人", 60, 240),
        ("测试甲", 300, 240),
        ("房屋坐落", 60, 310),
        ("沧州市运河区黄河西路18号", 300, 310),
        ("建筑面积", 60, 380),
        ("89.37平方米", 300, 380),
        ("规划用途", 60, 450),
        ("住宅", 300, 450),
    )
    assert reading.kind is Kind.HOUSE_CERTIFICATE
    assert values(reading)["certificate_number"] == number


@pytest.mark.parametrize("number", ["E12345678", "H1234567801", "130903491231001"])
def test_a_spouse_with_another_number_is_read_and_asked(number: str) -> None:
    """A passport, a travel permit, the 15 digits of before 1999: no check proves them, and none is thrown away."""
    reading = read(
        ("结婚证", 400, 40),
        ("持证人", 60, 120),
        ("测试甲", 220, 120),
        ("登记日期", 60, 180),
        ("1988年6月1日", 220, 180),
        ("结婚证字号", 60, 240),
        ("冀沧运结字第000123号", 240, 240),
        ("姓名", 60, 320),
        ("测试甲", 160, 320),
        ("身份证件号", 60, 380),
        ("11010519491231002X", 260, 380),
        ("姓名", 60, 460),
        ("测试乙", 160, 460),
        ("身份证件号", 60, 520),
        (number, 260, 520),
    )
    assert reading.kind is Kind.MARRIAGE_CERTIFICATE
    second = reading.get("number_2")
    assert second is not None
    assert (second.value, second.sure) == (number, False)


@pytest.mark.parametrize("number", ["6228480012345678904", "621700001234567", "374245455400126"])
def test_a_card_of_a_bank_without_luhn_is_read_and_asked(number: str) -> None:
    reading = read(("中国农业银行", 60, 40), (number, 60, 260), ("UnionPay 银联", 200, 330))
    assert reading.kind is Kind.BANK_CARD
    assert values(reading) == {"number": number}


def test_an_old_register_spells_its_days_out() -> None:
    reading = read(
        ("常住人口登记卡", 300, 40),
        ("姓名", 60, 120),
        ("测试甲", 220, 120),
        ("户主或与户主关系", 480, 120),
        ("户主", 780, 120),
        ("出生日期", 480, 300),
        ("一九四九年十二月三十一日", 780, 300),
        ("公民身份证件编号", 60, 360),
        ("11010519491231002X", 330, 360),
    )
    assert values(reading)["birth"] == "1949-12-31"
    assert all(field.sure for field in reading.fields if field.name in ("birth", "number"))


def test_digits_of_any_width_are_digits() -> None:
    reading = read(
        *FRONT,
        ("测试甲", 180, 60),
        ("１９４９年１２月３１日", 180, 200),
        ("沧州市", 180, 280),
        ("１１０１０５１９４９１２３１００２Ｘ", 300, 430),
    )
    assert values(reading)["number"] == "11010519491231002X"
    assert values(reading)["birth"] == "1949-12-31"
