"""Pages are read while the visitor goes on: the form fills itself, wrong papers are said, and nothing waits."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.events import PageTaken, PaperRead, ReadingFailed
from kiosk.picture import Quality, Scan
from kiosk.reading import Field, Kind, Reading
from kiosk.steps import CaptureStep
from kiosk.trouble import Trouble
from kiosk.visit import Purpose, Screen
from tests.kiosk.fakes import Rig, item, rig, scan, text
from tests.kiosk.test_terminal import to_form

PAGE = scan("licence")
TURNED = scan("licence, turned")
READING = Reading(
    Kind.BUSINESS_LICENCE, 0.95, (Field("name", "老味小吃店", 0.95), Field("credit_code", "92130902MA0LA0W31C", 0.6))
)


def shop() -> Any:
    """A licence, then the page of the form that it fills."""
    return item(
        sections=[
            {"id": "who", "title": text("您"), "fields": [{"id": "phone", "label": text("手机"), "kind": "phone"}]},
            {
                "id": "shop",
                "title": text("店"),
                "fields": [
                    {"id": "shop_name", "label": text("店名"), "prefill": "paper:licence.name"},
                    {"id": "code", "label": text("代码"), "prefill": "paper:licence.credit_code"},
                ],
            },
        ],
        materials=[
            {"id": "licence", "name": text("执照"), "source": "scan", "kind": "business_licence", "max_pages": 2},
            {"id": "plan", "name": text("平面图"), "source": "scan"},
        ],
    )


@pytest.fixture
def r() -> Rig:
    """Standing before the camera with the licence."""
    made = rig(shop())
    to_form(made)
    made.terminal.set_answer("phone", "13800138000")
    made.terminal.next()
    assert (made.terminal.place.screen, made.terminal.place.part) == (Screen.CAPTURE, "licence")
    return made


def take(r: Rig, page: Scan = PAGE) -> None:
    r.terminal.take_page()
    r.terminal.handle(PageTaken(r.ports.last("take_page")[0], page))


def answer(r: Rig, reading: Reading = READING, page: Scan | None = None) -> None:
    """As it is told of the page that was asked last, or of that page as it was turned."""
    request, asked = r.ports.last("read_paper")
    r.terminal.handle(PaperRead(request, reading, page or asked))


def answer_turned(r: Rig) -> None:
    answer(r, page=TURNED)


def keep(r: Rig) -> None:
    r.terminal.keep_page()


def step(r: Rig) -> CaptureStep:
    assert isinstance(r.terminal.step, CaptureStep)
    return r.terminal.step


@pytest.mark.parametrize("order", [(take, answer, keep), (take, keep, answer)])
def test_a_kept_page_fills_the_form_whenever_it_is_read(r: Rig, order: tuple[Any, ...]) -> None:
    for act in order:
        act(r)
    visit = r.terminal.visit
    assert (visit.answers["shop_name"], visit.answers["code"]) == ("老味小吃店", "92130902MA0LA0W31C")
    assert visit.from_paper == {"shop_name": True, "code": False}


def test_a_page_that_is_thrown_away_fills_nothing(r: Rig) -> None:
    take(r)
    answer(r)
    r.terminal.retake_page()
    assert "shop_name" not in r.terminal.visit.answers


@pytest.mark.parametrize("order", [(take, answer_turned, keep), (take, keep, answer_turned)])
def test_a_page_that_lay_upside_down_is_turned_wherever_it_is(r: Rig, order: tuple[Any, ...]) -> None:
    for act in order:
        act(r)
    visit = r.terminal.visit
    assert visit.pages["licence"] == [TURNED]
    assert visit.answers["shop_name"] == "老味小吃店"


def test_the_turned_page_is_the_one_that_is_shown(r: Rig) -> None:
    take(r)
    answer_turned(r)
    assert step(r).candidate is TURNED
    assert r.terminal.visit.readings == {TURNED.sha256: READING}


def test_what_the_visitor_wrote_stays(r: Rig) -> None:
    r.terminal.set_answer("shop_name", "新店名")
    take(r)
    keep(r)
    answer(r)
    assert r.terminal.visit.answers["shop_name"] == "新店名"
    r.terminal.set_answer("code", "92130902MA0LA0W31X")
    assert r.terminal.visit.from_paper == {}


def test_a_second_page_may_correct_the_first(r: Rig) -> None:
    for page, name in ((PAGE, "老昧小吃店"), (scan("again"), "老味小吃店")):
        take(r, page)
        answer(r, replace(READING, fields=(Field("name", name, 0.9),)))
        keep(r)
    assert r.terminal.visit.answers["shop_name"] == "老味小吃店"


OTHER = replace(READING, fields=(Field("name", "别家小吃店", 0.95),))


def test_what_a_page_filled_in_goes_with_it(r: Rig) -> None:
    take(r)
    answer(r)
    keep(r)
    r.terminal.drop_page(0)
    visit = r.terminal.visit
    assert {"shop_name", "code"} & {*visit.answers, *visit.from_paper} == set()


def test_what_the_other_pages_say_stays(r: Rig) -> None:
    for page, reading in ((PAGE, READING), (scan("other"), OTHER)):
        take(r, page)
        answer(r, reading)
        keep(r)
    assert r.terminal.visit.answers["shop_name"] == "别家小吃店"
    r.terminal.drop_page(1)
    assert (r.terminal.visit.answers["shop_name"], r.terminal.visit.answers["code"]) == (
        "老味小吃店",
        "92130902MA0LA0W31C",
    )


def test_a_page_taken_anew_leaves_nothing_of_the_old_one(r: Rig) -> None:
    take(r)
    answer(r)
    keep(r)
    r.terminal.replace_page(0)
    take(r, scan("other"))
    keep(r)
    answer(r, OTHER)
    assert r.terminal.visit.answers["shop_name"] == "别家小吃店"
    assert "code" not in r.terminal.visit.answers


def test_a_page_taken_out_before_it_was_read_fills_nothing(r: Rig) -> None:
    take(r)
    keep(r)
    r.terminal.drop_page(0)
    answer(r)
    assert "shop_name" not in r.terminal.visit.answers


def test_a_front_that_is_given_up_fills_nothing_until_it_is_taken_again() -> None:
    card = {"id": "card", "name": text("卡"), "source": "scan", "kind": "bank_card", "both_sides": True}
    field = {"id": "account", "label": text("卡号"), "prefill": "paper:card.number"}
    made = rig(item(sections=[{"id": "who", "title": text("您"), "fields": [field]}], materials=[card]))
    to_form(made)
    front = Reading(Kind.BANK_CARD, 0.95, (Field("number", "6222020111122220000", 0.95),))
    for _ in range(2):
        take(made)
        answer(made, front)
        keep(made)
        assert made.terminal.visit.answers["account"] == "6222020111122220000"
        made.terminal.front_again()
        assert "account" not in made.terminal.visit.answers
        made.terminal.visit.readings.clear()


def test_what_the_visitor_wrote_outlives_the_page(r: Rig) -> None:
    take(r)
    answer(r)
    keep(r)
    r.terminal.set_answer("shop_name", "新店名")
    r.terminal.drop_page(0)
    assert r.terminal.visit.answers["shop_name"] == "新店名"
    assert "code" not in r.terminal.visit.answers


def test_a_page_is_read_once(r: Rig) -> None:
    take(r)
    answer(r)
    r.terminal.retake_page()
    take(r)
    assert r.ports.count("read_paper") == 1


def test_another_paper_is_said_and_may_be_kept(r: Rig) -> None:
    take(r)
    answer(r, replace(READING, kind=Kind.HOUSE_CERTIFICATE))
    assert step(r).trouble is Trouble.WRONG_PAPER
    keep(r)
    assert r.terminal.visit.pages["licence"] == [PAGE]


def test_an_empty_side_is_said_and_may_be_kept(r: Rig) -> None:
    take(r)
    answer(r, Reading(Kind.UNKNOWN, 0.0))
    assert step(r).trouble is Trouble.NO_PRINT
    keep(r)
    assert r.terminal.visit.pages["licence"] == [PAGE]


def test_the_pictures_own_fault_comes_first(r: Rig) -> None:
    page = replace(PAGE, quality=Quality("poor", Trouble.BLURRED))
    take(r, page)
    said = step(r).trouble
    answer(r, replace(READING, kind=Kind.HOUSE_CERTIFICATE))
    assert step(r).trouble is (said or Trouble.WRONG_PAPER)


def test_a_late_answer_about_a_page_that_is_gone_says_nothing(r: Rig) -> None:
    take(r)
    r.terminal.retake_page()
    answer(r, replace(READING, kind=Kind.HOUSE_CERTIFICATE))
    assert step(r).trouble is None


def test_without_an_answer_the_errand_goes_on(r: Rig) -> None:
    take(r)
    r.terminal.handle(ReadingFailed(r.ports.last("read_paper")[0], Trouble.NOT_CONNECTED))
    keep(r)
    r.terminal.next()
    assert (r.terminal.place.screen, r.terminal.place.part) == (Screen.FORM, "shop")
    assert step_is_empty(r)


def step_is_empty(r: Rig) -> bool:
    return not r.terminal.visit.answers.get("shop_name")


def test_the_next_visitors_form_gets_nothing_of_it(r: Rig) -> None:
    take(r)
    request = r.ports.last("read_paper")[0]
    keep(r)
    r.terminal.cancel()
    assert r.ports.calls[-1] == ("forget_papers",)
    to_form(r)
    r.terminal.handle(PaperRead(request, READING, PAGE))
    assert step_is_empty(r)
    assert not r.terminal.visit.readings


def test_copies_are_nobodys_data() -> None:
    r = rig(shop())
    r.terminal.begin()
    r.terminal.choose_purpose(Purpose.COPY)
    take(r)
    assert r.ports.count("read_paper") == 0
