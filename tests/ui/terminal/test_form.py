"""Filling in: what is judged when, what stays, and the keyboard that learns nothing."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.events import PaperRead
from kiosk.reading import Field, Kind, Reading
from tests.ui.terminal.face import Face, is_a, wait_until
from tests.ui.terminal.places import form, form_choices, form_date, form_payment, items

ALLOWANCE = "item.130511003000"
PHONE_WRONG = "请核对一遍：手机号是 11 位，座机要加区号"


def keys(face: Face) -> dict[str, QQuickItem]:
    """The keys of the screen's keyboard, by what stands on them."""
    return {
        str(item.property("displayText")): item
        for item in face.items()
        if item.property("keyType") is not None and item.property("displayText")
    }


def press(face: Face, letters: str) -> None:
    """Touch these keys, one after the other."""
    from PySide6.QtCore import Qt

    wait_until(lambda: letters[0] in keys(face))
    seen: list[QPoint] = []

    def stands_still() -> bool:
        """The keyboard slides in: a key is touched where it stays."""
        seen.append(face.centre(keys(face)[letters[0]]))
        QTest.qWait(20)
        return len(seen) > 5 and len({(at.x(), at.y()) for at in seen[-5:]}) == 1

    wait_until(stands_still)
    for letter in letters:
        place = face.centre(keys(face)[letter])
        QTest.mouseClick(face.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        QTest.qWait(20)


def write(face: Face, name: str, text: str) -> None:
    """Touch a line and write on it, as from a keyboard with keys."""
    face.tap(name)
    item = face.find(name)
    wait_until(item.hasActiveFocus)
    face.type(text)


def test_card_has_filled_in_and_locked(face: Face) -> None:
    form(face)
    face.settle()
    assert "测试甲" in face.texts()
    assert "1*************002X" in face.texts()
    assert face.texts().count("来自身份证") == 2
    assert "field.name" not in face.names(), "what the card says for sure is not to be written on"


def test_nothing_is_judged_while_the_finger_writes(face: Face) -> None:
    form(face)
    write(face, "field.phone", "138")
    face.settle()
    assert PHONE_WRONG not in face.texts()


def test_field_is_judged_when_it_is_left(face: Face) -> None:
    form(face)
    write(face, "field.phone", "138")
    face.find("field.phone").setFocus(False)
    wait_until(lambda: PHONE_WRONG in face.texts())


def test_next_says_what_is_missing_and_stays(face: Face) -> None:
    form(face)
    face.tap("next")
    assert face.terminal.place.part == "owner"
    assert "请填写这一项" in face.texts()


def test_right_answers_lead_on(face: Face) -> None:
    form(face)
    write(face, "field.phone", "13800138000")
    QGuiApplication.inputMethod().hide()
    face.tap("next")
    assert face.terminal.place.part == "licence"
    assert face.terminal.visit.answers["phone"] == "13800138000"


def test_choice_asks_for_more_and_keeps_what_was_written(face: Face) -> None:
    form_choices(face)
    write(face, "field.shop_name", "lao")
    QGuiApplication.inputMethod().hide()
    before = face.find("field.shop_name")
    face.tap("choice.food.meals")
    assert face.terminal.visit.answers["food"] == "meals"
    assert face.find("field.shop_name") is before, "a line must not be made anew while somebody writes"
    assert before.property("text") == "lao"


def test_day_is_three_numbers(face: Face) -> None:
    form_date(face)
    face.tap("field.treated_on.year")
    face.type("2026")
    wait_until(lambda: face.find("field.treated_on.month").hasActiveFocus())
    face.type("03")
    wait_until(lambda: face.find("field.treated_on.day").hasActiveFocus())
    face.type("01")
    assert face.terminal.visit.answers["treated_on"] == "2026-03-01"


def test_card_number_is_repeated_in_fours(face: Face) -> None:
    form_payment(face)
    write(face, "field.bank_card", "6222020200112233")
    face.settle()
    assert "6222 0202 0011 2233" in face.texts()


def test_numbers_bring_the_keyboard_of_digits(face: Face) -> None:
    form(face)
    face.tap("field.phone")
    wait_until(lambda: "1" in keys(face))
    assert "q" not in keys(face)


def test_pinyin_writes_chinese_and_learns_nothing(face: Face) -> None:
    form_choices(face)
    face.tap("field.shop_name")
    press(face, "nihao")
    candidates = face.find("wordCandidateView")
    wait_until(lambda: "你好" in offered(face, candidates))
    learned = dictionary()
    press(face, " ") if " " in keys(face) else choose_first(face, candidates)
    wait_until(lambda: face.terminal.visit.answers.get("shop_name") == "你好")
    face.terminal.cancel()
    face.settle()
    assert dictionary() == learned


def offered(face: Face, candidates: QQuickItem) -> list[str]:
    """The words above the keyboard; they follow the letters on a thread of the decoder's own."""
    words = (item for item in face.items() if candidates.isAncestorOf(item) and is_a(item, "QQuickText"))
    return [str(word.property("text")) for word in words]


def choose_first(face: Face, candidates: QQuickItem) -> None:
    from PySide6.QtCore import Qt

    first = next(item for item in face.items() if candidates.isAncestorOf(item) and is_a(item, "QQuickText"))
    QTest.mouseClick(face.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, face.centre(first))


def dictionary() -> dict[str, bytes]:
    """Everything the keyboard has written to the user's folders."""
    folders = [Path(os.environ[name]) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {str(path): path.read_bytes() for path in files if "qtvirtualkeyboard" in str(path)}


def test_every_line_tells_the_keyboard_to_forget(face: Face) -> None:
    form_choices(face)
    face.settle()
    lines = [item for item in face.items() if is_a(item, "QQuickTextField")]
    assert lines
    assert all(sensitive(line) for line in lines)


def sensitive(line: QObject) -> bool:
    from PySide6.QtCore import Qt

    return bool(Qt.InputMethodHint.ImhSensitiveData & Qt.InputMethodHint(line.property("inputMethodHints")))


def test_line_under_the_keyboard_comes_into_sight(face: Face) -> None:
    form_choices(face)
    face.tap("field.area")
    keyboard = face.find("keyboard")
    wait_until(lambda: "1" in keys(face))
    face.settle()
    line = face.find("field.area")
    assert face.centre(line).y() + line.height() / 2 < face.centre(keyboard).y() - keyboard.height() / 2


@pytest.mark.parametrize(
    ("query", "found"), [("津贴", ["item.130511003000"]), ("gljt", ["item.130511003000"]), ("xyz", [])]
)
def test_search_finds_by_plain_words(face: Face, query: str, found: list[str]) -> None:
    items(face)
    face.app.views.items.search(query)
    face.settle()
    assert sorted(name for name in face.names() if name.startswith("item.")) == found


def test_search_is_forgotten_with_the_page(face: Face) -> None:
    items(face)
    face.app.views.items.search("津贴")
    face.terminal.back()
    items(face)
    face.settle()
    assert len([name for name in face.names() if name.startswith("item.")]) == 5


def test_what_a_paper_filled_in_is_marked_and_the_doubtful_is_asked(face: Face) -> None:
    form_choices(face)
    read = (Field("name", "老味小吃店", 0.95), Field("credit_code", "92130902MA0LA0W318", 0.6))
    request, page = face.rig.ports.last("read_paper")
    face.terminal.handle(PaperRead(request, Reading(Kind.BUSINESS_LICENCE, 0.95, read), page))
    face.settle()
    assert "来自您扫描的材料" in face.texts()
    assert "来自您扫描的材料：请核对" in face.texts()
    face.terminal.set_answer("credit_code", "92130902MA0LA0W319")
    face.settle()
    assert "来自您扫描的材料：请核对" not in face.texts()
