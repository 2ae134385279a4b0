"""Paper as bytes, and as the paper that these bytes make."""

import io
import re
import struct

import pytest
from PIL import Image

from drivers.printer import commands
from drivers.printer.decoder import EscPosDecoder, UnknownBytesError
from drivers.printer.escpos import render
from drivers.printer.preview import preview_png
from drivers.printer.raster import REAL_TIME, command
from drivers.printer.sheet import EDGE
from kiosk.paper import Align, Big, Code, Line, Pair, Paper, Picture, Rule, Text
from tests.drivers.printer.paperwork import EVERYTHING, RARE, RARER, codes, drawn, ink, paper, picture_png

WIDTHS = (576, 512, 384)
RASTER = b"\x1dv0\x00"


@pytest.mark.parametrize("dots", WIDTHS)
def test_everything_is_drawn_at_every_width(dots: int) -> None:
    image = drawn(Paper("测试", EVERYTHING), dots)
    assert image.width == dots + 2 * EDGE
    assert codes(image) == ["http://192.0.2.10:8001/t/Kx8fQ2mZ7p"]
    edges = (image.crop((0, 0, EDGE, image.height)), image.crop((EDGE + dots, 0, image.width, image.height)))
    assert not any(ink(edge) for edge in edges)


def test_text_goes_as_gbk_and_not_as_a_picture() -> None:
    data = render(paper(Text("沧州市政务服务大厅")))
    assert "沧州市政务服务大厅".encode("gbk") in data
    assert RASTER not in data


@pytest.mark.parametrize("name", [f"{RARE}*", f"{RARER}*", f"张{RARE}"])
def test_a_rare_name_goes_as_a_picture_of_its_row_and_the_others_do_not(name: str) -> None:
    data = render(paper(Text("姓名在下面"), Text(name), Text("姓名在上面")))
    assert data.count(RASTER) == 1
    assert "姓名在下面".encode("gbk") in data and "姓名在上面".encode("gbk") in data


@pytest.mark.parametrize("line", [Text(RARE, bold=True, large=True), Pair("姓名", RARE), Pair(RARE, "1", large=True)])
def test_a_rare_name_is_drawn_wherever_it_stands(line: Line) -> None:
    assert ink(drawn(paper(line))) > ink(drawn(paper(Text("姓名")))) / 4


def test_a_rare_character_is_drawn_as_itself_and_not_as_a_box() -> None:
    assert drawn(paper(Text(RARE))).tobytes() != drawn(paper(Text(RARER))).tobytes()
    assert drawn(paper(Text(RARER))).tobytes() != drawn(paper(Text("\U0002ffff"))).tobytes()


def test_a_long_row_with_a_rare_name_stays_within_the_paper() -> None:
    for dots in WIDTHS:
        drawn(paper(Text(f"申请人{RARE}的材料已经收下" * 5), Pair("申请人" * 5, RARE * 30)), dots)


@pytest.mark.parametrize("lines", [1, 2])
def test_large_text_is_twice_as_wide(lines: int) -> None:
    usual, large = render(paper(Text("号" * 12 * lines))), render(paper(Text("号" * 12 * lines, large=True)))
    assert usual.count(b"\n") == 1
    assert large.count(b"\n") == lines
    assert commands.LARGE in large and commands.NORMAL in large


def test_a_mark_stands_once_and_every_row_is_indented() -> None:
    data = render(paper(Text("病" * 50, indent=3, mark="□")))
    rows = data.split(commands.LEFT)[1].split(commands.FINISH)[0].split(b"\n")[:-1]
    assert [row.decode("gbk")[:3] for row in rows] == ["□ 病", "   ", "   "]


def test_a_ticket_number_is_the_largest_thing_on_the_paper() -> None:
    tall = drawn(paper(Big("A006"))).height - drawn(paper(Text("A006"))).height
    assert tall > 4 * commands.CELL


@pytest.mark.parametrize("text", ["13090026112300100074", "X" * 60, "一次性告知单" * 4])
def test_a_long_number_is_as_large_as_the_paper_allows(text: str) -> None:
    for dots in WIDTHS:
        assert ink(drawn(paper(Big(text)), dots))


def test_centred_text_has_the_same_air_on_both_sides() -> None:
    image = drawn(paper(Text("号", align=Align.CENTRE)))
    black = image.point(lambda dot: 255 - dot).getbbox()
    assert black is not None
    assert abs(black[0] - (image.width - black[2])) < 12


