"""Widths and line breaks, as a printer with a Chinese font counts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.printer.columns import CLOSING, OPENING, clean, pair_rows, printable, width, wrap
from tests.drivers.printer.paperwork import RARE, RARER

PRINTED = st.text(st.characters(codec="gbk", exclude_categories=["Cc", "Cf", "Mn", "Zl", "Zp"]), max_size=120)


def test_a_hanzi_is_two_columns_and_a_letter_one() -> None:
    assert width("A006 号") == 7


@pytest.mark.parametrize("text", ["张**", "1-8 号窗口", "，。（）“”…—·①￥é", "A006", "〇堃犇龘", ""])
def test_the_printers_own_font_has_what_gbk_has(text: str) -> None:
    assert printable(text)


@pytest.mark.parametrize("text", [RARE, RARER, "€", "한국", "🙂", "张" + RARE])
def test_what_takes_four_bytes_or_is_no_gbk_is_not_printable(text: str) -> None:
    assert not printable(text)


@given(PRINTED, st.integers(8, 48))
def test_no_row_is_wider_than_the_paper_and_nothing_is_lost(text: str, columns: int) -> None:
    rows = wrap(text, columns)
    assert all(width(row) <= columns for row in rows)
    assert "".join(rows).replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_closing_punctuation_begins_no_row_and_opening_punctuation_ends_none() -> None:
    text = "一二三四五六七八九十，（甲）乙丙丁。“戊己”庚辛" * 4
    for columns in range(10, 48):
        rows = wrap(text, columns)
        assert not any(row[0] in CLOSING or row[-1] in OPENING for row in rows)


def test_latin_text_breaks_at_spaces_and_a_long_word_is_cut() -> None:
    assert wrap("Show this number at the help desk", 12) == ["Show this", "number at", "the help", "desk"]
    assert wrap("http://192.0.2.10/abcdef", 10) == ["http://192", ".0.2.10/ab", "cdef"]


def test_a_new_line_in_a_text_is_a_new_row() -> None:
    assert wrap("一\n\n二", 10) == ["一", "", "二"]


def test_any_measure_will_do() -> None:
    assert wrap("一二三四", 2.5, lambda text: float(len(text))) == ["一二", "三四"]


def test_a_command_in_a_text_becomes_harmless() -> None:
    assert clean("a\x1b@\x10\x04\x01b\u202ec\ud800\t") == "a @   bc "


def test_a_pair_is_one_row_where_it_fits() -> None:
    assert pair_rows("前面", "5 人", 20) == ["前面            5 人"]


def test_a_long_value_goes_below_its_label_at_the_right_edge() -> None:
    label, value = pair_rows("办结后得到", "食品经营许可证副本", 20)
    assert (label, value) == ("办结后得到", "  食品经营许可证副本")


def test_a_very_long_value_wraps_indented() -> None:
    rows = pair_rows("结果", "报销结算单；报销款打到您的账户", 20)
    assert rows == ["结果", "  报销结算单；报销款", "  打到您的账户"]
