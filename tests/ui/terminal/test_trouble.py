"""Trouble is told before the work, and nothing is claimed that nobody knows."""

from kiosk.events import Device, DeviceChanged, DeviceState, PageSeen
from kiosk.visit import Purpose, Screen
from tests.ui.terminal.face import Face, page_scan, sight
from tests.ui.terminal.places import (
    capture,
    capture_taken,
    card,
    card_dead,
    card_expired,
    card_reading,
    card_waited,
    items_unfinishable,
    lose,
    progress,
    submit_away,
    themes_unknown,
    ticket_printed,
    warning,
    warning_receipt,
)

LIES_ALREADY = "证件已经放在上面了？请拿起来，停一下，再放上去。"


def test_a_reader_that_was_gone_before_is_told_at_once(face: Face) -> None:
    card_dead(face)
    face.settle()
    assert {"读卡器暂时不能用", "您的身份证"} <= set(face.texts())
    assert "等待放置身份证" not in face.texts()
    face.terminal.handle(DeviceChanged(Device.CARD_READER, DeviceState.READY))
    face.settle()
    assert "读卡器暂时不能用" not in face.texts()
    assert "请把身份证放在读卡区" in face.texts()


def test_a_card_that_lies_there_already_is_told_what_to_do(face: Face) -> None:
    card(face, Purpose.ERRAND)
    face.settle()
    assert LIES_ALREADY not in face.texts()
    card_waited(face)
    face.settle()
    assert LIES_ALREADY in face.texts()


def test_nobody_is_asked_to_lift_a_card_that_is_being_read(face: Face) -> None:
    card_reading(face)
    face.rig.clock.pass_time(7)
    face.settle()
    assert LIES_ALREADY not in face.texts()


def test_an_expired_card_leads_to_a_number(face: Face) -> None:
    card_expired(face)
    face.tap("ticketInstead")
    assert (face.terminal.place.screen, face.terminal.visit.purpose) == (Screen.THEMES, Purpose.TICKET)


def test_no_figures_while_the_hall_is_away(face: Face) -> None:
    themes_unknown(face)
    face.settle()
    assert "等候人数暂时不知道" in face.texts()
    assert not [text for text in face.texts() if text.startswith("等候 ") or text == "不用等"]


def test_nothing_is_on_its_way_while_the_platform_is_away(face: Face) -> None:
    submit_away(face)
    face.settle()
    assert "您的申请已经安全保存。现在联系不上平台，一通就自动送去。" in face.texts()


def test_without_a_scanner_nobody_is_sent_to_it(face: Face) -> None:
    progress(face)
    lose(face, Device.SCANNER)
    face.settle()
    assert "请输入凭证上的号码。" in face.texts()


def test_an_errand_that_cannot_be_finished_says_so_and_can_be_looked_at(face: Face) -> None:
    items_unfinishable(face)
    face.settle()
    reasons = [text for text in face.texts() if text == "现在办不完：摄像头不能用"]
    assert len(reasons) == 2, "of the others one is not for this age, two can do without a paper now"
    face.tap("item.130760009000")
    face.settle()
    assert "现在在这里办不完" in face.texts()


def test_a_camera_that_dies_takes_nothing_that_was_given(face: Face) -> None:
    capture(face)
    given = dict(face.terminal.visit.answers)
    face.terminal.handle(PageSeen(face.rig.ports.last("open")[0], sight()))
    lose(face, Device.CAMERA)
    face.settle()
    assert "您在这里，填好的就都在。请再试一次，或者打帮助里的电话。" in face.texts()
    face.terminal.back()
    assert face.terminal.visit.answers == given
    face.terminal.next()
    face.terminal.handle(DeviceChanged(Device.CAMERA, DeviceState.READY))
    assert face.terminal.step.trouble is None


def test_a_page_that_waits_to_be_kept_needs_no_camera(face: Face) -> None:
    capture_taken(face)
    lose(face, Device.CAMERA)
    assert face.terminal.step.trouble is None
    face.terminal.keep_page()
    assert [page.sha256 for page in face.terminal.visit.pages[face.terminal.place.part]] == [page_scan().sha256]


def test_the_end_of_time_says_what_is_true(face: Face) -> None:
    deleted = "没有操作的话，我们会删除您填的内容"
    warning(face)
    assert face.find("whatHappens").property("text").startswith(deleted)
    warning_receipt(face)
    assert face.find("whatHappens").property("text").startswith("您的申请已经交好")
    ticket_printed(face)
    face.rig.clock.pass_time(65)
    assert face.find("whatHappens").property("text").startswith("您的号码一直有效")
