"""The typefaces of the papers, by half: no file is in both. Knows where Debian's font packages put their files."""

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from PIL import ImageFont

Half = Literal["tune", "test"]
FONTS = Path("/usr/share/fonts")


@dataclass(frozen=True)
class Face:
    """A file of a font package; `index` picks the simplified Chinese one of a collection."""

    package: str
    file: str
    index: int = 0

    def at(self, pixels: int) -> ImageFont.FreeTypeFont:
        """Raises FileNotFoundError naming the package where it is not installed."""
        return _loaded(self, pixels)


@cache
def _loaded(face: Face, pixels: int) -> ImageFont.FreeTypeFont:
    path = FONTS / face.file
    if not path.exists():
        raise FileNotFoundError(f"{path}: install {face.package}")
    return ImageFont.truetype(path, pixels, index=face.index)


NOTO_SANS = Face("fonts-noto-cjk", "opentype/noto/NotoSansCJK-Regular.ttc", 2)
NOTO_SANS_BOLD = Face("fonts-noto-cjk", "opentype/noto/NotoSansCJK-Bold.ttc", 2)
NOTO_SERIF = Face("fonts-noto-cjk", "opentype/noto/NotoSerifCJK-Regular.ttc", 2)
NOTO_SERIF_BOLD = Face("fonts-noto-cjk", "opentype/noto/NotoSerifCJK-Bold.ttc", 2)
MICRO_HEI = Face("fonts-wqy-microhei", "truetype/wqy/wqy-microhei.ttc")
DROID = Face("fonts-droid-fallback", "truetype/droid/DroidSansFallbackFull.ttf")  # hanzi only
DEJAVU_MONO = Face("fonts-dejavu-core", "truetype/dejavu/DejaVuSansMono.ttf")
DEJAVU_MONO_BOLD = Face("fonts-dejavu-core", "truetype/dejavu/DejaVuSansMono-Bold.ttf")

ZEN_HEI = Face("fonts-wqy-zenhei", "truetype/wqy/wqy-zenhei.ttc")
MING = Face("fonts-arphic-uming", "truetype/arphic/uming.ttc")
KAI = Face("fonts-arphic-ukai", "truetype/arphic/ukai.ttc")
WEN_KAI = Face("fonts-lxgw-wenkai", "truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf")
WEN_KAI_BOLD = Face("fonts-lxgw-wenkai", "truetype/lxgw-wenkai/LXGWWenKai-Bold.ttf")
WEN_KAI_MONO = Face("fonts-lxgw-wenkai", "truetype/lxgw-wenkai/LXGWWenKaiMono-Regular.ttf")
OCR_B = Face("fonts-ocr-b", "opentype/ocr-b/OCRB.otf")


@dataclass(frozen=True)
class Type:
    """What one paper is set in: hanzi of labels, of values, of titles; digits in a row; letters that machines read."""

    label: Face
    value: Face
    title: Face
    digits: Face
    machine: Face


BODY: dict[Half, tuple[Face, ...]] = {
    "tune": (NOTO_SANS, NOTO_SERIF, MICRO_HEI, DROID),
    "test": (ZEN_HEI, MING, KAI, WEN_KAI),
}
TITLES: dict[Half, tuple[Face, ...]] = {
    "tune": (NOTO_SANS_BOLD, NOTO_SERIF_BOLD),
    "test": (WEN_KAI_BOLD, ZEN_HEI, KAI),
}
DIGITS: dict[Half, tuple[Face, ...]] = {
    "tune": (DEJAVU_MONO, NOTO_SANS, MICRO_HEI),
    "test": (OCR_B, WEN_KAI_MONO, ZEN_HEI),
}
MACHINE: dict[Half, tuple[Face, ...]] = {"tune": (DEJAVU_MONO, DEJAVU_MONO_BOLD), "test": (OCR_B,)}
LATIN: dict[Face, Face] = {DROID: NOTO_SANS}
"""Where a face has no Latin letters, whose stand in."""


def cast(half: Half, rng: random.Random) -> Type:
    """The typefaces of one paper."""
    return Type(
        label=rng.choice(BODY[half]),
        value=rng.choice(BODY[half]),
        title=rng.choice(TITLES[half]),
        digits=rng.choice(DIGITS[half]),
        machine=rng.choice(MACHINE[half]),
    )
