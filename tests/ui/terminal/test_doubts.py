"""What looks wrong is pointed out once; the visitor, who has the paper in the hand, knows better."""

import pytest
from PySide6.QtGui import QGuiApplication

from drivers.sim.people import find
from kiosk.events import CardRead
from kiosk.visit import Purpose, Screen
from tests.ui.conftest import MakeFace
from tests.ui.terminal.face import Face, wait_until
from tests.ui.terminal.places import RENT, card, form, form_choices, form_date, form_doubted, form_payment, pass_on
from tests.ui.terminal.test_form import press, write

COMPARE = "请和卡或存折核对一遍：这个号码不像卡号"
KEPT = "按您写的收下，由工作人员核对"


def test_a_passbook_is_pointed_out_kept_and_goes_on(face: Face) -> None:
    form_doubted(face)
    face.settle()
    assert COMPARE in face.texts()
    face.tap("keep.bank_card")
    face.settle()
    assert COMPARE not in face.texts()
    face.tap("next")
    assert face.terminal.place.screen is not Screen.FORM
    assert face.terminal.visit.answers["bank_card"] == "19000150812345678"


def test_another_number_is_looked_at_anew(face: Face) -> None:
    form_doubted(face)
    face.tap("keep.bank_card")
    face.terminal.set_answer("bank_card", "19000150812345670")
    face.settle()
    assert "keep.bank_card" in face.names()
    face.tap("next")
    assert face.terminal.place.part == "payment"


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_what_is_pointed_out_is_in_sight_with_its_way_on(make_face: MakeFace, orientation: str) -> None:
    face = make_face(orientation)
    form_payment(face)
    face.terminal.set_large(True)
    face.terminal.set_answer("bank_name", "工商银行")
    face.terminal.set_answer("bank_card", "19000150812345678")
    face.tap("next")
    face.tap("keep.bank_card")  # touched where it is, without a page being turned
    assert face.terminal.visit.compared == {"bank_card": "19000150812345678"}


def test_the_review_says_what_is_unconfirmed(face: Face) -> None:
    form_choices(face)
    face.terminal.set_answer("credit_code", "91350299m0001abc19")
    face.app.views.form.keep("credit_code")
    while (material := face.terminal.visit.material(face.terminal.place.part)) is None or material.share == "required":
        pass_on(face)
    face.terminal.postpone()
    face.terminal.promise(True)
    face.terminal.next()
    face.settle()
    assert {"91350299M0001ABC19", KEPT} <= set(face.texts())


def test_the_form_of_a_number_is_shown_once_the_line_is_left(face: Face) -> None:
    form_choices(face)
    write(face, "field.credit_code", "9213 0902 ma0la0w318")
    QGuiApplication.inputMethod().hide()
    wait_until(lambda: face.find("field.credit_code").property("text") == "92130902MA0LA0W318")


def test_a_date_to_come_is_told(face: Face) -> None:
    form_date(face)
    face.terminal.set_answer("treated_on", "2031-03-01")
    face.app.views.form.next()
    face.settle()
    assert "这一天还没到，请看看年份" in face.texts()
    assert face.terminal.place.part == "costs"


def test_a_foreigner_sees_both_names_and_types_no_number(face: Face) -> None:
    card(face, Purpose.ERRAND)
    face.terminal.handle(CardRead(face.rig.ports.last("look")[0], find("foreigner").card))
    face.settle()
    assert not face.find("item.130511003000").isEnabled()
    assert "这种证件在这里办不了，请到窗口" in face.texts()
    face.terminal.choose_item(RENT)
    face.terminal.accept_needs()
    face.settle()
    assert {"安娜 (BERG, ANNA)", "9*************0023"} <= set(face.texts())
    assert "field.id_number" not in face.names()


def test_a_telephone_can_have_an_extension(face: Face) -> None:
    form(face)
    face.tap("field.phone")
    press(face, "03172012345#8")
    QGuiApplication.inputMethod().hide()
    wait_until(lambda: face.find("field.phone").property("text") == "0317-2012345-8")


def test_a_long_address_shows_its_beginning(face: Face) -> None:
    form_choices(face)
    low = face.find("field.shop_address").height()
    face.terminal.set_answer("shop_address", "河北省沧州市运河区解放西路" * 6)
    face.settle()
    line = face.find("field.shop_address")
    assert line.height() > 2 * low
    assert line.property("contentWidth") <= line.width()
