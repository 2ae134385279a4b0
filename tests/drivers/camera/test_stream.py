"""What a camera stutters is dropped, what it has lost is told: a scripted capture and a clock that is set by hand."""

from collections.abc import Callable
from itertools import chain, repeat
from typing import Any

import numpy as np
import pytest

from drivers.camera import CameraDevice
from drivers.camera.stream import FIRST_PATIENCE, FROZEN_PATIENCE, PATIENCE, TORN_PATIENCE, Stream
from drivers.device import DeviceError, DeviceGone
from drivers.sim.camera import FakeCamera
from kiosk.events import DeviceChanged, DeviceState, PageTaken
from kiosk.trouble import Trouble
from tests.drivers.events import Inbox

NOTHING = (False, None)
GRAIN = np.random.default_rng(1)


def frame(rows: int = 240, columns: int = 320, *channels: int) -> Any:
    """With the grain of a sensor."""
    return GRAIN.integers(90, 160, (rows, columns, *(channels or (3,))), np.uint8)


def torn(colour: tuple[int, int, int]) -> Any:
    """The lower half never arrived."""
    half = frame()
    half[120:] = colour
    return half


class Script:
    """A capture that gives one answer after the other; an error is raised. Every answer takes a tenth of a second."""

    def __init__(self, *answers: Any) -> None:
        self.answers, self.now, self.released = list(answers), 0.0, False

    def clock(self) -> float:
        return self.now

    def read(self) -> tuple[bool, Any]:
        self.now += 0.1
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, tuple) else (True, answer)

    def release(self) -> None:
        self.released = True


def pictures(*answers: Any) -> list[bool]:
    """Which of these answers are pictures."""
    script = Script(*answers)
    stream = Stream(script, script.clock)
    return [stream.newest() is not None for _ in answers]


@pytest.mark.parametrize(
    "bad",
    [
        NOTHING,
        (True, None),
        (True, np.zeros((0, 0, 3), np.uint8)),
        (True, np.zeros((240, 320, 2), np.uint8)),
        (True, np.zeros((240, 320, 3), np.uint16)),
        (True, np.zeros(4000, np.uint8)),
        (True, "no picture"),
        RuntimeError("imdecode_"),
    ],
    ids=["false", "none", "empty", "two channels", "sixteen bits", "flat bytes", "text", "raises"],
)
def test_a_bad_frame_is_dropped_wherever_it_comes(bad: Any) -> None:
    assert pictures(bad, frame(), bad, bad, frame(), frame()) == [False, True, False, False, True, True]


@pytest.mark.parametrize("channels", [(1,), (4,), ()])
def test_grey_and_four_channels_become_bgr(channels: tuple[int, ...]) -> None:
    answer = GRAIN.integers(0, 255, (240, 320, *channels), np.uint8)
    script = Script(answer)
    picture = Stream(script, script.clock).newest()
    assert (picture.shape, picture.flags.c_contiguous) == ((240, 320, 3), True)


def test_rows_with_padding_are_put_in_one_piece() -> None:
    script = Script(frame(240, 400)[:, :320])
    assert Stream(script, script.clock).newest().flags.c_contiguous


def test_another_size_than_asked_for_is_a_picture_too() -> None:
    assert pictures(frame(480, 640), frame(1200, 1600), frame(64, 64)) == [True, True, True]


@pytest.mark.parametrize("colour", [(0, 135, 0), (128, 128, 128), (77, 140, 201)], ids=["green", "grey", "last block"])
def test_a_frame_whose_end_never_arrived_is_dropped(colour: tuple[int, int, int]) -> None:
    assert pictures(frame(), torn(colour), frame()) == [True, False, True]


def test_what_is_flat_for_long_lies_there() -> None:
    count = round(TORN_PATIENCE / 0.1) + 2
    seen = pictures(frame(), *(torn((120, 120, 120)) for _ in range(count)), frame())
    assert seen[1] is False
    assert seen[-2:] == [True, True]
    assert pictures(*(torn((120, 120, 120)) for _ in range(3))) == [True] * 3, "from the first frame on"


