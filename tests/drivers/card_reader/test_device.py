"""The real card driver against fake firmware on a pseudo-terminal."""

from collections.abc import Generator
from pathlib import Path

import pytest

from drivers.card_reader import device
from drivers.card_reader.device import CardReaderDevice
from drivers.sim.card_reader import FakeCardReader, Fault, StatusFault
from drivers.sim.people import find
from kiosk.events import CardFailed, CardFound, CardRead, DeviceChanged, DeviceState, Event
from kiosk.trouble import Trouble
from tests.drivers.events import PATIENCE, Inbox, until

WANG, LIU = find("grandmother").card, find("shop_owner").card


@pytest.fixture
def firmware(tmp_path: Path) -> Generator[FakeCardReader]:
    fake = FakeCardReader(tmp_path)
    fake.start()
    yield fake
    fake.stop()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def reader(firmware: FakeCardReader, inbox: Inbox) -> Generator[CardReaderDevice]:
    reader = CardReaderDevice(inbox.post, str(firmware.path))
    reader.start()
    inbox.state(DeviceState.READY)
    yield reader
    reader.stop()


def test_a_card_is_found_and_read(reader: CardReaderDevice, firmware: FakeCardReader, inbox: Inbox) -> None:
    reader.look(7)
    firmware.present(WANG)
    assert inbox.wait_for(CardFound).request == 7
    read = inbox.wait_for(CardRead)
    assert (read.request, read.card.number, read.card.name) == (7, WANG.number, WANG.name)
    assert len(read.card.photo) == 1024


def test_a_card_that_stays_is_read_once(reader: CardReaderDevice, firmware: FakeCardReader, inbox: Inbox) -> None:
    reader.look(1)
    firmware.present(WANG)
    inbox.wait_for(CardRead)
    firmware.take_away()
    firmware.present(LIU)
    assert inbox.wait_for(CardRead).card.number == LIU.number
    assert inbox.all(CardRead) == []


def test_a_card_laid_down_before_it_was_wanted_is_read(
    reader: CardReaderDevice, firmware: FakeCardReader, inbox: Inbox
) -> None:
    firmware.present(WANG)
    reader.look(3)
    assert inbox.wait_for(CardRead).request == 3


def test_at_rest_no_card_is_read(reader: CardReaderDevice, firmware: FakeCardReader, inbox: Inbox) -> None:
    reader.look(1)
    reader.rest()
    firmware.present(WANG)
    reader.look(2)
    assert inbox.wait_for(CardRead).request == 2
    assert inbox.all(CardFound) == [] or all(found.request == 2 for found in inbox.all(CardFound))


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (Fault.WRONG_CHECK, Trouble.GARBLED),
        (Fault.TORN, Trouble.GARBLED),
        (Fault.ENDLESS, Trouble.GARBLED),
        (Fault.LIFTED, Trouble.CARD_MOVED),
        (StatusFault(0x31), Trouble.CARD_UNREADABLE),
        (StatusFault(0x32), Trouble.CARD_UNREADABLE),
        (StatusFault(0x33), Trouble.CARD_UNREADABLE),
        (StatusFault(0x40), Trouble.CARD_UNKNOWN),
        (StatusFault(0x41), Trouble.CARD_MOVED),
        (StatusFault(0x77), Trouble.CARD_UNREADABLE),
    ],
    ids=str,
)
def test_what_goes_wrong_is_told_and_the_next_try_works(
    reader: CardReaderDevice,
    firmware: FakeCardReader,
    inbox: Inbox,
    fault: Fault | StatusFault,
    trouble: Trouble,
) -> None:
    firmware.fault = fault
    reader.look(1)
    firmware.present(WANG)
    assert inbox.wait_for(CardFailed).trouble is trouble
    if firmware.card is None:
        firmware.present(WANG)
    assert inbox.wait_for(CardRead).card.name == WANG.name


def test_noise_before_the_answer_is_skipped(reader: CardReaderDevice, firmware: FakeCardReader, inbox: Inbox) -> None:
    firmware.fault = Fault.NOISE_BEFORE
    reader.look(1)
    firmware.present(WANG)
    assert inbox.wait_for(CardRead).card.name == WANG.name
    assert inbox.all(CardFailed) == []


