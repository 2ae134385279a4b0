"""The code scanner's driver against a fake scanner on a pseudo-terminal."""

from collections.abc import Generator
from pathlib import Path

import pytest

from drivers.scanner import Burst, ScannerDevice
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


def test_codes_one_after_the_other_are_as_many(fake: FakeScanner, inbox: Inbox) -> None:
    for code in ("one", "two", "two"):
        fake.send(code.encode() + b"\r\n")
        assert inbox.wait_for(CodeScanned).text == code


def test_a_code_of_three_lines_without_an_end_is_one(fake: FakeScanner, inbox: Inbox) -> None:
    fake.send("办件\n1\n沧州".encode())
    assert inbox.wait_for(CodeScanned).text == "办件\n1\n沧州"


def codes_of(*script: bytes | float) -> list[str]:
    """What a scanner's bytes, and seconds of silence between them, are as codes; a long silence ends the last one."""
    burst, found = Burst(), list[str]()
    for one in (*script, 9.0):
        if isinstance(one, bytes):
            burst.add(one)
        elif one >= burst.patience:
            found.append(burst.end())
    return [text for text in found if text]


HAND = 0.3  # seconds between two codes: as fast as a hand is, and stands do not show a code twice before
ENDINGS = pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\x03", b""], ids=["CR", "LF", "CRLF", "ETX", "none"])


@ENDINGS
@pytest.mark.parametrize("line", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_a_code_of_three_lines_is_one(end: bytes, line: str) -> None:
    content = line.join(("统一社会信用代码", "92130902MA0000000X", "沧州市"))
    assert codes_of(content.encode() + end) == [content]


@ENDINGS
def test_a_pause_within_a_code_ends_nothing(end: bytes) -> None:
    assert codes_of(b"130900", 0.05, b"261123", 0.06, b"00100012" + end) == ["13090026112300100012"]
    assert codes_of(b"one\n", 0.05, b"two\n", 0.05, b"three" + end) == ["one\ntwo\nthree"]


@ENDINGS
def test_codes_as_fast_as_a_hand_are_apart(end: bytes) -> None:
    assert codes_of(b"one" + end, HAND, b"two" + end, HAND, b"two" + end) == ["one", "two", "two"]


def test_a_scanner_that_ends_its_codes_is_waited_for() -> None:
    assert codes_of(b"one\r", HAND, b"tw", HAND, b"o\r") == ["one", "two"]


@pytest.mark.parametrize("table", ["utf-8", "gbk"])
def test_chinese_comes_whatever_table_the_scanner_writes(table: str) -> None:
    assert codes_of("办件：沧州市\r".encode(table)) == ["办件：沧州市"]


def test_separators_within_a_code_stay() -> None:
    assert codes_of(b"\x020106901234567892\x1d10ABC\x1d21XYZ\x03") == ["0106901234567892\x1d10ABC\x1d21XYZ"]


def test_the_longest_code_is_taken_and_a_longer_one_dropped() -> None:
    assert codes_of(b"9" * 7_089 + b"\r") == ["9" * 7_089]
    assert codes_of(b"9" * 7_090 + b"\r", HAND, b"good\r") == ["good"]
    assert codes_of(*([b"9" * 9_000] * 9), b"\r", HAND, b"good\r") == ["good"]


def test_junk_is_no_code() -> None:
    assert codes_of(b"\r\n\r\n\x00\x00\r", HAND, b"good\r") == ["good"]


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
