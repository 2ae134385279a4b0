"""The serial line, and the fake devices' cable, both ends of one pseudo-terminal."""

import os
import threading
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from drivers.device import DeviceGone
from drivers.serial_port import SerialPort
from drivers.sim.pty_port import PtyDevice
from tests.drivers.events import until
from tests.harness.patience import PATIENCE


class Echo(PtyDevice):
    """Sends back whatever comes."""

    def received(self, data: bytes) -> None:
        self.send(data)


@pytest.fixture
def echo(tmp_path: Path) -> Generator[Echo]:
    fake = Echo(tmp_path, "echo")
    fake.start()
    yield fake
    fake.stop()


@pytest.fixture
def port(echo: Echo) -> Generator[SerialPort]:
    opened = SerialPort(str(echo.path), 115200)
    yield opened
    opened.close()


def test_bytes_go_out_and_come_back_unchanged(port: SerialPort) -> None:
    everything = bytes(range(256)) * 4
    port.write(everything)
    assert port.read_exactly(1024, PATIENCE) == everything


def test_nothing_comes_and_the_time_is_over(port: SerialPort) -> None:
    began = time.monotonic()
    assert port.read(0.1) == b""
    assert port.read_exactly(3, 0.1) == b""
    assert time.monotonic() - began >= 0.2


def test_a_port_that_is_not_there_is_gone(tmp_path: Path) -> None:
    with pytest.raises(DeviceGone):
        SerialPort(str(tmp_path / "none"), 115200)


def test_a_second_reader_is_kept_out(echo: Echo, port: SerialPort) -> None:
    with pytest.raises(DeviceGone):
        SerialPort(str(echo.path), 115200)
    port.write(b"still ours")
    assert port.read_exactly(10, PATIENCE) == b"still ours"


@pytest.mark.parametrize("act", ["read", "write", "forget_input"])
def test_whatever_is_done_after_the_cable_was_pulled_says_gone(echo: Echo, port: SerialPort, act: str) -> None:
    acts = {"read": lambda: port.read(1), "write": lambda: port.write(b"x"), "forget_input": port.forget_input}

    def says_gone() -> bool:
        try:
            acts[act]()
        except DeviceGone:
            return True
        return False

    echo.unplug()
    until(says_gone)  # the kernel lets go of the far end a moment after it was closed


@pytest.mark.parametrize("end", ["unplug", "interrupt"])
def test_a_read_under_way_ends_at_once(echo: Echo, port: SerialPort, end: str) -> None:
    outcome: list[object] = []

    def read() -> None:
        try:
            outcome.append(port.read(10 * PATIENCE))
        except DeviceGone:
            outcome.append(DeviceGone)

    reading = threading.Thread(target=read)
    reading.start()
    echo.unplug() if end == "unplug" else port.interrupt()
    reading.join(PATIENCE)
    assert outcome == [DeviceGone if end == "unplug" else b""]


def test_what_was_not_read_can_be_forgotten(port: SerialPort) -> None:
    port.write(b"old")
    assert port.read_exactly(1, PATIENCE) == b"o"
    port.forget_input()
    port.write(b"new")
    assert port.read_exactly(3, PATIENCE) == b"new"


def test_the_path_is_the_same_after_a_replug(echo: Echo) -> None:
    for _ in range(3):
        SerialPort(str(echo.path), 115200).close()
        echo.unplug()
        assert not os.path.lexists(echo.path)
        echo.plug()
    again = SerialPort(str(echo.path), 115200)
    again.write(b"here")
    assert again.read_exactly(4, PATIENCE) == b"here"
    again.close()


def test_bytes_come_at_the_pace_of_the_wire(tmp_path: Path) -> None:
    slow = PtyDevice(tmp_path, "slow", baud=9600)
    slow.start()
    port = SerialPort(str(slow.path), 9600)
    began = time.monotonic()
    slow.send(bytes(192))
    assert len(port.read_exactly(192, PATIENCE)) == 192
    assert time.monotonic() - began >= 0.2  # 192 bytes of ten bits at 9600 baud
    port.close()
    slow.stop()


def test_a_stopped_fake_leaves_neither_path_nor_thread(tmp_path: Path) -> None:
    fake = Echo(tmp_path, "short-lived")
    fake.start()
    fake.stop()
    assert list(tmp_path.iterdir()) == []
    until(lambda: all(thread.name != "fake short-lived" for thread in threading.enumerate()))
