"""The clerk's console in a real browser: every act, by hand and by keys, through reloads and lost connections."""

import re

from playwright.sync_api import expect

from kiosk.hall.access import Role
from kiosk.hall.ticket import Outcome
from tests.hallkit.house import WAIT, House
from tests.hallkit.people import PIN, take_on
from tests.ui.hall.web.clerkkit import at_desk
from tests.ui.hall.web.conftest import Device


def numbers(hall: House, count: int, theme: str = "A") -> list[str]:
    return [hall.take(f"key-{theme}-{n:06}", theme).json()["number"] for n in range(count)]


def test_a_wrong_pin_is_said_and_the_right_one_lets_in(device: Device, hall: House) -> None:
    take_on(hall, "101")
    page = device(Role.WINDOW, "/window", 2)
    page.get_by_label("工号").fill("101")
    page.get_by_label("密码").fill("000000")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_have_text("工号或密码不对")
    for digit in PIN:
        page.get_by_role("button", name=digit, exact=True).click()
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="2 号窗口").last).to_be_visible()
    expect(page.get_by_label(re.compile("^B"))).to_be_checked()


def test_a_visit_from_the_call_to_its_end(device: Device, hall: House) -> None:
    clerk = at_desk(device, hall, 1)
    expect(clerk.page.get_by_text("现在没有人等候")).to_be_visible()
    numbers(hall, 2)
    expect(clerk.rows).to_have_count(2)  # without touching anything
    clerk.press("叫下一位")
    clerk.holds("A001")
    expect(clerk.page.get_by_text("已叫 1 次")).to_be_visible()
    clerk.press("人到了")
    expect(clerk.page.get_by_text("正在办理")).to_be_visible()
    clerk.finish("收件", "两份材料")
    clerk.holds_nobody()
    expect(clerk.page.get_by_text("A001 收件")).to_be_visible()
    (first, *_) = hall.store.read(lambda records: records.tickets(hall.hall.day(hall.clock()))).result(WAIT)
    assert (first.outcome, first.note) == (Outcome.TAKEN_IN, "两份材料")


def test_what_happens_while_the_window_opens_does_not_ask_its_themes_again(device: Device, hall: House) -> None:
    clerk = at_desk(device, hall, 2, open_=False)
    clerk.page.get_by_label(re.compile("^B")).uncheck()
    with clerk.page.expect_response("**/desk?*"):
        numbers(hall, 1)  # the window is looked at while it still stands closed
    clerk.page.evaluate("() => new Promise(requestAnimationFrame)")
    expect(clerk.page.get_by_label(re.compile("^B"))).not_to_be_checked()
    clerk.press("开始办公")
    expect(clerk.rows).to_have_count(1)
    clerk.press("关窗")
    clerk.page.get_by_role("dialog").get_by_role("button", name="关窗").click()
    expect(clerk.page.locator("#opening")).to_be_visible()
    clerk.press("开始办公")
    expect(clerk.page.locator("#desk")).to_be_visible()


def test_a_missed_person_comes_back_in_line(device: Device, hall: House) -> None:
    clerk = at_desk(device, hall, 1)
    numbers(hall, 1)
    clerk.press("叫下一位")
    expect(clerk.page.get_by_role("button", name="过号（还要叫 2 次）")).to_be_disabled()
    clerk.press("再叫一次")
    expect(clerk.page.get_by_text("已叫 2 次")).to_be_visible()
    clerk.press("再叫一次")
    clerk.page.get_by_role("button", name="过号 X").click()
    clerk.holds_nobody()
    clerk.page.get_by_role("tab", name="过号").click()
    clerk.press("重新排队")
    clerk.page.get_by_role("tab", name="等候 1").click()
    expect(clerk.rows.get_by_text("过号返回")).to_be_visible()


def test_a_person_fetches_a_paper_and_goes_on_where_it_stopped(device: Device, hall: House) -> None:
    clerk = at_desk(device, hall, 1)
    numbers(hall, 1)
    clerk.press("叫下一位")
    clerk.press("人到了")
    clerk.press("暂存")
    clerk.page.get_by_label("缺什么").fill("缺户口簿")
    clerk.page.get_by_role("dialog").get_by_role("button", name="暂存").click()
    clerk.holds_nobody()
    clerk.page.get_by_role("tab", name="暂存 1").click()
    expect(clerk.rows).to_contain_text("缺户口簿")
    clerk.press("接着办")
    clerk.holds("A001")
    expect(clerk.page.get_by_text("同事留言：缺户口簿")).to_be_visible()


def test_a_visit_is_sent_on_to_another_window_with_a_word(device: Device, hall: House) -> None:
    first, second = at_desk(device, hall, 1), at_desk(device, hall, 4)
    numbers(hall, 1)
    first.press("叫下一位")
    first.press("人到了")
    first.press("转办")
    first.page.get_by_label("业务或窗口").select_option("4")
    first.page.get_by_label("给下一位同事的话").fill("请核对产权")
    first.page.get_by_role("dialog").get_by_role("button", name="转办").click()
    first.holds_nobody()
    second.press("叫下一位")
    second.holds("A001")
    expect(second.page.get_by_text("同事留言：请核对产权")).to_be_visible()
    expect(second.page.get_by_text("转办", exact=True).first).to_be_visible()


