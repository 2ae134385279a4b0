"""The page where a browser learns which device of the hall it is."""

import re

from playwright.sync_api import expect

from kiosk.hall.access import Role
from tests.hallkit.house import House
from tests.ui.hall.web.conftest import Device


def test_a_token_makes_this_browser_a_window(device: Device, hall: House) -> None:
    page = device(None)
    page.get_by_label("设备令牌").fill(hall.token(Role.WINDOW, 3))
    page.get_by_role("button", name="使用这台设备").click()
    expect(page.get_by_text("3 号窗口")).to_be_visible()
    expect(page.get_by_role("link", name="叫号台")).to_have_attribute("href", "/window")
    page.reload()
    expect(page.get_by_role("link", name="评价器")).to_be_visible()


def test_a_link_carries_the_token_where_no_log_sees_it(device: Device, hall: House) -> None:
    page = device(None)
    page.goto(f"{hall.url}/#token={hall.token(Role.MANAGER)}")
    page.reload()
    expect(page.get_by_role("link", name="大厅管理")).to_be_visible()
    assert "token" not in page.url


def test_a_wrong_token_is_said_and_may_be_corrected(device: Device, hall: House) -> None:
    page = device(None, lang="en")
    page.get_by_label("Device token").fill("x" * 24)
    page.get_by_role("button", name="Use this device").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile(r"\w+"))
    page.get_by_label("Device token").fill(hall.token(Role.BOARD))
    page.get_by_role("button", name="Use this device").click()
    expect(page.get_by_role("link", name="Board")).to_be_visible()


def test_the_language_is_remembered(device: Device, hall: House) -> None:
    page = device(None, lang="en")
    page.goto(f"{hall.url}/")
    expect(page.get_by_role("heading", name="What is this screen?")).to_be_visible()
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_role("heading", name="这块屏幕是什么？")).to_be_visible()
