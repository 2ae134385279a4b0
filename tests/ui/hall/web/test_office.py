"""The manager's pages: the day at a glance, themes, devices, clerks and the settlement, by mouse and by keyboard."""

import csv
import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from drivers.hall_store.founding import note_copied
from kiosk.hall.access import Role
from tests.hallkit.house import House
from tests.hallkit.people import PIN, clerk_at, sign_in, take_on
from tests.ui.hall.web.conftest import Device

LEVELS = ("very_satisfied", "satisfied", "fair", "dissatisfied", "very_dissatisfied")
SCREEN = {"width": 1366, "height": 768}


@pytest.fixture
def office(device: Device) -> Any:
    """`office("devices")`: that part of the manager's pages."""

    def make(part: str = "day", lang: str = "zh") -> Page:
        page = device(Role.MANAGER, "/office", lang=lang, viewport=SCREEN, accept_downloads=True)
        page.evaluate("part => { location.hash = part; }", part)
        expect(page.locator(f"main#{part}")).to_be_visible()
        return page

    return make


def cells(page: Page, code: str) -> list[str]:
    row = page.locator("#themes tr", has=page.locator("b.code", has_text=code))
    return row.locator("td").all_inner_texts()


def theme(hall: House, code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in hall.ask("GET", "/v1/themes").json() if one["code"] == code)
    return found


def tile(page: Page, name: str) -> Any:
    return page.locator(".tile", has_text=name).locator("dd")


def test_the_day_is_live(office: Any, hall: House) -> None:
    page = office()
    expect(tile(page, "正在等候")).to_have_text("0")
    for number in range(3):
        hall.take(f"key-0000000{number}")
    expect(tile(page, "正在等候")).to_have_text("3")
    clerk = clerk_at(hall, 1)
    clerk.does("next")
    hall.clock.ahead(minutes=50)
    clerk.does("start")
    hall.clock.ahead(minutes=6)
    clerk.does("finish", outcome="done")
    expect(tile(page, "已办结")).to_have_text("1")
    expect(tile(page, "最长等候")).to_have_text("56 分")
    expect(page.locator(".tile.alarm").filter(has_text="最长等候")).to_be_visible()
    assert cells(page, "A")[:2] == ["2", "56"]
    window = page.locator(".window", has=page.locator(".which", has_text="1"))
    expect(window).to_contain_text("王工")
    expect(window).to_contain_text("办结 1，平均 6")


def test_a_window_left_open_is_closed_from_here(office: Any, hall: House) -> None:
    clerk_at(hall, 1)
    page = office()
    window = page.locator(".window", has=page.locator(".which", has_text="1"))
    window.get_by_role("button", name="关窗").click()
    page.get_by_role("dialog").get_by_role("button", name="关窗").click()
    expect(window).to_contain_text("未开")
    expect(window.get_by_role("button")).to_have_count(0)


def test_who_will_not_be_served_is_told_in_time(office: Any, hall: House) -> None:
    for number in range(4):
        hall.take(f"key-0000000{number}")
    clerk_at(hall, 1)
    hall.clock.ahead(hours=8)
    page = office()
    expect(page.locator(".tile.alarm", has_text="17:30")).to_contain_text("约 1 人可能办不完")
    assert cells(page, "A")[3:5] == ["0", "3 / 4"]


def test_ratings_are_bars(office: Any, hall: House) -> None:
    page = office()
    clerk = clerk_at(hall, 1)
    pad = hall.token(Role.WINDOW, 1)
    for number, level in enumerate(["satisfied", "satisfied", "very_dissatisfied", None]):
        hall.take(f"key-0000000{number}")
        clerk.does("next")
        clerk.does("start")
        ticket = clerk.does("finish", outcome="done")["id"]
        clerk.does("ask-rating", ticket=ticket)
        assert hall.ask("POST", "/v1/windows/1/rating", pad, json={"level": level}).status_code == 204
    expect(page.locator("#rated")).to_have_text("邀请评价 4 人，评价 3 人")
    expect(page.locator("#ratings .satisfied b")).to_have_text("2")
    wide = {level: page.locator(f"#ratings .{level} .bar").evaluate("bar => bar.offsetWidth") for level in LEVELS}
    assert wide["satisfied"] == pytest.approx(2 * wide["very_dissatisfied"], abs=1)
    assert wide["fair"] == 0


def test_a_theme_is_stopped_and_given_again(office: Any, hall: House) -> None:
    page = office()
    page.get_by_role("button", name="停止 B 不动产登记").click()
    page.get_by_label("原因").fill("系统维护")
    page.keyboard.press("Enter")
    expect(page.locator("#themes")).to_contain_text("系统维护")
    told = theme(hall, "B")
    assert not told["open"] and told["closed_code"] == "closed_by_staff"
    assert told["closed_reason"] == "该业务暂停取号：系统维护"
    assert hall.take("key-00000001", "B").status_code == 409
    page.get_by_role("button", name="恢复 B 不动产登记").click()
    expect(page.get_by_role("button", name="停止 B 不动产登记")).to_be_visible()
    assert theme(hall, "B")["open"]


