"""The page under the camera: taken by itself once, and by the button whenever the visitor likes."""

import pytest

from kiosk.events import PageFailed, PageSeen, PageTaken
from kiosk.picture import Corners, Quality, Sight
from kiosk.steps import CaptureStep
from kiosk.steps.lying import same_place
from kiosk.trouble import Trouble
from tests.kiosk.fakes import Rig, rig, scan
from tests.kiosk.test_terminal import fill_form, to_form


def page(x: float = 100, y: float = 100, width: float = 420, height: float = 600) -> Corners:
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


HERE, THERE = page(), page(x=400)


def on_capture(**settings: object) -> Rig:
    r = rig(**settings)
    to_form(r)
    fill_form(r)
    return r


def step(r: Rig) -> CaptureStep:
    assert isinstance(r.terminal.step, CaptureStep)
    return r.terminal.step


def see(r: Rig, corners: Corners | None, steady: bool = True) -> None:
    seen = Sight(1, corners, Quality("good", None), steady and corners is not None)
    r.terminal.handle(PageSeen(r.ports.last("open")[0], seen))


def answer(r: Rig, corners: Corners = HERE, name: str = "one") -> None:
    from dataclasses import replace

    r.terminal.handle(PageTaken(r.ports.last("take_page")[0], replace(scan(name), corners=corners)))


def takes(r: Rig) -> int:
    return r.ports.count("take_page")


def test_a_page_that_lies_still_is_taken_by_itself() -> None:
    r = on_capture()
    see(r, HERE, steady=False)
    assert takes(r) == 0
    see(r, HERE)
    see(r, HERE)
    assert takes(r) == 1
    answer(r)
    assert step(r).candidate is not None
    assert not r.terminal.visit.pages


def test_a_hall_may_want_the_button_alone() -> None:
    r = on_capture(takes_pages=False)
    see(r, HERE)
    assert takes(r) == 0
    r.terminal.take_page()
    assert takes(r) == 1


@pytest.mark.parametrize("decide", ["keep_page", "retake_page"])
def test_what_lies_there_still_is_not_taken_again(decide: str) -> None:
    r = on_capture()
    see(r, HERE)
    answer(r)
    getattr(r.terminal, decide)()
    for _ in range(5):
        see(r, page(x=103))
    assert takes(r) == 1
    assert step(r).same
    r.terminal.take_page()
    assert takes(r) == 2, "the button works all the same"


@pytest.mark.parametrize("between", [[None, None], [THERE, THERE]], ids=["taken away", "moved"])
def test_the_next_page_is_taken_once_the_last_has_gone(between: list[Corners | None]) -> None:
    r = on_capture()
    see(r, HERE)
    answer(r)
    r.terminal.keep_page()
    for corners in between:
        see(r, corners, steady=False)
    see(r, HERE)
    assert takes(r) == 2


def test_one_look_that_misses_the_page_does_not_make_it_a_new_one() -> None:
    r = on_capture()
    see(r, HERE)
    answer(r)
    r.terminal.keep_page()
    for _ in range(4):
        see(r, None)
        see(r, HERE)
    assert takes(r) == 1


def test_the_paper_of_the_page_before_is_not_taken_for_the_next_material() -> None:
    r = on_capture()
    see(r, HERE)
    answer(r)
    r.terminal.keep_page()
    r.terminal.next()
    assert r.terminal.place.part == "later"
    see(r, HERE)
    assert takes(r) == 1
    see(r, None)
    see(r, None)
    see(r, HERE)
    assert takes(r) == 2


def test_the_next_visitor_s_page_may_lie_at_the_same_place() -> None:
    r = on_capture()
    see(r, HERE)
    answer(r)
    r.terminal.cancel()
    assert r.terminal.visit.lying is None


def test_a_page_that_cannot_be_taken_is_not_tried_again_and_again() -> None:
    r = on_capture()
    see(r, HERE)
    r.terminal.handle(PageFailed(r.ports.last("take_page")[0], Trouble.NO_PAGE))
    for _ in range(5):
        see(r, HERE)
    assert takes(r) == 1
    see(r, THERE, steady=False)
    see(r, THERE, steady=False)
    see(r, THERE)
    assert takes(r) == 2


@pytest.mark.parametrize(
    ("now", "same"),
    [
        (HERE, True),
        (page(x=115, y=92), True),
        ((*HERE[1:], HERE[0]), True),
        (page(x=140), False),
        (page(width=500), False),
        (None, False),
    ],
    ids=["still", "wavers", "another corner first", "pushed", "another size", "gone"],
)
def test_same_place(now: Corners | None, same: bool) -> None:
    assert same_place(HERE, now) is same
    assert same_place(now, HERE) is same
