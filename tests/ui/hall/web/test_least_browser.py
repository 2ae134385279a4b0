"""The browsers of old television sets: no page uses what they do not have, and the board works without it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kiosk.hall.access import Role
from tests.hallkit.house import House
from tests.hallkit.people import clerk_at
from tests.ui.hall.web.boardkit import HEARD, shows
from tests.ui.hall.web.conftest import Device
from tests.ui.hall.web.least import FLEX_GAP, GRID_GAP, MAKE_OLD, NEWER_SCRIPT, NEWER_STYLE
from ui.hall.app import ASSETS

ON_A_PC = {"office.css", "window.css"}  # in an older browser their parts stand closer together


def bare(text: str) -> str:
    """Without comments and without what stands between quotes."""
    text = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", text, flags=re.DOTALL)
    return re.sub(r'"[^"\n]*"', '""', text)


@pytest.mark.parametrize("file", sorted(ASSETS.glob("*.js")), ids=lambda file: file.name)
def test_no_script_is_newer_than_the_oldest_browser(file: Path) -> None:
    text = bare(file.read_text(encoding="utf-8"))
    assert [said for sign, said in NEWER_SCRIPT.items() if re.search(sign, text, re.MULTILINE)] == []


@pytest.mark.parametrize("file", sorted(ASSETS.glob("*.css")), ids=lambda file: file.name)
def test_no_style_is_newer_than_the_oldest_browser(file: Path) -> None:
    text = bare(file.read_text(encoding="utf-8"))
    assert [said for sign, said in NEWER_STYLE.items() if re.search(sign, text)] == []
    assert not re.search(GRID_GAP, text)
    assert file.name in ON_A_PC or not re.search(FLEX_GAP, text)


def test_the_board_works_in_an_old_browser(device: Device, hall: House) -> None:
    page = device(Role.BOARD, "/board", script=MAKE_OLD + HEARD)
    expect(page.locator("#nobody")).to_be_visible()
    clerk = clerk_at(hall, 1)
    hall.take("key-00000001")
    hall.take("key-00000002")
    clerk.does("next")
    shows(page, "A001", "1")
    expect(page.locator("#waiting li").first).to_contain_text("1")
    expect(page.get_by_text("连接中断")).to_be_hidden()


def test_a_browser_that_knows_no_modules_is_told_what_it_needs(device: Device, hall: House) -> None:
    page = device(Role.BOARD, "/board")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.src = '/assets/too_old.js'; document.body.append(s); }"
    )
    expect(page.get_by_role("alert")).to_contain_text("这个浏览器太旧")
    source = hall.ask("GET", "/board", None).text
    assert '<script nomodule defer src="/assets/too_old.js"></script>' in source