def test_the_focus_comes_back_though_the_day_is_drawn_anew_behind_the_dialog(office: Any, hall: House) -> None:
    page = office(lang="en")
    stop = page.get_by_role("button", name="Stop A General intake")
    stop.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Reason")).to_be_focused()
    hall.take("key-00000001")
    expect(page.locator("#themes tr").first.locator("td").first).to_have_text("1")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(stop).to_be_focused()


def test_a_theme_stays_open_where_the_manager_turns_back(office: Any, hall: House) -> None:
    page = office(lang="en")
    stop = page.get_by_role("button", name="Stop A General intake")
    stop.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Reason")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(stop).to_be_focused()
    stop.click()
    page.get_by_role("button", name="Back").click()
    hall.take("key-00000001")
    expect(tile(page, "Waiting")).to_have_text("1")
    expect(stop).to_be_visible()
    assert theme(hall, "A")["open"]


def test_a_token_opens_a_device_until_it_is_taken_back(office: Any, device: Device) -> None:
    page = office("devices")
    page.get_by_label("类型").select_option("window")
    page.get_by_label("名称").fill("三号窗口")
    page.get_by_label("窗口号").fill("3")
    page.get_by_role("button", name="生成令牌").click()
    expect(page.locator("#qr")).to_be_visible()
    link = page.locator("#device-link").inner_text()
    secret = page.locator("#secret").inner_text()
    assert link.endswith(f"/#token={secret}")
    picture = Image.open(io.BytesIO(page.locator("#qr").screenshot()))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [link]

    window = device(None)
    window.goto(link)
    expect(window.get_by_text("3 号窗口")).to_be_visible()
    page.get_by_role("button", name="收回 三号窗口").click()
    page.get_by_role("dialog").get_by_role("button", name="收回").click()
    expect(page.get_by_role("button", name="收回 三号窗口")).to_be_hidden()
    window.reload()
    expect(window.get_by_label("设备令牌")).to_be_visible()


def test_the_secret_is_shown_once(office: Any) -> None:
    page = office("devices", "en")
    page.get_by_label("Kind").select_option("board")
    expect(page.get_by_label("Window (0: any)")).to_be_hidden()
    page.locator("#new-device").get_by_label("Name").fill("East wall")
    page.get_by_role("button", name="Hand out").click()
    expect(page.locator("#handed-out")).to_be_visible()
    secret = page.locator("#secret").inner_text()
    assert len(secret) >= 20
    page.get_by_role("link", name="Clerks").click()
    page.get_by_role("link", name="Devices").click()
    expect(page.get_by_role("cell", name="East wall")).to_be_visible()
    assert secret not in page.content()


def test_a_clerk_is_taken_on_changed_and_put_to_rest(office: Any, hall: House) -> None:
    page = office("clerks")
    page.get_by_label("工号").fill("207")
    page.locator("#new-clerk").get_by_label("姓名").fill("李工")
    page.get_by_label("密码（6").fill(PIN)
    page.keyboard.press("Enter")
    expect(page.locator("#people")).to_contain_text("李工")
    assert sign_in(hall, "207").status_code == 200

    page.get_by_role("button", name="修改 207").click()
    page.get_by_role("dialog").get_by_label("新密码").fill("135791")
    page.get_by_role("dialog").get_by_label("值班长").check()
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#people")).to_contain_text("值班长")
    assert sign_in(hall, "207").status_code == 401
    assert sign_in(hall, "207", "135791").json()["role"] == "chief"

    page.get_by_role("button", name="停用 207").click()
    page.get_by_role("dialog").get_by_role("button", name="停用").click()
    expect(page.get_by_role("button", name="恢复 207")).to_be_visible()
    assert sign_in(hall, "207", "135791").status_code == 401


def test_a_login_that_is_taken_is_said(office: Any, hall: House) -> None:
    take_on(hall, "101")
    page = office("clerks", "en")
    page.get_by_label("Login").fill("101")
    page.locator("#new-clerk").get_by_label("Name").fill("Wang")
    page.get_by_label("PIN (6").fill(PIN)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("alert")).to_have_text("This login is taken")
    expect(page.get_by_label("Login")).to_have_value("101")


