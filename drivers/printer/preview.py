"""How a paper will look, before or instead of printing it: drawn from the very bytes that the printer would get."""

import io

from PIL import Image

from drivers.printer.decoder import EscPosDecoder
from drivers.printer.escpos import render
from kiosk.paper import Cut, Paper


def preview_png(paper: Paper, dots: int = 576) -> bytes:
    """PNG, 203 dpi, up to the first cut; a paper without one is shown whole. Raises what `render` raises."""
    drawn: list[Image.Image] = []
    whole = paper if Cut() in paper.lines else Paper(paper.title, (*paper.lines, Cut()))
    EscPosDecoder(dots, drawn.append).feed(render(whole, dots))
    out = io.BytesIO()
    drawn[0].save(out, format="PNG", dpi=(203, 203))
    return out.getvalue()
