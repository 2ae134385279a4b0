"""Codes are read where they are, as what they are, and never as something else."""

import numpy as np
import pytest

from drivers.vision import codes
from tests.drivers.vision.hard_codes import FORMATS, TROUBLES, hard_code
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
