"""What is wrong with a picture of a page, said by its measures: fingers, reflections, dark, blurred, cut off, far."""

from typing import Any

import cv2
import numpy as np
import pytest

from drivers.sim import papers
from drivers.sim.scene import Scene, Setting, photograph
from drivers.vision.finger import finger_share
from drivers.vision.glare import glare_share
from drivers.vision.quality import LIMITS, judge
from kiosk.picture import Quality
from kiosk.trouble import Trouble

DESKS = ("dark", "wood", "check", "grey")
PAPERS = ("licence", "lease", "household", "invoice", "form")


def scene(paper: str, seed: int, **setting: Any) -> Scene:
    return photograph(papers.find(paper).array(), seed, Setting(**setting))


def judged(seen: Scene, image: Any = None) -> Quality:
    return judge(seen.image if image is None else image, seen.corners)


@pytest.mark.parametrize("desk", DESKS)
def test_a_hand_on_the_page_is_noticed(desk: str) -> None:
    found = [judged(scene(paper, number, desk=desk, hand=True)) for number, paper in enumerate(PAPERS)]
    assert [quality.advice for quality in found].count(Trouble.FINGER) >= len(PAPERS) - 1
    assert all(quality.verdict != "good" for quality in found if quality.advice is Trouble.FINGER)


@pytest.mark.parametrize("desk", DESKS)
def test_no_finger_is_invented(desk: str) -> None:
    for number, paper in enumerate(PAPERS):
        quality = judged(scene(paper, number, desk=desk, shadow=number % 2 == 0, tilt=(0.0, 12.0)))
        assert quality.measures["finger"] == 0
        assert quality.advice is not Trouble.TOO_BRIGHT


@pytest.mark.parametrize("lamp", [(0.75, 0.9, 1.0), (1.0, 0.95, 0.85)], ids=["warm", "cold"])
def test_the_lamp_s_tint_is_no_finger(lamp: tuple[float, float, float]) -> None:
    seen = scene("lease", 3, desk="dark")
    assert judged(seen, (seen.image * np.array(lamp)).astype(np.uint8)).measures["finger"] == 0


@pytest.mark.parametrize("colour", [(40, 40, 200), (60, 100, 190), (150, 190, 225)], ids=["red", "brown", "beige"])
def test_coloured_paper_is_no_finger(colour: tuple[int, int, int]) -> None:
    page = np.full((800, 560, 3), colour, np.uint8)
    page[100:140, 100:400] = 20
    assert finger_share(page) == 0


def test_a_strip_of_the_desk_along_the_edge_is_no_finger() -> None:
    page = np.full((800, 560, 3), 235, np.uint8)
    page[:, :14] = (90, 125, 180)
    assert finger_share(page) == 0


def test_what_a_finger_covers_is_measured() -> None:
    page = np.full((800, 560, 3), 235, np.uint8)
    cv2.ellipse(page, (559, 400), (70, 25), 0, 0, 360, (120, 150, 200), -1)
    assert finger_share(page) == pytest.approx(np.pi * 70 * 25 / 2 / page[:, :, 0].size, rel=0.15)


def with_lamp(image: Any, at: tuple[float, float], radius: float) -> Any:
    """The reflection of a lamp: burnt out in the middle, fading at the rim."""
    spot = np.zeros(image.shape[:2], np.float32)
    cv2.circle(spot, (round(at[0]), round(at[1])), round(radius), 1, -1)
    spot = cv2.GaussianBlur(spot, (0, 0), radius / 3)
    return np.clip(image + spot[:, :, None] * 230, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("paper", ["licence", "household", "invoice"])
def test_a_reflection_on_the_page_is_noticed(paper: str) -> None:
    seen = scene(paper, 5, desk="dark", light=0.85)
    middle = np.mean(seen.corners or (), axis=0)
    quality = judged(seen, with_lamp(seen.image, tuple(middle), 40))
    assert quality.measures["glare"] > LIMITS["glare"]
    assert (quality.verdict, quality.advice) == ("poor", Trouble.TOO_BRIGHT)


def test_well_lit_paper_is_no_reflection() -> None:
    grey = np.full((800, 560), 255, np.uint8)
    grey[200:210, 50:500] = 30
    assert glare_share(grey) == 0
    slope = np.tile(np.linspace(215, 275, 560).clip(0, 255), (800, 1)).astype(np.uint8)
    assert glare_share(slope) == 0


def test_a_star_s_worth_of_light_is_no_reflection() -> None:
    grey = np.full((800, 560), 190, np.uint8)
    grey[100:105, 100:105] = 255
    assert glare_share(grey) == 0


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        (lambda image: image // 8, Trouble.TOO_DARK),
        (lambda image: cv2.GaussianBlur(image, (0, 0), 7), Trouble.BLURRED),
    ],
    ids=["dark", "blurred"],
)
def test_what_cannot_be_read_is_bad(change: Any, trouble: Trouble) -> None:
    seen = scene("lease", 3)
    quality = judged(seen, change(seen.image))
    assert (quality.verdict, quality.advice) == ("bad", trouble)


def test_a_page_that_leaves_the_picture_is_bad() -> None:
    seen = scene("lease", 3)
    assert seen.corners is not None
    right = round(max(x for x, _ in seen.corners))
    quality = judge(np.ascontiguousarray(seen.image[:, :right]), seen.corners)
    assert (quality.verdict, quality.advice) == ("bad", Trouble.CUT_OFF)


def test_every_limit_has_its_measure() -> None:
    quality = judged(scene("lease", 3))
    assert quality.verdict == "good"
    assert set(quality.limits) - set(quality.measures) == {"contrast"}, "a picture's, not a page's"
