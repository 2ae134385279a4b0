"""The bytes of codes into text: what Chinese machines write, what the West writes, and what is no text."""

import pytest

from drivers.code_text import code_text

CREDIT_CODE = "统一社会信用代码:92130902MA0000000X"


@pytest.mark.parametrize(
    ("text", "table"),
    [
        *((CREDIT_CODE, table) for table in ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16")),
        ("张三", "gbk"),
        ("办件 1 姓名：张三；地址：河北省沧州市运河区", "gbk"),
        ("￥12.50 §5 №①", "gbk"),
        ("王䶮㛃", "gb18030"),
        ("王𠮷", "gb18030"),
        ("龘靐齉爩", "gb18030"),
        ("統一社會", "big5"),
        ("臺北市政府 編號 A123", "big5"),
        ("Müller, José", "latin-1"),
        ("CZ-01-20261127-0001", "ascii"),
    ],
)
def test_text_is_read_whatever_table_it_was_written_with(text: str, table: str) -> None:
    for end in ("", "\n", "\r\n"):
        assert code_text((text + end).encode(table)) == text


def test_lines_and_separators_within_stay() -> None:
    assert code_text(b"\x02one\r\ntwo\x1d3\r\n\0") == "one\r\ntwo\x1d3"


def test_a_decoders_own_reading_is_taken_where_ours_fails() -> None:
    assert code_text("日本語テスト".encode("shift_jis"), "日本語テスト") == "日本語テスト"
    assert code_text("张三".encode("gbk"), "ÕÅÈý") == "张三"


@pytest.mark.parametrize("data", [b"A\xff\xfeB", b"\x01\x02\xff\xff", b"\x80"])
def test_what_is_no_text_stays_visible(data: bytes) -> None:
    assert "\ufffd" in code_text(data)
