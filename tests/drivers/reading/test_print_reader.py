"""How sure a line is."""

import pytest

from drivers.reading.print_reader import _confidence

SPACE = (" ", 0.2, None)


@pytest.mark.parametrize(
    ("signs", "sure"),
    [
        ([("王", 0.99, None), ("小", 0.6, None), ("明", 0.99, None)], 0.6),
        ([("（", 0.5, None), ("副", 0.99, None), ("本", 0.98, None)], 0.98),
        ([("1", 0.97, None), SPACE, ("X", 0.95, None)], 0.95),
        ([("★", 0.7, None)], 0.9),
        ([], 0.9),
    ],
)
def test_a_line_is_as_sure_as_its_worst_character(signs: list[tuple[str, float, object]], sure: float) -> None:
    assert _confidence(signs, 0.9) == sure
