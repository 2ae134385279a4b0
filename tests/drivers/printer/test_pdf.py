"""Paper as PDF: readable by eye, by machine, and without anything that names a person or a time."""

from collections.abc import Generator
from contextlib import contextmanager

import pypdfium2
import pytest

from drivers.printer import fonts
from drivers.printer.pdf import FORMATS, render_pdf
from kiosk.paper import Big, Code, Pair, Paper, Picture, Text
from tests.drivers.printer.paperwork import EVERYTHING, RARE, RARER, codes, ink, paper, picture_png

PAPER = Paper("排队号票", EVERYTHING)


@contextmanager
def opened(data: bytes) -> Generator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def text_of(data: bytes) -> str:
    with opened(data) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("form", FORMATS)
def test_the_text_can_be_searched_and_the_code_scanned(form: str) -> None:
    data = render_pdf(PAPER, form)
    text = text_of(data)
    for words in ("沧州市政务服务大厅", "A006", "5 人", "住院病历", "□"):
        assert words in text
    with opened(data) as document:
        page = document[0].render(scale=3).to_pil()
    assert codes(page) == ["http://192.0.2.10:8001/t/Kx8fQ2mZ7p"]


@pytest.mark.parametrize("form", FORMATS)
def test_the_fonts_are_embedded(form: str) -> None:
    data = render_pdf(paper(Text(f"汉字{RARE}")), form)
    assert data.count(b"/FontFile2") == 2


def test_the_same_paper_is_the_same_file_and_tells_no_time() -> None:
    data = render_pdf(PAPER)
    assert data == render_pdf(PAPER)
    with opened(data) as document:
        told = document.get_metadata_dict()
    assert told["Title"] == "排队号票"
    assert told["CreationDate"].startswith("D:2000")
    assert told["Author"] == ""


def test_a_rare_character_of_the_second_font_is_text() -> None:
    assert RARE in text_of(render_pdf(paper(Text(f"张{RARE}"))))


def test_a_character_that_no_embedded_font_has_is_drawn() -> None:
    with opened(render_pdf(paper(Text(RARER)))) as with_it, opened(render_pdf(paper(Text(" ")))) as without:
        assert ink(with_it[0].render(scale=2).to_pil()) > ink(without[0].render(scale=2).to_pil()) + 50


def test_a_roll_is_as_long_as_its_paper_and_80_mm_wide() -> None:
    with opened(render_pdf(paper(Text("一")))) as short, opened(render_pdf(PAPER)) as long:
        assert short[0].get_width() == pytest.approx(226.8, abs=0.1)
        assert short[0].get_height() < long[0].get_height()
        assert len(long) == 1


def test_a4_turns_the_page_and_loses_nothing() -> None:
    lines = [Text(f"第{number}行") for number in range(120)]
    data = render_pdf(paper(*lines), "a4")
    with opened(data) as document:
        assert len(document) >= 2
    text = text_of(data)
    assert all(line.text in text for line in lines)


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_leaves_the_page(form: str) -> None:
    long = "报销结算单；报销款打到您的账户" * 6
    lines = (
        Text(long, large=True, indent=3),
        Pair("办结后得到", long),
        Big("1" * 40),
        Picture(picture_png((3000, 99))),
    )
    data = render_pdf(paper(*lines), form)
    with opened(data) as document:
        for page in document:
            image = page.render(scale=2).to_pil().convert("L")
            margin = int(FORMATS[form].margin * 2) - 6
            assert ink(image.crop((0, 0, margin, image.height))) == 0
            assert ink(image.crop((image.width - margin, 0, image.width, image.height))) == 0


def test_a_long_code_can_be_scanned() -> None:
    with opened(render_pdf(paper(Code("x" * 200)))) as document:
        assert codes(document[0].render(scale=4).to_pil()) == ["x" * 200]


def test_without_a_font_the_error_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "PDF", ())
    with pytest.raises(fonts.FontMissingError, match="fonts-wqy-microhei"):
        fonts.pdf_fonts()
    with pytest.raises(fonts.FontMissingError, match="fonts-noto-cjk"):
        fonts._faces(((fonts.NOTO.with_name("missing.ttc"), "Missing"),), 24)
