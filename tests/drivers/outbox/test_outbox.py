"""The whole way of an errand: taken, delivered through every kind of failure to the real sandbox, exactly once."""

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from drivers.http.failure import ExchangeError
from drivers.outbox import reserve
from drivers.outbox.courier import Courier, Pace
from drivers.outbox.outbox import Outbox, OutboxPlan
from drivers.outbox.store import Store
from drivers.sandbox.app import local_now
from drivers.sandbox.numbering import is_acceptance_number
from drivers.sim.network import Line, Relay
from drivers.sqlite_file import asides
from kiosk.events import (
    Device,
    DeviceChanged,
    DeviceState,
    ErrandDelivered,
    ErrandNotTaken,
    ErrandRefused,
    ErrandTaken,
)
from kiosk.trouble import Trouble
from tests.drivers.office import NOW, TERMINAL, WAIT, City, Inbox, open_city, parcel, until

QUICK = Pace(first=0.01, longest=0.05, lease=5)

Open = Callable[..., Outbox]


@pytest.fixture
def open_outbox(city: City, inbox: Inbox, tmp_path: Path) -> Iterator[Open]:
    """Opens outboxes over the city's cable, started, all in one folder; closes them in the end."""
    opened: list[Outbox] = []

    def make(pace: Pace = QUICK, report: Callable[[ExchangeError | None], None] = lambda _: None) -> Outbox:
        plan = OutboxPlan(tmp_path / "outbox", TERMINAL, local_now, pace)
        outbox = Outbox(plan, city.client(answer_seconds=0.5), inbox.post, report)
        outbox.start()
        opened.append(outbox)
        return outbox

    yield make
    for outbox in opened:
        outbox.close()


def test_an_errand_is_taken_and_then_delivered_whole(city: City, inbox: Inbox, open_outbox: Open) -> None:
    outbox = open_outbox()
    outbox.take(7, parcel(pages=6, size=300_000))
    taken = inbox.wait_for(ErrandTaken)
    delivered = inbox.wait_for(ErrandDelivered)
    assert (taken.request, taken.local_number) == (7, delivered.local_number)
    assert inbox.events.index(taken) < inbox.events.index(delivered)
    assert is_acceptance_number(delivered.acceptance_number)
    (held,) = city.errands()
    assert (held["acceptance_number"], held["local_number"]) == (delivered.acceptance_number, taken.local_number)
    assert held["intact"]
    assert len(held["pages"]) == 7


@pytest.mark.parametrize("endpoint", ["sign-in", "pages", "submissions"])
@pytest.mark.parametrize("kind", ["500", "garbage", "silence", "lost"])
def test_a_platform_that_fails_gets_the_errand_once_it_works(
    city: City, inbox: Inbox, open_outbox: Open, kind: str, endpoint: str
) -> None:
    city.fault(kind, endpoint, times=2)
    open_outbox().take(1, parcel())
    inbox.wait_for(ErrandDelivered)
    assert [errand["intact"] for errand in city.errands()] == [True]


@pytest.mark.logs("WARNING", "is refused")
def test_a_refusal_is_told_and_the_errand_is_kept(city: City, inbox: Inbox, open_outbox: Open, tmp_path: Path) -> None:
    city.fault("400", "submissions")
    outbox = open_outbox()
    outbox.take(1, parcel())
    refused = inbox.wait_for(ErrandRefused)
    assert refused.reason
    assert outbox.waiting() == 0
    outbox.close()
    store = Store(tmp_path / "outbox", TERMINAL, lambda: NOW)
    assert [(record.state, record.trouble) for record in store.records()] == [("refused", "refused")]
    store.close()
    assert city.errands() == []


@pytest.mark.logs("WARNING", "unknown_item")
def test_an_item_that_the_platform_does_not_know(inbox: Inbox, open_outbox: Open) -> None:
    open_outbox().take(1, parcel(code="X" * 12))
    assert inbox.wait_for(ErrandRefused).reason


def test_a_cut_in_mid_upload(city: City, inbox: Inbox, open_outbox: Open) -> None:
    city.relay.cut_after(150_000)
    outbox = open_outbox()
    outbox.take(1, parcel(pages=2, size=300_000))
    inbox.wait_for(ErrandTaken)
    assert outbox.waiting() == 1
    until(lambda: city.relay.line is Line.DROPPED)
    city.relay.set_line(Line.OPEN)
    inbox.wait_for(ErrandDelivered)
    assert [errand["intact"] for errand in city.errands()] == [True]