def test_a_dark_first_second_is_seen() -> None:
    black = np.zeros((240, 320, 3), np.uint8)
    assert pictures(*repeat(black, 12), frame()) == [True] * 13


def until_lost(answers: Any, clock_of: Callable[[Script], float] = Script.clock) -> tuple[float, DeviceError]:
    """The seconds until it is told, and what."""
    script = Script(*answers)
    stream = Stream(script, script.clock)
    with pytest.raises(DeviceError) as lost:
        while True:
            stream.newest()
    return clock_of(script), lost.value


def test_a_second_without_a_picture_is_a_loss() -> None:
    seconds, error = until_lost(chain([frame()], repeat(NOTHING, 99)))
    assert PATIENCE < seconds < PATIENCE + 0.3
    assert isinstance(error, DeviceGone)


def test_the_first_picture_may_take_longer() -> None:
    seconds, error = until_lost(repeat(NOTHING, 99))
    assert FIRST_PATIENCE <= seconds < FIRST_PATIENCE + 0.3
    assert isinstance(error, DeviceGone)


def test_the_first_picture_is_waited_for() -> None:
    script = Script(NOTHING, RuntimeError("imdecode_"), frame())
    waits: list[float] = []
    assert Stream(script, script.clock).first(waits.append).shape == (240, 320, 3)
    assert len(waits) == 2


def test_answers_that_are_no_pictures_are_a_fault() -> None:
    _, error = until_lost(repeat((True, np.zeros((4, 4), np.uint8)), 99))
    assert (type(error), error.trouble) == (DeviceError, Trouble.NOT_AN_IMAGE)


def test_a_read_that_hung_for_long_is_a_loss_at_once() -> None:
    script = Script(frame(), NOTHING)
    stream = Stream(script, script.clock)
    stream.newest()
    script.read = lambda: (setattr(script, "now", script.now + 10), NOTHING)[1]  # type: ignore[method-assign,func-returns-value]
    with pytest.raises(DeviceGone):
        stream.newest()


def test_a_picture_that_stands_still_is_a_fault_of_a_camera_that_had_grain() -> None:
    still = frame()
    seconds, error = until_lost(chain([frame(), frame()], repeat(still, 99)))
    assert FROZEN_PATIENCE < seconds < FROZEN_PATIENCE + 0.6
    assert error.trouble is Trouble.DEVICE_FAULT
    assert all(pictures(*repeat(still, 60))), "a source without grain is none that hangs"


class Stutter:
    """A desk with a page on it, of whose frames some are lost."""

    def __init__(self, lost: Callable[[int], bool]) -> None:
        self.opened, self._lost, self._count = 0, lost, 0
        self._desk = FakeCamera()
        self._desk.lay("lease")

    def open(self) -> "Stutter":
        self.opened += 1
        return self

    def read(self) -> tuple[bool, Any]:
        self._count += 1
        return NOTHING if self._lost(self._count) else (True, self._desk.frame(self._count))

    def release(self) -> None: ...


@pytest.mark.parametrize("lost", [lambda n: n == 1, lambda n: n % 3 == 1], ids=["first", "every third"])
def test_a_camera_that_stutters_is_opened_once_and_its_page_is_taken(lost: Callable[[int], bool]) -> None:
    desk, inbox = Stutter(lost), Inbox()
    camera = CameraDevice(inbox.post, desk.open)
    camera.start()
    try:
        inbox.state(DeviceState.READY)
        camera.open(1)
        camera.take(2)
        assert inbox.wait_for(PageTaken).request == 2
        assert desk.opened == 1
        assert not [one for one in inbox.all(DeviceChanged) if one.state is DeviceState.ABSENT]
    finally:
        camera.stop()
