"""A paper to draw on, in millimetres: words, lines, seals, tinted ground. Knows nothing of any kind of paper."""

import math
import random

from PIL import Image, ImageDraw, ImageFilter

from tests.papers.fonts import LATIN, Face, Half, Type, cast

LONG_SIDE = 2000
"""Pixels of the longer side: a little more than a camera of 1920 shows of it."""
Colour = tuple[int, int, int]
INK, BLUE, RED, GOLD = (28, 28, 32), (30, 70, 130), (205, 35, 40), (190, 150, 60)


class Sheet:
    """`width` and `height` are true millimetres."""

    def __init__(self, width: float, height: float, half: Half, rng: random.Random, ground: Colour) -> None:
        self.width, self.height, self.half, self.rng = width, height, half, rng
        self.type: Type = cast(half, rng)
        self.dot = LONG_SIDE / max(width, height)  # pixels of a millimetre
        self.image = Image.new("RGB", (round(width * self.dot), round(height * self.dot)), ground)
        self._pen = ImageDraw.Draw(self.image)

    def text(
        self, x: float, y: float, words: str, size: float, face: Face, *, colour: Colour = INK, gap: float = 0
    ) -> float:
        """Words from a top left corner; `size` and the `gap` after each letter in mm. Where they end comes back."""
        for run in _runs(words) if face in LATIN else [words]:
            font = (LATIN.get(face, face) if run.isascii() else face).at(round(size * self.dot))
            for piece in run if gap else [run]:
                self._pen.text((x * self.dot, y * self.dot), piece, font=font, fill=colour)
                x += font.getlength(piece) / self.dot + gap
        return x

    def width_of(self, words: str, size: float, face: Face) -> float:
        """Millimetres."""
        runs = _runs(words) if face in LATIN else [words]
        fonts = [(LATIN.get(face, face) if run.isascii() else face).at(round(size * self.dot)) for run in runs]
        return sum(font.getlength(run) for font, run in zip(fonts, runs, strict=True)) / self.dot

    def middle(self, y: float, words: str, size: float, face: Face, *, colour: Colour = INK, gap: float = 0) -> None:
        """Words across the middle of the sheet."""
        long = self.width_of(words, size, face) + gap * (len(words) - 1)
        self.text((self.width - long) / 2, y, words, size, face, colour=colour, gap=gap)

    def wrapped(
        self, x: float, y: float, words: str, size: float, face: Face, *, width: float, lead: float = 1.45
    ) -> float:
        """Words broken where `width` mm are full; below the last line comes back."""
        for line in self.lines(words, size, face, width):
            self.text(x, y, line, size, face)
            y += size * lead
        return y

    def lines(self, words: str, size: float, face: Face, width: float) -> list[str]:
        """As print breaks them: no digit from its number, no full stop at a line's start."""
        lines, line = [], ""
        for word in _words(words):
            if line and self.width_of(line + word, size, face) > width and word not in "，。；、）":
                lines.append(line)
                line = ""
            line += word
        return [*lines, line]

    def box(self, x: float, y: float, width: float, height: float, *, line: float = 0.25, colour: Colour = INK) -> None:
        """A frame around these millimetres."""
        at = (x * self.dot, y * self.dot, (x + width) * self.dot, (y + height) * self.dot)
        self._pen.rectangle(at, outline=colour, width=max(1, round(line * self.dot)))

    def rule(self, x0: float, y0: float, x1: float, y1: float, line: float = 0.2) -> None:
        """A straight line."""
        at = (x0 * self.dot, y0 * self.dot, x1 * self.dot, y1 * self.dot)
        self._pen.line(at, fill=INK, width=max(1, round(line * self.dot)))

    def waves(self, colour: Colour, step: float = 2.0, high: float = 1.2) -> None:
        """The tinted security lines of cards and certificates."""
        phase, long = self.rng.uniform(0, 6), self.rng.uniform(9, 22)
        for row in range(int(self.height / step) + 2):
            points = [
                (x * self.dot, (row * step + high * math.sin(x / long * 6 + phase + row * 0.35)) * self.dot)
                for x in range(0, int(self.width) + 2)
            ]
            self._pen.line(points, fill=colour, width=max(1, round(0.1 * self.dot)))

    def seal(self, x: float, y: float, words: str, radius: float, colour: Colour = RED) -> None:
        """A round red seal around a point: thin ink, so that print under it can still be read."""
        side = round(radius * 2.2 * self.dot)
        mark = Image.new("L", (side, side), 0)
        pen, edge = ImageDraw.Draw(mark), round(radius * 0.1 * self.dot)
        pen.ellipse((edge, edge, side - edge, side - edge), outline=255, width=max(1, edge // 2))
        pen.polygon(_star(side / 2, side * 0.17), fill=255)
        font = self.type.title.at(max(8, round(side * min(0.14, 0.6 / max(1, len(words))))))
        pen.text(((side - font.getlength(words)) / 2, side * 0.68), words, font=font, fill=255)
        soft = mark.rotate(self.rng.uniform(-25, 25)).filter(ImageFilter.GaussianBlur(0.8)).point(lambda v: v * 0.6)
        at = (round(x * self.dot - side / 2), round(y * self.dot - side / 2))
        self.image.paste(Image.new("RGB", soft.size, colour), at, soft)

    def portrait(self, x: float, y: float, width: float, height: float) -> None:
        """A head and shoulders of nobody."""
        wide, high = round(width * self.dot), round(height * self.dot)
        photo = Image.new("RGB", (wide, high), (225, 230, 238))
        pen = ImageDraw.Draw(photo)
        for colour, half, top, low in (
            ((60, 66, 84), 0.46, 0.72, 1.4),  # shoulders
            ((40, 34, 32), 0.24, 0.12, 0.62),  # hair
            ((214, 178, 152), 0.20, 0.20, 0.68),  # face
        ):
            pen.ellipse(((0.5 - half) * wide, top * high, (0.5 + half) * wide, low * high), fill=colour)
        self.image.paste(photo, (round(x * self.dot), round(y * self.dot)))


def _star(middle: float, radius: float) -> list[tuple[float, float]]:
    """Five points and the five corners between them."""
    corners = []
    for turn in range(10):
        far = radius if turn % 2 == 0 else radius * 0.4
        corners.append((middle + far * math.sin(turn * math.pi / 5), middle - far * math.cos(turn * math.pi / 5)))
    return corners


def _runs(words: str) -> list[str]:
    """Cut where Latin letters and hanzi meet."""
    runs: list[str] = []
    for sign in words:
        if runs and runs[-1][-1].isascii() == sign.isascii():
            runs[-1] += sign
        else:
            runs.append(sign)
    return runs


def _words(words: str) -> list[str]:
    """What a line is never broken in: numbers and Latin words; each of the hanzi alone."""
    return [piece for run in _runs(words) for piece in ([run] if run.isascii() and " " not in run else run)]