def test_pages_that_the_platform_has_are_not_sent_again(city: City, inbox: Inbox, open_outbox: Open) -> None:
    outbox = open_outbox()
    outbox.take(1, parcel())
    inbox.wait_for(ErrandDelivered)
    city.fault("500", "pages", times=None)  # whoever uploads now fails for ever
    outbox.take(2, replace(parcel(), key="key-00000002"))
    inbox.wait_for(ErrandDelivered, 2)
    assert len(city.errands()) == 2


def test_one_errand_that_always_fails_does_not_hold_up_the_others(city: City, inbox: Inbox, open_outbox: Open) -> None:
    city.relay.set_line(Line.REFUSED)
    outbox = open_outbox()
    for number in range(5):
        outbox.take(number, parcel(f"key-{number:08}"))
    inbox.wait_for(ErrandTaken, 5)
    assert outbox.waiting() == 5
    city.fault("500", "submissions", times=3)
    city.relay.set_line(Line.OPEN)
    inbox.wait_for(ErrandDelivered, 5)
    assert len({event.acceptance_number for event in inbox.of(ErrandDelivered)}) == 5
    assert outbox.waiting() == 0


def test_a_visitor_is_not_kept_waiting_by_a_delivery_that_hangs(city: City, inbox: Inbox, open_outbox: Open) -> None:
    city.relay.set_line(Line.STALLED)
    outbox = open_outbox()
    outbox.take(1, parcel("key-00000001"))
    outbox.take(2, parcel("key-00000002"))
    inbox.wait_for(ErrandTaken, 2)
    assert inbox.of(ErrandDelivered) == []


def test_hurry_does_not_wait_for_the_backoff(city: City, inbox: Inbox, open_outbox: Open) -> None:
    missed = threading.Event()
    city.relay.set_line(Line.REFUSED)
    outbox = open_outbox(Pace(first=600, longest=600, lease=5), lambda error: missed.set() if error else None)
    outbox.take(1, parcel())
    assert missed.wait(WAIT)
    city.relay.set_line(Line.OPEN)
    until(lambda: outbox.hurry() or bool(inbox.of(ErrandDelivered)))
    assert len(city.errands()) == 1


def test_a_restart_goes_on_where_it_stopped(city: City, inbox: Inbox, open_outbox: Open) -> None:
    city.relay.set_line(Line.REFUSED)
    first = open_outbox()
    first.take(1, parcel())
    number = inbox.wait_for(ErrandTaken).local_number
    first.close()
    city.relay.set_line(Line.OPEN)
    open_outbox()
    assert inbox.wait_for(ErrandDelivered).local_number == number


def test_two_processes_over_one_store_make_one_errand_each(city: City, inbox: Inbox, open_outbox: Open) -> None:
    outboxes = [open_outbox(), open_outbox()]
    for number in range(8):
        outboxes[number % 2].take(number, parcel(f"key-{number:08}"))
    inbox.wait_for(ErrandDelivered, 8)
    assert len(city.errands()) == 8
    assert len({event.local_number for event in inbox.of(ErrandDelivered)}) == 8


@pytest.mark.logs("ERROR", "cannot be unsealed")
def test_an_errand_that_cannot_be_unsealed_is_kept_for_staff(
    city: City, inbox: Inbox, open_outbox: Open, tmp_path: Path
) -> None:
    city.relay.set_line(Line.REFUSED)
    first = open_outbox()
    first.take(1, parcel())
    inbox.wait_for(ErrandTaken)
    first.close()
    (tmp_path / "outbox" / "outbox.key").unlink()
    city.relay.set_line(Line.OPEN)
    second = open_outbox()
    inbox.wait_for(ErrandRefused)
    second.take(2, parcel("key-00000002"))
    inbox.wait_for(ErrandDelivered)


