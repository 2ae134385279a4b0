"""Which way up a page is: papers drawn in a font that the network has not learnt, turned every way."""

from typing import Any

import cv2
import numpy as np
import pytest

from drivers.sim import papers
from drivers.sim.camera import FakeCamera
from drivers.vision.look import look_at
from drivers.vision.upright import Quarters, quarters_to_upright, turn

PRINTED = [paper.key for paper in papers.PAPERS if paper.key != "blank"]
TURNS: tuple[Quarters, ...] = (0, 1, 2, 3)


def page(key: str) -> Any:
    """A flattened page as it comes from the camera, a little soft."""
    drawn = papers.find(key).array()
    larger = cv2.resize(drawn, None, fx=1.1, fy=1.1, interpolation=cv2.INTER_CUBIC)
    return cv2.GaussianBlur(larger, (0, 0), 0.8)


def back(quarters: Quarters) -> Quarters:
    """The turn that undoes this one."""
    return TURNS[-quarters % 4]


@pytest.mark.parametrize("lies", TURNS)
@pytest.mark.parametrize("key", PRINTED)
def test_a_printed_page_is_turned_upright(key: str, lies: Quarters) -> None:
    assert quarters_to_upright(turn(page(key), lies)) == back(lies)


@pytest.mark.parametrize("lies", TURNS)
def test_an_empty_page_stays_as_it_lies(lies: Quarters) -> None:
    assert quarters_to_upright(turn(page("blank"), lies)) == 0


def test_print_that_runs_down_an_upright_page_stays() -> None:
    """Columns of characters that each stand upright, as in old books."""
    upright = page("lease")
    cells = [upright[y : y + 30, x : x + 30] for y in range(300, 1500, 60) for x in range(150, 900, 60)]
    columns = np.full_like(upright, 250)
    for number, cell in enumerate(cells):
        column, row = divmod(number, 50)
        columns[100 + row * 31 : 130 + row * 31, 1200 - column * 90 : 1230 - column * 90] = cell
    assert quarters_to_upright(columns) == 0


def test_turning_goes_clockwise() -> None:
    image = np.zeros((2, 3, 3), np.uint8)
    image[0, 0] = 255
    assert turn(image, 1).shape == (3, 2, 3)
    assert turn(image, 1)[0, 1].all()
    assert turn(image, 2)[1, 2].all()
    assert turn(image, 3)[2, 0].all()


@pytest.mark.parametrize("lies", [1, 2])
def test_the_corners_go_with_the_page(lies: Quarters) -> None:
    """They are named from the page's own top left, however it lies on the desk."""
    camera = FakeCamera()
    camera.lay("lease")
    picture = camera.frame(0)
    straight = look_at(picture)
    seen = look_at(np.ascontiguousarray(np.rot90(picture, -lies)))
    assert straight.page is not None
    assert seen.page is not None
    assert seen.page.height > seen.page.width
    height, width = picture.shape[:2]
    assert straight.corners is not None
    wanted = [(height - 1 - y, x) if lies == 1 else (width - 1 - x, height - 1 - y) for x, y in straight.corners]
    assert np.abs(np.array(seen.corners) - np.array(wanted)).max() < 6
    difference = cv2.absdiff(_small(straight.page.jpeg), _small(seen.page.jpeg))
    assert difference.mean() < 8


def _small(jpeg: bytes) -> Any:
    return cv2.resize(cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_GRAYSCALE), (105, 148))
