"""The rating pad: wakes when it is asked, takes one answer, tells nothing of who gave it."""

from playwright.sync_api import Page, expect

from kiosk.hall.access import Role
from kiosk.hall.ticket import HallTicket, Rating
from tests.hallkit.house import WAIT, House
from tests.hallkit.people import ClerkAtWindow, clerk_at
from tests.ui.hall.web.conftest import Device

SMALL = {"width": 800, "height": 480}


def finished(hall: House, clerk: ClerkAtWindow, key: str = "key-00000001") -> int:
    """A visit that has just ended at this window."""
    hall.take(key)
    ticket = clerk.does("next")
    clerk.does("start")
    clerk.does("finish", outcome="done")
    return int(ticket["id"])


def ticket_of(hall: House, number: int) -> HallTicket:
    found = hall.store.read(lambda records: records.ticket(number)).result(WAIT)
    assert found is not None
    return found


def pad(device: Device, lang: str = "zh") -> Page:
    page = device(Role.WINDOW, "/pad", 1, lang, viewport=SMALL)
    expect(page.locator("#asleep")).to_be_visible()
    expect(page.locator("#where")).not_to_be_empty()
    return page


def test_it_wakes_when_the_clerk_asks_and_takes_one_level(device: Device, hall: House) -> None:
    clerk = clerk_at(hall, 1)
    page = pad(device)
    number = finished(hall, clerk)
    expect(page.locator("#asking")).to_be_hidden()
    clerk.does("ask-rating", ticket=number)
    expect(page.get_by_role("heading", name="这次办得怎么样？")).to_be_visible()
    assert "A001" not in page.content()
    assert page.evaluate("document.activeElement === document.body")  # nothing is chosen beforehand
    page.get_by_role("button", name="满意", exact=True).click()
    expect(page.get_by_text("谢谢您")).to_be_visible()
    assert ticket_of(hall, number).rating is Rating.SATISFIED


def test_rather_not_is_an_answer_too(device: Device, hall: House) -> None:
    clerk = clerk_at(hall, 1)
    page = pad(device, "en")
    number = finished(hall, clerk)
    clerk.does("ask-rating", ticket=number)
    page.get_by_role("button", name="I would rather not").click()
    expect(page.locator("#asleep")).to_be_visible()
    assert ticket_of(hall, number).rating is None


def test_it_goes_back_to_sleep_when_the_next_number_is_called(device: Device, hall: House) -> None:
    clerk = clerk_at(hall, 1)
    page = pad(device)
    clerk.does("ask-rating", ticket=finished(hall, clerk))
    expect(page.locator("#asking")).to_be_visible()
    hall.take("key-00000002")
    clerk.does("next")
    expect(page.locator("#asleep")).to_be_visible()


def test_a_pad_that_was_off_asks_when_it_is_on_again(device: Device, hall: House) -> None:
    clerk = clerk_at(hall, 1)
    page = pad(device)
    page.goto("about:blank")
    clerk.does("ask-rating", ticket=finished(hall, clerk))
    page.goto(f"{hall.url}/pad")
    expect(page.locator("#asking")).to_be_visible()


def test_every_level_can_be_touched_on_a_small_screen(device: Device, hall: House) -> None:
    clerk = clerk_at(hall, 1)
    for lang in ("zh", "en"):
        page = pad(device, lang)
        key = f"key-of-{lang}-0001"
        clerk.does("ask-rating", ticket=finished(hall, clerk, key))
        buttons = page.locator("#asking button")
        expect(page.locator("#asking")).to_be_visible()
        expect(buttons).to_have_count(6)
        for box in (buttons.nth(n).bounding_box() for n in range(6)):
            assert box is not None
            assert box["height"] >= 48
            assert box["width"] >= 48
            assert box["y"] + box["height"] <= SMALL["height"]
        page.get_by_role("button").last.click()
