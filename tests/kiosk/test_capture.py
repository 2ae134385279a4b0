"""The page under the camera: taken by itself once, and by the button whenever the visitor likes."""

from dataclasses import replace

import pytest

from kiosk.events import Device, DeviceChanged, DeviceState, PageFailed, PageSeen, PageTaken
from kiosk.picture import Corners, Quality, Sight
from kiosk.steps import CaptureStep
from kiosk.steps.corners import same_place
from kiosk.trouble import Trouble
from tests.kiosk.fakes import Rig, item, rig, scan
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


# ---- corners drawn by finger

DRAWN = page(x=80, y=90, width=460, height=640)


def on_edges() -> Rig:
    r = on_capture()
    see(r, HERE)
    answer(r)
    r.terminal.mark_edges(True)
    return r


def answer_flatten(r: Rig, name: str = "drawn", verdict: str = "good", advice: Trouble | None = None) -> None:
    request, corners = r.ports.last("flatten")
    r.terminal.handle(PageTaken(request, replace(scan(name, verdict, advice), corners=corners)))


def test_the_page_is_taken_anew_with_the_corners_that_were_drawn() -> None:
    r = on_edges()
    assert step(r).adjusting
    assert r.terminal.adjust_page(DRAWN)
    assert r.ports.last("flatten")[1] == DRAWN
    answer_flatten(r)
    candidate = step(r).candidate
    assert candidate is not None
    assert candidate.corners == DRAWN
    assert not step(r).adjusting
    r.terminal.keep_page()
    for _ in range(3):
        see(r, HERE)
    assert takes(r) == 1, "the paper lies where it was found, not where the corners were drawn"


def test_giving_up_leaves_the_page_as_it_was() -> None:
    r = on_edges()
    before = step(r).candidate
    r.terminal.adjust_page(DRAWN)
    r.terminal.mark_edges(False)
    answer_flatten(r)
    assert step(r).candidate is before
    assert not step(r).taking


@pytest.mark.parametrize(
    "corners",
    [
        (DRAWN[1], DRAWN[0], DRAWN[2], DRAWN[3]),
        tuple(reversed(DRAWN)),
        (DRAWN[0], DRAWN[1], (200.0, 150.0), DRAWN[3]),
        page(width=20),
    ],
    ids=["crossed", "mirrored", "dented", "narrow"],
)
def test_what_is_no_page_s_shape_is_not_taken(corners: Corners) -> None:
    r = on_edges()
    assert not r.terminal.adjust_page(corners)
    assert r.ports.count("flatten") == 0
    assert step(r).adjusting


@pytest.mark.parametrize("end", ["keep_page", "retake_page", "cancel", "next"])
def test_the_whole_picture_goes_when_the_page_is_kept_or_dropped(end: str) -> None:
    r = on_capture()
    see(r, HERE)
    answer(r)
    if end == "next":
        r.terminal.keep_page()
    before = r.ports.count("forget")
    getattr(r.terminal, end)()
    assert r.ports.count("forget") > before


def test_there_is_nothing_to_draw_without_a_page() -> None:
    r = on_capture()
    r.terminal.mark_edges(True)
    assert not step(r).adjusting


def test_advice_on_a_page_comes_back_after_drawing() -> None:
    r = on_edges()
    r.terminal.adjust_page(DRAWN)
    answer_flatten(r, verdict="poor", advice=Trouble.TOO_DARK)
    assert step(r).trouble is Trouble.TOO_DARK
    r.terminal.mark_edges(True)
    r.terminal.mark_edges(False)
    assert step(r).trouble is Trouble.TOO_DARK


def test_trying_the_camera_again_keeps_the_page_that_is_shown() -> None:
    r = on_capture()
    see(r, HERE)
    answer(r)
    r.terminal.again()
    assert step(r).candidate is not None
    r.terminal.keep_page()
    assert len(r.terminal.visit.pages["licence"]) == 1


PULLED = DeviceChanged(Device.CAMERA, DeviceState.ABSENT, Trouble.NOT_CONNECTED)


def test_a_camera_that_went_before_is_told_when_it_is_needed() -> None:
    r = rig()
    to_form(r)
    r.terminal.handle(PULLED)
    assert r.terminal.step.trouble is None
    fill_form(r)
    assert step(r).trouble is Trouble.NOT_CONNECTED
    r.terminal.again()
    assert step(r).trouble is Trouble.NOT_CONNECTED
    r.terminal.handle(DeviceChanged(Device.CAMERA, DeviceState.READY))
    assert step(r).trouble is None


def test_a_camera_that_goes_while_a_page_is_shown_is_told_when_the_next_is_taken() -> None:
    r = on_capture()
    see(r, HERE)
    answer(r)
    r.terminal.handle(PULLED)
    r.terminal.retake_page()
    assert step(r).trouble is Trouble.NOT_CONNECTED


# ---- several pages


def with_pages(*names: str, **need: object) -> Rig:
    r = on_material(**({"max_pages": 5} | need))
    for name in names:
        r.terminal.take_page()
        answer(r, name=name)
        r.terminal.keep_page()
    return r


def on_material(**need: object) -> Rig:
    """At a paper that asks for `need`."""
    plain = {"id": "licence", "name": {"zh": "证", "en": "paper"}, "source": "scan"}
    r = rig(item(materials=[plain | need]))
    to_form(r)
    fill_form(r)
    return r


def kept(r: Rig) -> list[str]:
    return [page.jpeg.decode() for page in r.terminal.visit.pages.get("licence", [])]


