"""The reader's thread with a worker that dies, hangs, grows or is not there: every page is answered."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np
import psutil
import pytest

from drivers.device import Backoff
from drivers.reading import PaperReaderDevice
from drivers.reading.device import MOST_WAITING
from kiosk.events import Event, PaperRead, ReadingFailed
from kiosk.picture import Quality, Scan
from kiosk.trouble import Trouble
from tests.drivers.events import Inbox, until
from tests.harness.patience import PATIENCE

FAKE = str(Path(__file__).with_name("fake_worker.py"))
ROOT = str(Path(__file__).parents[3])


@pytest.fixture(autouse=True)
def _import_from_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", ROOT)


def scan(page: str) -> Scan:
    return Scan(page.encode(), 400, 300, "", Quality("good", None))


@contextmanager
def reader(start: str = "ready", page_seconds: float = PATIENCE) -> Iterator[tuple[PaperReaderDevice, Inbox]]:
    inbox = Inbox()
    command = (sys.executable, FAKE, start)
    device = PaperReaderDevice(inbox.post, lambda: date(2026, 11, 23), command, page_seconds, Backoff(0.01, 0.05))
    device.start()
    try:
        yield device, inbox
    finally:
        device.stop()


def answer_to(inbox: Inbox, request: int) -> PaperRead | ReadingFailed:
    return inbox.wait_for(PaperRead | ReadingFailed, lambda event: event.request == request)  # type: ignore[arg-type]


def text_of(answer: Event) -> str:
    assert isinstance(answer, PaperRead)
    return "".join(line.text for line in answer.reading.lines)


def workers() -> set[int]:
    """Workers that this process has started and that live."""
    return {child.pid for child in psutil.Process().children() if _works(child)}


def _works(child: psutil.Process) -> bool:
    try:
        return FAKE in child.cmdline()
    except psutil.NoSuchProcess:  # ended meanwhile, or waits to be buried
        return False


def test_pages_come_back_as_readings_in_order() -> None:
    with reader() as (device, inbox):
        for number, page in enumerate(("line:姓名", "line:出生")):
            device.read(number, scan(page))
        assert text_of(answer_to(inbox, 0)) == "姓名"
        assert text_of(answer_to(inbox, 1)) == "出生"


def test_a_page_that_lay_upside_down_comes_back_upright() -> None:
    drawn = np.full((80, 120, 3), 255, np.uint8)
    drawn[:20] = 0
    _, jpeg = cv2.imencode(".jpg", drawn)
    corners = ((1.0, 2.0), (121.0, 2.0), (121.0, 82.0), (1.0, 82.0))
    lying = Scan(jpeg.tobytes() + "\ndown:姓名".encode(), 120, 80, "before", Quality("poor", None), corners)
    with reader() as (device, inbox):
        device.read(1, lying)
        answer = answer_to(inbox, 1)
    assert isinstance(answer, PaperRead)
    assert text_of(answer) == "姓名"
    page = answer.page
    upright = cv2.imdecode(np.frombuffer(page.jpeg, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert upright is not None
    assert (upright[-15:].max() < 40, upright[:50].min() > 200) == (True, True)
    assert page.corners == (*corners[2:], *corners[:2])
    assert (page.width, page.height, page.quality) == (120, 80, lying.quality)
    assert page.sha256 == sha256(page.jpeg).hexdigest()


def test_a_page_to_be_turned_that_is_no_picture_after_all_is_said() -> None:
    with reader() as (device, inbox):
        device.read(1, scan("down:姓名"))
        assert answer_to(inbox, 1) == ReadingFailed(1, Trouble.NOT_AN_IMAGE)


@pytest.mark.logs("ERROR", "a page could not be made out: ZeroDivisionError")
def test_a_page_that_breaks_the_rules_is_answered_and_the_next_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with reader() as (device, inbox), monkeypatch.context() as broken:
        broken.setattr("drivers.reading.device.read_lines", lambda *_: 1 / 0)
        device.read(1, scan("line:x"))
        assert answer_to(inbox, 1) == ReadingFailed(1, Trouble.NOT_AN_IMAGE)
        broken.undo()
        device.read(2, scan("line:y"))
        assert text_of(answer_to(inbox, 2)) == "y"


def test_what_is_no_picture_is_said_and_the_worker_stays() -> None:
    with reader() as (device, inbox):
        device.read(1, scan("picture:no"))
        assert answer_to(inbox, 1) == ReadingFailed(1, Trouble.NOT_AN_IMAGE)
        before = workers()
        device.read(2, scan("line:x"))
        assert text_of(answer_to(inbox, 2)) == "x"
        assert workers() == before


@pytest.mark.logs("WARNING", "paper reader: exit code 1")
def test_a_worker_that_dies_is_replaced_and_its_page_is_not_tried_again() -> None:
    with reader() as (device, inbox):
        device.read(1, scan("die"))
        assert answer_to(inbox, 1) == ReadingFailed(1, Trouble.NO_ANSWER)
        until(lambda: bool(workers()))
        device.read(2, scan("line:after"))
        answer = answer_to(inbox, 2)
        while isinstance(answer, ReadingFailed):  # within the pause before the next start
            device.read(2, scan("line:after"))
            answer = answer_to(inbox, 2)
        assert text_of(answer) == "after"


@pytest.mark.logs("WARNING", "paper reader: no answer in time")
def test_a_worker_that_hangs_is_ended() -> None:
    with reader(page_seconds=0.3) as (device, inbox):
        until(lambda: bool(workers()))
        hanging = workers()
        device.read(1, scan("hang"))
        assert answer_to(inbox, 1) == ReadingFailed(1, Trouble.NO_ANSWER)
        until(lambda: not workers() & hanging)


@pytest.mark.logs("WARNING", "paper reader: too long")
def test_noise_is_no_answer() -> None:
    with reader() as (device, inbox):
        device.read(1, scan("noise"))
        assert answer_to(inbox, 1) == ReadingFailed(1, Trouble.NO_ANSWER)


def test_a_worker_that_has_grown_is_replaced_between_two_pages() -> None:
    with reader() as (device, inbox):
        device.read(1, scan("grow:a"))
        assert text_of(answer_to(inbox, 1)) == "a"
        device.read(2, scan("line:b"))
        assert text_of(answer_to(inbox, 2)) == "b"


def test_without_the_library_every_page_is_refused_at_once() -> None:
    with reader("missing") as (device, inbox):
        device.read(1, scan("line:x"))
        assert answer_to(inbox, 1) == ReadingFailed(1, Trouble.NOT_CONNECTED)
        until(lambda: not workers())
        device.read(2, scan("line:x"))
        assert answer_to(inbox, 2) == ReadingFailed(2, Trouble.NOT_CONNECTED)


@pytest.mark.logs("WARNING", "paper reader: exit code 1")
def test_a_worker_that_never_starts_refuses_pages_and_is_tried_again() -> None:
    with reader("dead") as (device, inbox):
        device.read(1, scan("line:x"))
        assert answer_to(inbox, 1) == ReadingFailed(1, Trouble.NOT_CONNECTED)


def test_more_pages_than_may_wait_are_refused() -> None:
    with reader(page_seconds=60.0) as (device, inbox):
        for number in range(MOST_WAITING + 3):
            device.read(number, scan("hang"))
        assert answer_to(inbox, MOST_WAITING + 2) == ReadingFailed(MOST_WAITING + 2, Trouble.NO_ANSWER)


def test_forgotten_pages_are_not_read() -> None:
    with reader() as (device, inbox):
        for number in range(5):
            device.read(number, scan("line:x"))
        device.forget()
        device.read(9, scan("line:y"))
        assert text_of(answer_to(inbox, 9)) == "y"
        assert len(inbox.all(PaperRead)) < 5


def test_stopping_ends_the_worker_in_the_midst_of_a_page() -> None:
    with reader() as (device, inbox):
        device.read(1, scan("line:x"))
        answer_to(inbox, 1)
        device.read(2, scan("hang"))
    until(lambda: not workers())
    assert isinstance(answer_to(inbox, 2), ReadingFailed)
