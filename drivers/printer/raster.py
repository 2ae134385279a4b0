"""Bitmaps for the printer: rows of text its own font lacks, large numbers, pictures, rules. One bit a dot."""

import io

import numpy as np
from PIL import Image, ImageDraw

from drivers.printer import columns
from drivers.printer.commands import CELL, LEADING
from drivers.printer.fonts import Face, cell_face, display_face

BAND = 48  # rows in one command: printers with small buffers choke on tall pictures, a torn command ends soon
REAL_TIME = (0x04, 0x05, 0x14)
"""Behind a 0x10 these are commands that a printer obeys even inside a picture (DLE EOT, DLE ENQ, DLE DC4)."""
TALLEST, SMALLEST = 168, 28  # dots: 21 mm and 3.5 mm


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


def text_row(text: str, bold: bool = False, times: int = 1) -> Image.Image:
    """One row of text in the same cells, and with the same air below, as the printer's own font."""
    size = CELL * times
    image = _blank(columns.width(text) * size // 2, size + LEADING)
    x = 0
    for character in text:
        draw_cell(image, character, (x, 0), size, bold)
        x += columns.width(character) * size // 2
    return image


def draw_cell(image: Image.Image, character: str, at: tuple[int, int], size: int, bold: bool) -> None:
    """One character in a cell `size` dots high; bold as printers do it: struck twice, a dot apart."""
    face = cell_face(character, size)
    draw = ImageDraw.Draw(image)
    draw.fontmode = "1"
    for x in (0, size // CELL) if bold else (0,):
        draw.text((at[0] + x, at[1] + _baseline(size)), character, font=face, fill=0, anchor="ls")


def _baseline(size: int) -> int:
    """Down from the top of the cell: hanzi fill theirs, so that a row of any face stands on one line."""
    return round(size * 0.87)


def display_rows(text: str, dots: int) -> list[Image.Image]:
    """Text in bold as large as the paper allows: one row, or more of the smallest size."""
    text = columns.clean(text)
    size = next((s for s in range(TALLEST, SMALLEST, -4) if _display_width(text, s) <= dots), SMALLEST)
    return [_display_row(row, size) for row in columns.wrap(text, dots, lambda part: _display_width(part, size))]


def _display_width(text: str, size: int) -> float:
    return sum(display_face(character, size).getlength(character) for character in text)


def _display_row(text: str, size: int) -> Image.Image:
    image = _blank(round(_display_width(text, size)), size + LEADING)
    draw = ImageDraw.Draw(image)
    draw.fontmode = "1"
    x = 0.0
    for character in text:
        face: Face = display_face(character, size)
        draw.text((x, LEADING / 2 + _baseline(size)), character, font=face, fill=0, anchor="ls")
        x += face.getlength(character)
    return image


def rule(dots: int) -> Image.Image:
    """A line two dots thick."""
    return Image.new("1", (dots, 2), 0)


def picture(data: bytes, most: int) -> Image.Image:
    """PNG or JPEG bytes, at most `most` dots wide, dithered; what is transparent becomes paper. Raises OSError."""
    with Image.open(io.BytesIO(data)) as image:
        layered = image.convert("RGBA")
    flat = Image.new("RGBA", layered.size, "white")
    flat.alpha_composite(layered)
    wide = max(8, min(most, flat.width) // 8 * 8)
    high = max(1, round(flat.height * wide / flat.width))
    return flat.convert("L").resize((wide, high), Image.Resampling.LANCZOS).convert("1")


def _blank(wide: int, high: int) -> Image.Image:
    """White paper, whole bytes wide."""
    return Image.new("1", (max(8, -(-wide // 8) * 8), high), 1)
