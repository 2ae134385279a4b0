"""The supervisor that every device stands on: states told once, patience, waiters, and a quick end."""

import threading
from collections.abc import Callable

import pytest

from drivers.device import Backoff, DeviceError, DeviceGone, Supervised
from kiosk.events import Device, DeviceChanged, DeviceState, Post
from kiosk.trouble import Trouble
from tests.drivers.events import Inbox, until
from tests.harness.patience import PATIENCE


class Toy(Supervised):
    """A device whose every turn does what the test has put into `play`."""

    device = Device.SCANNER

    def __init__(self, post: Post, backoff: Backoff | None = None) -> None:
        super().__init__(post, backoff or Backoff(0.01, 0.04))
        self.connects = self.disconnects = self.turns = 0
        self.abandoned: list[Trouble] = []
        self.plugged = True
        self.play: Callable[[], float | None] = lambda: 0.01

    def connect(self) -> None:
        self.connects += 1
        if not self.plugged:
            raise DeviceGone(Trouble.NOT_CONNECTED)

    def turn(self) -> float | None:
        self.turns += 1
        return self.play()

    def disconnect(self) -> None:
        self.disconnects += 1

    def abandon(self, trouble: Trouble) -> None:
        self.abandoned.append(trouble)


class Pauses(Backoff):
    """Counts how often it begins anew."""

    def __init__(self) -> None:
        super().__init__(0.01, 0.04)
        self.resets = 0

    def reset(self) -> None:
        self.resets += 1
        super().reset()


def fail(error: Exception) -> Callable[[], float | None]:
    def play() -> float | None:
        raise error

    return play


def test_a_state_is_told_once() -> None:
    inbox = Inbox()
    toy = Toy(inbox.post)
    toy.start()
    until(lambda: toy.turns > 20)
    toy.stop()
    assert [event.state for event in inbox.all(DeviceChanged)] == [DeviceState.CONNECTING, DeviceState.READY]


@pytest.mark.logs("WARNING", "scanner: absent")
def test_gone_at_once_when_the_cable_is_pulled_and_back_by_itself() -> None:
    inbox = Inbox()
    toy = Toy(inbox.post)
    toy.start()
    inbox.state(DeviceState.READY)
    toy.plugged, toy.play = False, fail(DeviceGone(Trouble.NOT_CONNECTED))
    assert inbox.state(DeviceState.ABSENT).trouble is Trouble.NOT_CONNECTED
    assert Trouble.NOT_CONNECTED in toy.abandoned
    until(lambda: toy.connects > 4)
    toy.plugged, toy.play = True, lambda: 0.01
    inbox.state(DeviceState.READY)
    toy.stop()
    assert toy.disconnects == toy.connects


def test_two_misses_are_forgiven() -> None:
    inbox = Inbox()
    toy = Toy(inbox.post)
    misses = iter([True, True, False, True, True, False])

    def play() -> float | None:
        if next(misses, False):
            raise DeviceError(Trouble.NO_ANSWER)
        return 0.01

    toy.play = play
    toy.start()
    until(lambda: toy.turns > 8)
    toy.stop()
    assert DeviceState.FAULTY not in [event.state for event in inbox.all(DeviceChanged)]


@pytest.mark.logs("WARNING", "scanner: faulty")
def test_three_misses_in_a_row_are_a_fault() -> None:
    inbox = Inbox()
    toy = Toy(inbox.post)
    toy.play = fail(DeviceError(Trouble.NO_ANSWER))
    toy.start()
    assert inbox.state(DeviceState.FAULTY).trouble is Trouble.NO_ANSWER
    toy.stop()
    assert toy.turns >= 3


@pytest.mark.logs("ERROR", "scanner: unexpected")
@pytest.mark.logs("WARNING", "scanner: faulty")
def test_a_fault_of_ours_does_not_end_the_device() -> None:
    inbox = Inbox()
    toy = Toy(inbox.post)
    toy.play = fail(ZeroDivisionError())
    toy.start()
    assert inbox.state(DeviceState.FAULTY).trouble is Trouble.DEVICE_FAULT
    toy.play = lambda: 0.01
    inbox.state(DeviceState.READY)
    toy.stop()


def test_a_wake_ends_the_pause() -> None:
    toy = Toy(Inbox().post)
    toy.play = lambda: None
    toy.start()
    until(lambda: toy.turns == 1)
    toy.wake()
    until(lambda: toy.turns == 2)
    toy.stop()


def test_the_end_is_quick_and_answers_who_waits() -> None:
    toy = Toy(Inbox().post)
    toy.play = lambda: 60.0
    toy.start()
    until(lambda: toy.turns == 1)
    toy.stop()
    assert toy.abandoned
    assert not any(thread.name == "scanner" for thread in threading.enumerate())


def test_a_call_cut_short_by_the_end_says_nothing_about_the_device() -> None:
    inbox, in_a_turn, cut = Inbox(), threading.Event(), threading.Event()
    toy = Toy(inbox.post)

    def play() -> float | None:
        in_a_turn.set()
        cut.wait(PATIENCE)
        raise DeviceGone(Trouble.NOT_CONNECTED)

    toy.play, toy.interrupt = play, cut.set  # type: ignore[method-assign]
    toy.start()
    in_a_turn.wait(PATIENCE)
    toy.stop()
    assert [event.state for event in inbox.all(DeviceChanged)] == [DeviceState.CONNECTING, DeviceState.READY]
    assert toy.disconnects == 1


@pytest.mark.logs("WARNING", "scanner: absent")
def test_a_device_that_connects_well_and_fails_at_once_is_given_ever_more_time() -> None:
    backoff = Pauses()
    toy = Toy(Inbox().post, backoff)
    toy.play = fail(DeviceGone(Trouble.NOT_CONNECTED))
    toy.start()
    until(lambda: toy.connects > 3)
    assert backoff.resets == 0
    toy.play = lambda: 0.01
    until(lambda: backoff.resets > 0)
    toy.stop()


def test_pauses_grow_to_a_cap_and_begin_anew() -> None:
    backoff = Backoff(1.0, 4.0)
    pauses = [backoff.pause() for _ in range(6)]
    assert all(
        low <= pause <= high for pause, (low, high) in zip(pauses, [(0.5, 1), (1, 2)] + [(2, 4)] * 4, strict=True)
    )
    backoff.reset()
    assert backoff.pause() <= 1.0
