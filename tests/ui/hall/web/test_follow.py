"""The page on a visitor's phone: live, rings, and asks before a number is given up."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.hallkit.house import House
from tests.hallkit.people import clerk_at
from tests.ui.hall.web.boardkit import HEARD
from tests.ui.hall.web.conftest import Device

SHAKES = "window.shakes = 0; navigator.vibrate = () => { window.shakes += 1; return true; };"
NO_EVENTS = """
window.EventSource = class extends EventTarget {
  constructor() { super(); setTimeout(() => this.dispatchEvent(new Event("error")), 0); }
  close() {}
};
"""
"""A proxy on the way lets no stream through."""
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}


def number(hall: House, key: str = "key-00000001") -> str:
    """The path of a new number's page."""
    return str(hall.take(key).json()["follow_url"]).removeprefix(hall.url)


def phone(device: Device, path: str, **more: Any) -> Page:
    return device(None, path, script=HEARD + SHAKES, **PHONE, **more)


def test_the_page_follows_the_line_and_rings_when_it_is_time(device: Device, hall: House) -> None:
    first, mine = number(hall), number(hall, "key-00000002")
    page = phone(device, mine)
    expect(page.locator("dl")).to_contain_text("1 人")
    page.get_by_role("button", name="轮到我时响铃").click()
    expect(page.get_by_text("轮到您时会响铃")).to_be_visible()
    heard = page.evaluate("window.heard.length")
    clerk = clerk_at(hall)
    clerk.does("next")
    expect(page.locator("dl")).to_contain_text("0 人")
    clerk.does("start")
    clerk.does("finish", outcome="done")
    clerk.does("next")
    expect(page.locator(".go")).to_have_text("请到 1 号窗口")
    expect(page).to_have_title("▶ 1 · A002")
    page.wait_for_function("window.shakes > 0")
    assert page.evaluate("window.heard.length") > heard
    assert page.evaluate("document.body.classList.contains('calling')")
    page.get_by_role("button", name="知道了").click()
    expect(page.get_by_role("button", name="知道了")).to_be_hidden()
    clerk.does("recall")
    expect(page.get_by_role("button", name="知道了")).to_be_visible()  # it rings again
    assert first != mine


def test_without_a_touch_nothing_sounds_and_the_screen_still_says_it(device: Device, hall: House) -> None:
    page = phone(device, number(hall), lang="en")
    expect(page.get_by_role("button", name="Ring when it is my turn")).to_be_visible()
    clerk_at(hall).does("next")
    expect(page.locator(".go")).to_have_text("Please go to window 1")
    assert page.evaluate("[window.heard.length, window.shakes]") == [0, 0]


def test_a_number_is_given_up_only_after_a_question(device: Device, hall: House) -> None:
    page = phone(device, number(hall))
    page.get_by_role("link", name="放弃这个号码").click()
    expect(page.get_by_text("真的不要这个号码了吗")).to_be_visible()
    page.get_by_role("link", name="不，我再等等").click()
    expect(page.locator(".state")).to_have_text("等候中")
    page.get_by_role("link", name="放弃这个号码").click()
    page.get_by_role("button", name="放弃号码").click()
    expect(page.locator(".state")).to_have_text("已取消")


def test_a_number_that_was_called_meanwhile_is_not_given_up(device: Device, hall: House) -> None:
    page = phone(device, number(hall))
    page.get_by_role("link", name="放弃这个号码").click()
    clerk_at(hall).does("next")
    page.get_by_role("button", name="放弃号码").click()
    expect(page.locator(".go")).to_have_text("请到 1 号窗口")


def test_where_events_do_not_come_through_the_page_asks(device: Device, hall: House) -> None:
    path = number(hall)
    page = device(None, path, script=HEARD + SHAKES + NO_EVENTS, **PHONE)
    expect(page.locator(".state")).to_have_text("等候中")
    clerk_at(hall).does("next")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(".go")).to_have_text("请到 1 号窗口", timeout=30000)


def test_an_unknown_page_says_so_in_both_languages(device: Device, hall: House) -> None:
    page = device(None, "/nowhere")
    expect(page.locator("body")).to_contain_text("没有这个页面")
    expect(page.locator("body")).to_contain_text("There is no such page")
    assert hall.ask("GET", "/v1/nowhere", None).json()["message"] == "没有这个页面"
