"""The board on a television: what was called, through every loss of the hall, for its own waiting area."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.hall.access import Role
from tests.hallkit.house import TOML, WAIT, House, config_of, open_house
from tests.hallkit.laid import sqlite_url
from tests.hallkit.people import clerk_at
from tests.ui.hall.web.boardkit import HEARD, heard, shows
from tests.ui.hall.web.conftest import Device

UPSTAIRS = """
[[themes]]
code = "C"
name_zh = "公积金"
name_en = "Housing fund"
icon = "housing_fund"
windows = [5]
area_zh = "二楼 B 区"
"""


def rows(page: Page) -> list[str]:
    """Without spaces: a browser under load answers before it has laid the line out."""
    return ["".join(text.split()) for text in page.locator("#calls li").all_inner_texts()]


def test_the_newest_call_is_large_and_the_others_follow(device: Device, hall: House) -> None:
    page = device(Role.BOARD, "/board")
    expect(page.locator("#nobody")).to_be_visible()
    clerk, other = clerk_at(hall, 1), clerk_at(hall, 2)
    for number in range(3):
        hall.take(f"key-0000000{number}")
    clerk.does("next")
    shows(page, "A001", "1")
    other.does("next")
    shows(page, "A002", "2")
    expect(page.locator("#calls li")).to_have_text([re.compile(r"A001\s*1 号窗口")])
    expect(page.locator("#newest")).to_have_class(re.compile("calling"))
    expect(page.locator("#waiting li").first).to_have_text(re.compile(r"A\s*综合受理\s*1$"))
    tall = page.locator("#number").bounding_box()
    assert tall is not None and tall["height"] > 0.2 * page.viewport_size["height"]  # type: ignore[index]


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (1080, 1920)], ids=str)
def test_a_number_of_a_cut_line_fits_too(device: Device, hall: House, size: tuple[int, int]) -> None:
    page = device(Role.BOARD, "/board", viewport={"width": size[0], "height": size[1]})
    hall.ask("POST", "/v1/island/ranges", json={"used_up": []})
    given = {"number": "A5000", "theme": "A", "day": "2026-03-02", "issued_at": hall.clock().isoformat()}
    wish = {"numbers": [given | {"key": "key-of-the-cut-line", "code": "cut000000000"}]}
    assert hall.ask("POST", "/v1/island/tickets", json=wish).json()[0]["accepted"]
    clerk_at(hall, 1).does("next")
    shows(page, "A5000", "1")
    area, text = (
        page.locator("#newest").bounding_box(),
        page.evaluate(
            "() => { const r = document.createRange(); r.selectNodeContents(document.getElementById('number'));"
            " const b = r.getBoundingClientRect(); return [b.left, b.right]; }"
        ),
    )
    assert area is not None
    assert area["x"] + 16 < text[0]
    assert text[1] < area["x"] + area["width"] - 16


def test_the_clock_is_the_halls(device: Device, hall: House) -> None:
    page = device(Role.BOARD, "/board", timezone_id="America/New_York")
    expect(page.locator("#clock")).to_have_text("9:00")


def test_a_number_called_again_stands_once(device: Device, hall: House) -> None:
    page = device(Role.BOARD, "/board", lang="en")
    clerk, other = clerk_at(hall, 1), clerk_at(hall, 2)
    hall.take("key-00000001")
    hall.take("key-00000002")
    clerk.does("next")
    other.does("next")
    shows(page, "A002", "2")
    clerk.does("recall")
    shows(page, "A001", "1")
    expect(page.get_by_text("Called again")).to_be_visible()
    assert rows(page) == ["A002window2"]
    page.reload()
    shows(page, "A001", "1")
    assert rows(page) == ["A002window2"]


def test_no_person_is_on_the_board(device: Device, hall: House) -> None:
    page = device(Role.BOARD, "/board")
    clerk = clerk_at(hall, 1)
    hall.take("key-00000001", holder={"number": "11010119900307999X", "name": "张测试"})
    clerk.does("next")
    shows(page, "A001", "1")
    assert not re.search(r"张|王工|1101", page.content())


def test_two_boards_show_two_areas(device: Device, hall: House) -> None:
    left = device(Role.BOARD, "/board?themes=A", viewport={"width": 1920, "height": 1080})
    right = device(Role.BOARD, "/board?themes=B", viewport={"width": 1080, "height": 1920})
    clerk = clerk_at(hall, 2, themes=["A"])
    hall.take("key-00000001", "A")
    clerk.does("next")
    other = clerk_at(hall, 3, themes=["B"])
    hall.take("key-00000002", "B")
    other.does("next")
    shows(left, "A001", "2")
    shows(right, "B001", "3")
    expect(left.locator("#waiting li")).to_have_count(1)
    expect(left.locator("#calls li")).to_have_count(0)
    left.get_by_role("link", name="English").click()
    shows(left, "A001", "2")
    assert "themes=A" in left.url


def test_the_board_survives_a_restart_and_speaks_nothing_old(browser: Browser, tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(WAIT * 1000)
    page.add_init_script(HEARD)
    with open_house(url) as hall:
        port = urlsplit(hall.url).port or 0
        context.request.post(f"{hall.url}/v1/device", data={"token": hall.token(Role.BOARD)})
        page.goto(f"{hall.url}/board")
        clerk = clerk_at(hall, 1)
        for number in range(4):
            hall.take(f"key-0000000{number}")
        clerk.does("next")
        shows(page, "A001", "1")
        assert len(heard(page, 17)) == 17  # a chime, and eight clips twice
    expect(page.get_by_text("连接中断")).to_be_visible()
    shows(page, "A001", "1")  # what was called stays readable
    with open_house(url) as elsewhere:  # the board cannot hear this one: it is on another port
        elsewhere.clock.ahead(minutes=-5)
        clerk.house = elsewhere
        clerk.does("start")
        clerk.does("finish", outcome="done")
        clerk.does("next")
    with open_house(url, port=port) as hall:
        shows(page, "A002", "1")
        expect(page.get_by_text("连接中断")).to_be_hidden()
        assert len(page.evaluate("window.heard")) == 18
        clerk.house = hall
        clerk.does("recall")
        said = heard(page, 34)
        assert said[17] == "chime" and "zh-2" in said[18:]
    context.close()


def test_what_happens_all_the_time_does_not_put_the_figures_off(device: Device) -> None:
    page = device(None)
    page.clock.install()
    page.evaluate(
        """async () => {
          const { Pulse } = await import('/assets/pulse.js');
          window.times = 0;
          window.pulse = new Pulse(async () => { window.times += 1; }, 60000);
          await window.pulse.now();
        }"""
    )
    for _ in range(40):  # ten seconds in which something happens four times a second
        page.evaluate("window.pulse.soon()")
        page.clock.run_for(250)
    assert 4 <= page.evaluate("window.times") <= 6
    page.clock.run_for(125000)  # and two minutes of silence
    assert 7 <= page.evaluate("window.times") <= 9


def test_themes_that_nobody_understands_are_said(device: Device) -> None:
    page = device(Role.BOARD, "/board?themes=abc")
    expect(page.get_by_role("alert")).to_have_text("请求格式不对")


def test_a_board_whose_token_was_taken_back_goes_to_the_door(device: Device, hall: House) -> None:
    page = device(Role.BOARD, "/board")
    expect(page.locator("#board")).to_be_visible()
    held = hall.ask("GET", "/v1/tokens", Role.MANAGER).json()
    board = next(one for one in held if one["kind"] == "board")
    hall.ask("DELETE", f"/v1/tokens/{board['id']}", Role.MANAGER)
    hall.take("key-00000001")  # whatever happens next, it asks and is refused
    page.wait_for_url(f"{hall.url}/")
    expect(page.get_by_label("设备令牌")).to_be_visible()


class TestAreas:
    @pytest.fixture
    def hall(self, tmp_path: Path) -> Iterator[House]:
        with open_house(sqlite_url(tmp_path), config_of(text=TOML + UPSTAIRS)) as house:
            yield house

    def test_the_area_is_chosen_once(self, device: Device, hall: House) -> None:
        page = device(Role.BOARD, "/board")
        expect(page.locator("#clock")).to_have_text("9:00")
        page.wait_for_timeout(1100)  # its hand moves once a second
        expect(page.locator("#clock")).to_have_text("9:00")
        page.get_by_role("button", name="二楼 B 区").click()
        expect(page.locator("#area")).to_have_text("二楼 B 区")
        expect(page.locator("#waiting li")).to_have_count(1)
        page.goto(f"{hall.url}/board")
        expect(page.locator("#area")).to_have_text("二楼 B 区")
        page.get_by_role("button", name="区域").click()
        page.get_by_role("button", name="整个大厅").click()
        expect(page.locator("#waiting li")).to_have_count(3)
