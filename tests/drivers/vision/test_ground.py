"""Light print on a dark ground is told from print on paper, stays as it is, and is turned upright."""

from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from drivers.vision.flat import flatten
from drivers.vision.ground import light_print
from drivers.vision.upright import QUARTERS, quarters_to_upright, turn
from kiosk.picture import Corners
from kiosk.reading import Kind
from tests.papers import make_paper

Image = NDArray[Any]
BLUE = (130, 60, 25)


def printed(ground: tuple[int, int, int], ink: tuple[int, int, int]) -> Image:
    page = np.full((540, 856, 3), ground, np.uint8)
    for row, words in enumerate(("BANK OF NOWHERE", "6222 0212 3456 7890", "VALID THRU 09/30")):
        cv2.putText(page, words, (60, 120 + 140 * row), cv2.FONT_HERSHEY_SIMPLEX, 2, ink, 5)
    return page


def whole(page: Image) -> Corners:
    high, wide = page.shape[:2]
    return (0.0, 0.0), (wide - 1.0, 0.0), (wide - 1.0, high - 1.0), (0.0, high - 1.0)


@pytest.mark.parametrize(
    ("ground", "ink", "light"),
    [
        (BLUE, (240, 240, 240), True),
        ((60, 60, 60), (200, 220, 230), True),
        ((245, 245, 245), (30, 30, 30), False),
        ((120, 190, 220), (20, 20, 20), False),
    ],
)
def test_light_print_is_told(ground: tuple[int, int, int], ink: tuple[int, int, int], light: bool) -> None:
    assert light_print(printed(ground, ink)) is light


def test_an_empty_page_has_no_light_print() -> None:
    assert not light_print(np.full((400, 600, 3), 250, np.uint8))


def test_a_dark_card_stays_dark() -> None:
    page = printed(BLUE, (240, 240, 240))
    flat = flatten(page, whole(page))
    assert np.median(flat, axis=(0, 1)).tolist() == list(BLUE)


def test_paper_in_dim_light_becomes_white() -> None:
    page = printed((150, 150, 150), (20, 20, 20))
    assert np.median(flatten(page, whole(page))) == 255


@pytest.mark.parametrize("lies", QUARTERS)
@pytest.mark.parametrize("seed", [2, 3])
def test_large_light_print_is_turned_upright(seed: int, lies: int) -> None:
    card, _ = make_paper(Kind.BANK_CARD, seed, "tune")
    lying = np.ascontiguousarray(np.rot90(card, -lies))
    quarters = quarters_to_upright(lying)
    assert np.array_equal(turn(lying, quarters), card)
