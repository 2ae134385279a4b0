"""What counts as a signature."""

from math import cos, pi, sin

import pytest

from kiosk.ink import Dot, is_signature
from tests.kiosk.fakes import INK


def line(angle: float, length: float = 0.8) -> tuple[tuple[Dot, ...], ...]:
    dots = (
        Dot(0.5 + cos(angle) * length * (i / 20 - 0.5), 0.5 + sin(angle) * length * (i / 20 - 0.5), i / 60)
        for i in range(21)
    )
    return (tuple(dots),)


def test_two_crossing_strokes_are_one() -> None:
    assert is_signature(INK)


@pytest.mark.parametrize("strokes", [(), ((),), ((Dot(0.5, 0.5, 0),),), ((Dot(0.5, 0.5, 0),) * 50,)])
def test_nothing_and_dots_are_none(strokes: tuple[tuple[Dot, ...], ...]) -> None:
    assert not is_signature(strokes)


@pytest.mark.parametrize("angle", [0, pi / 6, pi / 4, pi / 2, 2.5])
def test_a_straight_line_is_none_at_any_angle(angle: float) -> None:
    assert not is_signature(line(angle))


def test_a_tiny_scribble_is_none() -> None:
    tiny = tuple(tuple(Dot(d.x / 20, d.y / 20, d.t) for d in stroke) for stroke in INK)
    assert not is_signature(tiny)


def test_a_circle_is_one() -> None:
    circle = tuple(Dot(0.5 + 0.2 * cos(i / 5), 0.5 + 0.2 * sin(i / 5), i / 60) for i in range(32))
    assert is_signature((circle,))
