"""Bitmaps for the printer: rows of text its own font lacks, pictures, rules. One bit a dot, black is one."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from drivers.printer import columns
from drivers.printer.fonts import chinese_font, rare_font

CELL = 24  # dots: a hanzi of the printer's own font
BAND = 256  # rows in one command: printers with small buffers choke on tall pictures
REAL_TIME = (0x04, 0x05, 0x14)
"""Behind a 0x10 these are commands that a printer obeys even inside a picture (DLE EOT, DLE ENQ, DLE DC4)."""


def command(bitmap: Image.Image) -> bytes:
    """GS v 0 for a mode "1" picture whose black is False, in bands."""
    return b"".join(
        _band(bitmap.crop((0, top, bitmap.width, min(top + BAND, bitmap.height))))
        for top in range(0, bitmap.height, BAND)
    )


def _band(bitmap: Image.Image) -> bytes:
    bits = np.packbits(~np.asarray(bitmap, dtype=bool), axis=1)
    rows, row_bytes = bits.shape
    head: bytes = b"\x1dv0\x00" + int(row_bytes).to_bytes(2, "little") + int(rows).to_bytes(2, "little")
    return head + _harmless(bits.tobytes())


def _harmless(data: bytes) -> bytes:
    """One dot more wherever the picture would spell a real-time command: nobody sees it, the printer obeys nothing."""
    for code in REAL_TIME:
        data = data.replace(bytes([0x10, code]), bytes([0x11, code]))
    return data


def text_row(text: str, dots: int, bold: bool = False, times: int = 1) -> Image.Image:
    """One row of text in the same cells as the printer's own font."""
    size = CELL * times
    wide = min(dots, columns.width(text) * size // 2)
    image = Image.new("1", (max(8, -(-wide // 8) * 8), size + size // 6), True)
    draw = ImageDraw.Draw(image)
    x = 0
    for character in text:
        draw.text((x, 0), character, font=_font_for(character, size), fill=False, stroke_width=1 if bold else 0)
        x += columns.width(character) * size // 2
    return image


def _font_for(character: str, size: int) -> ImageFont.FreeTypeFont:
    """The first font that has the character."""
    usual = ImageFont.truetype(str(chinese_font()), size)
    missing = usual.getmask(character).getbbox() == usual.getmask("\uffff").getbbox()
    return ImageFont.truetype(str(rare_font()), size) if missing and not character.isspace() else usual


def rule(dots: int) -> Image.Image:
    """A line two dots thick with a little air."""
    image = Image.new("1", (dots, 18), True)
    ImageDraw.Draw(image).rectangle((0, 8, dots - 1, 9), fill=False)
    return image


def picture(image: Image.Image, most: int) -> Image.Image:
    """Scaled to at most `most` dots wide and dithered."""
    wide = max(8, min(most, image.width) // 8 * 8)
    high = max(1, round(image.height * wide / image.width))
    return image.convert("L").resize((wide, high), Image.Resampling.LANCZOS).convert("1")