def test_out_of_turn_only_after_a_question(device: Device, hall: House) -> None:
    clerk = at_desk(device, hall, 1)
    numbers(hall, 2)
    clerk.rows.nth(1).get_by_role("button", name="叫这个号").click()
    clerk.page.get_by_role("dialog").get_by_role("button", name="返回").click()
    clerk.holds_nobody()
    clerk.rows.nth(1).get_by_role("button", name="叫这个号").click()
    clerk.page.get_by_role("dialog").get_by_role("button", name="叫号").click()
    clerk.holds("A002")


def test_a_visit_by_keys_alone(device: Device, hall: House) -> None:
    clerk = at_desk(device, hall, 1, open_=False)
    keys = clerk.page.keyboard
    expect(clerk.page.locator("#opening")).to_be_visible()
    keys.press("Enter")
    expect(clerk.page.locator("#desk")).to_be_visible()
    numbers(hall, 2)
    expect(clerk.rows).to_have_count(2)
    keys.press("n")
    clerk.holds("A001")
    keys.press("x")  # not before three calls
    keys.press("r")
    expect(clerk.page.get_by_text("已叫 2 次")).to_be_visible()
    keys.press("s")
    expect(clerk.page.get_by_text("正在办理")).to_be_visible()
    keys.press("f")
    keys.press("3")
    expect(clerk.page.get_by_text("A001 已一次性告知")).to_be_visible()
    keys.press("e")
    expect(clerk.page.get_by_text("已请评价")).to_be_visible()
    keys.press("b")
    expect(clerk.page.get_by_text("暂停服务")).to_be_visible()
    keys.press("n")  # nothing is called on a break
    keys.press("b")
    expect(clerk.page.get_by_text("1 人等候")).to_be_visible()
    keys.press("?")
    expect(clerk.page.get_by_role("dialog")).to_contain_text("再叫一次")
    keys.press("Escape")
    keys.press("n")
    clerk.holds("A002")
    keys.press("f")  # not before it has begun
    expect(clerk.page.get_by_role("dialog")).to_have_count(0)


def test_typing_a_note_presses_no_key(device: Device, hall: House) -> None:
    clerk = at_desk(device, hall, 1)
    numbers(hall, 1)
    clerk.press("叫下一位")
    clerk.press("人到了")
    clerk.press("暂存")
    clerk.page.get_by_label("缺什么").press_sequentially("pbf 1")
    expect(clerk.page.get_by_label("缺什么")).to_have_value("pbf 1")
    clerk.page.keyboard.press("Escape")
    expect(clerk.page.get_by_text("正在办理")).to_be_visible()


def test_a_reload_in_the_middle_of_a_visit_keeps_it(device: Device, hall: House) -> None:
    clerk = at_desk(device, hall, 1)
    numbers(hall, 1)
    clerk.press("叫下一位")
    clerk.press("人到了")
    clerk.page.reload()
    clerk.holds("A001")
    expect(clerk.page.get_by_text("正在办理")).to_be_visible()


def test_a_session_that_ended_asks_for_the_pin_and_goes_on(device: Device, hall: House) -> None:
    clerk = at_desk(device, hall, 1)
    numbers(hall, 1)
    clerk.press("叫下一位")
    clerk.holds("A001")
    hall.clock.ahead(hours=13)
    clerk.press("人到了")
    clerk.page.get_by_label("密码").fill(PIN)
    clerk.page.get_by_label("工号").fill("101")
    clerk.page.get_by_role("button", name="登录").click()
    clerk.holds("A001")


def test_an_island_number_and_a_priority_are_marked(device: Device, hall: House) -> None:
    clerk = at_desk(device, hall, 1)
    hall.take("key-00000001", "A", priority="pregnant", errands=["公司登记", "公章刻制"])
    expect(clerk.rows).to_contain_text("优先 · 孕妇")
    clerk.press("叫下一位")
    expect(clerk.page.get_by_text("要办：公司登记；公章刻制")).to_be_visible()


def test_an_impatient_finger_calls_one_number(device: Device, hall: House) -> None:
    clerk = at_desk(device, hall, 1)
    numbers(hall, 3)
    expect(clerk.rows).to_have_count(3)
    clerk.page.get_by_role("button", name=re.compile("^叫下一位")).dblclick()
    clerk.holds("A001")
    expect(clerk.page.get_by_role("alert")).to_be_hidden()
    expect(clerk.rows).to_have_count(2)


def test_the_console_in_english(device: Device, hall: House) -> None:
    clerk = at_desk(device, hall, 1)
    clerk.page.get_by_role("link", name="English").click()
    expect(clerk.page.get_by_text("Nobody is waiting")).to_be_visible()
    numbers(hall, 1)
    clerk.press("Call next")
    clerk.holds("A001")
    expect(clerk.page.get_by_role("button", name=re.compile(r"No-show \(2 more\)"))).to_be_disabled()


def test_signing_out_at_an_open_window_closes_it(device: Device, hall: House) -> None:
    clerk = at_desk(device, hall, 1)
    for answer in ("返回", "退出"):
        clerk.page.locator("#sign-out").click()
        clerk.page.get_by_role("dialog").get_by_role("button", name=answer).click()
    expect(clerk.page.get_by_label("密码")).to_be_visible()
    windows = hall.ask("GET", "/v1/board", Role.BOARD).json()["windows"]
    assert {one["state"] for one in windows} == {"closed"}
