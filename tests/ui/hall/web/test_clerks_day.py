"""A whole day at the window, two clerks on one line, and the hall started anew under their hands."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, expect

from kiosk.hall.access import Role
from tests.hallkit.house import WAIT, House, open_house
from tests.hallkit.laid import sqlite_url
from tests.hallkit.people import take_on
from tests.ui.hall.web.clerkkit import ClerkPage, at_desk
from tests.ui.hall.web.conftest import Device


def take(hall: House, count: int, first: int = 0) -> None:
    for n in range(first, first + count):
        assert hall.take(f"key-of-the-day-{n:04}").status_code == 201


def miss(clerk: ClerkPage) -> None:
    clerk.press("叫下一位")
    for calls in (2, 3):
        clerk.press("再叫一次")
        expect(clerk.page.get_by_text(f"已叫 {calls} 次")).to_be_visible()
    clerk.page.get_by_role("button", name="过号 X").click()
    clerk.holds_nobody()


def test_a_clerks_day_has_an_end_for_every_number(device: Device, hall: House) -> None:
    clerk = at_desk(device, hall, 1)
    take(hall, 12)
    expect(clerk.rows).to_have_count(12)
    for outcome in ("当场办结", "收件", "材料不齐", "只是咨询", "当场办结"):
        clerk.serve(outcome)
    miss(clerk)
    clerk.press("叫下一位")
    clerk.press("放弃办理")
    clerk.page.get_by_role("dialog").get_by_role("button", name="不办了").click()
    clerk.holds_nobody()
    clerk.press("暂停")
    expect(clerk.page.get_by_text("暂停服务")).to_be_visible()
    hall.clock.ahead(minutes=75)
    clerk.press("继续办公")
    clerk.page.get_by_role("tab", name="过号 1").click()
    clerk.press("重新排队")
    clerk.page.get_by_role("tab", name="等候 6").click()
    for _ in range(6):
        clerk.serve()
    expect(clerk.page.get_by_text("现在没有人等候")).to_be_visible()
    clerk.press("关窗")
    clerk.page.get_by_role("dialog").get_by_role("button", name="关窗").click()
    expect(clerk.page.locator("#opening")).to_be_visible()
    assert line_of(hall) == []


def line_of(hall: House) -> list[dict[str, str]]:
    """Whoever is still somewhere in the hall."""
    chief = hall.token(Role.CHIEF)
    shown = hall.ask("GET", "/v1/line", chief).json()
    return [*shown["waiting"], *shown["parked"], *shown["no_shows"]]


def test_two_clerks_on_one_line_never_get_the_same_number(device: Device, hall: House) -> None:
    first, second = at_desk(device, hall, 1), at_desk(device, hall, 2)
    take(hall, 10)
    for clerk in (first, second):
        expect(clerk.rows).to_have_count(10)
    served = []
    for _ in range(5):
        for clerk in (first, second):  # both press before either has seen what the other did
            clerk.page.keyboard.press("n")
        for clerk in (first, second):
            expect(clerk.number).to_be_visible()
            served.append(clerk.number.inner_text())
            clerk.press("人到了")
            clerk.finish()
    assert sorted(served) == [f"A{n:03}" for n in range(1, 11)]
    for clerk in (first, second):
        expect(clerk.page.get_by_text("现在没有人等候")).to_be_visible()


def test_the_console_outlives_a_restart_of_the_hall(browser: Browser, tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    context = browser.new_context()
    context.set_default_timeout(WAIT * 1000)
    page = context.new_page()
    clerk = ClerkPage(page)
    with open_house(url) as hall:
        port = urlsplit(hall.url).port or 0
        context.request.post(f"{hall.url}/v1/device", data={"token": hall.token(Role.WINDOW, 1)})
        take_on(hall, "101")
        page.goto(f"{hall.url}/window")
        clerk.sign_in("101")
        clerk.press("开始办公")
        take(hall, 2)
        clerk.press("叫下一位")
        clerk.holds("A001")
    expect(page.get_by_text("连接中断")).to_be_visible()
    clerk.holds("A001")  # who stands there stays readable
    clerk.press("人到了")
    expect(page.get_by_role("alert")).to_have_text("连接不上大厅系统")
    with open_house(url, port=port) as hall:
        expect(page.get_by_text("连接中断")).to_be_hidden()
        clerk.press("人到了")
        clerk.finish()
        clerk.press("叫下一位")
        clerk.holds("A002")
        assert [one["number"] for one in line_of(hall)] == []
    context.close()
