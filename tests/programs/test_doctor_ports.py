"""Why a port cannot be used: each reason with its own remedy, and the ports that there are."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.programs.doctor_ports import CAMERAS, SERIAL, found, holder, port_trouble


@pytest.fixture
def dev(tmp_path: Path) -> Path:
    """A folder like /dev: a reader with a stable name, and a port without."""
    (tmp_path / "serial" / "by-id").mkdir(parents=True)
    for name in ("ttyUSB0", "ttyUSB1"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "serial" / "by-id" / "usb-Reader_A1-if00").symlink_to(tmp_path / "ttyUSB0")
    return tmp_path


@pytest.fixture
def line() -> Iterator[str]:
    """A real terminal line."""
    master, slave = os.openpty()
    yield os.ttyname(slave)
    os.close(slave)
    os.close(master)


def test_stable_names_come_first_and_nothing_twice(dev: Path) -> None:
    assert [Path(path).name for path in found(SERIAL, dev)] == ["usb-Reader_A1-if00", "ttyUSB1"]
    assert found(CAMERAS, dev) == []


def test_a_wrong_name_is_told_from_a_missing_device(dev: Path) -> None:
    wrong = port_trouble(str(dev / "serial/by-id/usb-Reader_A2-if00"), SERIAL, "dialout", dev)
    assert wrong is not None
    assert "usb-Reader_A1-if00" in wrong.advice.en
    other = port_trouble("/dev/nothing-like-it", SERIAL, "dialout", dev)
    assert other is not None
    assert "there are: " in other.advice.en
    none = port_trouble("/dev/v4l/by-id/camera", CAMERAS, "video", dev)
    assert none is not None
    assert "no such port at all" in none.advice.en


def test_a_port_without_permission_names_the_group(dev: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may do everything
    told = port_trouble(str(dev / "ttyUSB1"), SERIAL, "dialout", dev)
    assert told is not None
    assert "usermod -aG dialout" in told.advice.zh


def test_a_port_that_somebody_uses_is_told_from_a_free_one(line: str) -> None:
    assert port_trouble(line, SERIAL, "dialout") is None
    taken = os.open(line, os.O_RDWR | os.O_NOCTTY)
    fcntl.flock(taken, fcntl.LOCK_EX)
    told = port_trouble(line, SERIAL, "dialout")
    os.close(taken)
    assert told is not None
    assert "another program" in told.said.en


def test_who_uses_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "4711" / "fd").mkdir(parents=True)
    (tmp_path / "4711" / "comm").write_text("minicom\n")
    port = tmp_path / "ttyUSB0"
    port.write_bytes(b"")
    (tmp_path / "4711" / "fd" / "3").symlink_to(port)
    assert holder(port, tmp_path) == "minicom, PID 4711"


@pytest.mark.parametrize("port", ["socket://192.0.2.10:9100", "loop://"])
def test_what_is_no_port_of_this_machine_is_left_to_its_driver(port: str) -> None:
    assert port_trouble(port, SERIAL, "dialout") is None
