"""Pages that were taken, as sheets of A4 for a printer. Knows pictures and their proportions, not what is on them."""

import io
from collections.abc import Sequence

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from drivers.searchable import paper_size
from kiosk.picture import Scan


def pdf_of(pages: Sequence[Scan]) -> bytes:
    """A sheet for each page, upright or across as the page lies. The JPEG goes in as it is, without a second loss."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    for page in pages:
        sheet = landscape(A4) if page.width > page.height and not _is_small(page) else A4
        canvas.setPageSize(sheet)
        width, height = _size(page, sheet)
        at = ((sheet[0] - width) / 2, (sheet[1] - height) / 2)
        canvas.drawImage(ImageReader(io.BytesIO(page.jpeg)), *at, width, height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _size(page: Scan, sheet: tuple[float, float]) -> tuple[float, float]:
    """Points on the sheet: a card and the like as large as it is, everything else as large as the sheet allows."""
    if _is_small(page):
        return paper_size(page.width, page.height)
    scale = min(sheet[0] / page.width, sheet[1] / page.height)
    return page.width * scale, page.height * scale


def _is_small(page: Scan) -> bool:
    """A card, a slip: shorter than half a sheet is wide."""
    return max(paper_size(page.width, page.height)) < A4[0] / 2
