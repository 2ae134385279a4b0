"""The page is found in every condition, and none where there is none."""

import json

import cv2
import numpy as np
import pytest

from drivers.sim.scene import Setting, photograph
from drivers.vision.pages import find_page
from tests.drivers.vision.scenes import CONDITIONS, PHOTOS, array, best_overlap, case, coloured_card, overlap
from tests.harness.skips import shared

WITHOUT = list(CONDITIONS).index("no page")
EASY = [
    name
    for name in CONDITIONS
    if name in ("plain desk", "dark desk", "white on white", "card", "low light", "patterned cloth")
]


@pytest.mark.parametrize("condition", EASY)
def test_the_page_is_outlined(condition: str) -> None:
    first = list(CONDITIONS).index(condition)
    for number in range(first, first + 3 * len(CONDITIONS), len(CONDITIONS)):
        one = case(number).scene
        assert best_overlap(one, find_page(one.image)) > 0.95, number


def test_a_sample_of_all_conditions_is_mostly_right() -> None:
    sample = [case(number) for number in range(2 * len(CONDITIONS)) if number % len(CONDITIONS) != WITHOUT]
    assert np.mean([best_overlap(one.scene, find_page(one.scene.image)) for one in sample]) > 0.93


@pytest.mark.parametrize("number", range(WITHOUT, 6 * len(CONDITIONS), len(CONDITIONS)))
def test_no_page_is_invented(number: int) -> None:
    assert find_page(case(number).scene.image) is None


@pytest.mark.parametrize("number", range(1, 9))
def test_a_card_as_light_as_the_desk_is_found_by_its_colour(number: int) -> None:
    one = coloured_card(number).scene
    assert overlap(find_page(one.image), one.corners) > 0.95


@pytest.mark.parametrize("tone", [0, 90, 255])
def test_a_blank_picture_has_no_page(tone: int) -> None:
    assert find_page(np.full((1080, 1920, 3), tone, np.uint8)) is None


def test_noise_alone_is_no_page() -> None:
    assert find_page(np.random.default_rng(1).integers(0, 256, (1080, 1920, 3), dtype=np.uint8)) is None


def test_corners_are_sharp_to_two_pixels_on_an_easy_desk() -> None:
    one = photograph(array("diagnosis"), 4, Setting("dark"))
    found = find_page(one.image)
    assert found is not None
    assert one.corners is not None
    assert np.abs(np.array(found) - np.array(one.corners)).max() < 2


def test_corners_begin_at_the_top_left_and_go_clockwise() -> None:
    found = find_page(photograph(array("lease"), 5, Setting("wood", turn=0)).image)
    assert found is not None
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = found
    assert x0 < x1
    assert y1 < y2
    assert x2 > x3
    assert y3 > y0


def test_a_page_is_found_whatever_the_size_of_the_picture() -> None:
    one = photograph(array("diagnosis"), 6, Setting("wood"))
    for scale in (0.3, 0.5, 1.5):
        image = cv2.resize(one.image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        found = find_page(image)
        assert found is not None
        back = tuple((x / scale, y / scale) for x, y in found)
        assert overlap(back, one.corners) > 0.97  # type: ignore[arg-type]


def test_real_photographs() -> None:
    photographs = shared(PHOTOS)
    truth = json.loads((photographs / "corners.json").read_text())
    overlaps = {name: overlap(find_page(cv2.imread(str(photographs / name))), truth[name]) for name in truth}
    assert np.mean(list(overlaps.values())) > 0.95, overlaps