def test_pages_change_places() -> None:
    r = with_pages("one", "two", "three")
    r.terminal.move_page(2, -1)
    assert kept(r) == ["one", "three", "two"]
    r.terminal.move_page(0, 1)
    assert kept(r) == ["three", "one", "two"]


@pytest.mark.parametrize(("index", "by"), [(0, -1), (2, 1), (-1, 1), (3, -1)])
def test_nothing_moves_past_the_ends(index: int, by: int) -> None:
    r = with_pages("one", "two", "three")
    r.terminal.move_page(index, by)
    assert kept(r) == ["one", "two", "three"]


def test_another_order_is_another_errand() -> None:
    r = with_pages("one", "two")
    r.terminal.visit.reviewed = True
    r.terminal.move_page(0, 1)
    assert not r.terminal.visit.reviewed


def test_one_page_is_taken_anew_in_its_place() -> None:
    r = with_pages("one", "two", max_pages=2)
    assert step(r).full
    opened = r.ports.count("open")
    r.terminal.replace_page(0)
    assert r.ports.count("open") == opened + 1
    r.terminal.take_page()
    answer(r, name="better")
    assert kept(r) == ["one", "two"], "until the new one is kept"
    r.terminal.keep_page()
    assert kept(r) == ["better", "two"]
    assert step(r).full


def test_a_page_that_was_to_be_taken_anew_may_stay() -> None:
    r = with_pages("one", "two", max_pages=2)
    r.terminal.replace_page(1)
    closed = r.ports.count("close")
    r.terminal.replace_page(None)
    assert step(r).full
    assert r.ports.count("close") == closed + 1
    r.terminal.take_page()
    assert takes(r) == 2


def test_dropping_a_page_ends_taking_it_anew() -> None:
    r = with_pages("one", "two")
    r.terminal.replace_page(1)
    r.terminal.drop_page(1)
    r.terminal.take_page()
    answer(r, name="three")
    r.terminal.keep_page()
    assert kept(r) == ["one", "three"]


# ---- both sides of a card


def on_card() -> Rig:
    return on_material(both_sides=True, max_pages=2)


def take_side(r: Rig, name: str) -> None:
    r.terminal.take_page()
    answer(r, name=name)
    r.terminal.keep_page()


def test_front_and_back_make_one_page() -> None:
    r = on_card()
    take_side(r, "front")
    assert kept(r) == []
    assert step(r).front is not None
    take_side(r, "back")
    request, sides = r.ports.last("join")
    assert [side.jpeg for side in sides] == [b"front", b"back"]
    r.terminal.handle(PageTaken(request, scan("both")))
    assert kept(r) == ["both"]
    assert step(r).front is None
    assert not step(r).taking


def test_a_card_without_a_back_is_one_side() -> None:
    r = on_card()
    take_side(r, "front")
    r.terminal.other_side_empty()
    request, sides = r.ports.last("join")
    assert [side.jpeg for side in sides] == [b"front"]
    r.terminal.handle(PageTaken(request, scan("front on a sheet")))
    assert kept(r) == ["front on a sheet"]


def test_there_is_no_back_before_the_front() -> None:
    r = on_card()
    r.terminal.other_side_empty()
    assert r.ports.count("join") == 0


def test_the_front_may_be_taken_again() -> None:
    r = on_card()
    take_side(r, "finger on it")
    r.terminal.front_again()
    take_side(r, "front")
    take_side(r, "back")
    assert [side.jpeg for side in r.ports.last("join")[1]] == [b"front", b"back"]


def test_sides_that_cannot_be_joined_can_be_kept_once_more() -> None:
    r = on_card()
    take_side(r, "front")
    take_side(r, "back")
    r.terminal.handle(PageFailed(r.ports.last("join")[0], Trouble.NOT_AN_IMAGE))
    assert step(r).trouble is Trouble.NOT_AN_IMAGE
    r.terminal.keep_page()
    assert r.ports.count("join") == 2


def test_half_a_card_goes_with_the_page() -> None:
    r = on_card()
    take_side(r, "front")
    card = step(r)
    r.terminal.cancel()
    assert card.front is None
    assert card.candidate is None


# ---- a page that was not found


def on_unfound() -> Rig:
    r = on_capture()
    r.terminal.take_page()
    r.terminal.handle(PageFailed(r.ports.last("take_page")[0], Trouble.NO_PAGE))
    return r


def test_the_visitor_shows_where_the_page_is_that_was_not_found() -> None:
    r = on_unfound()
    assert step(r).unfound
    closed = r.ports.count("close")
    r.terminal.mark_edges(True)
    assert r.ports.count("close") == closed + 1, "another look would let go of the picture"
    assert step(r).trouble is None
    assert r.terminal.adjust_page(DRAWN)
    answer_flatten(r)
    r.terminal.keep_page()
    assert len(r.terminal.visit.pages["licence"]) == 1


def test_giving_up_showing_where_opens_the_camera_again() -> None:
    r = on_unfound()
    r.terminal.mark_edges(True)
    opened = r.ports.count("open")
    r.terminal.mark_edges(False)
    assert r.ports.count("open") == opened + 1
    assert not step(r).adjusting


def test_only_a_page_that_was_not_found_is_shown_by_hand() -> None:
    r = on_capture()
    r.terminal.take_page()
    r.terminal.handle(PageFailed(r.ports.last("take_page")[0], Trouble.NO_ANSWER))
    r.terminal.mark_edges(True)
    assert not step(r).adjusting
