"""Calls are spoken: figure by figure, twice, one after the other, with a voice or without."""

import pytest
import requests
from playwright.sync_api import Route, expect

from kiosk.hall.access import Role
from tests.hallkit.house import WAIT, House
from tests.hallkit.people import ClerkAtWindow, clerk_at
from tests.ui.hall.web.boardkit import BLOCKED, HEARD, heard, shows, voices
from tests.ui.hall.web.conftest import Device

CLIPS = ["zh-qing", "letter-a", "zh-0", "zh-0", "zh-1", "zh-haodao", "zh-3", "zh-haochuangkou"]
ENGLISH = ["en-number", "letter-a", "en-0", "en-0", "en-1", "en-window", "en-3"]


@pytest.fixture
def clerk(hall: House) -> ClerkAtWindow:
    for number in range(8):
        hall.take(f"key-0000000{number}")
    return clerk_at(hall, 3)


def test_a_chinese_voice_says_it_twice(device: Device, clerk: ClerkAtWindow) -> None:
    page = device(Role.BOARD, "/board", script=voices("en-US", "zh-HK", "zh-CN"))
    expect(page.locator("#nobody")).to_be_visible()
    clerk.does("next")
    assert heard(page, 3) == ["chime", *["zh-CN 请A零零一号，到三号窗口"] * 2]


def test_without_a_voice_the_clips_say_it(device: Device, clerk: ClerkAtWindow) -> None:
    page = device(Role.BOARD, "/board?speak=zh,en", script=HEARD)
    expect(page.locator("#nobody")).to_be_visible()
    clerk.does("next")
    assert heard(page, 31) == ["chime", *[*CLIPS, *ENGLISH] * 2]


def test_a_call_while_the_board_begins_is_said_too(device: Device, clerk: ClerkAtWindow, hall: House) -> None:
    """It has asked what there is, and does not hear yet what happens."""
    page, held = device(None, "/"), list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    page.context.request.post(f"{hall.url}/v1/device", data={"token": hall.token(Role.BOARD)})
    page.add_init_script(voices("zh-CN"))
    page.route("**/v1/events?*", hold)
    with page.expect_request("**/v1/events?*"):
        page.goto(f"{hall.url}/board?lang=zh")
    expect(page.locator("#nobody")).to_be_visible()
    clerk.does("next")
    held.pop().continue_()
    assert heard(page, 3) == ["chime", *["zh-CN 请A零零一号，到三号窗口"] * 2]


def test_cantonese_is_no_voice_for_it(device: Device, clerk: ClerkAtWindow) -> None:
    page = device(Role.BOARD, "/board?speak=zh,en", script=voices("en-US", "zh-HK"))
    expect(page.locator("#nobody")).to_be_visible()
    clerk.does("next")
    said = "en-US Number A 0 0 1, please go to window 3."
    assert heard(page, 19) == ["chime", *[*CLIPS, said] * 2]


def test_calls_wait_for_each_other(device: Device, clerk: ClerkAtWindow, hall: House) -> None:
    page = device(Role.BOARD, "/board", script=voices("zh-CN"))
    expect(page.locator("#nobody")).to_be_visible()
    other = clerk_at(hall, 2)
    clerk.does("next")
    other.does("next")
    first, second = "zh-CN 请A零零一号，到三号窗口", "zh-CN 请A零零二号，到二号窗口"
    assert heard(page, 6) == ["chime", first, first, "chime", second, second]


def test_many_calls_at_once_are_said_once_each(device: Device, clerk: ClerkAtWindow, hall: House) -> None:
    page = device(Role.BOARD, "/board", script=voices("zh-CN", slow=True))
    expect(page.locator("#nobody")).to_be_visible()
    clerks = [clerk, *(clerk_at(hall, window, themes=["A"]) for window in (1, 2))]
    for one in clerks:
        one.does("next")
    for one in clerks:
        one.does("recall")
    expect(page.get_by_text("再次呼叫")).to_be_visible()
    shows(page, "A003", "2")
    page.evaluate("window.slow = false")
    said = [words[10] for words in heard(page, 17) if words != "chime"]
    assert "".join(said) == "一一" + "二" + "三三" + "一一" + "二二" + "三三"


def test_a_silent_board_says_nothing(device: Device, clerk: ClerkAtWindow) -> None:
    page = device(Role.BOARD, "/board?speak=", script=voices("zh-CN"))
    expect(page.locator("#nobody")).to_be_visible()
    clerk.does("next")
    shows(page, "A001", "3")
    assert page.evaluate("window.heard") == []


def test_a_browser_that_wants_a_touch_first_is_told(device: Device, clerk: ClerkAtWindow) -> None:
    page = device(Role.BOARD, "/board", script=HEARD + BLOCKED)
    touch = page.get_by_role("button", name="请点一下屏幕")
    touch.click()
    expect(touch).to_be_hidden()
    assert page.evaluate("window.heard") == ["chime"]
    clerk.does("next")
    assert heard(page, 17) == ["chime", *CLIPS * 2]


@pytest.mark.parametrize(
    ("window", "words"), [(3, "三"), (10, "十"), (12, "十二"), (20, "二十"), (45, "四十五"), (107, "一零七")]
)
def test_windows_are_said_as_people_say_them(device: Device, window: int, words: str) -> None:
    page = device(None)
    said = page.evaluate(
        "async (window) => (await import('/assets/speech_words.js')).LANGUAGES.zh.text('B012', window)", window
    )
    assert said == f"请B零一二号，到{words}号窗口"


def test_every_clip_is_there_and_sounds(device: Device, hall: House) -> None:
    page = device(None)
    names = page.evaluate(
        """async () => {
          const { CHIME, LANGUAGES } = await import('/assets/speech_words.js');
          const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
          const said = Object.values(LANGUAGES).flatMap((one) => [...one.clips(letters, 40), ...one.clips('A', 107)]);
          return [CHIME, ...new Set(said)];
        }"""
    )
    assert len(names) == 53
    seconds = page.evaluate(
        """names => Promise.all(names.map((name) => new Promise((resolve, reject) => {
          const clip = new Audio(`/sounds/${name}.mp3`);
          clip.addEventListener('loadedmetadata', () => resolve(clip.duration));
          clip.addEventListener('error', () => reject(new Error(name)));
        })))""",
        names,
    )
    assert all(0.2 < length < 2 for length in seconds), dict(zip(names, seconds, strict=True))
    answer = requests.get(f"{hall.url}/sounds/chime.mp3", timeout=WAIT)
    assert answer.headers["content-type"] == "audio/mpeg"
    assert "no-store" not in answer.headers.get("cache-control", "")
