"""Days, validities and amounts as papers have them: every width, every way of writing, and what is none."""

from datetime import date

import pytest

from kiosk.reading.amounts import amount, spelt
from kiosk.reading.checks import checked
from kiosk.reading.reading import Field, Kind
from kiosk.reading.values import area, day, days, validity


@pytest.mark.parametrize(
    "text",
    [
        *("2010.01.01", "2010-1-1", "2010/01/1", "20100101", "2010年1月1日", "2010 年 1 月 1 日", "2010，01，01"),
        *(
            "２０１０．０１．０１",
            "２０１０年１月１日",
            "2O1O.O1.0I",
            "2OlO.O1.01",
            "二〇一〇年一月一日",
            "二○一○年一月一日",
        ),
        *("二零一零年一月一日", "出生日期2010年01月01日籍贯", "2010年1月1日8时"),
    ],
)
def test_a_day_in_every_form(text: str) -> None:
    assert day(text) == "2010-01-01"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("一九四八年十二月廿三日", "1948-12-23"),
        ("一九九九年十月卅一日", "1999-10-31"),
        ("二〇二四年二月二十九日", "2024-02-29"),
    ],
)
def test_a_day_that_is_spelt_out(text: str, said: str) -> None:
    assert day(text) == said


@pytest.mark.parametrize(
    "text", ["1990.2.30", "2023年2月29日", "2010.13.01", "20100000", "²⁰¹⁰.⁰¹.⁰¹", "无", "", "12345678"]
)
def test_a_day_that_no_calendar_has_is_none(text: str) -> None:
    assert day(text) in ("", "2010-01-01")
    assert not any(one for one in days(text) if one != date(2010, 1, 1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2010.01.01—2030.1.1", ("2010-01-01", "2030-01-01")),
        ("2010.1.1-2030.01.01", ("2010-01-01", "2030-01-01")),
        ("20100101至2030年1月1日", ("2010-01-01", "2030-01-01")),
        ("2010.01.012030.01.01", ("2010-01-01", "2030-01-01")),
        ("２０１０．０１．０１－２０３０．０１．０１", ("2010-01-01", "2030-01-01")),
        ("自2019年06月01日至2039年05月31日", ("2019-06-01", "2039-05-31")),
        ("2010.01.01-长期", ("2010-01-01", "long")),
        ("2010.01.01 至 永久", ("2010-01-01", "long")),
        ("2019-06-01 10年", ("2019-06-01", "2029-06-01")),
        ("2019年6月1日起六年", ("2019-06-01", "2025-06-01")),
        ("2020.02.29 6年", ("2020-02-29", "2026-02-28")),
        ("2011.02.29-2021.02.28", ("", "2021-02-28")),
        ("2012.02.29-2022.02.29", ("2012-02-29", "")),
        ("2010.01.01", ("2010-01-01", "")),
    ],
)
def test_a_validity_keeps_its_ends_apart(text: str, said: tuple[str, str]) -> None:
    assert validity(text) == said


@pytest.mark.parametrize(
    ("start", "end", "sure"),
    [
        ("2010-01-01", "2030-01-01", True),
        ("2010-01-01", "2029-12-31", True),
        ("2010-01-01", "2019-12-31", True),
        ("2012-02-29", "2022-02-28", True),
        ("2012-02-29", "2032-02-29", True),
        ("2012-03-01", "2022-02-28", True),
        ("2010-01-01", "2019-12-01", False),
        ("2010-01-01", "2017-01-01", False),
        ("2010-01-01", "2009-12-31", False),
    ],
)
def test_the_day_before_counts(start: str, end: str, sure: bool) -> None:
    fields = [Field("valid_from", start, 0.9), Field("valid_until", end, 0.9)]
    assert all(field.sure is sure for field in checked(Kind.ID_BACK, fields, date(2026, 11, 27)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *(
            (text, "1000000")
            for text in ("100万元", "壹佰万元整", "1,000,000.00元", "１，０００，０００元", "人民币壹佰万圆整")
        ),
        *(
            (text, "12.5")
            for text in ("12.5", "１２．５", "12.50元", "12.5㎡", "12.5m²", "面积：12.5平方米", "拾贰元伍角")
        ),
        ("100.00万元人民币", "1000000"),
        ("1.5亿元", "150000000"),
        ("贰仟叁佰万零伍仟元", "23005000"),
        ("二亿三千万元", "230000000"),
        ("伍佰元零伍分", "500.05"),
        ("一百二十", "120"),
        ("十五万", "150000"),
        ("0", "0"),
    ],
)
def test_an_amount_with_its_unit(text: str, said: str) -> None:
    assert amount(text) == said


@pytest.mark.parametrize("text", ["12.²", "①", "500万美元", "土地200㎡ 房屋100㎡", "无", "", "元", "1,23", "USD 100"])
def test_what_may_be_two_numbers_or_none_is_asked(text: str) -> None:
    assert amount(text) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [("二〇一〇", 2010), ("一十", 10), ("十", 10), ("廿", None), ("壹亿零伍", 100_000_005), ("万", 0), ("", None)],
)
def test_hanzi_are_numbers(text: str, said: int | None) -> None:
    assert spelt(text) == said


@pytest.mark.parametrize(
    ("text", "said"), [("89.37m²", "89.37㎡"), ("89.37", "89.37㎡"), ("89.37平方米", "89.37平方米")]
)
def test_an_area_has_its_unit(text: str, said: str) -> None:
    assert area(text) == said
