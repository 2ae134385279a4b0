"""Each kind of paper, as its lines come from a reader of print: merged, split, misread."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.reading import FIELDS, SURE, Kind, Line, Reading, read_lines
from tests.kiosk.reading.lines import line, page

TODAY = date(2026, 11, 23)
ID_FRONT = page(
    ("姓名", 60, 60),
    ("测试甲", 180, 60),
    ("性别女民族汉", 60, 130),
    ("出生", 60, 200),
    ("1949年12月31日", 180, 200),
    ("住址", 60, 280),
    ("河北省沧州市运河区黄河西路", 180, 280),
    ("18号3单元402室", 180, 325),
    ("公民身份号码", 60, 430),
    ("11010519491231002X", 300, 430),
)
ID_BACK = page(
    ("中华人民共和国", 300, 80),
    ("居民身份证", 280, 160),
    ("签发机关", 200, 400),
    ("沧州市公安局运河分局", 400, 400),
    ("有效期限", 200, 470),
    ("2010.01.01-长期", 400, 470),
)
HOUSEHOLD = page(
    ("常住人口登记卡", 300, 40),
    ("姓名", 60, 120),
    ("测试甲", 220, 120),
    ("户主或与户主关系", 480, 120),
    ("户主", 780, 120),
    ("曾用名", 60, 180),
    ("性别", 480, 180),
    ("女", 780, 180),
    ("出生地", 60, 240),
    ("河北省沧州市", 220, 240),
    ("民族", 480, 240),
    ("汉族", 780, 240),
    ("籍贯", 60, 300),
    ("河北省沧州市", 220, 300),
    ("出生日期", 480, 300),
    ("1949年12月31日", 780, 300),
    ("公民身份证件编号", 60, 360),
    ("11010519491231002X", 330, 360),
    ("身高", 680, 360),
    ("文化程度", 60, 420),
    ("初中", 220, 420),
)
LICENCE = page(
    ("营业执照", 700, 110),
    ("统一社会信用代码", 100, 250),
    ("92130902MA0LA0W318", 100, 300),
    ("名", 100, 400),
    ("称", 190, 400),
    ("沧州市新华区运河老味小吃店", 260, 400),
    ("注册资本", 900, 400),
    ("壹拾万元整", 1060, 400),
    ("类", 100, 460),
    ("型", 190, 460),
    ("个体工商户", 260, 460),
    ("成立日期", 900, 460),
    ("2026年10月20日", 1060, 460),
    ("经营者", 100, 520),
    ("测试乙", 260, 520),
    ("住所", 900, 520),
    ("沧州市新华区东风路", 1060, 520),
    ("经营范围", 100, 580),
    ("餐饮服务；食品销售；住所租赁，", 260, 580),
    ("商贸街86号", 1060, 558),
    ("日用百货销售。", 260, 622),
    ("登记机关", 1000, 900),
)
HOUSE = page(
    ("不动产权证书", 400, 60),
    ("冀（2020）沧州市不动产权第0012345号", 200, 140),
    ("权利人", 60, 240),
    ("测试甲", 240, 240),
    ("共有情况", 60, 310),
    ("单独所有", 240, 310),
    ("坐落", 60, 380),
    ("沧州市运河区黄河西路18号", 240, 380),
    ("不动产单元号", 60, 450),
    ("130903001001GB00001F00010001", 260, 450),
    ("权利类型", 60, 520),
    ("国有建设用地使用权/房屋所有权", 240, 520),
    ("用途", 60, 590),
    ("城镇住宅用地/住宅", 240, 590),
    ("面积", 60, 660),
    ("房屋建筑面积：89.50m²", 240, 660),
)
MARRIAGE = page(
    ("结婚证", 400, 40),
    ("持证人", 60, 120),
    ("测试甲", 220, 120),
    ("登记日期", 60, 180),
    ("2001年05月20日", 220, 180),
    ("结婚证字号", 60, 240),
    ("J130903-2001-000123", 240, 240),
    ("姓名测试甲", 60, 380),
    ("性别女", 420, 380),
    ("国籍中国", 60, 440),
    ("身份证件号", 60, 500),
    ("11010519491231002X", 240, 500),
    ("姓名测试乙", 60, 640),
    ("性别男", 420, 640),
    ("身份证件号", 60, 760),
    ("130903195003120017", 240, 760),
)
DRIVING = page(
    ("中华人民共和国机动车驾驶证", 200, 30),
    ("证号11010519491231002X", 200, 90),
    ("姓名", 60, 150),
    ("Name", 60, 180),
    ("测试甲", 160, 150),
    ("性别", 420, 150),
    ("女", 520, 150),
    ("国籍", 620, 150),
    ("中国", 720, 150),
    ("住址", 60, 220),
    ("河北省沧州市运河区黄河西路18号", 160, 220),
    ("出生日期", 400, 300),
    ("1949-12-31", 640, 300),
    ("初次领证日期", 400, 360),
    ("1985-06-01", 640, 360),
    ("准驾车型", 400, 420),
    ("C1", 640, 420),
    ("有效期限", 60, 480),
    ("2019-06-01至2029-06-01", 260, 480),
)
PASSPORT = page(
    ("护照PASSPORT", 60, 40),
    ("P<CHNCESHI<<JIA<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", 20, 600),
    ("E123456782CHN4912310F3001019<<<<<<<<<<<<<<06", 20, 650),
)
BANK = page(("中国建设银行", 60, 40), ("6222 0212 3456 7890 128", 60, 260), ("VALID THRU 09/30", 200, 330))


def read(lines: list[Line]) -> Reading:
    return read_lines(lines, 1754, 1240, TODAY)


def values(reading: Reading) -> dict[str, str]:
    return {field.name: field.value for field in reading.fields}


def misread(lines: list[Line], before: str, after: str) -> list[Line]:
    assert any(before in one.text for one in lines)
    return [replace(one, text=one.text.replace(before, after)) for one in lines]


def without(lines: list[Line], text: str) -> list[Line]:
    return [one for one in lines if one.text != text]


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        (Kind.ID_FRONT, ID_FRONT),
        (Kind.ID_BACK, ID_BACK),
        (Kind.HOUSEHOLD_PAGE, HOUSEHOLD),
        (Kind.BUSINESS_LICENCE, LICENCE),
        (Kind.HOUSE_CERTIFICATE, HOUSE),
        (Kind.MARRIAGE_CERTIFICATE, MARRIAGE),
        (Kind.DRIVING_LICENCE, DRIVING),
        (Kind.PASSPORT, PASSPORT),
        (Kind.BANK_CARD, BANK),
    ],
)
def test_every_kind_is_told_and_has_all_its_fields(kind: Kind, lines: list[Line]) -> None:
    reading = read(lines)
    assert reading.kind is kind
    assert reading.confidence >= 0.5
    assert {field.name for field in reading.fields if field.value} == set(FIELDS[kind])


def test_an_id_card_with_merged_lines_and_an_address_of_two_rows() -> None:
    assert values(read(ID_FRONT)) == {
        "name": "测试甲",
        "sex": "女",
        "nation": "汉",
        "birth": "1949-12-31",
        "address": "河北省沧州市运河区黄河西路18号3单元402室",
        "number": "11010519491231002X",
    }


def test_an_id_cards_back() -> None:
    assert values(read(ID_BACK)) == {
        "authority": "沧州市公安局运河分局",
        "valid_from": "2010-01-01",
        "valid_until": "long",
    }


def test_a_household_page_has_two_columns_and_empty_cells() -> None:
    found = values(read(HOUSEHOLD))
    assert found["relation"] == "户主"
    assert found["native_place"] == "河北省沧州市"
    assert found["birth"] == "1949-12-31"
    assert found["nation"] == "汉族"


def test_a_licence_with_spaced_labels_columns_and_rows_that_go_on() -> None:
    found = values(read(LICENCE))
    assert found["credit_code"] == "92130902MA0LA0W318"
    assert found["name"] == "沧州市新华区运河老味小吃店"
    assert found["type"] == "个体工商户"
    assert found["address"] == "沧州市新华区东风路商贸街86号"
    assert found["scope"] == "餐饮服务；食品销售；住所租赁，日用百货销售"
    assert found["legal_person"] == "测试乙"


def test_a_house_certificates_number_stands_without_a_label() -> None:
    found = values(read(HOUSE))
    assert found["certificate_number"] == "冀（2020）沧州市不动产权第0012345号"
    assert found["location"] == "沧州市运河区黄河西路18号"
    assert found["unit_number"] == "130903001001GB00001F00010001"


def test_both_spouses_are_read_in_order() -> None:
    found = values(read(MARRIAGE))
    assert (found["name_1"], found["name_2"]) == ("测试甲", "测试乙")
    assert found["number_1"] == "11010519491231002X"
    assert found["certificate_number"] == "J130903-2001-000123"


def test_a_driving_licence_has_english_beside_its_labels() -> None:
    found = values(read(DRIVING))
    assert found["name"] == "测试甲"
    assert found["nationality"] == "中国"
    assert found["vehicle_class"] == "C1"
    assert found["valid_until"] == "2029-06-01"


def test_a_licence_that_says_how_long_it_is_valid() -> None:
    lines = misread(DRIVING, "2019-06-01至2029-06-01", "2019-06-01 10年")
    assert values(read(lines))["valid_until"] == "2029-06-01"


def test_a_passport_is_read_from_its_machine_readable_lines() -> None:
    found = values(read(PASSPORT))
    assert found["number"] == "E12345678"
    assert (found["surname"], found["given_names"]) == ("CESHI", "JIA")
    assert found["birth"] == "1949-12-31"
    assert found["expires"] == "2030-01-01"


@pytest.mark.parametrize(("label", "seen"), [("公民身份号码", "公民身份号玛"), ("公民身份号码", "公民身分号码")])
def test_a_long_label_may_be_misread(label: str, seen: str) -> None:
    reading = read(misread(ID_FRONT, label, seen))
    assert values(reading)["number"] == "11010519491231002X"


class TestDoubt:
    def test_a_number_that_passes_makes_birth_and_sex_sure(self) -> None:
        lines = [replace(one, confidence=0.7) for one in ID_FRONT]
        reading = read(lines)
        assert {name for name in ("number", "birth", "sex") if reading.get(name).sure} == {"number", "birth", "sex"}  # type: ignore[union-attr]
        assert not reading.get("name").sure  # type: ignore[union-attr]

    def test_a_number_that_fails_its_check_is_asked(self) -> None:
        reading = read(misread(ID_FRONT, "11010519491231002X", "11010519491231003X"))
        number = reading.get("number")
        assert number is not None and number.value == "11010519491231003X" and number.confidence < SURE

    def test_a_letter_that_can_only_be_a_digit_is_put_right(self) -> None:
        number = read(misread(ID_FRONT, "11010519491231002X", "1101O519491231002X")).get("number")
        assert number is not None and number.value == "11010519491231002X" and number.sure

    def test_a_birth_that_the_number_contradicts_is_asked(self) -> None:
        reading = read(misread(ID_FRONT, "1949年12月31日", "1948年12月31日"))
        birth, number = reading.get("birth"), reading.get("number")
        assert birth is not None and birth.value == "1948-12-31" and not birth.sure
        assert number is not None and number.sure  # the sex agrees with it

    def test_a_number_that_everything_contradicts_is_asked(self) -> None:
        lines = misread(misread(ID_FRONT, "1949年12月31日", "1948年12月31日"), "性别女", "性别男")
        number = read(lines).get("number")
        assert number is not None and not number.sure

    def test_a_birth_that_was_not_read_stands_in_the_number(self) -> None:
        birth = read(without(ID_FRONT, "1949年12月31日")).get("birth")
        assert birth is not None and birth.value == "1949-12-31" and birth.sure

    def test_a_nation_that_does_not_exist_is_asked(self) -> None:
        nation = read(misread(ID_FRONT, "民族汉", "民族汗")).get("nation")
        assert nation is not None and not nation.sure

    def test_a_credit_code_that_fails_is_asked(self) -> None:
        code = read(misread(LICENCE, "92130902MA0LA0W318", "92130902MA0LA0W328")).get("credit_code")
        assert code is not None and not code.sure

    def test_letters_in_a_credit_codes_district_are_digits(self) -> None:
        code = read(misread(LICENCE, "92130902MA0LA0W318", "92I3D9O2MAOLAOW3I8")).get("credit_code")
        assert code is not None and code.value == "92130902MA0LA0W318" and code.sure

    def test_what_a_check_digit_mends_by_exchange_is_shown_for_comparison(self) -> None:
        code = read(misread(LICENCE, "92130902MA0LA0W318", "92130902MA0LA0W31B")).get("credit_code")
        assert code is not None and code.value == "92130902MA0LA0W318" and not code.sure

    def test_a_validity_of_no_usual_length_is_asked(self) -> None:
        until = read(misread(ID_BACK, "2010.01.01-长期", "2010.01.01-2039.01.01")).get("valid_until")
        assert until is not None and until.value == "2039-01-01" and not until.sure

    def test_a_usual_validity_is_sure(self) -> None:
        until = read(misread(ID_BACK, "2010.01.01-长期", "2010.01.01-2030.01.01")).get("valid_until")
        assert until is not None and until.sure

    def test_a_bank_card_that_fails_luhn_is_asked(self) -> None:
        number = read(misread(BANK, "7890 128", "7890 127")).get("number")
        assert number is not None and number.value == "6222021234567890127" and not number.sure

    def test_a_passport_digit_that_its_check_refuses_is_asked(self) -> None:
        reading = read(misread(PASSPORT, "E123456782CHN491231", "E123456782CHN491281"))
        birth, number = reading.get("birth"), reading.get("number")
        assert birth is not None and not birth.sure
        assert number is not None and number.sure

    def test_a_holder_who_is_neither_spouse_is_asked(self) -> None:
        lines = [replace(one, text="测试丙") if one.text == "测试甲" else one for one in MARRIAGE]
        holder = read(lines).get("holder")
        assert holder is not None and not holder.sure

    def test_a_future_birth_is_no_number(self) -> None:
        number = read_lines(ID_FRONT, 1754, 1240, date(1949, 1, 1)).get("number")
        assert number is not None and not number.sure


class TestOtherPapers:
    def test_nothing_is_nothing(self) -> None:
        reading = read_lines([], 100, 100, TODAY)
        assert (reading.kind, reading.fields) == (Kind.UNKNOWN, ())

    def test_a_text_is_no_form(self) -> None:
        lines = page(
            ("房屋租赁合同", 300, 60), ("一、甲方将房屋出租给乙方居住。", 60, 160), ("二、租金按月支付。", 60, 220)
        )
        assert read(lines).kind is Kind.UNKNOWN

    def test_a_forms_labels_have_colons_or_cells(self) -> None:
        lines = page(
            ("诊断证明书", 300, 60),
            ("姓名：测试甲", 60, 160),
            ("性别：女", 500, 160),
            ("科室", 60, 240),
            ("呼吸内科", 300, 240),
            ("处理意见：休息七日", 60, 320),
        )
        reading = read(lines)
        assert reading.kind is Kind.FORM
        assert values(reading) == {"姓名": "测试甲", "性别": "女", "科室": "呼吸内科", "处理意见": "休息七日"}

    def test_a_page_that_names_a_card_number_is_no_card(self) -> None:
        lines = [line(f"第{n}条 转账须知", 60, 60 + 50 * n) for n in range(20)]
        reading = read([*lines, line("6222 0212 3456 7890 128", 60, 1100)])
        assert reading.kind is not Kind.BANK_CARD

    def test_a_table_of_cells_with_values_in_two_rows(self) -> None:
        lines = page(
            ("登记申请表", 300, 40),
            ("申请人", 60, 160),
            ("测试甲", 172, 158),  # near its label: the table is narrow
            ("通讯地址", 60, 240),
            ("河北省沧州市运河区黄河西路18号", 200, 221),
            ("3单元402室", 200, 259),
            ("身份证号", 60, 320),
            ("11010519491231002X", 200, 320),
            ("姓", 60, 400),
            ("名", 150, 400),
            ("测试乙", 200, 400),
        )
        reading = read(lines)
        assert reading.kind is Kind.FORM
        assert values(reading) == {
            "申请人": "测试甲",
            "通讯地址": "河北省沧州市运河区黄河西路18号3单元402室",
            "身份证号": "11010519491231002X",
            "姓名": "测试乙",
        }

    def test_a_form_that_asks_what_stands_on_a_card_is_a_form(self) -> None:
        lines = page(
            ("信息采集表", 300, 40),
            ("姓名", 60, 160),
            ("测试甲", 300, 160),
            ("公民身份号码", 60, 240),
            ("11010519491231002X", 300, 240),
            ("手机号码", 60, 320),
            ("13800000000", 300, 320),
        )
        assert read(lines).kind is Kind.FORM

    def test_a_form_with_a_bank_and_a_long_number_is_no_bank_card(self) -> None:
        lines = page(
            ("开户银行", 60, 160),
            ("河北银行", 300, 160),
            ("身份证号", 60, 240),
            ("220104198904048284", 300, 240),
            ("账号", 60, 320),
            ("6222021234567890128", 300, 320),
        )
        reading = read(lines)
        assert reading.kind is Kind.FORM
        assert values(reading)["账号"] == "6222021234567890128"


def test_nothing_personal_in_a_repr() -> None:
    reading = read(ID_FRONT)
    assert "测试甲" not in repr(reading) + repr(reading.fields) + repr(reading.lines)
    assert "110105" not in repr(reading.fields[-1])
