"""The hall's real papers on real widths: every bundled item, both languages."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from drivers.printer.columns import printable
from kiosk.catalogue import Item, read_catalogue
from kiosk.config import TerminalSection
from kiosk.paper import Pair, Paper, Text
from kiosk.papers import PaperCounter, read_wordings
from kiosk.queue import Theme, Ticket
from tests.drivers.printer.paperwork import codes, drawn
from tests.kiosk.fakes import ManualClock

ASSETS = Path(__file__).parents[3] / "assets"
ITEMS = read_catalogue(ASSETS / "catalogue").items
COUNTER = PaperCounter(
    read_wordings(ASSETS / "texts" / "papers.toml"),
    TerminalSection("CZ-01", "沧州市政务服务大厅", "Cangzhou Government Service Hall", "0317-12345"),
    ManualClock(),
)


def unprintable(paper: Paper) -> list[str]:
    """Texts that would have to go as pictures."""
    texts = [line.text for line in paper.lines if isinstance(line, Text)]
    texts += [text for line in paper.lines if isinstance(line, Pair) for text in (line.label, line.value)]
    return [text for text in texts if not printable(text)]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.code)
def test_every_notice_fits_and_is_in_the_printers_own_font(item: Item, language: str) -> None:
    paper = COUNTER.needs(item, {}, language)
    assert unprintable(paper) == []
    for dots in (576, 384):
        drawn(paper, dots)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("dots", [576, 384])
def test_a_ticket_fits_and_its_code_can_be_scanned(language: str, dots: int) -> None:
    now = datetime(2026, 11, 23, 10, 5, tzinfo=UTC)
    theme = Theme("A", "社会保障与医疗保险", "Social insurance and medical care", "insurance", True, 5, (20, 35))
    url = "https://hall.cangzhou.example/t/Kx8fQ2mZ7pVw3TzR"
    ticket = Ticket("A006", theme, 5, (20, 35), now, date(2026, 11, 23), "大厅", "1-8 号窗口", url)
    paper = COUNTER.ticket(ticket, "张**", (), language)
    assert unprintable(paper) == []
    assert codes(drawn(paper, dots)) == [url]
