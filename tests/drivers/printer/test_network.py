"""The same printer on a network cable: `socket://host:9100`."""

import contextlib
import socket
import threading
from collections.abc import Generator
from pathlib import Path

import pytest

from drivers.printer import PrinterDevice
from drivers.sim.printer import FakePrinter
from kiosk.config import PrinterSection
from kiosk.events import DeviceChanged, DeviceState, Printed, PrintFailed
from kiosk.paper import Text
from kiosk.trouble import Trouble
from tests.drivers.office import Inbox
from tests.drivers.printer.paperwork import drawn, paper

PAPER = paper(Text("网络打印机"))


class NetworkPrinter(FakePrinter):
    """The fake's firmware behind a TCP port; answers at once, whatever the head still does."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.server = socket.create_server(("127.0.0.1", 0))
        self.line: socket.socket | None = None
        self.serving = threading.Thread(target=self._serve)

    def send(self, data: bytes, after: float = 0.0) -> None:
        if self.line is not None:
            self.line.sendall(data)

    def _serve(self) -> None:
        with contextlib.suppress(OSError):  # switched off
            while True:
                self.line, _ = self.server.accept()
                with self.line:
                    while data := self.line.recv(4096):
                        self.received(data)

    def switch_off(self) -> None:
        with contextlib.suppress(OSError):  # already off
            self.server.shutdown(socket.SHUT_RDWR)
            self.server.close()
        if self.line is not None:
            with contextlib.suppress(OSError):  # the driver has hung up
                self.line.shutdown(socket.SHUT_RDWR)
        self.serving.join()


@pytest.fixture
def printer(tmp_path: Path) -> Generator[NetworkPrinter]:
    made = NetworkPrinter(tmp_path)
    made.serving.start()
    yield made
    made.switch_off()
    made.stop()


@pytest.fixture
def address(printer: NetworkPrinter) -> str:
    return f"socket://127.0.0.1:{printer.server.getsockname()[1]}"


def test_a_paper_is_printed_over_the_network(printer: NetworkPrinter, address: str) -> None:
    events = Inbox()
    device = PrinterDevice(events.post, PrinterSection(port=address))
    device.start()
    device.print(1, PAPER)
    assert events.wait_for(Printed) == Printed(1)
    device.stop()
    assert printer.papers[0].tobytes() == drawn(PAPER).tobytes()


@pytest.mark.logs("WARNING", "printer: absent (not_connected)")
def test_a_printer_that_is_switched_off_is_missed(printer: NetworkPrinter, address: str) -> None:
    events = Inbox()
    device = PrinterDevice(events.post, PrinterSection(port=address))
    device.start()
    events.wait_for(DeviceChanged, 1, lambda event: event.state is DeviceState.READY)
    printer.switch_off()
    events.wait_for(DeviceChanged, 1, lambda event: event.state is DeviceState.ABSENT)
    device.print(1, PAPER)
    assert events.wait_for(PrintFailed) == PrintFailed(1, Trouble.NOT_CONNECTED, perhaps_printed=False)
    device.stop()
