"""The fake printer's own honesty: it answers and obeys as the manuals say, also where that hurts."""

import threading
from collections.abc import Generator
from pathlib import Path

import pytest

from drivers.printer import commands, status
from drivers.serial_port import SerialPort
from drivers.sim.printer import FakePrinter
from kiosk.paper import Text
from tests.drivers.printer.paperwork import drawn, paper
from tests.harness.patience import PATIENCE

PICTURE = b"\x1dv0\x00\x01\x00\x08\x00"  # one byte wide, eight rows


@pytest.fixture
def port(fake: FakePrinter) -> Generator[SerialPort]:
    line = SerialPort(str(fake.path), 115200)
    yield line
    line.close()


def ask(port: SerialPort, n: int) -> int:
    port.write(bytes([0x10, 0x04, n]))
    (answer,) = port.read_exactly(1, 2)
    return answer


@pytest.mark.parametrize(
    ("fault", "answers"),
    [
        ("", [0x12, 0x12, 0x12, 0x12]),
        ("paper_low", [0x12, 0x12, 0x12, 0x1E]),
        ("paper_out", [0x1A, 0x32, 0x12, 0x7E]),
        ("cover_open", [0x1A, 0x16, 0x12, 0x12]),
        ("cutter_jam", [0x1A, 0x12, 0x1A, 0x12]),
        ("overheated", [0x1A, 0x12, 0x52, 0x12]),
    ],
)
def test_status_bytes_are_those_of_the_manuals(
    fault: str, answers: list[int], fake: FakePrinter, port: SerialPort
) -> None:
    if fault:
        setattr(fake, fault, True)
    assert [ask(port, n) for n in (1, 2, 3, 4)] == answers
    assert all(status.is_status(answer) and not status.is_confirmation(answer) for answer in answers)


def test_a_real_time_command_is_obeyed_inside_a_picture(port: SerialPort) -> None:
    """Why the renderer must never let one arise."""
    port.write(PICTURE + b"\x00\x10\x04\x02")
    assert port.read_exactly(1, 2) == b"\x12"
    port.write(b"\x00" * 7)


def test_a_real_time_command_may_come_in_pieces(port: SerialPort, fake: FakePrinter) -> None:
    for byte in commands.CLEAR:
        port.write(bytes([byte]))
    assert port.read_exactly(3, 2) == status.CLEARED
    for byte in b"\x10\x04":
        port.write(bytes([byte]))
    port.write(b"\x04")
    assert port.read_exactly(1, 2) == b"\x12"


def test_the_rest_of_a_job_is_printed_when_paper_is_put_in(fake: FakePrinter, port: SerialPort) -> None:
    printed = threading.Event()
    fake._on_paper = lambda image: printed.set()
    fake.paper_out = True
    port.write(commands.START + "号".encode("gbk") + b"\n" + commands.FINISH)
    assert ask(port, 4) == 0x7E
    assert not fake.papers
    fake.paper_out = False
    assert printed.wait(PATIENCE)
    assert fake.take_paper()[0].tobytes() == drawn(paper(Text("号"))).tobytes()
    assert fake.png() is None


def test_bytes_that_mean_nothing_are_noted(tmp_path: Path) -> None:
    printer = FakePrinter(tmp_path)
    printer.received(b"\x1bZ")
    assert printer.unknown == ["1b5a"]
    printer.stop()
