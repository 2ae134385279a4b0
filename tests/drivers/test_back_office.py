"""The whole back office from a terminal's settings: an outage in the middle, and everything arrives."""

from pathlib import Path

import msgspec
import pytest

from drivers.back_office import open_back_office
from drivers.sandbox.app import local_now
from drivers.sim.network import Line
from kiosk.config import TerminalConfig
from kiosk.events import DeviceChanged, DeviceState, ErrandDelivered, ErrandTaken, ProgressKnown
from tests.drivers.office import SECRET, TERMINAL, WAIT, City, Inbox, city, inbox, parcel

__all__ = ["city", "inbox"]


def settings(url: str) -> TerminalConfig:
    port = {"port": "/dev/null"}
    plain = {
        "terminal": {"id": TERMINAL, "hall_name_zh": "大厅", "hall_name_en": "Hall", "help_phone": "12345"},
        "card_reader": port,
        "camera": {"device": "0"},
        "printer": port,
        "scanner": port,
        "platform": {"url": url, "secret": SECRET, "connect_seconds": WAIT, "answer_seconds": WAIT},
        "hall": {"url": "http://127.0.0.1:1"},
    }
    return msgspec.convert(plain, TerminalConfig)


@pytest.mark.logs("WARNING", "the platform is gone: unreachable")
def test_what_is_taken_during_an_outage_arrives_when_the_platform_is_back(
    city: City, inbox: Inbox, tmp_path: Path
) -> None:
    city.relay.set_line(Line.REFUSED)
    office = open_back_office(settings(city.relay.url), tmp_path / "state", inbox.post, local_now)
    office.start()
    inbox.wait_for(DeviceChanged, where=lambda event: event.state is DeviceState.ABSENT)
    office.outbox.take(1, parcel())
    taken = inbox.wait_for(ErrandTaken)
    city.relay.set_line(Line.OPEN)
    delivered = inbox.wait_for(ErrandDelivered)
    assert delivered.local_number == taken.local_number
    office.platform.ask_progress(2, delivered.acceptance_number)
    assert inbox.wait_for(ProgressKnown).request == 2
    assert office.outbox.waiting() == 0
    office.close()
