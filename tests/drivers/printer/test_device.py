"""The printer device against fake firmware: every trouble, cables pulled at every moment, and never a paper twice."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from drivers.printer import PrinterDevice
from drivers.sim.printer import FakePrinter
from kiosk.config import PrinterSection
from kiosk.events import DeviceChanged, DeviceState, Printed, PrintFailed
from kiosk.paper import Picture, Text
from kiosk.trouble import Trouble
from tests.drivers.office import Inbox, until
from tests.drivers.printer.paperwork import drawn, paper, picture_png

FIRST = paper(Text("第一张"), Picture(picture_png((576, 200))))
SECOND = paper(Text("第二张"))

STOPS = [
    ("paper_out", Trouble.PAPER_OUT),
    ("cover_open", Trouble.COVER_OPEN),
    ("cutter_jam", Trouble.CUTTER_JAM),
    ("overheated", Trouble.OVERHEATED),
]


def told(events: Inbox, state: DeviceState, trouble: Trouble | None = None, count: int = 1) -> None:
    events.wait_for(DeviceChanged, count, lambda event: (event.state, event.trouble) == (state, trouble))


def answers(events: Inbox) -> list[Printed | PrintFailed]:
    return [event for event in events.events if isinstance(event, Printed | PrintFailed)]


def test_a_paper_is_printed_once_and_confirmed(device: PrinterDevice, fake: FakePrinter, events: Inbox) -> None:
    device.print(7, SECOND)
    assert events.wait_for(Printed) == Printed(7)
    assert [image.tobytes() for image in fake.take_paper()] == [drawn(SECOND).tobytes()]
    told(events, DeviceState.READY, count=2)
    assert [event.state for event in events.of(DeviceChanged)][:4] == ["connecting", "ready", "busy", "ready"]


def test_jobs_are_printed_in_order(device: PrinterDevice, fake: FakePrinter, events: Inbox) -> None:
    for request in range(3):
        device.print(request, SECOND)
    events.wait_for(Printed, 3)
    assert events.of(Printed) == [Printed(0), Printed(1), Printed(2)]
    assert len(fake.papers) == 3


def test_confirmed_only_when_the_paper_is_out(fake: FakePrinter, device: PrinterDevice, events: Inbox) -> None:
    """The bytes are all with the printer long before the paper is cut: what counts is the answer behind them."""
    out = threading.Event()
    confirmed_before: list[int] = []
    fake._on_paper = lambda image: (confirmed_before.append(len(events.of(Printed))), out.set())[0]
    device.print(1, FIRST)
    events.wait_for(Printed)
    assert out.is_set() and confirmed_before == [0]


@pytest.mark.parametrize(("fault", "trouble"), STOPS)
@pytest.mark.logs("WARNING", "printer: faulty")
def test_a_trouble_is_told_and_a_job_refused_without_a_byte(
    fault: str, trouble: Trouble, device: PrinterDevice, fake: FakePrinter, events: Inbox
) -> None:
    told(events, DeviceState.READY)
    setattr(fake, fault, True)
    told(events, DeviceState.FAULTY, trouble)
    device.print(1, FIRST)
    assert events.wait_for(PrintFailed) == PrintFailed(1, trouble, perhaps_printed=False)
    setattr(fake, fault, False)
    told(events, DeviceState.READY, count=2)
    device.print(2, SECOND)
    events.wait_for(Printed)
    assert len(fake.papers) == 1


@pytest.mark.parametrize(("stop", "clears"), [(STOPS[0], True), (STOPS[0], False), (STOPS[2], True)])
@pytest.mark.logs("WARNING", "printing stopped")
@pytest.mark.logs("WARNING", "printer: faulty")
def test_a_trouble_in_the_middle_of_a_job(
    stop: tuple[str, Trouble], clears: bool, device: PrinterDevice, fake: FakePrinter, events: Inbox
) -> None:
    """What is left of the job is cut off before the next one, and its late answer confirms nobody else's paper."""
    fault, trouble = stop
    told(events, DeviceState.READY)
    fake.clears = clears
    fake.after(900, lambda: setattr(fake, fault, True))
    device.print(1, FIRST)
    assert events.wait_for(PrintFailed) == PrintFailed(1, trouble, perhaps_printed=True)
    told(events, DeviceState.FAULTY, trouble)
    setattr(fake, fault, False)
    told(events, DeviceState.READY, count=2)
    device.print(2, SECOND)
    events.wait_for(Printed)
    assert answers(events) == [PrintFailed(1, trouble, perhaps_printed=True), Printed(2)]
    first, last = fake.take_paper()
    assert (first.tobytes() == drawn(FIRST).tobytes()) is not clears
    assert last.tobytes() == drawn(SECOND).tobytes()


def test_low_paper_is_told_and_printing_goes_on(device: PrinterDevice, fake: FakePrinter, events: Inbox) -> None:
    fake.paper_low = True
    told(events, DeviceState.READY, Trouble.PAPER_LOW)
    device.print(1, SECOND)
    events.wait_for(Printed)
    fake.paper_low = False
    told(events, DeviceState.READY, count=2 if events.of(DeviceChanged)[1].trouble is None else 1)


