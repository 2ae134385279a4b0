"""A page comes out in its own shape, with white paper, black ink and red stamps."""

import cv2
import numpy as np
import pytest

from drivers.sim.scene import Setting, photograph
from drivers.vision import flat, look
from kiosk.picture import Corners
from tests.drivers.vision.scenes import array


def _shot(key: str, seed: int, **how: object) -> tuple[object, Corners]:
    one = photograph(array(key), seed, Setting(**how))  # type: ignore[arg-type]
    assert one.corners is not None
    return one.image, one.corners


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("key", ["diagnosis", "household", "health_card"])
def test_the_shape_is_the_papers_own(key: str, seed: int) -> None:
    rows, columns = array(key).shape[:2]
    page = flat.straighten(*_shot(key, seed, tilt=(0.0, 30.0)))
    assert page.shape[0] / page.shape[1] == pytest.approx(rows / columns, rel=0.06)


def test_an_a4_page_is_at_most_200_dpi() -> None:
    page = flat.straighten(*_shot("diagnosis", 1))
    assert max(page.shape[:2]) <= round(297 / 25.4 * 200) + 1


def test_shadow_goes_and_paper_is_white() -> None:
    page = flat.flatten(*_shot("diagnosis", 3, desk="dark", shadow=True))
    inner = page[40:-40, 40:-40]
    assert np.median(inner) >= 250
    assert (inner.min(axis=2) > 235).mean() > 0.85


def test_ink_stays_black_and_the_stamp_red() -> None:
    page = flat.flatten(*_shot("diagnosis", 2, desk="wood")).astype(int)
    assert page.min() < 60
    blue, green, red = cv2.split(page.astype(np.int32))
    stamp = (red - np.maximum(blue, green)) > 70
    assert 0.001 < stamp.mean() < 0.05
    assert red[stamp].mean() > 150


def test_a_page_weighs_at_most_300_kilobytes() -> None:
    for key in ("diagnosis", "expense_list", "lease"):
        seen = look.look_at(_shot(key, 7)[0])
        assert seen.page is not None
        assert len(seen.page.jpeg) < 300_000


def test_a_scan_says_what_it_is() -> None:
    seen = look.look_at(_shot("invoice", 8)[0])
    assert seen.page is not None
    decoded = cv2.imdecode(np.frombuffer(seen.page.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert decoded.shape[:2] == (seen.page.height, seen.page.width)
    assert set(seen.ms) >= {"find", "judge", "flatten", "codes", "compress"}
