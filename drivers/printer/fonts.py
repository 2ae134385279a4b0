"""Which fonts paper is drawn with, and where Debian puts them. Two needs: bitmaps (Pillow) and PDF (reportlab).

reportlab embeds TrueType outlines only, so Noto CJK (CFF) serves the bitmaps alone; its monospaced face has Latin
letters of exactly half a hanzi, as the printer's own font has.
"""

from functools import cache
from pathlib import Path

from PIL import ImageFont

NOTO = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
NOTO_BOLD = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc")
WQY = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
DROID = Path("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf")

CELLS = ((NOTO, "Noto Sans Mono CJK SC"), (DROID, "Droid Sans Fallback"), (WQY, "WenQuanYi Micro Hei Mono"))
DISPLAY = ((NOTO_BOLD, "Noto Sans CJK SC"), (WQY, "WenQuanYi Micro Hei"), (DROID, "Droid Sans Fallback"))
"""File and family, best first; a character is drawn by the first that has it."""
PDF = (WQY, DROID)
"""The second has nearly all of CJK Extension A, which the first lacks."""

Face = ImageFont.FreeTypeFont


class FontMissingError(RuntimeError):
    """No usable font is installed; the message says which package brings one."""


def pdf_fonts() -> tuple[Path, ...]:
    """The fonts to embed, the usual one first. Raises FontMissingError."""
    found = tuple(path for path in PDF if path.exists())
    if not found:
        raise FontMissingError("no Chinese TrueType font: install fonts-wqy-microhei or fonts-droid-fallback")
    return found


def cell_face(character: str, size: int) -> Face:
    """The face for one character of a text row, `size` dots high. Raises FontMissingError."""
    return _face_for(character, CELLS, size)


def display_face(character: str, size: int) -> Face:
    """The same for what is read from afar: bold, proportional."""
    return _face_for(character, DISPLAY, size)


@cache
def _face_for(character: str, wanted: tuple[tuple[Path, str], ...], size: int) -> Face:
    faces = _faces(wanted, size)
    return next((face for face in faces if _has(face, character)), faces[0])


def _has(face: Face, character: str) -> bool:
    return character.isspace() or bytes(face.getmask(character)) != bytes(face.getmask("\uffff"))


@cache
def _faces(wanted: tuple[tuple[Path, str], ...], size: int) -> tuple[Face, ...]:
    found = tuple(face for path, family in wanted if (face := _open(path, family, size)) is not None)
    if not found:
        raise FontMissingError("no Chinese font: install fonts-noto-cjk or fonts-wqy-microhei")
    return found


def _open(path: Path, family: str, size: int) -> Face | None:
    """The face of this family in a collection; None where the file or the family is not there."""
    index = 0
    try:
        while (face := ImageFont.truetype(str(path), size, index, layout_engine=ImageFont.Layout.BASIC)).getname()[
            0
        ] != family:
            index += 1
    except OSError:  # no such file, or past the last face
        return None
    return face
