"""Lines as a reader of print gives them for photographs: merged, broken, astray."""

import pytest

from kiosk.reading import Line
from tests.kiosk.reading.lines import line, page
from tests.kiosk.reading.test_papers import (
    DRIVING,
    HOUSE,
    HOUSEHOLD,
    ID_FRONT,
    LICENCE,
    misread,
    read,
    values,
    without,
)


def test_the_nation_in_one_line_with_the_sex() -> None:
    lines = [*without(ID_FRONT, "性别女民族汉"), line("性别", 60, 130), line("女民族柯尔克孜", 180, 130)]
    found = values(read(lines))
    assert (found["sex"], found["nation"]) == ("女", "柯尔克孜")


def test_a_label_in_an_address_is_a_word() -> None:
    lines = misread(ID_FRONT, "河北省沧州市运河区黄河西路", "河北省沧州市运河区民族路")
    assert values(read(lines))["address"] == "河北省沧州市运河区民族路18号3单元402室"


def test_labels_broken_in_two_lines() -> None:
    broken = {"户主或与户主关系", "公民身份证件编号"}
    lines = [one for one in HOUSEHOLD if one.text not in broken]
    lines += page(("户主或与", 480, 104), ("户主关系", 480, 135), ("公民身份", 60, 345), ("证件编号", 60, 376))
    found = values(read(lines))
    assert found["relation"] == "户主"
    assert found["number"] == "11010519491231002X"
    assert found["native_place"] == "河北省沧州市"


def test_a_word_that_is_almost_a_label_ends_no_value() -> None:
    lines = misread(LICENCE, "个体工商户", "有限责任公司（自然人投资或控股）")
    found = values(read(lines))
    assert found["type"] == "有限责任公司（自然人投资或控股）"
    assert found["legal_person"] == "测试乙"


def test_print_beside_a_code_under_its_label_does_not_cut_it() -> None:
    lines = without(LICENCE, "92130902MA0LA0W318")
    code = line("92130902MA0LA0W318", 100, 285, height=40)
    assert values(read([*lines, code]))["credit_code"] == "92130902MA0LA0W318"


def test_small_english_under_a_label_is_not_of_the_second_row() -> None:
    lines = without(DRIVING, "河北省沧州市运河区黄河西路18号")
    lines += page(("沧州市运河区黄河西路18号金鼎小区3单元402", 160, 220), ("室", 160, 252))
    lines.append(line("Address", 60, 250, height=26))
    assert values(read(lines))["address"] == "沧州市运河区黄河西路18号金鼎小区3单元402室"


def test_the_second_row_of_a_value_beside_its_label() -> None:
    lines = without(HOUSE, "沧州市运河区黄河西路18号")
    lines += page(("河北省沧州市运河区黄河西路18号3单元40", 240, 357), ("2室", 240, 390))
    assert values(read(lines))["location"] == "河北省沧州市运河区黄河西路18号3单元402室"


def test_a_certificates_number_in_two_lines() -> None:
    lines = without(HOUSE, "冀（2020）沧州市不动产权第0012345号")
    lines += page(("冀", 200, 140), ("（2020）沧州市不动产权第0012345号", 226, 141))
    assert values(read(lines))["certificate_number"] == "冀（2020）沧州市不动产权第0012345号"


@pytest.mark.parametrize("seen", ["89.50m", "89.50m2", "89.50", "89.50㎡"])
def test_square_metres_however_they_are_read(seen: str) -> None:
    assert values(read(misread(HOUSE, "房屋建筑面积：89.50m²", seen)))["area"] == "89.50㎡"


@pytest.mark.parametrize(
    ("paper", "label", "name", "number"),
    [
        (LICENCE, "统一社会信用代码", "credit_code", "92130902MA0LA0W318"),
        (ID_FRONT, "公民身份号码", "number", "11010519491231002X"),
    ],
)
def test_a_number_whose_label_was_not_read_is_told_by_its_check(
    paper: list[Line], label: str, name: str, number: str
) -> None:
    lines = without(paper, label)
    assert values(read(lines))[name] == number
    wrong = misread(lines, number, number[:-2] + ("0" if number[-2] != "0" else "1") + number[-1])
    assert name not in values(read(wrong))


@pytest.mark.parametrize("lost", ["名", "称"])
def test_a_spread_label_of_which_one_hanzi_was_not_seen(lost: str) -> None:
    found = values(read(without(LICENCE, lost)))
    assert found["name"] == "沧州市新华区运河老味小吃店"
    assert found["type"] == "个体工商户"


def test_the_sex_on_a_card_is_no_half_of_a_label() -> None:
    lines = [*without(ID_FRONT, "性别女民族汉"), line("性别", 60, 130), line("女", 180, 130), line("民族", 300, 130)]
    found = values(read([*lines, line("汉", 420, 130)]))
    assert (found["sex"], found["nation"]) == ("女", "汉")


def test_a_short_label_with_one_hanzi_misread() -> None:
    found = values(read(misread(HOUSEHOLD, "籍贯", "籍费")))
    assert found["native_place"] == "河北省沧州市"


@pytest.mark.parametrize(
    ("read_as", "printed"),
    [
        ("软件开发：信息系统集成：五金零售", "软件开发；信息系统集成；五金零售"),
        (
            "一般项目：软件开发：建筑工程项目；许可项目：食品销售",
            "一般项目：软件开发；建筑工程项目；许可项目：食品销售",
        ),
        ("主营：五金兼营：日用百货", "主营：五金兼营：日用百货"),
    ],
)
def test_only_a_group_of_a_scope_has_a_colon(read_as: str, printed: str) -> None:
    lines = [line("经营范围", 60, 500), line(read_as, 200, 500), line("统一社会信用代码91110000MA00000011", 60, 60)]
    assert values(read([*lines, line("营业执照", 300, 20)]))["scope"] == printed
