"""A clerk in front of the console, as a person works with it: reads what stands there, presses what is offered."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from kiosk.hall.access import Role
from tests.hallkit.house import House
from tests.hallkit.people import PIN, take_on
from tests.ui.hall.web.conftest import Device


@dataclass
class ClerkPage:
    """The console of one clerk, in Chinese."""

    page: Page

    @property
    def number(self) -> Locator:
        """The number at the window."""
        return self.page.locator("#now .number")

    @property
    def rows(self) -> Locator:
        return self.page.locator("#rows li")

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=re.compile(f"^{words}")).click()

    def sign_in(self, login: str) -> None:
        self.page.get_by_label("工号").fill(login)
        self.page.get_by_label("密码").fill(PIN)
        self.page.get_by_role("button", name="登录", exact=True).click()

    def holds(self, number: str) -> None:
        expect(self.number).to_have_text(number)

    def holds_nobody(self) -> None:
        expect(self.number).to_have_count(0)

    def finish(self, outcome: str = "当场办结", note: str = "") -> None:
        self.press("办结")
        dialog = self.page.get_by_role("dialog")
        if note:
            dialog.get_by_label("备注").fill(note)
        dialog.get_by_role("button", name=outcome).click()
        self.holds_nobody()

    def serve(self, outcome: str = "当场办结") -> str:
        """Call the next, serve, finish; the number."""
        self.press("叫下一位")
        expect(self.number).to_be_visible()
        number = self.number.inner_text()
        self.press("人到了")
        self.finish(outcome)
        return number


def at_desk(device: Device, hall: House, window: int, login: str = "", open_: bool = True) -> ClerkPage:
    """A clerk of their own signs in at this window and opens it."""
    login = login or str(100 + window)
    take_on(hall, login, name=f"王{window}")
    page = device(Role.WINDOW, "/window", window)
    clerk = ClerkPage(page)
    clerk.sign_in(login)
    if open_:
        clerk.press("开始办公")
        expect(page.locator("#desk")).to_be_visible()
    return clerk
