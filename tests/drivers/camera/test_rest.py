"""When a page lies still: judged by its corners, and by the picture where grain moves a corner about."""

from typing import Any

import numpy as np

from drivers.camera.rest import Rest

SQUARE: Any = ((400.0, 200.0), (1400.0, 200.0), (1400.0, 900.0), (400.0, 900.0))


def moved(by: float) -> Any:
    return tuple((x + by, y) for x, y in SQUARE)


def picture(by: float = 0, seed: int = 0) -> Any:
    """A light page on a grey desk, with a sensor's grain."""
    image = np.random.default_rng(seed).normal(90, 4, (1080, 1920, 3))
    image[200:900, int(400 + by) : int(1400 + by)] += 130
    return image.clip(0, 255).astype(np.uint8)


def test_a_page_rests_after_a_moment_in_one_place() -> None:
    rest = Rest()
    seen = [rest.seen(moved(n % 2), picture(n % 2), n / 15) for n in range(4)]
    assert [one is not None for one in seen] == [False, False, True, True]


def test_a_page_that_slides_slowly_does_not_rest() -> None:
    rest = Rest()
    assert not any(rest.seen(moved(4.0 * n), picture(4 * n), n / 15) for n in range(20))


def test_looks_that_come_quickly_are_no_moment() -> None:
    rest = Rest()
    assert not any(rest.seen(SQUARE, picture(), n / 1000) for n in range(20))


def test_a_page_that_was_lost_begins_anew() -> None:
    rest = Rest()
    assert [rest.seen(SQUARE, picture(), at) for at in (0.0, 0.1, 0.2)][-1]
    assert not rest.seen(None, picture(), 0.3)
    assert not rest.seen(SQUARE, picture(), 0.4)


def test_a_corner_that_jumps_in_a_still_picture_rests_in_the_middle() -> None:
    rest = Rest()
    for number, by in enumerate((0.0, 12.0, 1.0, -11.0, 0.0)):
        resting = rest.seen(moved(by), picture(seed=number), number / 15)
    assert resting == SQUARE


def test_a_page_that_changes_under_still_corners_rests_on() -> None:
    """A hand moves over a page that lies still."""
    rest = Rest()
    hidden = picture()
    hidden[500:700, 600:1000] = 30
    assert [rest.seen(SQUARE, image, n / 10) is not None for n, image in enumerate((picture(), hidden, picture()))][2]
