"""A card of one colour is found on whatever pattern; a coloured part of the desk is none."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from drivers.vision.pages import find_page
from drivers.vision.tones import of_one_tone
from kiosk.reading import Kind
from tests.bench.reading_trials import scene_number
from tests.drivers.vision.scenes import overlap
from tests.papers import make_paper
from tests.papers.camera import photograph_with_corners

GREY, TEAL, PURPLE = (74, 68, 66), (120, 110, 20), (130, 20, 110)


def striped(width: int) -> NDArray[np.uint8]:
    """270 x 480 of two colours in turn."""
    picture = np.full((270, 480, 3), TEAL, np.uint8)
    for left in range(0, 480, 2 * width):
        picture[:, left : left + width] = PURPLE
    return picture


@pytest.mark.parametrize("seed", [62, 116, 152])
def test_a_dark_card_on_gaudy_cloth_is_found(seed: int) -> None:
    card, _ = make_paper(Kind.BANK_CARD, seed, "test")
    scene = photograph_with_corners(card, scene_number(Kind.BANK_CARD, seed))
    assert overlap(find_page(scene.image), scene.corners) > 0.97


def write(picture: NDArray[np.uint8]) -> None:
    cv2.putText(picture, "6217 0000 1234", (140, 150), cv2.FONT_HERSHEY_DUPLEX, 0.7, (235, 235, 235), 1)


def test_a_card_of_one_colour_is_outlined() -> None:
    picture = striped(9)
    corners = np.array([(120, 60), (370, 80), (360, 230), (110, 215)])
    cv2.fillConvexPoly(picture, corners, GREY)
    write(picture)
    (found,) = of_one_tone(picture)[:1]
    assert np.abs(np.array(sorted(map(tuple, found))) - sorted(map(tuple, corners))).max() < 6


def test_a_shadow_does_not_cut_it_in_two() -> None:
    picture = striped(9)
    cv2.rectangle(picture, (120, 60), (360, 220), GREY, -1)
    write(picture)
    picture[:, 200:260] //= 2
    (found,) = of_one_tone(picture)[:1]
    assert np.ptp(found[:, 0]) > 225


@pytest.mark.parametrize(
    "corners",
    [
        pytest.param(((0, 60), (240, 60), (240, 210), (0, 210)), id="goes on beyond the border"),
        pytest.param(((200, 100), (240, 100), (240, 130), (200, 130)), id="too small"),
        pytest.param(((120, 60), (360, 60), (120, 220)), id="a triangle"),
    ],
)
def test_other_patches_are_no_paper(corners: tuple[tuple[int, int], ...]) -> None:
    picture = striped(9)
    cv2.fillConvexPoly(picture, np.array(corners), GREY)
    assert not len(of_one_tone(picture))


def test_an_empty_mat_is_no_paper() -> None:
    picture = striped(9)
    cv2.rectangle(picture, (120, 60), (360, 220), GREY, -1)
    assert not len(of_one_tone(picture))


def test_stripes_are_no_paper() -> None:
    assert not len(of_one_tone(striped(40)))
