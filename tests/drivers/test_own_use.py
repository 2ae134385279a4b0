"""The characters that GBK had before Unicode: all of the table, against two other tables of it."""

import subprocess

import pytest

from drivers.own_use import STANDARD, standard

GBK = [bytes((0xFE, trail)) for trail in (*range(0x50, 0x7F), *range(0x80, 0xA1))]


def test_all_ninety_five_of_gbk_and_ten_more_are_known() -> None:
    assert len(STANDARD) == 105
    assert not [text for text in STANDARD.values() if "\ue000" <= text <= "\uf8ff"]
    assert len(set(STANDARD.values())) == len(STANDARD)


def test_known_ones() -> None:
    assert standard("\ue863\ue81a\ue815\ue816\ue7c8\ue78d\ue7e7") == "\u4dae\u3473\u2e81\U00020087\u01f9\ufe10\u303e"


def test_what_is_in_no_table_stays() -> None:
    assert standard("王\ue123\uf8ff𠮷") == "王\ue123\uf8ff𠮷"


def test_the_c_library_has_the_same_hanzi() -> None:
    """glibc has the younger editions' table; every Debian has its iconv."""
    command = ["iconv", "-f", "GB18030", "-t", "UTF-8"]
    there = subprocess.run(command, input=b"\n".join(GBK), capture_output=True, check=True).stdout.decode()
    assert [standard(chr(0xE815 + number)) for number in range(len(GBK))] == there.split("\n")


@pytest.mark.parametrize("code", [b"\xfe\x59", b"\xfe\x9f", b"\xa8\xbf"])
def test_it_mends_what_the_codec_of_2000_gives(code: bytes) -> None:
    assert not "\ue000" <= standard(code.decode("gb18030")) <= "\uf8ff"
