"""How often a page asks: once for what concerns it, not at all for what does not. The benchmark's pages do the same."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Request, expect

from kiosk.hall.access import Role
from tests.bench import hall_pages
from tests.hallkit.house import House
from tests.hallkit.people import clerk_at
from tests.ui.hall.web.clerkkit import at_desk
from tests.ui.hall.web.conftest import Device
from ui.hall.app import ASSETS


def asked(page: Page, path: str) -> Callable[[], int]:
    """How often this page has asked for a path since."""
    seen: list[str] = []

    def note(request: Request) -> None:
        if path in request.url:
            seen.append(request.url)

    page.on("request", note)
    return lambda: len(seen)


def beat(page: Page, hall: House, what: Callable[[], object]) -> None:
    """Do it, and wait until the page has heard of something that came after it and asked."""
    what()
    page.wait_for_timeout(3000)  # longer than gather, spread and pause together


def test_a_console_asks_once_and_only_for_what_concerns_it(device: Device, hall: House) -> None:
    clerk = at_desk(device, hall, 1)
    other = clerk_at(hall, 4)
    beat(clerk.page, hall, lambda: None)
    count = asked(clerk.page, "/desk")
    hall.take("key-00000001", "B")  # a theme that window 1 does not serve
    other.does("next")
    beat(clerk.page, hall, lambda: other.does("start"))
    assert count() == 0
    hall.take("key-00000002", "A")
    beat(clerk.page, hall, lambda: hall.take("key-00000003", "A"))
    assert count() == 1
    expect(clerk.rows).to_have_count(2)
    clerk.press("叫下一位")
    clerk.holds("A001")
    beat(clerk.page, hall, lambda: None)
    assert count() == 2  # the answer of its own act shows what happened


def test_a_board_asks_once_for_a_visit_and_not_for_its_rest(device: Device, hall: House) -> None:
    page = device(Role.BOARD, "/board")
    clerk = clerk_at(hall, 1)
    hall.take("key-00000001")
    beat(page, hall, lambda: clerk.does("next"))
    count = asked(page, "/v1/board")
    clerk.does("start")
    beat(page, hall, lambda: clerk.does("finish", outcome="done"))
    assert count() == 0


def test_the_benchmarks_pages_ask_as_the_real_ones_do() -> None:
    console, pulse, board = ((ASSETS / name).read_text("utf-8") for name in ("window.js", "pulse.js", "board.js"))
    soon = [int(figure) / 1000 for figure in re.findall(r"\d+", console[console.index("SOON = {") :][:60])[:3]]
    assert tuple(soon) == hall_pages.CONSOLE
    usual = [int(re.search(rf"{name}_MS = (\d+)", pulse)[1]) / 1000 for name in ("SOON", "SPREAD", "PAUSE")]  # type: ignore[index]
    assert tuple(usual) == hall_pages.BOARD
    for text, same in ((console, hall_pages.SAME_AT_OTHERS), (board, hall_pages.SAME_ON_BOARD)):
        assert set(re.findall(r'"(\w+)"', re.search(r"SAME = new Set\((.*?)\)", text)[1])) == same  # type: ignore[index]