@pytest.mark.logs("ERROR", "could not be stored")
@pytest.mark.logs("ERROR", "the outbox cannot be used")
def test_a_folder_that_cannot_be_written_takes_nothing_and_works_once_it_is_mended(
    inbox: Inbox, open_outbox: Open, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "outbox").write_text("a file where the folder should be")
    outbox = open_outbox()
    outbox.take(1, parcel())
    assert inbox.wait_for(ErrandNotTaken).trouble is Trouble.STORE_FULL
    until(lambda: "the outbox cannot be used" in caplog.text)
    (tmp_path / "outbox").unlink()
    outbox.take(2, parcel())
    inbox.wait_for(ErrandTaken)
    inbox.wait_for(ErrandDelivered)


def test_a_folder_that_is_taken_away_is_made_anew(inbox: Inbox, open_outbox: Open, tmp_path: Path) -> None:
    outbox = open_outbox()
    outbox.take(1, parcel("key-00000001"))
    inbox.wait_for(ErrandDelivered)
    (tmp_path / "outbox").rename(tmp_path / "elsewhere")
    outbox.take(2, parcel("key-00000002"))
    inbox.wait_for(ErrandDelivered, 2)
    assert (tmp_path / "outbox" / "outbox.db").exists()


@pytest.mark.logs("ERROR", "could not be stored")
def test_a_disk_that_is_full(inbox: Inbox, open_outbox: Open, city: City) -> None:
    outbox = open_outbox()
    outbox.take(1, parcel("key-00000001"))
    inbox.wait_for(ErrandDelivered)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    try:
        outbox.take(2, parcel("key-00000002", pages=6, size=300_000))
        assert inbox.wait_for(ErrandNotTaken).trouble is Trouble.STORE_FULL
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    outbox.take(3, parcel("key-00000003"))
    inbox.wait_for(ErrandDelivered, 2)
    assert len(city.errands()) == 2


@pytest.mark.logs("ERROR", "put aside")
@pytest.mark.parametrize("damaged", [b"SQLite format 3\0" + b"not any more" * 1000, b"not a database at all" * 500])
def test_a_damaged_file_is_put_aside_whole_and_errands_go_on(
    inbox: Inbox, open_outbox: Open, tmp_path: Path, damaged: bytes
) -> None:
    folder = tmp_path / "outbox"
    folder.mkdir()
    (folder / "outbox.db").write_bytes(damaged)
    outbox = open_outbox()
    outbox.take(1, parcel())
    inbox.wait_for(ErrandTaken)
    inbox.wait_for(ErrandDelivered)
    (aside,) = asides(folder / "outbox.db")
    assert aside.read_bytes() == damaged


@pytest.mark.logs("ERROR", "put aside")
def test_a_file_that_is_damaged_later_is_put_aside_and_no_number_comes_twice(
    city: City, inbox: Inbox, open_outbox: Open, tmp_path: Path
) -> None:
    city.relay.set_line(Line.REFUSED)
    first = open_outbox()
    for number in range(3):
        first.take(number, parcel(f"key-{number:08}", pages=3, size=100_000))
    before = {event.local_number for event in (inbox.wait_for(ErrandTaken, n) for n in (1, 2, 3))}
    first.close()
    file = tmp_path / "outbox" / "outbox.db"
    content = bytearray(file.read_bytes())
    content[4096:40_000] = os.urandom(40_000 - 4096)
    file.write_bytes(content)
    open_outbox().take(9, parcel("key-00000009"))
    assert inbox.wait_for(ErrandTaken, 4).local_number not in before
    assert [aside.read_bytes() for aside in asides(file)] == [bytes(content)]


