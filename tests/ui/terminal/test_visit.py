"""Visits by touch alone, and what is left of them: nothing."""

from functools import partial

from PySide6.QtGui import QGuiApplication, QImage

from kiosk.events import (
    CardRead,
    Device,
    DeviceChanged,
    DeviceState,
    PageTaken,
    Printed,
    PrintFailed,
    ThemesKnown,
    TicketIssued,
)
from kiosk.queue import NumberWish, Priority
from kiosk.trouble import Trouble
from kiosk.visit import Purpose, Screen
from tests.kiosk import fakes
from tests.kiosk.fakes import CARD
from tests.ui.terminal.face import Face, page_scan, picture_frame, sight, wait_until
from tests.ui.terminal.places import (
    RESTAURANT,
    THEMES,
    capture,
    capture_kept,
    capture_seen,
    capture_taken,
    card,
    form,
    home,
    needs,
    review,
    themes,
    themes_trouble,
    ticket,
    ticket_not_printed,
    ticket_shut,
)
from ui.terminal.pages import PageProvider, find_page
from ui.terminal.preview import CameraPreview


def screen(face: Face) -> Screen:
    return face.terminal.place.screen


def test_ticket_by_touch(face: Face) -> None:
    ports, terminal = face.rig.ports, face.terminal
    face.tap("begin")
    face.tap("purpose.ticket")
    terminal.handle(ThemesKnown(ports.last("ask_themes")[0], THEMES))
    face.tap("theme.C")
    terminal.handle(CardRead(ports.last("look")[0], CARD))
    face.tap("priority.age_60")
    terminal.handle(TicketIssued(ports.last("take_ticket")[0], fakes.ticket("C012")))
    face.settle()
    assert face.find("ticketNumber").property("text") == "C012"
    terminal.handle(Printed(ports.last("print")[0]))
    assert "请取走号码纸，拿好身份证。" in face.texts()
    face.tap("next")
    assert screen(face) is Screen.FAREWELL
    face.tap("next")
    assert screen(face) is Screen.ATTRACT


def test_closed_counter_says_why_when_it_opens_and_what_can_be_done_instead(face: Face) -> None:
    themes(face)
    face.settle()
    assert "今天 17:30 已停止取号" in face.texts()
    face.tap("theme.D")
    assert screen(face) is Screen.INSTEAD
    face.settle()
    assert {"今天 17:30 已停止取号", "窗口办公时间：明天 08:30 开始"} <= set(face.texts())
    face.tap("instead.errand")
    assert (screen(face), face.terminal.visit.purpose) == (Screen.CARD, Purpose.ERRAND)


def test_a_closed_counter_finds_the_number_somebody_has(face: Face) -> None:
    themes(face)
    face.tap("theme.D")
    face.tap("instead.number")
    assert (screen(face), face.terminal.visit.has_number) == (Screen.CARD, True)


def test_a_counter_that_closes_meanwhile_leads_to_another_one(face: Face) -> None:
    ticket_shut(face)
    face.tap("instead.themes")
    assert screen(face) is Screen.THEMES


def test_number_by_telephone(face: Face) -> None:
    card(face)
    face.tap("byPhone")
    for digit in "1380013800":
        face.tap(f"digit.{digit}")
    assert not face.find("next").isEnabled()
    face.tap("digit.1")
    face.tap("digit.back")
    face.tap("digit.0")
    assert face.find("digits").property("text") == "138 0013 8000"
    face.tap("next")
    assert face.rig.ports.last("take_ticket")[2] == NumberWish("C", phone="13800138000")


def test_priority_on_request(face: Face) -> None:
    card(face)
    face.tap("priority")
    face.tap("withoutCard")
    face.tap("priority.pregnant")
    assert face.rig.ports.last("take_ticket")[2] == NumberWish("C", priority=Priority.PREGNANT)


def test_several_things_and_one_number(face: Face) -> None:
    themes(face)
    face.tap("several")
    assert not face.find("next").isEnabled()
    for code in "CBAB":
        face.tap(f"theme.{code}")
    face.tap("next")
    face.tap("withoutCard")
    assert face.rig.ports.last("take_ticket")[2] == NumberWish("C", errands=("不动产登记", "综合窗口"))


def test_trouble_has_a_way_on(face: Face) -> None:
    themes_trouble(face)
    asked = face.rig.ports.count("ask_themes")
    face.tap("again")
    assert face.rig.ports.count("ask_themes") == asked + 1
    assert "网络暂时不通" not in face.texts()


