"""The camera's driver on a fake desk, and on a real film through OpenCV."""

import hashlib
import threading
from collections.abc import Generator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from drivers.camera import CameraDevice, open_video
from drivers.device import DeviceGone
from drivers.sim.camera import FakeCamera
from kiosk.config import CameraSection
from kiosk.events import DeviceState, PageFailed, PageSeen, PageTaken
from kiosk.picture import Quality, Scan
from kiosk.trouble import Trouble
from tests.drivers.events import PATIENCE, Inbox, until


@pytest.fixture
def desk() -> FakeCamera:
    return FakeCamera()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def camera(desk: FakeCamera, inbox: Inbox) -> Generator[CameraDevice]:
    device = CameraDevice(inbox.post, desk.open)
    device.start()
    inbox.state(DeviceState.READY)
    yield device
    device.stop()


def grey(level: int) -> Any:
    return np.full((1080, 1920, 3), level, np.uint8)


def test_a_page_is_seen_where_it_lies_and_found_steady(camera: CameraDevice, desk: FakeCamera, inbox: Inbox) -> None:
    desk.lay("lease")
    camera.open(7)
    seen = inbox.wait_for(PageSeen, lambda event: event.sight.steady)
    assert seen.request == 7
    assert seen.sight.corners is not None
    assert np.abs(np.array(seen.sight.corners) - np.array(desk.corners)).max() < 12


def test_an_empty_desk_is_no_page(camera: CameraDevice, inbox: Inbox) -> None:
    camera.open(1)
    seen = inbox.wait_for(PageSeen)
    assert seen.sight.corners is None
    assert not seen.sight.steady


