"""Where a Chinese font with TrueType outlines is: reportlab cannot embed CFF ones, so Noto CJK will not do on paper."""

from functools import cache
from pathlib import Path

CANDIDATES = (
    Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"),
    Path("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf"),
)
"""Debian's fonts-wqy-microhei and fonts-droid-fallback, in order of preference."""


class FontMissingError(RuntimeError):
    """No usable font is installed; the message says which package brings one."""


@cache
def chinese_font() -> Path:
    """The font file for paper. Raises FontMissingError."""
    for path in CANDIDATES:
        if path.exists():
            return path
    raise FontMissingError("no Chinese TrueType font; install fonts-wqy-microhei or fonts-droid-fallback")


def rare_font() -> Path:
    """The font with more rare characters, for names that the first one lacks; the first one where it is alone."""
    return next((path for path in reversed(CANDIDATES) if path.exists()), chinese_font())
