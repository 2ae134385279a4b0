"""Pages under the camera by touch: corners drawn by finger, several pages put in order, both sides of a card."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from kiosk.events import PageSeen, PageTaken
from kiosk.steps import CaptureStep
from tests.ui.conftest import MakeFace
from tests.ui.terminal.face import CORNERS, TURN, Face, page_scan, sight
from tests.ui.terminal.places import (
    capture_back,
    capture_crooked,
    capture_edges,
    capture_listed,
    capture_taken,
    capture_unfound,
    take,
)
from ui.terminal.edges import EdgePicture


def drag(face: Face, name: str, by: QPoint) -> None:
    """Press on the middle of what has this name, draw it in small steps, let go."""
    face.settle()
    start = face.centre(face.find(name))
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(face.window, left, none, start)
    for part in range(1, 9):
        QTest.mouseMove(face.window, start + by * part / 8)
        QTest.qWait(TURN)
    QTest.mouseRelease(face.window, left, none, start + by)


def whole_picture(face: Face) -> EdgePicture:
    return next(item for item in face.items() if isinstance(item, EdgePicture))


def test_handles_stand_at_the_corners_of_the_page(make_face: MakeFace) -> None:
    face = make_face()
    capture_edges(face)
    face.settle()
    picture = whole_picture(face)
    scale = picture.width() / 1280
    for number, (x, y) in enumerate(CORNERS):
        there = picture.mapToScene(QPointF(x * scale, y * scale)).toPoint()
        assert (face.centre(face.find(f"corner.{number}")) - there).manhattanLength() <= 3
        assert min(face.find(f"corner.{number}").width(), face.find(f"corner.{number}").height()) >= 64


def test_a_corner_is_drawn_and_the_page_is_taken_anew(make_face: MakeFace) -> None:
    face = make_face()
    capture_taken(face)
    face.tap("markEdges")
    scale = whole_picture(face).width() / 1280
    drag(face, "corner.2", QPoint(60, -40))
    face.tap("edgesDone")
    request, corners = face.rig.ports.last("flatten")
    assert [corners[n] for n in (0, 1, 3)] == [CORNERS[n] for n in (0, 1, 3)]
    assert abs(corners[2][0] - (860 + 60 / scale)) < 3
    assert abs(corners[2][1] - (680 - 40 / scale)) < 3
    face.terminal.handle(PageTaken(request, page_scan("anew")))
    face.settle()
    assert not face.app.views.capture.adjusting
    assert face.app.views.capture.candidate == "image://pages/sum-of-anew"
    face.tap("keep")
    assert [page.sha256 for page in face.terminal.visit.pages["licence"]] == ["sum-of-anew"]


def test_a_handle_stays_inside_the_picture(make_face: MakeFace) -> None:
    face = make_face("landscape")
    capture_edges(face)
    drag(face, "corner.0", QPoint(-2000, -1500))
    face.tap("edgesDone")
    assert face.rig.ports.last("flatten")[1][0] == (3.0, 3.0)


def test_corners_that_go_round_no_paper_are_told(make_face: MakeFace) -> None:
    face = make_face()
    capture_crooked(face)
    face.settle()
    assert face.rig.ports.count("flatten") == 0
    assert any("框不住" in text for text in face.texts())


def test_giving_up_shows_the_page_again(make_face: MakeFace) -> None:
    face = make_face()
    capture_edges(face)
    drag(face, "corner.1", QPoint(30, 30))
    face.tap("leaveEdges")
    face.settle()
    assert "keep" in face.names()
    assert not isinstance(face.terminal.step, CaptureStep) or not face.terminal.step.adjusting


def test_the_piece_under_the_finger_is_magnified_while_it_is_drawn(make_face: MakeFace) -> None:
    face = make_face()
    capture_edges(face)
    face.settle()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    pictures = [item for item in face.items() if isinstance(item, EdgePicture)]
    start = face.centre(face.find("corner.2"))
    QTest.mousePress(face.window, left, none, start)
    QTest.mouseMove(face.window, start + QPoint(8, 8))
    QTest.mouseMove(face.window, start + QPoint(12, 12))
    face.settle()
    assert len([item for item in face.items() if isinstance(item, EdgePicture)]) == len(pictures) + 1
    QTest.mouseRelease(face.window, left, none, start + QPoint(12, 12))


def test_the_whole_picture_is_shown_while_corners_are_drawn_only(make_face: MakeFace) -> None:
    face = make_face()
    capture_taken(face)
    assert face.app.views.capture.original_frame() is None
    face.terminal.mark_edges(True)
    assert face.app.views.capture.original_frame() is not None
    face.terminal.cancel()
    assert face.app.views.capture.original_frame() is None


# ---- several pages, and both sides of a card


def kept(face: Face, material: str = "health_certificates") -> list[str]:
    return [page.sha256.removeprefix("sum-of-") for page in face.terminal.visit.pages[material]]


def test_pages_are_put_in_order_by_touch(make_face: MakeFace) -> None:
    face = make_face()
    capture_listed(face)
    face.tap("later.1")
    assert kept(face) == ["second", "first"]
    face.tap("earlier.2")
    assert kept(face) == ["first", "second"]
    face.tap("drop.1")
    assert kept(face) == ["second"]
    face.tap("lookOn")
    face.settle()
    assert "preview" in face.names()


def test_one_page_is_taken_anew_by_touch(make_face: MakeFace) -> None:
    face = make_face("landscape")
    capture_listed(face)
    face.tap("replace.2")
    face.settle()
    assert "重新拍第2页" in face.texts()
    for side in ("front", "back"):
        take(face, side)
        face.tap("keep")
    face.terminal.handle(PageTaken(face.rig.ports.last("join")[0], page_scan("better")))
    assert kept(face) == ["first", "better"]


def test_the_last_page_that_goes_brings_the_camera_back(make_face: MakeFace) -> None:
    face = make_face()
    capture_listed(face)
    face.tap("drop.2")
    face.tap("drop.1")
    face.settle()
    assert "preview" in face.names()


def test_the_back_of_a_card_is_asked_for(make_face: MakeFace) -> None:
    face = make_face()
    capture_back(face)
    face.terminal.handle(PageSeen(face.rig.ports.last("open")[0], sight(seen=False)))
    face.settle()
    assert "再拍背面：翻过来放好" in face.texts()
    face.tap("otherSideEmpty")
    assert len(face.rig.ports.last("join")[1]) == 1


def test_the_front_is_taken_again_by_touch(make_face: MakeFace) -> None:
    face = make_face()
    capture_back(face)
    face.tap("frontAgain")
    face.settle()
    assert face.app.views.capture.side == "front"


def test_a_page_that_was_not_found_is_shown_by_finger(make_face: MakeFace) -> None:
    face = make_face()
    capture_unfound(face)
    face.tap("markEdges")
    drag(face, "corner.0", QPoint(-40, -30))
    face.tap("edgesDone")
    request, corners = face.rig.ports.last("flatten")
    assert corners[1] == (1280 * 0.7, 720 * 0.2)
    face.terminal.handle(PageTaken(request, page_scan("shown")))
    face.tap("keep")
    assert [page.sha256 for page in face.terminal.visit.pages["licence"]] == ["sum-of-shown"]
