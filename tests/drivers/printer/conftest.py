"""A printer at the end of a cable, and the driver that knows nothing of it being a fake."""

from collections.abc import Generator
from pathlib import Path

import pytest

from drivers.printer import PrinterDevice
from drivers.sim.printer import FakePrinter
from kiosk.config import PrinterSection
from tests.drivers.office import Inbox


@pytest.fixture
def events() -> Inbox:
    return Inbox()


@pytest.fixture
def fake(tmp_path: Path) -> Generator[FakePrinter]:
    printer = FakePrinter(tmp_path)
    printer.start()
    yield printer
    printer.stop()
    assert printer.unknown == []


@pytest.fixture
def device(fake: FakePrinter, events: Inbox) -> Generator[PrinterDevice]:
    printer = PrinterDevice(events.post, PrinterSection(port=str(fake.path)))
    printer.start()
    yield printer
    printer.stop()