def test_number_without_a_card(face: Face) -> None:
    card(face)
    face.tap("withoutCard")
    assert screen(face) is Screen.TICKET


def test_unprinted_ticket_can_be_printed_again(face: Face) -> None:
    ticket_not_printed(face)
    printed = face.rig.ports.count("print")
    face.settle()
    assert "打印机没纸了" in face.texts()
    again = face.find("again")
    again.clicked.emit()  # type: ignore[attr-defined]
    assert face.rig.ports.count("print") == printed + 1


def test_perhaps_printed_paper_is_looked_for(face: Face) -> None:
    ticket(face)
    face.terminal.handle(PrintFailed(face.rig.ports.last("print")[0], Trouble.CUTTER_JAM, perhaps_printed=True))
    face.settle()
    assert "请看看出纸口，纸可能已经出来了。" in face.texts()


def test_broken_devices_are_told_before_anybody_begins(face: Face) -> None:
    home(face)
    for device in (Device.PRINTER, Device.CARD_READER):
        face.terminal.handle(DeviceChanged(device, DeviceState.FAULTY, Trouble.DEVICE_FAULT))
    face.settle()
    assert "打印机不能用：号码请记下来或拍下来。" in face.texts()
    assert not face.find("purpose.errand").isEnabled()
    assert face.find("purpose.ticket").isEnabled()
    face.terminal.handle(DeviceChanged(Device.PRINTER, DeviceState.READY))
    assert "打印机不能用：号码请记下来或拍下来。" not in face.texts()


def test_a_terminal_that_can_keep_no_errand_says_so_before_anybody_begins(face: Face) -> None:
    home(face)
    full = DeviceChanged(Device.OUTBOX, DeviceState.FAULTY, Trouble.STORE_FULL)
    face.terminal.handle(full)
    face.settle()
    assert not face.find("purpose.errand").isEnabled()
    assert "暂时不能办：这台机器存不下申请了，请用另一台" in face.texts()
    assert face.find("purpose.ticket").isEnabled()
    face.terminal.handle(DeviceChanged(Device.OUTBOX, DeviceState.READY))
    assert face.find("purpose.errand").isEnabled()


def test_language_and_size_change_at_once_and_go_with_the_visitor(face: Face) -> None:
    home(face)
    face.tap("language")
    face.tap("large")
    face.settle()
    assert "What would you like to do?" in face.texts()
    assert face.terminal.large
    face.terminal.cancel()
    face.terminal.cancel()
    face.settle()
    assert "一趟，就办好" in face.texts()
    assert not face.terminal.large


def test_help_names_the_page_and_the_telephone(face: Face) -> None:
    capture_seen(face)
    face.tap("help")
    face.settle()
    assert "0317-12345" in face.texts()
    assert any("四个角" in text or "摄像头" in text for text in face.texts())
    face.tap("closeHelp")
    assert "closeHelp" not in face.names()


def test_leaving_is_asked_only_where_something_is_lost(face: Face) -> None:
    form(face)
    face.tap("cancel")
    face.tap("stayHere")
    assert screen(face) is Screen.FORM
    face.tap("cancel")
    face.tap("reallyLeave")
    assert screen(face) is Screen.FAREWELL
    home(face)
    face.tap("cancel")
    assert screen(face) is Screen.FAREWELL


def test_silence_warns_and_a_touch_stays(face: Face) -> None:
    form(face)
    face.rig.clock.pass_time(61)
    face.settle()
    assert "您还在吗？" in face.texts()
    face.tap("stay")
    assert face.terminal.idle.warning_left is None
    assert screen(face) is Screen.FORM


def test_any_touch_counts_as_somebody(face: Face) -> None:
    form(face)
    face.rig.clock.pass_time(55)
    face.tap("title")
    face.rig.clock.pass_time(55)
    assert face.terminal.idle.warning_left is None


def test_silence_ends_and_nothing_is_left_on_the_screen(face: Face) -> None:
    review(face)
    QGuiApplication.clipboard().setText("测试甲")
    face.rig.clock.pass_time(90)
    face.settle()
    assert screen(face) is Screen.ATTRACT
    assert not [text for text in face.texts() if "测试甲" in text]
    assert QGuiApplication.clipboard().text() == ""
    views = face.app.views
    lists = (views.form.fields, views.review.groups, views.items.needs, views.capture.pages, views.queue.themes)
    assert [rows.rowCount() for rows in lists] == [0] * len(lists)
    assert views.capture.name == views.review.holder == views.handIn.number == ""


