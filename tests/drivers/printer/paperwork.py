"""Papers to print in these tests, and readers of what came out."""

import io

import zxingcpp
from PIL import Image

from drivers.printer.decoder import EscPosDecoder
from drivers.printer.escpos import render
from kiosk.paper import Align, Big, Code, Cut, Gap, Line, Pair, Paper, Picture, Rule, Text

RARE = "㛃"  # Extension A: four bytes of GB 18030
RARER = "𠮷"  # Extension B: in no font that a PDF can embed


def picture_png(size: tuple[int, int] = (300, 100)) -> bytes:
    """A gradient on a transparent ground: dithering makes every kind of byte of it."""
    image = Image.linear_gradient("L").resize(size).convert("RGBA")
    image.putalpha(Image.linear_gradient("L").rotate(90).resize(size))
    out = io.BytesIO()
    image.save(out, format="PNG")
    return out.getvalue()


EVERYTHING: tuple[Line, ...] = (
    Text("沧州市政务服务大厅", align=Align.CENTRE),
    Text("排队号票", bold=True, large=True, align=Align.CENTRE),
    Rule(),
    Big("A006"),
    Pair("前面", "5 人", large=True),
    Pair("取号人", "张**"),
    Text("住院病历", indent=3, mark="□", large=True),
    Code("http://192.0.2.10:8001/t/Kx8fQ2mZ7p", "扫码看排到哪了"),
    Picture(picture_png(), 0.5),
    Gap(2),
    Text("过号别着急：到导办台报这个号码，就能接着排。"),
    Cut(),
)


def paper(*lines: Line) -> Paper:
    return Paper("测试", (*lines, Cut()))


def drawn(sheet: Paper, dots: int = 576) -> Image.Image:
    """What comes out of the printer."""
    papers: list[Image.Image] = []
    EscPosDecoder(dots, papers.append).feed(render(sheet, dots))
    assert len(papers) == 1
    return papers[0]


def codes(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image)]


def ink(image: Image.Image) -> int:
    """Black dots."""
    return image.convert("L").point(lambda dot: dot < 128).histogram()[1]
