"""A real browser in front of a real hall. Every page it opens fails its test where the browser complains."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from kiosk.hall.access import Role
from tests.hallkit.house import WAIT, House, open_house
from tests.hallkit.laid import sqlite_url

CHROMIUM = "/usr/bin/chromium-headless-shell"  # Debian's, without a window: half the work; the Makefile installs it
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
EXPECTED = ("status of 4",)  # a refusal is an answer like any other; Chromium writes a line for it all the same
Device = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not for the whole session: its event loop would still run under the tests that follow."""
    expect.set_options(timeout=WAIT * 1000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[House]:
    with open_house(sqlite_url(tmp_path)) as house:
        yield house


@pytest.fixture
def device(browser: Browser, hall: House) -> Generator[Device]:
    """A page on a device of its own: `device(Role.BOARD, "/board")`. `script` runs before each page;
    `context` is what Playwright calls so."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(part in message.text for part in EXPECTED):
            complaints.append(message.text)

    def make(
        role: Role | None, path: str = "/", window: int = 0, lang: str = "zh", script: str = "", **context: Any
    ) -> Page:
        made = browser.new_context(**context)
        contexts.append(made)
        made.set_default_timeout(WAIT * 1000)
        if script:
            made.add_init_script(script)
        page = made.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if role is not None:
            token = hall.token(role, window)
            made.request.post(f"{hall.url}/v1/device", data={"token": token})
        page.goto(f"{hall.url}{path}{'&' if '?' in path else '?'}lang={lang}")
        return page

    yield make
    for context in contexts:
        context.close()
    assert not complaints, complaints
