"""Pages that were taken, as sheets of A4 in one PDF. Knows pictures and their proportions, not what is on them."""

import io
from collections.abc import Sequence

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kiosk.picture import Scan

CARD = (85.6 * mm, 54.0 * mm)
"""ISO 7810 ID-1: a picture says nothing of its size, but a card has proportions of its own, and is copied life-size."""
CARD_RATIO, TOLERANCE = CARD[0] / CARD[1], 0.035


def pdf_of(pages: Sequence[Scan]) -> bytes:
    """A sheet for each page, upright or across as the page lies. The JPEG goes in as it is, without a second loss."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    for page in pages:
        sheet = landscape(A4) if page.width > page.height and not _is_card(page) else A4
        canvas.setPageSize(sheet)
        width, height = _size(page, sheet)
        at = ((sheet[0] - width) / 2, (sheet[1] - height) / 2)
        canvas.drawImage(ImageReader(io.BytesIO(page.jpeg)), *at, width, height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _size(page: Scan, sheet: tuple[float, float]) -> tuple[float, float]:
    """Points on the sheet: a card as large as it is, everything else as large as the sheet allows."""
    if _is_card(page):
        return CARD if page.width > page.height else CARD[::-1]
    scale = min(sheet[0] / page.width, sheet[1] / page.height)
    return page.width * scale, page.height * scale


def _is_card(page: Scan) -> bool:
    ratio = max(page.width, page.height) / min(page.width, page.height)
    return abs(ratio / CARD_RATIO - 1) < TOLERANCE
