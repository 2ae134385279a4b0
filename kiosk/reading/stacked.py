"""Labels that a narrow cell breaks in two lines put together again. Knows no kind of paper."""

from collections.abc import Iterator, Sequence
from unicodedata import normalize

from kiosk.reading.alike import match_at
from kiosk.reading.reading import Line
from kiosk.reading.rows import bottom_of, high_of, left_of, middle_of, top_of

SHORTEST = 5  # characters: a shorter label is not broken
ASTRAY = 1.0  # of a line's height: how far the second line may begin left or right of the first
BELOW = 0.7  # of a line's height: how far it may stand below


def unstacked(lines: Sequence[Line], labels: Sequence[str]) -> list[Line]:
    """The same lines, with each pair that is one of these labels as a single line over the place of both."""
    long = [label for label in labels if len(label) >= SHORTEST]
    whole = {upper: _joined(lines[upper], lines[lower]) for upper, lower in _pairs(lines, long)}
    lower_halves = {lower for _, lower in _pairs(lines, long)}
    return [whole.get(number, line) for number, line in enumerate(lines) if number not in lower_halves]


def _pairs(lines: Sequence[Line], labels: Sequence[str]) -> Iterator[tuple[int, int]]:
    longest = max((len(label) for label in labels), default=0)
    halves = [number for number, line in enumerate(lines) if len(line.text) < longest]
    for upper in halves:
        for lower in halves:
            if _stands_under(lines[lower], lines[upper]) and _is_label(lines[upper].text + lines[lower].text, labels):
                yield upper, lower


def _stands_under(lower: Line, upper: Line) -> bool:
    high = high_of(upper)
    return (
        abs(left_of(lower) - left_of(upper)) < ASTRAY * high
        and middle_of(upper) < top_of(lower) + 0.4 * high
        and middle_of(upper) + 0.4 * high < middle_of(lower)
        and top_of(lower) < bottom_of(upper) + BELOW * high
    )


def _is_label(text: str, labels: Sequence[str]) -> bool:
    joined = "".join(normalize("NFKC", text).split())
    return any(match_at(joined, 0, label) == len(joined) for label in labels)


def _joined(upper: Line, lower: Line) -> Line:
    box = (upper.box[0], upper.box[1], lower.box[2], lower.box[3])
    return Line(upper.text + lower.text, box, min(upper.confidence, lower.confidence))