@pytest.mark.logs("ERROR", "no errand is taken")
def test_a_disk_without_room_is_told_before_anybody_begins(
    inbox: Inbox, open_outbox: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = 9_000_000
    monkeypatch.setattr(reserve, "free_bytes", lambda folder: free)
    outbox = open_outbox()

    def told(state: DeviceState) -> DeviceChanged:
        return inbox.wait_for(DeviceChanged, where=lambda event: event.state is state)

    assert told(DeviceState.FAULTY) == DeviceChanged(Device.OUTBOX, DeviceState.FAULTY, Trouble.STORE_FULL)
    free = 900_000_000
    outbox.hurry()
    assert told(DeviceState.READY).trouble is None
    outbox.take(1, parcel())
    inbox.wait_for(ErrandDelivered)


TAKER = """
import sys
from datetime import datetime
from pathlib import Path
from drivers.outbox.outbox import Outbox, OutboxPlan
from drivers.platform.client import PlatformAccess, PlatformClient
from kiosk.events import ErrandTaken
from tests.drivers.office import parcel

def post(event):
    if isinstance(event, ErrandTaken):
        print(event.local_number, flush=True)

access = PlatformAccess(sys.argv[2], "T-01", "a secret", 1, 1)
plan = OutboxPlan(Path(sys.argv[1]), "T-01", lambda: datetime.now().astimezone())
outbox = Outbox(plan, PlatformClient(access), post, lambda error: None)
outbox.start()
outbox.take(1, parcel(pages=3, size=300_000))
sys.stdin.read()
"""


@pytest.mark.parametrize("line", [Line.REFUSED, Line.OPEN, Line.SLOW])
def test_a_terminal_killed_right_after_taken_loses_nothing(
    city: City, inbox: Inbox, open_outbox: Open, tmp_path: Path, line: Line
) -> None:
    """Killed while nothing can be sent, and while a delivery is under way: exactly one errand, whole."""
    city.relay.set_line(line, rate=100_000)
    program = subprocess.Popen(
        [sys.executable, "-c", TAKER, str(tmp_path / "outbox"), city.relay.url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert program.stdout
    number = program.stdout.readline().strip()
    program.kill()
    program.communicate(timeout=WAIT)
    city.relay.set_line(Line.OPEN)
    outbox = open_outbox(Pace(first=0.01, longest=0.05, lease=0.5))
    until(lambda: bool(city.errands()) and outbox.waiting() == 0)
    (held,) = city.errands()
    assert (held["local_number"], held["intact"]) == (number, True)


def settled(store: Store, courier: Courier, relay: Relay) -> list[ErrandDelivered | ErrandRefused]:
    """Let the courier work until nothing waits, mending the line after each try; what it told."""
    told = []
    for _ in range(200):
        store.hurry()
        tried = courier.deliver_one(store)
        told += [tried.settled] if tried and tried.settled else []
        relay.set_line(Line.OPEN)
        if store.waiting() == 0:
            return told
    raise AssertionError("never settled")


FAULTS = st.tuples(
    st.sampled_from(["500", "garbage", "lost", "silence", "400"]),
    st.sampled_from(["any", "sign-in", "pages", "submissions"]),
)


@pytest.mark.logs("WARNING", "is refused")
def test_any_sequence_of_faults_ends_with_one_errand_or_a_kept_refusal(tmp_path: Path) -> None:
    city = open_city(tmp_path)
    client = city.client(answer_seconds=0.05)
    courier = Courier(client, lambda _: None, Pace(first=0, longest=0.001, lease=5))
    store = Store(tmp_path / "outbox", TERMINAL, lambda: NOW)
    count = iter(range(10_000))

    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @example([("lost", "submissions"), ("400", "submissions")], 1, None)  # refused after it was accepted, unknown to us
    @example([("500", "sign-in"), ("400", "pages")], 2, 500)
    @given(st.lists(FAULTS, max_size=6), st.integers(0, 3), st.none() | st.integers(0, 8000))
    def one_errand(faults: list[tuple[str, str]], pages: int, cut_after: int | None) -> None:
        key = f"key-{next(count):08}"
        number = store.take(parcel(key, pages))
        for kind, endpoint in faults:
            city.fault(kind, endpoint)
        if cut_after is not None:
            city.relay.cut_after(cut_after)
        told = settled(store, courier, city.relay)
        city.server.desk.faults.clear()
        held = [errand for errand in city.errands() if errand["key"] == key]
        (record,) = [record for record in store.records() if record.local_number == number]
        assert [event.local_number for event in told] == [number]
        assert [errand["intact"] for errand in held] == ([True] if held else [])
        if record.state == "delivered":
            assert [errand["acceptance_number"] for errand in held] == [record.acceptance_number]
        else:
            assert record.state == "refused"
            assert any(kind == "400" for kind, _ in faults)

    one_errand()
    store.close()
    client.close()
    city.relay.close()
    city.server.close()


def test_waits_double_up_to_the_longest_and_differ() -> None:
    pace = Pace(first=1, longest=60)
    assert all(0.5 * 2**n <= pace.wait(n) <= 2**n for n in range(5) for _ in range(20))
    assert all(30 <= pace.wait(n) <= 60 for n in (6, 30, 10_000))
    assert len({pace.wait(3) for _ in range(20)}) > 1
