"""The Platform port against the real sandbox: questions, the catalogue, and whether the platform is there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from drivers.http.failure import ExchangeError
from drivers.http.link import Link
from drivers.outbox.packing import pages_of, submission_json
from drivers.platform.client import PlatformAccess, PlatformClient
from drivers.platform.platform import PlatformLine, Watch
from drivers.sim.network import Line
from kiosk.catalogue import Catalogue
from kiosk.events import (
    CatalogueArrived,
    Device,
    DeviceChanged,
    DeviceState,
    ProgressFailed,
    ProgressKnown,
    Stage,
)
from kiosk.trouble import Trouble
from tests.drivers.office import CODE, TERMINAL, WAIT, City, Inbox, parcel, until, write_item

QUICK = Watch(every=0.1, first_retry=0.02)

Open = Callable[..., PlatformLine]


@pytest.fixture
def open_line(city: City, inbox: Inbox, tmp_path: Path) -> Iterator[Open]:
    opened: list[PlatformLine] = []

    def make(client: PlatformClient | None = None, watch: Watch = QUICK) -> PlatformLine:
        client = client or city.client()
        line = PlatformLine(client, Link(inbox.post), tmp_path / "state" / "catalogue.json", inbox.post, watch)
        line.start()
        opened.append(line)
        return line

    yield make
    for line in opened:
        line.close()


def submitted(city: City) -> str:
    """The number of an errand that the platform holds."""
    client, errand = city.client(), parcel()
    for sha256, page in pages_of(errand).items():
        client.upload(sha256, page)
    receipt = client.submit(errand.key, submission_json(errand, "T-01-260302-001"))
    client.close()
    return receipt.acceptance_number


def states(inbox: Inbox) -> list[tuple[DeviceState, Trouble | None]]:
    assert {event.device for event in inbox.of(DeviceChanged)} == {Device.PLATFORM}
    return [(event.state, event.trouble) for event in inbox.of(DeviceChanged)]


def test_a_question_is_answered(city: City, inbox: Inbox, open_line: Open) -> None:
    number = submitted(city)
    city.server.desk.holdings.move(number, Stage.REVIEW, "补正")
    open_line().ask_progress(3, number)
    answer = inbox.wait_for(ProgressKnown)
    assert answer == ProgressKnown(3, number, "测试事项", Stage.REVIEW, "补正")


@pytest.mark.parametrize(
    ("kind", "trouble"),
    [("500", Trouble.SERVER_FAULT), ("garbage", Trouble.NOT_UNDERSTOOD), ("silence", Trouble.UNREACHABLE)],
)
def test_a_question_is_always_answered(city: City, inbox: Inbox, open_line: Open, kind: str, trouble: Trouble) -> None:
    city.fault(kind, "progress", times=None)
    open_line(city.client(answer_seconds=0.5 if kind == "silence" else WAIT)).ask_progress(3, "13090026030200100019")
    assert inbox.wait_for(ProgressFailed) == ProgressFailed(3, trouble)


def test_an_unknown_number(inbox: Inbox, open_line: Open) -> None:
    line = open_line()
    line.ask_progress(1, "13090026030200100019")
    line.ask_progress(2, "!")
    inbox.wait_for(ProgressFailed, 2)
    assert {event.trouble for event in inbox.of(ProgressFailed)} == {Trouble.UNKNOWN_NUMBER}


def test_the_catalogue_arrives_once_and_again_when_it_has_changed(city: City, inbox: Inbox, open_line: Open) -> None:
    open_line()
    assert inbox.wait_for(CatalogueArrived).catalogue.item(CODE)
    write_item(city.plan.catalogue, "000133099001")
    assert len(inbox.wait_for(CatalogueArrived, 2).catalogue.items) == 2
    assert len(inbox.of(CatalogueArrived)) == 2


@pytest.mark.logs("WARNING", "the platform is gone: unreachable")
def test_without_network_the_last_good_catalogue_is_there(city: City, inbox: Inbox, open_line: Open) -> None:
    first = open_line()
    good = inbox.wait_for(CatalogueArrived).catalogue
    until(lambda: (DeviceState.READY, None) in states(inbox))
    first.close()
    city.relay.set_line(Line.REFUSED)
    inbox.events.clear()
    open_line()
    assert inbox.wait_for(CatalogueArrived).catalogue == good
    inbox.wait_for(DeviceChanged, where=lambda event: event.state is DeviceState.ABSENT)


@pytest.mark.logs("WARNING", "is broken and not used")
def test_a_broken_catalogue_is_rejected_and_the_old_one_stays(
    city: City, inbox: Inbox, open_line: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_line()
    good = inbox.wait_for(CatalogueArrived).catalogue
    shelf = city.server.desk.shelf
    edition = shelf.edition()
    asked = count_questions(monkeypatch, city)
    broken = edition.json.replace(b'"source":"scan"', b'"source":"crystal ball"')
    monkeypatch.setattr(shelf, "_edition", type(edition)(edition.catalogue, broken, '"broken"'))
    until(lambda: asked["count"] >= 4)
    assert [event.catalogue for event in inbox.of(CatalogueArrived)] == [good]
    assert states(inbox)[-1] == (DeviceState.READY, None)
    kept = msgspec.json.decode((tmp_path / "state" / "catalogue.json").read_bytes())
    assert msgspec.convert(kept["catalogue"], Catalogue) == good


def count_questions(monkeypatch: pytest.MonkeyPatch, city: City) -> dict[str, int]:
    """Counts how often the catalogue is asked for."""
    shelf, count = city.server.desk.shelf, {"count": 0}
    plain = shelf.edition

    def edition() -> object:
        count["count"] += 1
        return plain()

    monkeypatch.setattr(shelf, "edition", edition)
    return count


@pytest.mark.logs("WARNING", "kept on disk cannot be used")
@pytest.mark.parametrize("damage", [b"", b"{", b'{"etag": "x", "catalogue": {"version": "1", "items": []}}'])
def test_a_damaged_copy_is_replaced(inbox: Inbox, open_line: Open, tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "catalogue.json").write_bytes(damage)
    open_line()
    assert inbox.wait_for(CatalogueArrived).catalogue.item(CODE)


@pytest.mark.logs("WARNING", "the platform is gone: unreachable")
def test_an_outage_is_told_once_and_its_end_once(city: City, inbox: Inbox, open_line: Open) -> None:
    open_line()
    inbox.wait_for(DeviceChanged, where=lambda event: event.state is DeviceState.READY)
    city.relay.set_line(Line.REFUSED)
    inbox.wait_for(DeviceChanged, where=lambda event: event.state is DeviceState.ABSENT)
    city.relay.set_line(Line.OPEN)
    inbox.wait_for(DeviceChanged, 2, where=lambda event: event.state is DeviceState.READY)
    assert states(inbox) == [
        (DeviceState.CONNECTING, None),
        (DeviceState.READY, None),
        (DeviceState.ABSENT, Trouble.UNREACHABLE),
        (DeviceState.READY, None),
    ]


@pytest.mark.logs("WARNING", "the platform is gone: not_signed_in")
def test_credentials_that_are_refused_are_a_fault(city: City, inbox: Inbox, open_line: Open) -> None:
    open_line(PlatformClient(PlatformAccess(city.relay.url, TERMINAL, "wrong", 1, 1)))
    inbox.wait_for(DeviceChanged, where=lambda event: event.trouble is Trouble.NOT_SIGNED_IN)


@pytest.mark.logs("WARNING", "the platform is gone")
def test_a_link_counts_misses_in_a_row_and_calls_back(inbox: Inbox) -> None:
    link, calls = Link(inbox.post), []
    link.on_back(lambda: calls.append("back"))
    miss, refusal = ExchangeError(Trouble.SERVER_FAULT), ExchangeError(Trouble.REFUSED, final=True)
    for error in (None, miss, miss, refusal, miss, miss):
        link.report(error)
    assert states(inbox) == [(DeviceState.READY, None)]
    link.report(miss)
    link.report(miss)
    assert states(inbox)[1:] == [(DeviceState.FAULTY, Trouble.SERVER_FAULT)]
    assert calls == ["back"]
    link.report(refusal)
    assert calls == ["back", "back"]