def test_a_page_is_taken_flat_and_summed(camera: CameraDevice, desk: FakeCamera, inbox: Inbox) -> None:
    desk.lay("diagnosis")
    camera.open(1)
    camera.take(2)
    taken = inbox.wait_for(PageTaken)
    scan = taken.scan
    picture = cv2.imdecode(np.frombuffer(scan.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert taken.request == 2
    assert picture.shape == (scan.height, scan.width, 3)
    assert scan.sha256 == hashlib.sha256(scan.jpeg).hexdigest()
    assert scan.quality.verdict == "good"
    assert scan.height / scan.width == pytest.approx(297 / 210, rel=0.03)
    assert len(scan.jpeg) < 300_000


@pytest.mark.parametrize(
    ("level", "trouble"),
    [(0, Trouble.TOO_DARK), (255, Trouble.BLANK), (128, Trouble.BLANK)],
    ids=["black", "white", "grey"],
)
def test_a_picture_with_nothing_in_it_says_why(
    camera: CameraDevice, desk: FakeCamera, inbox: Inbox, level: int, trouble: Trouble
) -> None:
    desk.show_image(grey(level))
    camera.open(1)
    camera.take(2)
    assert inbox.wait_for(PageFailed).trouble is trouble


def test_no_page_in_sight_is_told(camera: CameraDevice, inbox: Inbox) -> None:
    camera.open(1)
    camera.take(2)
    failed = inbox.wait_for(PageFailed)
    assert (failed.request, failed.trouble) == (2, Trouble.NO_PAGE)


@pytest.mark.logs("WARNING", "camera: faulty")
def test_what_is_no_image_is_a_fault_that_passes(camera: CameraDevice, desk: FakeCamera, inbox: Inbox) -> None:
    desk.show_image(np.zeros((4, 4), np.uint8))
    camera.open(1)
    assert inbox.state(DeviceState.FAULTY).trouble is Trouble.NOT_AN_IMAGE
    desk.lay("form")
    inbox.state(DeviceState.READY)
    inbox.wait_for(PageSeen, lambda event: event.sight.corners is not None)


def test_only_the_newest_frame_is_kept_and_none_after_closing(camera: CameraDevice) -> None:
    camera.open(1)
    until(lambda: camera.newest() is not None)
    first = camera.newest()
    assert first is not None
    assert (first.width, first.height, len(first.pixels)) == (1920, 1080, 1920 * 1080 * 3)
    until(lambda: (frame := camera.newest()) is not None and frame.sequence > first.sequence)
    camera.close()
    assert camera.newest() is None


def test_nothing_is_seen_before_it_is_opened(camera: CameraDevice, desk: FakeCamera, inbox: Inbox) -> None:
    desk.lay("form")
    assert camera.newest() is None
    camera.open(3)
    assert inbox.wait_for(PageSeen).request == 3


@pytest.mark.logs("WARNING", "camera: absent")
def test_a_pulled_cable_answers_who_waits_and_comes_back(camera: CameraDevice, desk: FakeCamera, inbox: Inbox) -> None:
    desk.lay("form")
    camera.open(1)
    inbox.wait_for(PageSeen)
    desk.unplug()
    assert inbox.state(DeviceState.ABSENT).trouble is Trouble.NOT_CONNECTED
    camera.take(5)
    assert inbox.wait_for(PageFailed).request == 5
    assert camera.newest() is None
    desk.plug()
    inbox.state(DeviceState.READY)
    inbox.wait_for(PageSeen)


@pytest.fixture
def film(tmp_path: Path, desk: FakeCamera) -> Path:
    """Ten frames of a page, Motion JPEG, as cameras send it."""
    desk.lay("lease")
    path = tmp_path / "film.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 24, (1920, 1080))
    for number in range(10):
        writer.write(desk.frame(number))
    writer.release()
    return path


def test_opencv_reads_a_film_to_its_end(film: Path) -> None:
    capture = open_video(CameraSection(device=str(film)))()
    frames = 0
    while capture.read()[0]:
        frames += 1
    capture.release()
    assert frames == 10


@pytest.mark.logs("WARNING", "camera: absent")
def test_a_page_is_found_in_a_film(film: Path, inbox: Inbox) -> None:
    """The end of the film is a camera that is gone; it is opened again."""
    device = CameraDevice(inbox.post, open_video(CameraSection(device=str(film))))
    device.open(1)
    device.start()
    seen = inbox.wait_for(PageSeen, lambda event: event.sight.corners is not None)
    inbox.state(DeviceState.ABSENT)
    device.stop()
    assert seen.sight.quality.verdict == "good"


@pytest.mark.parametrize("name", ["/dev/v4l/by-id/none", "none.avi"])
def test_a_device_that_is_not_there_is_gone(name: str) -> None:
    with pytest.raises(DeviceGone):
        open_video(CameraSection(device=name))()


def test_a_page_is_taken_anew_where_the_visitor_says(camera: CameraDevice, desk: FakeCamera, inbox: Inbox) -> None:
    desk.lay("lease")
    camera.open(1)
    camera.take(2)
    first = inbox.wait_for(PageTaken).scan
    camera.close()
    desk.lay("form")  # what lies there now does not matter
    top, right, bottom, left = desk.corners
    camera.flatten(3, (top, right, _between(right, bottom), _between(top, left)))
    taken = inbox.wait_for(PageTaken)
    assert taken.request == 3
    assert taken.scan.width / taken.scan.height > 1.2, "the upper half lies across"
    assert first.width / first.height < 0.8


def _between(a: Any, b: Any) -> Any:
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)


def test_the_whole_picture_is_held_until_it_is_forgotten(camera: CameraDevice, desk: FakeCamera, inbox: Inbox) -> None:
    desk.lay("lease")
    camera.open(1)
    assert camera.original() is None
    camera.take(2)
    inbox.wait_for(PageTaken)
    camera.close()
    original = camera.original()
    assert original is not None
    assert (original.width, original.height, len(original.pixels)) == (1920, 1080, 1920 * 1080 * 3)
    camera.forget()
    assert camera.original() is None
    camera.flatten(3, ((100.0, 100.0), (500.0, 100.0), (500.0, 500.0), (100.0, 500.0)))
    assert inbox.wait_for(PageFailed).request == 3


def test_looking_again_lets_go_of_the_picture(camera: CameraDevice, desk: FakeCamera, inbox: Inbox) -> None:
    desk.lay("lease")
    camera.open(1)
    camera.take(2)
    inbox.wait_for(PageTaken)
    camera.open(3)
    assert camera.original() is None


def test_two_sides_come_back_as_one_page(camera: CameraDevice, desk: FakeCamera, inbox: Inbox) -> None:
    sides = []
    for request, paper in ((1, "health_card"), (3, "health_card")):
        desk.lay(paper)
        camera.open(request)
        camera.take(request + 1)
        sides.append(inbox.wait_for(PageTaken).scan)
        camera.close()
    camera.join(5, tuple(sides))
    taken = inbox.wait_for(PageTaken)
    assert taken.request == 5
    assert taken.scan.height / taken.scan.width == pytest.approx(297 / 210, rel=0.01)


@pytest.mark.logs("ERROR", "a frame could not be looked at")
def test_sides_that_are_no_pictures_are_answered(camera: CameraDevice, inbox: Inbox) -> None:
    camera.join(5, (Scan(b"no picture", 10, 10, "sum", Quality("good", None)),))
    assert inbox.wait_for(PageFailed).request == 5


@pytest.mark.logs("ERROR", "a frame could not be looked at")
def test_a_page_that_breaks_the_eye_is_answered_all_the_same(
    camera: CameraDevice, desk: FakeCamera, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drivers.vision.flat.flatten", lambda image, corners: 1 / 0)
    desk.lay("lease")
    camera.open(1)
    camera.take(2)
    assert inbox.wait_for(PageFailed).request == 2


def test_a_page_taken_too_late_is_not_told(
    camera: CameraDevice, desk: FakeCamera, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The visitor has gone while it was flattened: nothing of it comes, and nothing stays."""
    working, gone = threading.Event(), threading.Event()

    def slow(image: Any, corners: Any) -> Any:
        working.set()
        assert gone.wait(PATIENCE)
        return image

    monkeypatch.setattr("drivers.vision.flat.flatten", slow)
    desk.lay("lease")
    camera.open(1)
    camera.take(2)
    assert working.wait(PATIENCE)
    camera.close()
    camera.forget()
    gone.set()
    camera.open(3)
    inbox.wait_for(PageSeen, lambda event: event.request == 3)
    assert camera.original() is None
    assert not inbox.all(PageTaken)