def test_bold_has_more_ink() -> None:
    assert ink(drawn(paper(Text("收件凭证", bold=True)))) > ink(drawn(paper(Text("收件凭证"))))


@pytest.mark.parametrize("content", ["A", "13090026112300100074", "https://hall.example/t/" + "x" * 200, "中文内容"])
def test_a_code_can_be_read_from_the_paper_whatever_its_size(content: str) -> None:
    for dots in WIDTHS:
        assert codes(drawn(paper(Code(content, "说明")), dots)) == [content]


def test_a_picture_is_never_wider_than_its_share_and_white_where_it_is_transparent() -> None:
    image = drawn(paper(Picture(picture_png((2000, 200)), 0.5)))
    black = image.point(lambda dot: 255 - dot).getbbox()
    assert black is not None and black[2] - black[0] <= 576 // 2
    clear = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    clear.save(out := io.BytesIO(), format="PNG")
    assert ink(drawn(paper(Picture(out.getvalue())))) == 0


def test_a_picture_that_is_none_is_an_error() -> None:
    with pytest.raises(OSError, match="cannot identify"):
        render(paper(Picture(b"not a picture")))


def test_pictures_spell_no_real_time_command() -> None:
    spelt = Image.frombytes("1", (24, 300), bytes(255 - byte for byte in b"\x10\x04\x01\x10\x05\x02\x10\x14\x08" * 100))
    for data in (command(spelt), render(Paper("测试", EVERYTHING))):
        assert not any(bytes([0x10, code]) in data for code in REAL_TIME)


def test_no_text_becomes_a_command() -> None:
    hostile = "a\x1b@b\x10\x04\x01c\x1dVd\n\x00e"
    data = render(paper(Text(hostile), Pair(hostile, hostile), Big(hostile), Code("x", hostile)))
    assert len(re.findall(rb"\x1dV", data)) == 1
    assert b"\x10\x04" not in data
    EscPosDecoder().feed(data)


def test_a_job_ends_with_the_question_that_confirms_it() -> None:
    data = render(Paper("测试", EVERYTHING))
    assert data.endswith(commands.CUT + commands.CONFIRM)
    assert data.startswith(commands.RESET)


def test_no_single_command_is_longer_than_what_ends_a_torn_one() -> None:
    whole = render(paper(Rule(), Big("A006"), Picture(picture_png((576, 400))), Code("x" * 500)))
    heads = [m.start() for m in re.finditer(re.escape(RASTER), whole)]
    sizes = [struct.unpack_from("<HH", whole, at + 4) for at in heads]
    assert max(row_bytes * rows for row_bytes, rows in sizes) <= commands.LONGEST


def test_bytes_may_come_one_by_one() -> None:
    papers: list[Image.Image] = []
    decoder = EscPosDecoder(576, papers.append)
    for byte in render(Paper("测试", EVERYTHING)):
        decoder.feed(bytes([byte]))
    assert papers[0].tobytes() == drawn(Paper("测试", EVERYTHING)).tobytes()


@pytest.mark.parametrize("data", [b"\x1bZ\x00", b"\x07", b"\x1d(k\x03\x00\x31\x99\x00", b"\xff\xff"])
def test_bytes_that_we_never_send_are_an_error(data: bytes) -> None:
    with pytest.raises(UnknownBytesError):
        EscPosDecoder().feed(data)


def test_a_row_wider_than_the_paper_is_an_error() -> None:
    with pytest.raises(ValueError, match="dots on paper for"):
        EscPosDecoder(384).feed(b"x" * 40 + b"\n")


def test_a_torn_picture_is_ended_by_what_tears_it_off() -> None:
    papers: list[Image.Image] = []
    confirmed: list[int] = []
    decoder = EscPosDecoder(576, papers.append, confirmed.append)
    torn = render(paper(Text("甲"), Picture(picture_png((576, 300)))))
    decoder.feed(torn[: len(torn) // 2])
    decoder.feed(commands.TEAR_OFF)
    decoder.feed(render(paper(Text("乙"))))
    assert len(papers) == len(confirmed) == 2
    assert papers[1].tobytes() == drawn(paper(Text("乙"))).tobytes()


def test_the_preview_is_the_paper_as_png() -> None:
    assert preview_png(Paper("测试", EVERYTHING)).startswith(b"\x89PNG")
    assert preview_png(Paper("测试", (Text("没有裁切"),))) == preview_png(paper(Text("没有裁切")))
