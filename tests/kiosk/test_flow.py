"""The way through: properties that hold for any order of answers, pages and changes of mind."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk import flow
from kiosk.catalogue import Catalogue
from kiosk.ink import Signature
from kiosk.visit import Place, Purpose, Screen, Visit
from tests.kiosk.fakes import CARD, INK, item, scan

TODAY = date(2026, 11, 23)


def visit(**changes: Any) -> Visit:
    made = Visit(Catalogue("t", (item(),)), purpose=Purpose.ERRAND, card=CARD, item=item())
    for name, value in changes.items():
        setattr(made, name, value)
    return made


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    """A visit with any part of the errand given, standing anywhere on its way."""
    made = visit(
        answers=draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "name": st.just("测试甲"),
                    "phone": st.sampled_from(["13800138000", "1"]),
                    "home": st.sampled_from(["own", "rent", "tent"]),
                },
            )
        ),
        pages={m: [scan(m)] for m in draw(st.sets(st.sampled_from(["licence", "lease", "later"])))},
        postponed=draw(st.sets(st.sampled_from(["later", "licence"]))),
        promised=draw(st.sets(st.just("vow"))),
        needs_seen=draw(st.booleans()),
        reviewed=draw(st.booleans()),
        reviewed_once=draw(st.booleans()),
        signature=draw(st.sampled_from([None, Signature(INK, b"", "x")])),
    )
    made.place = draw(st.sampled_from(flow.path(made)))
    return made


@given(visits())
@settings(max_examples=300)
def test_next_never_passes_by_something_that_is_missing(v: Visit) -> None:
    target = flow.following(v, TODAY)
    places = flow.path(v)
    if (
        target.screen in (Screen.REVIEW, Screen.SIGN)
        and v.reviewed_once
        and v.place.screen in (Screen.FORM, Screen.CAPTURE)
    ):
        before = places[: places.index(target)]
        assert all(flow.done(v, p, TODAY) for p in before)
    if not flow.done(v, v.place, TODAY):
        assert target == v.place


@given(visits())
@settings(max_examples=300)
def test_next_and_back_stay_on_the_way(v: Visit) -> None:
    places = flow.path(v)
    assert flow.following(v, TODAY) in places
    back = flow.preceding(v)
    assert back is None or places.index(back) == places.index(v.place) - 1


@given(visits())
def test_a_paper_is_asked_for_exactly_when_its_answer_says_so(v: Visit) -> None:
    lease = Place(Screen.CAPTURE, "lease")
    assert (lease in flow.path(v)) == (v.answers.get("home") == "rent")


def test_a_required_paper_stays_required_even_if_marked_for_later() -> None:
    v = visit(postponed={"licence"})
    material = v.material("licence")
    assert material is not None
    assert not flow.material_given(v, material)


def test_steps_are_counted_without_home_and_farewell() -> None:
    v = visit(place=Place(Screen.CARD))
    assert flow.position(v)[0] == 1
    v.place = Place(Screen.RECEIPT)
    n, m = flow.position(v)
    assert n == m
    v.place = Place(Screen.HOME)
    assert flow.position(v) == (0, 0)
