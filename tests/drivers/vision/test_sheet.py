"""Front and back of a card on one sheet: life-size, in their places, as good as the worse one."""

import hashlib
from typing import Any

import cv2
import numpy as np
import pytest

from drivers.vision.sheet import both_sides
from kiosk.picture import FoundCode, Quality, Scan
from kiosk.trouble import Trouble

A4 = (1654, 2339)
RED, BLUE = (40, 40, 220), (220, 60, 30)


def side(colour: tuple[int, int, int], size: tuple[int, int] = (1011, 638), **given: Any) -> Scan:
    _, data = cv2.imencode(".png", np.full((size[1], size[0], 3), colour, np.uint8))
    return Scan(data.tobytes(), size[0], size[1], "sum", given.pop("quality", Quality("good", None)), **given)


def picture(scan: Scan) -> Any:
    return cv2.imdecode(np.frombuffer(scan.jpeg, np.uint8), cv2.IMREAD_COLOR)


def where(image: Any, colour: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """Left, top, width, height of what has this colour."""
    near = np.abs(image.astype(int) - colour).max(axis=2) < 40
    return tuple(int(n) for n in cv2.boundingRect(near.astype(np.uint8)))  # type: ignore[return-value]


def test_front_stands_above_back_and_both_are_life_size() -> None:
    page = both_sides([side(RED), side(BLUE)])
    image = picture(page)
    assert (page.width, page.height) == A4 == (image.shape[1], image.shape[0])
    front, back = where(image, RED), where(image, BLUE)
    for _, _, width, height in (front, back):
        assert width == pytest.approx(85.6 / 25.4 * 200, abs=2)
        assert height == pytest.approx(54.0 / 25.4 * 200, abs=3)
    assert front[1] + front[3] < A4[1] / 2 < back[1]
    assert front[0] == pytest.approx((A4[0] - front[2]) / 2, abs=2)


def test_the_page_is_what_its_sum_says() -> None:
    page = both_sides([side(RED)])
    assert page.sha256 == hashlib.sha256(page.jpeg).hexdigest()
    assert (picture(page)[-1000:] > 240).all(), "nothing where there is no back"


def test_what_is_no_card_fits_in_its_half() -> None:
    leaf = side(RED, (1400, 1980))
    image = picture(both_sides([leaf, side(BLUE, (1800, 900))]))
    front, back = where(image, RED), where(image, BLUE)
    assert front[1] + front[3] < A4[1] / 2 < back[1]
    assert front[2] / front[3] == pytest.approx(1400 / 1980, rel=0.02)
    assert back[2] < A4[0]


def test_the_page_is_as_good_as_its_worse_side() -> None:
    dark = Quality("poor", Trouble.TOO_DARK)
    assert both_sides([side(RED), side(BLUE, quality=dark)]).quality == dark
    assert both_sides([side(RED, quality=dark), side(BLUE)]).quality == dark


def test_a_code_is_where_the_side_went() -> None:
    code = FoundCode("QRCode", "text", ((0, 0), (1011, 0), (1011, 638), (0, 638)))
    page = both_sides([side(RED), side(BLUE, codes=(code,))])
    left, top, width, height = where(picture(page), BLUE)
    assert page.codes[0].corners[0] == pytest.approx((left, top), abs=3)
    assert page.codes[0].corners[2] == pytest.approx((left + width, top + height), abs=3)


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="no picture"):
        both_sides([Scan(b"no picture", 10, 10, "sum", Quality("good", None))])
