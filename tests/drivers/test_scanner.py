"""The code scanner's driver against a fake scanner on a pseudo-terminal."""

from collections.abc import Generator
from pathlib import Path

import pytest

from drivers.scanner import ScannerDevice
from drivers.sim.scanner import FakeScanner
from kiosk.events import CodeScanned, DeviceState
from tests.drivers.events import Inbox


@pytest.fixture
def fake(tmp_path: Path) -> Generator[FakeScanner]:
    scanner = FakeScanner(tmp_path)
    scanner.start()
    yield scanner
    scanner.stop()


@pytest.fixture
def inbox(fake: FakeScanner) -> Generator[Inbox]:
    box = Inbox()
    device = ScannerDevice(box.post, str(fake.path))
    device.start()
    box.state(DeviceState.READY)
    yield box
    device.stop()


def test_a_code_ends_with_its_return(fake: FakeScanner, inbox: Inbox) -> None:
    fake.scan("13090026112300100012")
    assert inbox.wait_for(CodeScanned).text == "13090026112300100012"


def test_two_codes_in_a_row_are_two(fake: FakeScanner, inbox: Inbox) -> None:
    fake.send(b"one\r\ntwo\r\n")
    assert [inbox.wait_for(CodeScanned).text, inbox.wait_for(CodeScanned).text] == ["one", "two"]


def test_a_code_without_an_end_ends_with_silence(fake: FakeScanner, inbox: Inbox) -> None:
    fake.send("办件 1".encode())
    assert inbox.wait_for(CodeScanned).text == "办件 1"


def test_junk_is_no_code(fake: FakeScanner, inbox: Inbox) -> None:
    fake.send(b"\r\n\r\n\x00\x00\r")
    fake.send(b"9" * 5000 + b"\r")
    fake.scan("good")
    assert inbox.wait_for(CodeScanned).text == "good"


def test_noise_without_an_end_leaves_no_half_code_behind(tmp_path: Path) -> None:
    noisy, box = FakeScanner(tmp_path, "noisy", baud=1_000_000), Inbox()
    noisy.start()
    device = ScannerDevice(box.post, str(noisy.path))
    device.start()
    box.state(DeviceState.READY)
    noisy.send(b"9" * 20_000 + b"\r")
    noisy.scan("good")
    assert box.wait_for(CodeScanned).text == "good"
    device.stop()
    noisy.stop()


def test_bytes_that_are_no_text_stay_visible(fake: FakeScanner, inbox: Inbox) -> None:
    fake.send(b"A\xff\xfeB\r")
    assert inbox.wait_for(CodeScanned).text == "A\ufffd\ufffdB"


@pytest.mark.logs("WARNING", "scanner: absent")
def test_replugged_it_goes_on(fake: FakeScanner, inbox: Inbox) -> None:
    fake.unplug()
    inbox.state(DeviceState.ABSENT)
    fake.plug()
    inbox.state(DeviceState.READY)
    fake.scan("again")
    assert inbox.wait_for(CodeScanned).text == "again"
