"""Type for PDF: which of the embedded fonts draws a character, how wide it is, and a picture where none of them can."""

from functools import cache

from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from drivers.printer.columns import clean
from drivers.printer.fonts import cell_face, pdf_fonts

PICTURE_DOTS = 256  # the em of a drawn character: at 10 points 1,800 dpi
DRAWN = ""
"""In the place of a font's name: a character that no embedded font has (CJK Extension B and later)."""


@cache
def _faces() -> tuple[tuple[str, frozenset[int]], ...]:
    """Every registered font with the code points it has, the usual one first. Raises FontMissingError."""
    faces = []
    for number, path in enumerate(pdf_fonts()):
        font = TTFont(f"Yitang{number}", str(path))
        pdfmetrics.registerFont(font)
        faces.append((font.fontName, frozenset(font.face.charToGlyph)))
    return tuple(faces)


def runs(text: str) -> list[tuple[str, str]]:
    """The text in pieces of one font, each with the font's name."""
    pieces: list[tuple[str, str]] = []
    for character in clean(text):
        name = next((name for name, points in _faces() if ord(character) in points), DRAWN)
        if pieces and pieces[-1][1] == name != DRAWN:
            pieces[-1] = (pieces[-1][0] + character, name)
        else:
            pieces.append((character, name))
    return pieces


def measure(text: str, size: float) -> float:
    """Width in points."""
    return sum(_width(run, name, size) for run, name in runs(text))


def _width(run: str, name: str, size: float) -> float:
    return size if name == DRAWN else float(pdfmetrics.stringWidth(run, name, size))


def show(canvas: Canvas, text: str, at: tuple[float, float], size: float, bold: bool = False) -> None:
    """Draw on the baseline `at`; bold by an outline of the same colour, as neither font has a bold face."""
    x, y = at
    for run, name in runs(text):
        if name == DRAWN:
            canvas.drawImage(_drawn(run), x, y - 0.13 * size, size, size, mask="auto")
        else:
            _show_run(canvas, run, (x, y), (name, size), bold)
        x += _width(run, name, size)


def _show_run(canvas: Canvas, run: str, at: tuple[float, float], font: tuple[str, float], bold: bool) -> None:
    canvas.saveState()  # the render mode outlives a text object
    canvas.setLineWidth(font[1] / 36)
    words = canvas.beginText(*at)
    words.setFont(*font)
    words.setTextRenderMode(2 if bold else 0)
    words.textOut(run)
    canvas.drawText(words)
    canvas.restoreState()


@cache
def _drawn(character: str) -> ImageReader:
    image = Image.new("RGBA", (PICTURE_DOTS, PICTURE_DOTS), (0, 0, 0, 0))
    face = cell_face(character, PICTURE_DOTS)
    ImageDraw.Draw(image).text((0, PICTURE_DOTS * 0.87), character, font=face, fill=(0, 0, 0, 255), anchor="ls")
    return ImageReader(image)
