"""Free copies: taken like the papers of an errand, printed once, forgotten with the visit."""

from dataclasses import replace

from kiosk.copying import PART
from kiosk.events import Copied, CopyFailed, Device, PageTaken
from kiosk.steps import CaptureStep, CopyStep
from kiosk.terminal import Terminal
from kiosk.trouble import Trouble
from kiosk.visit import Purpose, Screen
from tests.kiosk.fakes import Rig, rig, scan


def keep(r: Rig, name: str) -> None:
    r.terminal.take_page()
    r.terminal.handle(PageTaken(r.ports.last("take_page")[0], scan(name)))
    r.terminal.keep_page()


def on_copies(*names: str) -> Rig:
    r = rig(takes_pages=False)
    r.terminal.begin()
    r.terminal.choose_purpose(Purpose.COPY)
    for name in names:
        keep(r, name)
    return r


def copying(r: Rig) -> int:
    """On to the printer; the request that it got."""
    r.terminal.next()
    assert isinstance(r.terminal.step, CopyStep)
    request: int = r.ports.last("copy")[0]
    return request


def test_no_card_is_asked_for_and_the_pages_go_to_the_printer_in_order() -> None:
    r = on_copies("one", "two")
    assert isinstance(r.terminal.step, CaptureStep)
    copying(r)
    assert [page.jpeg for page in r.ports.last("copy")[1]] == [b"one", b"two"]
    assert r.terminal.step.busy


def test_nothing_is_printed_without_a_page() -> None:
    r = on_copies()
    r.terminal.next()
    assert r.screen == "capture"
    assert r.ports.count("copy") == 0


def test_a_visit_has_as_many_copies_as_the_hall_allows() -> None:
    r = on_copies("one", "two", "three")
    assert isinstance(r.terminal.step, CaptureStep)
    assert r.terminal.step.full
    r.terminal.take_page()
    assert r.ports.count("take_page") == 3


def test_once_out_the_visit_ends_and_nothing_is_left() -> None:
    r = on_copies("one")
    visit = r.terminal.visit
    request = copying(r)
    r.terminal.next()
    assert r.screen == "copy"  # not before the printer has said so
    r.terminal.handle(Copied(request))
    assert not visit.has_data
    r.terminal.next()
    assert r.screen == "farewell"
    assert not visit.pages


def test_trouble_is_told_and_printing_again_is_the_visitors_choice() -> None:
    r = on_copies("one")
    r.terminal.handle(CopyFailed(copying(r), Trouble.PAPER_OUT))
    assert r.terminal.step.trouble is Trouble.PAPER_OUT
    assert not r.terminal.step.busy
    assert r.ports.count("copy") == 1
    r.terminal.again()
    r.terminal.handle(Copied(r.ports.last("copy")[0]))
    assert r.terminal.visit.copied
    assert r.terminal.step.trouble is None


def test_an_answer_to_an_older_job_says_nothing_about_this_one() -> None:
    r = on_copies("one")
    request = copying(r)
    r.terminal.handle(Copied(request - 1))
    assert not r.terminal.visit.copied


def test_a_terminal_without_a_copier_offers_none() -> None:
    r = rig()
    terminal = Terminal(replace(r.terminal.step.desk, copier=None), r.terminal.catalogue)
    terminal.begin()
    terminal.choose_purpose(Purpose.COPY)
    assert terminal.place.screen is Screen.HOME
    assert Device.COPIER not in terminal.devices
    assert Device.COPIER in r.terminal.devices


def test_the_part_is_one_of_the_visits_materials_and_goes_with_it() -> None:
    r = on_copies("one")
    material = r.terminal.visit.material(PART)
    assert material is not None
    assert material.max_pages == 3
    r.terminal.home()
    assert r.terminal.visit.material(PART) is None