def test_review_leads_to_one_thing_and_back(face: Face) -> None:
    review(face)
    face.tap("change.form.owner")
    assert face.terminal.place.part == "owner"
    face.tap("next")
    assert screen(face) is Screen.REVIEW


def test_everything_that_is_needed_stands_on_one_page(face: Face) -> None:
    needs(face)
    face.settle()
    item = face.terminal.visit.catalogue.item(RESTAURANT)
    assert item is not None
    shown = face.texts()
    assert all(material.name.zh in shown for material in item.materials)
    assert "可以以后补交" in shown
    face.tap("printNeeds")
    assert face.rig.ports.count("print") == 1


# ---- pages under the camera


def test_preview_shows_new_frames_only(face: Face) -> None:
    capture(face)
    face.settle()
    preview = face.find("preview")
    assert isinstance(preview, CameraPreview)
    wait_until(lambda: preview.painted > 0)
    face.settle()
    for sequence in range(2, 6):
        painted = preview.painted
        face.camera.frame = picture_frame(sequence)
        wait_until(partial(_painted_more, preview, painted))
    colour = face.window.grabWindow().pixelColor(face.centre(preview))
    assert colour.lightness() > 60, "the paper in the middle of the picture"


def _painted_more(preview: CameraPreview, than: int) -> bool:
    return preview.painted > than


def test_lost_camera_shows_no_old_picture(face: Face) -> None:
    capture(face)
    face.settle()
    preview = face.find("preview")
    assert isinstance(preview, CameraPreview)
    wait_until(lambda: preview.ratio > 0)
    face.camera.frame = None
    wait_until(lambda: preview.ratio == 0)


def test_page_is_taken_looked_at_and_kept(face: Face) -> None:
    capture_seen(face)
    face.tap("take")
    face.terminal.handle(PageTaken(face.rig.ports.last("take_page")[0], page_scan("licence")))
    face.tap("retake")
    assert not face.terminal.visit.pages
    face.tap("take")
    face.terminal.handle(PageTaken(face.rig.ports.last("take_page")[0], page_scan("licence")))
    face.tap("keep")
    assert [page.sha256 for page in face.terminal.visit.pages["licence"]] == ["sum-of-licence"]
    face.tap("drop.1")
    assert not face.terminal.visit.pages["licence"]


def test_paper_in_sight_says_what_to_do(face: Face) -> None:
    capture_seen(face)
    assert face.app.views.capture.state == "steady"
    request = face.rig.ports.last("open")[0]
    from kiosk.events import PageSeen

    for seen, state in (
        (sight(seen=False), "look"),
        (sight(steady=False), "advice"),
        (sight("bad", Trouble.TOO_DARK), "advice"),
        (sight(), "steady"),
    ):
        face.terminal.handle(PageSeen(request, seen))
        assert face.app.views.capture.state == state


def test_pictures_of_pages_go_with_the_visit(face: Face) -> None:
    capture_taken(face)
    provider = PageProvider(face.terminal)
    assert find_page(face.terminal, "sum-of-page") is not None
    face.terminal.keep_page()
    assert image(provider, "sum-of-page").width() == 620
    face.terminal.cancel()
    assert find_page(face.terminal, "sum-of-page") is None
    assert image(provider, "sum-of-page").width() == 1


def image(provider: PageProvider, name: str) -> QImage:
    from PySide6.QtCore import QSize

    return provider.requestImage(name, QSize(), QSize())


def test_page_that_is_no_picture_is_an_empty_one(face: Face) -> None:
    from dataclasses import replace

    capture_kept(face)
    pages = face.terminal.visit.pages["licence"]
    pages[0] = replace(pages[0], jpeg=b"no picture")
    assert image(PageProvider(face.terminal), "sum-of-page").width() == 1


def test_number_by_telephone_from_abroad(face: Face) -> None:
    card(face)
    face.tap("byPhone")
    for digit in "+85291234567":
        face.tap(f"digit.{digit}")
    assert face.find("digits").property("text") == "+85291234567"
    face.tap("next")
    assert face.rig.ports.last("take_ticket")[2] == NumberWish("C", phone="+85291234567")