@pytest.mark.logs("WARNING", "printer: absent (not_connected)")
def test_an_unplugged_printer_refuses_at_once_and_comes_back(
    device: PrinterDevice, fake: FakePrinter, events: Inbox
) -> None:
    told(events, DeviceState.READY)
    fake.unplug()
    told(events, DeviceState.ABSENT, Trouble.NOT_CONNECTED)
    device.print(1, SECOND)
    assert events.wait_for(PrintFailed) == PrintFailed(1, Trouble.NOT_CONNECTED, perhaps_printed=False)
    fake.plug()
    told(events, DeviceState.READY, count=2)
    device.print(2, SECOND)
    events.wait_for(Printed)
    assert len(fake.papers) == 1


def cut_while_sending(fake: FakePrinter) -> None:
    fake.after(900, fake.unplug)


def cut_before_the_answer(fake: FakePrinter) -> None:
    fake._on_paper = lambda image: fake.unplug()


@pytest.mark.parametrize("pull", [cut_while_sending, cut_before_the_answer])
@pytest.mark.logs("WARNING", "printer: absent (not_connected)")
def test_a_cable_pulled_in_the_middle_of_a_job(
    pull: Callable[[FakePrinter], None], device: PrinterDevice, fake: FakePrinter, events: Inbox
) -> None:
    told(events, DeviceState.READY)
    pull(fake)
    device.print(1, FIRST)
    assert events.wait_for(PrintFailed) == PrintFailed(1, Trouble.NOT_CONNECTED, perhaps_printed=True)
    fake._on_paper = lambda image: None
    fake.take_paper()
    fake.plug()
    told(events, DeviceState.READY, count=2)
    device.print(2, SECOND)
    events.wait_for(Printed)
    assert fake.papers[-1].tobytes() == drawn(SECOND).tobytes()
    assert drawn(FIRST).tobytes() not in [image.tobytes() for image in fake.papers]


@pytest.mark.logs("WARNING", "printer: faulty (no_answer)")
def test_a_silent_printer_is_faulty_and_a_waiting_job_is_answered(
    device: PrinterDevice, fake: FakePrinter, events: Inbox
) -> None:
    told(events, DeviceState.READY)
    fake.silent = True
    asked = fake.asked
    until(lambda: fake.asked > asked)  # the device may have had its answers already, and would print
    device.print(1, SECOND)
    failed = events.wait_for(PrintFailed)
    assert failed == PrintFailed(1, Trouble.NO_ANSWER, perhaps_printed=False)
    told(events, DeviceState.FAULTY, Trouble.NO_ANSWER)
    fake.silent = False
    told(events, DeviceState.READY, count=2)
    assert fake.papers == []


@pytest.mark.logs("WARNING", "printing stopped: no_answer")
@pytest.mark.logs("WARNING", "printer: faulty (no_answer)")
def test_a_printer_that_falls_silent_in_a_job(
    device: PrinterDevice, fake: FakePrinter, events: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drivers.printer.device.LOOK_SECONDS", 0.05)
    monkeypatch.setattr("drivers.printer.device.ANSWER_SECONDS", 0.1)
    told(events, DeviceState.READY)
    fake.after(900, lambda: setattr(fake, "silent", True))
    device.print(1, FIRST)
    assert events.wait_for(PrintFailed) == PrintFailed(1, Trouble.NO_ANSWER, perhaps_printed=True)
    told(events, DeviceState.FAULTY, Trouble.NO_ANSWER)


@pytest.mark.logs("ERROR", "a paper cannot be drawn: 测试")
def test_a_paper_that_cannot_be_drawn_fails_alone(device: PrinterDevice, fake: FakePrinter, events: Inbox) -> None:
    device.print(1, paper(Picture(b"no picture")))
    device.print(2, SECOND)
    assert events.wait_for(PrintFailed) == PrintFailed(1, Trouble.DEVICE_FAULT, perhaps_printed=False)
    assert events.wait_for(Printed) == Printed(2)
    assert len(fake.papers) == 1


@pytest.mark.logs("WARNING", "printer: faulty (paper_out)")
def test_a_printer_without_paper_at_the_start_is_never_called_ready(fake: FakePrinter, events: Inbox) -> None:
    fake.paper_out = True
    device = PrinterDevice(events.post, PrinterSection(port=str(fake.path)))
    device.start()
    told(events, DeviceState.FAULTY, Trouble.PAPER_OUT)
    device.stop()
    assert [event.state for event in events.of(DeviceChanged)] == [DeviceState.CONNECTING, DeviceState.FAULTY]


@pytest.mark.logs("WARNING", "printing stopped: no_answer")
def test_stopping_answers_whoever_waits(device: PrinterDevice, events: Inbox, fake: FakePrinter) -> None:
    told(events, DeviceState.READY)
    device.print(1, FIRST)
    events.wait_for(DeviceChanged, 1, lambda event: event.state is DeviceState.BUSY)
    device.stop()
    assert answers(events) == [PrintFailed(1, Trouble.NO_ANSWER, perhaps_printed=True)]


@pytest.mark.logs("WARNING", "printer: absent")
def test_a_port_that_is_not_there(events: Inbox, tmp_path: Path) -> None:
    other = Inbox()
    lonely = PrinterDevice(other.post, PrinterSection(port=str(tmp_path / "nothing")))
    lonely.start()
    lonely.print(1, SECOND)
    assert other.wait_for(PrintFailed) == PrintFailed(1, Trouble.NOT_CONNECTED, perhaps_printed=False)
    lonely.stop()
