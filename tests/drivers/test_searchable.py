"""The PDF of a material's pages: looks like the pages, can be searched, and stays small."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2
import pytest

from drivers.searchable import PAGE_BYTES, Leaf, paper_size, searchable_pdf, within
from kiosk.picture import Corners, Quality, Scan

A4_POINTS, CARD_POINTS = (595.3, 841.9), (242.6, 153.1)
NOISE = np.random.default_rng(7)


@dataclass(frozen=True)
class Line:
    text: str
    box: Corners


def level(text: str, x: float, y: float, width: float, height: float = 40) -> Line:
    return Line(text, ((x, y), (x + width, y), (x + width, y + height), (x, y + height)))


def scan(width: int = 1654, height: int = 2339, noise: float = 0, colour: Sequence[int] = (255, 255, 255)) -> Scan:
    image = np.full((height, width, 3), colour, np.float32)
    if noise:
        image += NOISE.normal(0, noise, image.shape)
    _, data = cv2.imencode(".jpg", image.clip(0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 80])
    return Scan(data.tobytes(), width, height, "sum", Quality("good", None))


def opened(data: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(data)


def place_of(page: pypdfium2.PdfPage, text: str) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in points of what a search finds."""
    words = page.get_textpage()
    found = words.search(text).get_next()
    assert found is not None, f"{text} is not found"
    boxes = [words.get_charbox(found[0] + n, loose=True) for n in range(found[1])]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def test_what_was_read_is_found_where_it_stands() -> None:
    line = level("常住人口登记卡", 300, 400, 620)
    page = opened(searchable_pdf([Leaf(scan(), (line,))]))[0]
    left, bottom, right, top = place_of(page, "人口登记")
    point = 595.3 / 1654
    assert left == pytest.approx((300 + 620 * 2 / 7) * point, abs=4)
    assert right == pytest.approx((300 + 620 * 6 / 7) * point, abs=4)
    assert bottom < 841.9 - 420 * point < top


def test_rare_characters_and_figures_are_found() -> None:
    lines = (level("㐂囍 91130900MA0ABCDE1X", 200, 200, 700), level("Cangzhou 沧州", 200, 300, 400))
    words = opened(searchable_pdf([Leaf(scan(), lines)]))[0].get_textpage().get_text_bounded()
    assert "㐂囍 91130900MA0ABCDE1X" in words
    assert "Cangzhou 沧州" in words


def test_a_line_that_runs_upwards_is_found_along_its_way() -> None:
    upwards = Line("营业执照", ((500, 900), (500, 500), (560, 500), (560, 900)))
    left, bottom, right, top = place_of(opened(searchable_pdf([Leaf(scan(), (upwards,))]))[0], "营业执照")
    assert top - bottom > 3 * (right - left)


def test_the_words_cannot_be_seen() -> None:
    line = level("看不见的字", 200, 400, 1200, 200)
    pictures = [
        np.asarray(opened(searchable_pdf([Leaf(scan(colour=(250, 250, 250)), lines)]))[0].render(scale=1).to_pil())
        for lines in ((line,), ())
    ]
    assert np.array_equal(*pictures)


@pytest.mark.parametrize("text", ["", " ", "\U00030000"], ids=["nothing", "a space", "no font has it"])
def test_what_cannot_be_written_is_left_out(text: str) -> None:
    page = opened(searchable_pdf([Leaf(scan(), (level(text, 1, 1, 10),))]))[0]
    assert page.get_textpage().get_text_bounded().strip() in ("", text)


@pytest.mark.parametrize(
    ("size", "points"),
    [
        ((1350, 1910), A4_POINTS),
        ((1910, 1350), A4_POINTS[::-1]),
        ((557, 351), CARD_POINTS),
        ((351, 557), CARD_POINTS[::-1]),
        ((1000, 1000), (360, 360)),
    ],
)
def test_a_page_is_as_large_as_its_paper(size: tuple[int, int], points: tuple[float, float]) -> None:
    assert paper_size(*size) == pytest.approx(points, abs=0.5)
    assert opened(searchable_pdf([Leaf(scan(*size))]))[0].get_size() == pytest.approx(points, abs=0.5)


def test_pages_stand_in_their_order() -> None:
    document = opened(searchable_pdf([Leaf(scan(600, 600, colour=(0, 0, n))) for n in (40, 120, 240)]))
    reds = [np.asarray(page.render(scale=0.1).to_pil())[5, 5, 0] for page in document]
    assert reds == pytest.approx([40, 120, 240], abs=4)


def test_a_picture_that_is_small_enough_goes_in_as_it_is() -> None:
    page = scan()
    assert within(page.jpeg, PAGE_BYTES) is page.jpeg
    assert page.jpeg in searchable_pdf([Leaf(page)])


@pytest.mark.parametrize("noise", [12, 60], ids=["grain", "nothing but grain"])
def test_a_page_stays_below_300_kilobytes(noise: float) -> None:
    page = scan(noise=noise)
    assert len(page.jpeg) > 400_000
    lines = [level("此件与原件核对无误" * 3, 200, 60 * n, 1200) for n in range(1, 38)]
    data = searchable_pdf([Leaf(page, lines)])
    assert len(data) < 300_000
    assert opened(data)[0].get_size() == pytest.approx(A4_POINTS, abs=0.5)


def test_the_file_is_the_same_every_time_and_names_nobody() -> None:
    leaves = [Leaf(scan(), (level("甲", 10, 10, 40),))]
    data = searchable_pdf(leaves)
    assert data == searchable_pdf(leaves)
    told = opened(data).get_metadata_dict()
    assert not told["Title"]
    assert not told["Author"]


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="no picture"):
        within(b"x" * (PAGE_BYTES + 1), PAGE_BYTES)