def test_a_day_is_settled_and_taken_away(office: Any, hall: House) -> None:
    page = office("settlement")
    for number in range(3):
        hall.take(f"key-0000000{number}")
    clerk = clerk_at(hall, 1)
    clerk.does("next")
    clerk.does("start")
    clerk.does("finish", outcome="done")
    settle = page.get_by_role("button", name="结清这一天")
    settle.click()
    expect(page.get_by_role("alert")).to_have_text("大厅尚未下班")
    hall.clock.ahead(hours=9)
    settle.click()
    expect(page.locator("#question")).to_contain_text("2 人还在等候")
    expect(page.locator("#question")).to_contain_text("可以撤销")
    page.get_by_role("dialog").get_by_role("button", name="结清").click()
    expect(page.locator("#balance")).to_have_text(re.compile(r"3 = 1 \+ 0 \+ 0 \+ 2"))
    with page.expect_download() as report:
        page.get_by_role("link", name="下载报告").click()
    assert report.value.suggested_filename == "settlement-2026-03-02.pdf"
    assert Path(report.value.path()).read_bytes().startswith(b"%PDF")
    with page.expect_download() as list_:
        page.get_by_role("link", name="下载明细").click()
    rows = list(csv.reader(io.StringIO(Path(list_.value.path()).read_text("utf-8-sig"))))
    assert len(rows) == 1 + 3
    page.get_by_label("日期").fill("2026-03-01")
    page.get_by_role("button", name="查看").click()
    expect(page.get_by_text("2026-03-01 尚未结清")).to_be_visible()


@pytest.mark.parametrize(
    ("lang", "never", "then"), [("zh", "还没有备份", "上次备份：2026"), ("en", "There is no copy yet", "Copied last: ")]
)
def test_what_is_kept_and_its_last_copy_are_seen(office: Any, hall: House, lang: str, never: str, then: str) -> None:
    hall.take("key-00000001")
    page = office("settlement", lang=lang)
    expect(page.locator("#copied.alarm")).to_contain_text(never)
    expect(page.locator("#copied.alarm")).to_contain_text("kiosk hall backup")
    expect(page.locator("#kept tr").first).to_contain_text("2026-03-02")
    assert note_copied(hall.database, "test", hall.clock())
    page.reload()
    expect(page.locator("#copied:not(.alarm)")).to_contain_text(then)


def test_a_settlement_is_undone(office: Any, hall: House) -> None:
    page = office("settlement", lang="en")
    hall.take("key-00000000")
    hall.clock.ahead(hours=9)
    for _ in range(2):
        page.get_by_role("button", name="Settle this day").click()
        expect(page.locator("#question")).to_contain_text("1 still waiting (carried over)")
        page.get_by_role("dialog").get_by_role("button", name="Settle").click()
        expect(page.locator("#undo-until")).to_contain_text("can be undone until")
        page.get_by_role("button", name="Undo").click()
        page.get_by_role("dialog").get_by_role("button", name="Undo").click()
        expect(page.get_by_text("2026-03-02 is not settled yet")).to_be_visible()


@pytest.mark.logs("WARNING", "the clock is in doubt (jumped)")
@pytest.mark.parametrize(
    ("lang", "words", "right"), [("zh", "被改成了 2026-02-28", "是"), ("en", "set to 2026-02-28", "Yes")]
)
def test_a_clock_in_doubt_is_a_line_until_somebody_says_that_it_is_right(
    office: Any, hall: House, lang: str, words: str, right: str
) -> None:
    hall.take("key-00000000")
    page = office(lang=lang)
    line = page.locator("#clock-doubt")
    expect(line).to_be_hidden()
    hall.clock.kept, hall.clock.set_by = False, timedelta(days=-2)
    hall.watch()
    page.reload()
    expect(line).to_contain_text(words)
    line.get_by_role("button").click()
    page.get_by_role("dialog").get_by_role("button", name=right).click()
    expect(line).to_be_hidden()


def test_a_theme_without_a_window_is_marked_before_anybody_waits(office: Any, hall: House) -> None:
    clerk_at(hall, 1)
    page = office()
    expect(page.locator(".tile.alarm", has_text="开放窗口")).to_contain_text("没有窗口：B")
    expect(page.locator("#themes tr", has_text="B").locator("td.alarm")).to_have_text("0")


def test_the_office_is_for_managers(device: Device, hall: House) -> None:
    page = device(Role.BOARD, "/office")
    page.wait_for_url(f"{hall.url}/")
    expect(page.get_by_role("link", name="叫号大屏")).to_be_visible()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_fits_the_screen_and_the_paper(office: Any, hall: House, lang: str) -> None:
    page = office(lang=lang)
    expect(page.locator("#themes tr")).to_have_count(2)
    for part in ("devices", "clerks", "settlement", "day"):
        page.evaluate("part => { location.hash = part; }", part)
        expect(page.locator(f"main#{part}")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), part
    page.emulate_media(media="print")
    expect(page.locator("header.top")).to_be_hidden()
    expect(page.locator("#themes button").first).to_be_hidden()
    expect(page.locator(".printed")).to_be_visible()