@pytest.mark.logs("WARNING", "card_reader: absent")
def test_a_pulled_cable_is_noticed_and_the_wish_survives_it(
    reader: CardReaderDevice, firmware: FakeCardReader, inbox: Inbox
) -> None:
    reader.look(5)
    firmware.unplug()
    assert inbox.state(DeviceState.ABSENT).trouble is Trouble.NOT_CONNECTED
    firmware.plug()
    inbox.state(DeviceState.READY)
    firmware.present(WANG)
    assert inbox.wait_for(CardRead).request == 5


@pytest.mark.logs("WARNING", "card_reader: faulty")
def test_a_silent_module_is_gone_after_three_misses_and_comes_back(
    reader: CardReaderDevice, firmware: FakeCardReader, inbox: Inbox
) -> None:
    firmware.silent = True
    reader.look(1)
    assert inbox.state(DeviceState.FAULTY).trouble is Trouble.NO_ANSWER
    firmware.silent = False
    inbox.state(DeviceState.READY)


@pytest.mark.logs("WARNING", "card_reader: absent")
def test_a_port_that_is_not_there_is_waited_for(tmp_path: Path, inbox: Inbox) -> None:
    early = CardReaderDevice(inbox.post, str(tmp_path / "card-reader"))
    early.start()
    inbox.state(DeviceState.ABSENT)
    fake = FakeCardReader(tmp_path)
    fake.start()
    inbox.state(DeviceState.READY)
    early.stop()
    fake.stop()


def test_silence_while_a_card_is_read_is_told_at_once(
    reader: CardReaderDevice, firmware: FakeCardReader, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(device, "READ_SECONDS", 0.8)
    firmware.fault = Fault.SILENT
    reader.look(4)
    firmware.present(WANG)
    assert inbox.wait_for(CardFailed) == CardFailed(4, Trouble.NO_ANSWER)
    assert inbox.wait_for(CardRead).card.name == WANG.name


@pytest.mark.logs("WARNING", "card_reader: absent")
def test_a_cable_pulled_while_a_card_is_read_answers_who_waits(
    reader: CardReaderDevice, firmware: FakeCardReader, inbox: Inbox
) -> None:
    reader.look(4)
    firmware.present(WANG)
    inbox.wait_for(CardFound)
    firmware.unplug()
    assert inbox.wait_for(CardFailed) == CardFailed(4, Trouble.NOT_CONNECTED)
    inbox.state(DeviceState.ABSENT)


@pytest.mark.logs("WARNING", "card_reader: faulty")
def test_a_module_that_fails_its_self_test_is_faulty_also_while_a_card_is_looked_for(
    reader: CardReaderDevice, firmware: FakeCardReader, inbox: Inbox
) -> None:
    firmware.broken = 0x60
    reader.look(1)
    assert inbox.state(DeviceState.FAULTY).trouble is Trouble.DEVICE_FAULT
    firmware.broken = None
    firmware.present(WANG)
    assert inbox.wait_for(CardRead).request == 1


def test_a_card_found_for_somebody_who_left_is_still_there_for_the_next(firmware: FakeCardReader, inbox: Inbox) -> None:
    def leave_at_once(event: Event) -> None:
        inbox.post(event)
        if event == CardFound(1):
            leaving.rest()

    leaving = CardReaderDevice(leave_at_once, str(firmware.path))
    leaving.start()
    leaving.look(1)
    firmware.present(WANG)
    inbox.wait_for(CardFound)
    leaving.look(2)
    assert inbox.wait_for(CardRead).request == 2
    leaving.stop()


def test_the_end_is_quick_in_the_middle_of_a_read(
    reader: CardReaderDevice, firmware: FakeCardReader, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No answer is waited for to its end, which would be long after the test."""
    monkeypatch.setattr(device, "ANSWER_SECONDS", 10 * PATIENCE)
    firmware.fault = Fault.SILENT
    reader.look(1)
    firmware.present(WANG)
    inbox.wait_for(CardFound)
    reader.stop()
    assert inbox.wait_for(CardFailed).request == 1
    assert [change.state for change in inbox.all(DeviceChanged)] == [DeviceState.CONNECTING]


def test_nothing_personal_is_logged(
    reader: CardReaderDevice, firmware: FakeCardReader, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    reader.look(1)
    firmware.present(WANG)
    inbox.wait_for(CardRead)
    firmware.take_away()
    firmware.fault = Fault.LIFTED
    firmware.present(WANG)
    inbox.wait_for(CardFailed)
    until(lambda: "card not read" in caplog.text)
    assert WANG.name not in caplog.text
    assert WANG.number not in caplog.text
