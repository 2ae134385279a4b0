"""Codes are read where they are, as what they are, and never as something else."""

from typing import Any

import cv2
import numpy as np
import pytest
import zxingcpp
from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

from drivers.vision import codes, decoders
from tests.drivers.vision.hard_codes import FORMATS, TROUBLES, hard_code
from tests.drivers.vision.worn_codes import KINDS, WEAR, worn_code
from tests.harness.patience import PATIENCE

PLAIN = list(TROUBLES).index("rotation")


@pytest.mark.parametrize("number", range(PLAIN, 8 * len(TROUBLES), len(TROUBLES)))
def test_a_turned_code_is_read(number: int) -> None:
    hard = hard_code(number)
    assert [(code.format, code.text) for code in codes.read_codes(hard.image, seconds=PATIENCE)] == [
        (hard.format, hard.text)
    ]


def test_most_of_a_hard_set_is_read_and_nothing_wrong() -> None:
    cases = [hard_code(number) for number in range(3 * len(TROUBLES))]
    read = [{code.text for code in codes.read_codes(case.image, seconds=PATIENCE)} for case in cases]
    assert all(texts <= {case.text} for case, texts in zip(cases, read, strict=True))
    assert sum(map(len, read)) >= 0.85 * len(cases)


def test_every_format_comes_up_in_the_hard_set() -> None:
    assert {hard_code(number).format for number in range(60)} == {name for name, _ in FORMATS}


def test_the_corners_lie_around_the_code_in_the_whole_picture() -> None:
    picture = np.full((720, 1280), 128, np.uint8)
    patch = next(hard for number in range(99) if (hard := hard_code(12 * number)).format == "QRCode").image
    picture[100:500, 700:1200] = patch[160:560, 390:890]
    (code,) = codes.read_codes(picture, seconds=PATIENCE)
    xs, ys = zip(*code.corners, strict=True)
    assert 700 < min(xs) < max(xs) < 1200
    assert 100 < min(ys) < max(ys) < 500
    assert max(xs) - min(xs) > 40


def test_several_codes_on_a_page_are_all_read() -> None:
    codes_of = [hard for number in range(99) if (hard := hard_code(12 * number)).format == "QRCode"][:2]
    page = np.vstack([hard.image for hard in codes_of])
    assert {code.text for code in codes.read_codes(page, every=True, seconds=PATIENCE)} == {
        hard.text for hard in codes_of
    }


@pytest.mark.parametrize("tone", [0, 128, 255])
def test_an_empty_picture_has_no_code(tone: int) -> None:
    assert codes.read_codes(np.full((1080, 1920, 3), tone, np.uint8)) == ()


def test_what_was_read_stays_out_of_logs() -> None:
    hard = hard_code(PLAIN)
    assert hard.text not in repr(codes.read_codes(hard.image))


MISREAD = (22, 118, 180, 225, 229, 252, 265, 273, 318, 400, 427, 455, 1559, 1859, 2084, 2156, 2169, 4180, 5079)
"""Worn codes of which a single look, or two that agree, gave another number, with a check digit that passes."""
PATIENT = 60.0  # seconds: nothing is left out because the machine is busy


def test_worn_bar_codes_are_read_as_they_are_or_not_at_all() -> None:
    cases = [worn_code(number) for number in (*range(6 * len(KINDS) * len(WEAR)), *MISREAD)]
    read = [{code.text for code in codes.read_codes(case.image, seconds=PATIENT)} for case in cases]
    wrong = [(case, texts) for case, texts in zip(cases, read, strict=True) if not texts <= {case.text}]
    assert wrong == []
    assert sum(map(len, read)) >= 0.2 * len(cases)


def linear(format_name: str, text: str, module: int = 3) -> Any:
    code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, format_name))
    drawn = np.array(zxingcpp.write_barcode_to_image(code, scale=module, add_quiet_zones=True))
    return on_paper(np.repeat(drawn[:1], 120, axis=0))


def on_paper(drawn: Any) -> Any:
    return cv2.copyMakeBorder(drawn, 60, 60, 60, 60, cv2.BORDER_CONSTANT, value=255)


@pytest.mark.parametrize(
    ("format_name", "text", "told"),
    [
        ("EAN13", "6901234567892", ("EAN13", "6901234567892")),
        ("UPCA", "036000291452", ("EAN13", "0036000291452")),
        ("Code128", "130900-2026-0001", ("Code128", "130900-2026-0001")),
    ],
)
@pytest.mark.parametrize("every", [False, True])
def test_a_clean_bar_code_is_read(format_name: str, text: str, told: tuple[str, str], every: bool) -> None:
    found = codes.read_codes(linear(format_name, text), every, PATIENT)
    assert [(code.format, code.text) for code in found] == [told]


@pytest.mark.parametrize(
    ("format_name", "text"), [("ITF", "12345678"), ("Code39", "ABC123"), ("Codabar", "A1234A"), ("EAN8", "96385074")]
)
def test_what_has_no_proof_in_it_is_not_read(format_name: str, text: str) -> None:
    assert codes.read_codes(linear(format_name, text), seconds=PATIENT) == ()


def square(data: bytes) -> Any:
    """A QR code with these bytes, which says nothing of how they are to be read."""
    code = QRCode(8, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(data))
    code.make()
    size = code.getModuleCount()
    drawn = np.array([[0 if code.isDark(row, column) else 255 for column in range(size)] for row in range(size)])
    return on_paper(np.kron(drawn, np.ones((5, 5))).astype(np.uint8))


@pytest.mark.parametrize("table", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_chinese_is_read_whatever_table_it_was_written_with(table: str) -> None:
    text = "统一社会信用代码:92130902MA0000000X"
    (code,) = codes.read_codes(square((text + "\n").encode(table)))
    assert code.text == text


@pytest.mark.parametrize("text", ["统一社会信用代码", "张三丰的身份证", "ABC 123"])
@pytest.mark.parametrize("table", ["utf-8", "gbk"])
def test_the_second_library_never_says_something_else(text: str, table: str) -> None:
    """It turns bytes into text by tables of its own, and does not tell which."""
    assert {code.text for code in decoders.zbar(square(text.encode(table)))} <= {text}


def test_bytes_that_are_no_text_do_not_break_it() -> None:
    (code,) = codes.read_codes(square(bytes(range(120, 220))))
    assert code.format == "QRCode"


def test_lines_within_a_code_stay_lines() -> None:
    (code,) = codes.read_codes(square(b"one\r\ntwo\x1dthree\r\n"))
    assert code.text == "one\r\ntwo\x1dthree"


def test_a_code_in_a_large_picture_has_its_corners_there() -> None:
    desk = np.full((1600, 2400), 150, np.uint8)
    drawn = square(b"YITANG")
    desk[1000 : 1000 + len(drawn), 1500 : 1500 + len(drawn)] = drawn
    for every in (False, True):
        (code,) = codes.read_codes(desk, every, PATIENT)
        xs, ys = zip(*code.corners, strict=True)
        assert (min(xs), min(ys)) > (1500, 1000)
        assert max(xs) < 1500 + len(drawn)


def test_without_the_second_library_square_codes_are_read_and_no_ean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoders, "pyzbar", None)
    assert [code.text for code in codes.read_codes(square(b"YITANG"), seconds=PATIENT)] == ["YITANG"]
    assert [code.text for code in codes.read_codes(linear("Code128", "CZ-01"), seconds=PATIENT)] == ["CZ-01"]
    assert codes.read_codes(linear("EAN13", "6901234567892"), seconds=PATIENT) == ()
