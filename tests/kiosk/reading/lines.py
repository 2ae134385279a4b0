"""Lines of print as a page has them, written down as text with a place."""

from kiosk.reading import Line

HEIGHT = 30


def line(text: str, x: float, y: float, confidence: float = 0.97, height: float = HEIGHT) -> Line:
    """A line that begins at x, y; its hanzi are square."""
    width = sum(height if ord(character) > 0x2E80 else height / 2 for character in text)
    return Line(text, ((x, y), (x + width, y), (x + width, y + height), (x, y + height)), confidence)


def page(*placed: tuple[str, float, float]) -> list[Line]:
    return [line(text, x, y) for text, x, y in placed]
