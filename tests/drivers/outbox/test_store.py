"""The outbox's store: one transaction, sealed, numbered, leased, wiped."""

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from drivers.outbox.packing import BadParcelError
from drivers.outbox.seal import SealBrokenError
from drivers.outbox.store import Store
from drivers.sqlite_file import set_aside
from kiosk.contract import Submission
from kiosk.parcel import Material
from tests.drivers.office import NOW, WAIT, parcel, scan, sum_of

LEASE, LONGEST = 60.0, 60.0


class Wall:
    """A wall clock that a test sets."""

    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> datetime:
        return self.time

    def move(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def store(tmp_path: Path, wall: Wall) -> Iterator[Store]:
    made = Store(tmp_path / "outbox", "T-01", wall.now)
    yield made
    made.close()


def test_an_errand_comes_back_as_it_was_packed(store: Store) -> None:
    errand = parcel(pages=3)
    number = store.take(errand)
    claim = store.claim("me", LEASE, LONGEST)
    assert claim is not None
    assert (claim.local_number, claim.key) == (number, errand.key)
    sent = msgspec.json.decode(store.submission(claim), type=Submission)
    assert (sent.applicant_number, sent.answers, sent.local_number) == (
        errand.applicant_number,
        errand.answers,
        number,
    )
    assert datetime.fromisoformat(sent.filled_at) == NOW
    for page in errand.scans:
        assert store.page(claim, page.sha256) == page.jpeg
    assert store.page(claim, sent.signature) == errand.signature_png
    assert store.page(claim, "0" * 64) is None


def test_numbers_count_the_day_and_can_be_read_aloud(store: Store, wall: Wall) -> None:
    assert [store.take(parcel(f"key-{n:08}")) for n in range(3)] == [f"T-01-260302-00{n}" for n in (1, 2, 3)]
    wall.move(24 * 3600)
    assert store.take(parcel("key-00000009")) == "T-01-260303-001"


def test_a_file_that_is_taken_away_is_noticed(tmp_path: Path, store: Store) -> None:
    assert store.in_place()
    (tmp_path / "outbox").rename(tmp_path / "elsewhere")
    assert not store.in_place()


def test_many_may_open_a_new_store_at_once(tmp_path: Path, wall: Wall) -> None:
    def open_and_take(n: int) -> str:
        own = Store(tmp_path / f"new-{n // 8}", "T-01", wall.now)
        try:
            return own.take(parcel(f"key-{n:08}"))
        finally:
            own.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(list(pool.map(open_and_take, range(64)))) == 64


def test_the_same_parcel_twice_is_one_errand(store: Store) -> None:
    assert store.take(parcel()) == store.take(parcel())
    assert store.waiting() == 1


def test_two_processes_never_give_the_same_number(tmp_path: Path, wall: Wall, store: Store) -> None:
    def take(n: int) -> str:
        own = Store(tmp_path / "outbox", "T-01", wall.now)
        try:
            return own.take(parcel(f"key-{n:08}"))
        finally:
            own.close()

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(take, range(12)))
    assert sorted(numbers) == [f"T-01-260302-{n:03}" for n in range(1, 13)]
    assert store.waiting() == 12


def test_nothing_personal_stands_on_disk_in_clear(tmp_path: Path, store: Store) -> None:
    errand = parcel()
    store.take(errand)
    disk = b"".join(path.read_bytes() for path in (tmp_path / "outbox").iterdir())
    secrets = [errand.applicant_name, errand.applicant_number, errand.item_name, errand.applicant_number[6:14]]
    for secret in [*(text.encode() for text in secrets), errand.scans[0].jpeg[:40], errand.signature_png]:
        assert secret not in disk
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "outbox").iterdir()}
    assert modes == {0o600}


def test_a_page_with_a_wrong_sum_is_not_taken(store: Store) -> None:
    wrong = replace(scan(1), sha256=sum_of(b"something else"))
    with pytest.raises(BadParcelError):
        store.take(replace(parcel(), materials=(Material("photo", "照片", "scan", (wrong,)),)))
    with pytest.raises(BadParcelError):
        store.take(replace(parcel(), signature_png=b""))
    assert store.records() == []


def test_after_delivery_only_a_record_stays_and_the_space_comes_back(tmp_path: Path, store: Store) -> None:
    number = store.take(parcel(pages=4, size=200_000))
    claim = store.claim("me", LEASE, LONGEST)
    assert claim is not None
    sealed = claim.sealed[:64]
    assert store.delivered(claim, "13090026030200100010")
    (record,) = store.records()
    assert (record.local_number, record.state, record.acceptance_number) == (
        number,
        "delivered",
        "13090026030200100010",
    )
    assert store.page(claim, parcel(pages=4, size=200_000).scans[0].sha256) is None
    disk = b"".join(path.read_bytes() for path in (tmp_path / "outbox").iterdir())
    assert sealed not in disk
    assert len(disk) < 120_000
    assert not store.delivered(claim, "13090026030200100010")


def test_a_delivered_errand_is_not_taken_again(store: Store) -> None:
    number = store.take(parcel())
    claim = store.claim("me", LEASE, LONGEST)
    assert claim is not None
    store.delivered(claim, "1")
    assert store.take(parcel()) == number
    assert store.waiting() == 0


def test_a_refused_errand_is_kept_whole(store: Store) -> None:
    store.take(parcel())
    claim = store.claim("me", LEASE, LONGEST)
    assert claim is not None
    assert store.refused(claim, "refused", "测试甲乙丙 has asked before")
    assert store.waiting() == 0
    assert store.claim("me", LEASE, LONGEST) is None
    assert [(record.state, record.trouble) for record in store.records()] == [("refused", "refused")]
    assert store.submission(claim)


def refused(store: Store, reason: str = "测试甲乙丙 has asked before") -> str:
    number = store.take(parcel())
    claim = store.claim("me", LEASE, LONGEST)
    assert claim is not None
    assert store.refused(claim, "refused", reason)
    return number


def test_staff_read_why_it_was_refused_and_send_it_again(store: Store) -> None:
    number = refused(store)
    assert store.reason(number) == "测试甲乙丙 has asked before"
    assert store.resend(number)
    claim = store.claim("me", LEASE, LONGEST)
    assert claim is not None
    assert (claim.local_number, claim.attempts) == (number, 0)
    assert store.submission(claim)
    assert store.reason(number) is None
    assert not store.resend(number)


def test_staff_close_a_refused_errand_and_its_content_is_gone(store: Store, wall: Wall) -> None:
    number = refused(store)
    assert not store.close_refused("T-01-261123-999")
    assert store.close_refused(number)
    (record,) = store.records()
    assert (record.state, record.kept) == ("refused", False)
    assert not store.resend(number)
    wall.move(201 * 86400)
    store.forget_settled(200)
    assert store.records() == []


def test_what_waits_is_neither_sent_twice_nor_closed(store: Store) -> None:
    number = store.take(parcel())
    assert not store.resend(number)
    assert not store.close_refused(number)
    assert store.waiting() == 1


def test_a_lease_keeps_others_away_until_it_ends(store: Store, wall: Wall) -> None:
    store.take(parcel())
    first = store.claim("one", LEASE, LONGEST)
    assert first is not None
    assert store.claim("two", LEASE, LONGEST) is None
    wall.move(LEASE - 1)
    assert store.renew(first, "one", LEASE)
    wall.move(LEASE - 1)
    assert store.claim("two", LEASE, LONGEST) is None
    wall.move(2)
    assert store.claim("two", LEASE, LONGEST) is not None
    assert not store.renew(first, "one", LEASE)


def test_a_lease_that_is_given_back_is_free_at_once(store: Store) -> None:
    store.take(parcel())
    store.claim("one", LEASE, LONGEST)
    store.release("one")
    assert store.claim("two", LEASE, LONGEST) is not None


def test_a_clock_that_is_set_back_locks_nothing_up(store: Store, wall: Wall) -> None:
    store.take(parcel())
    claim = store.claim("one", LEASE, LONGEST)
    assert claim is not None
    wall.move(-24 * 3600)
    again = store.claim("two", LEASE, LONGEST)
    assert again is not None
    store.postpone(again, "two", "unreachable", 30)
    wall.move(-24 * 3600)
    assert store.seconds_to_next(LONGEST) == LONGEST
    assert store.claim("two", LEASE, LONGEST) is not None


def test_a_postponed_errand_is_due_in_its_time_and_fresh_ones_go_first(store: Store, wall: Wall) -> None:
    old = store.take(parcel("key-00000001"))
    claim = store.claim("me", LEASE, LONGEST)
    assert claim is not None
    store.postpone(claim, "me", "unreachable", 30)
    assert store.claim("me", LEASE, LONGEST) is None
    assert store.seconds_to_next(LONGEST) == pytest.approx(30)
    wall.move(31)
    fresh = store.take(parcel("key-00000002"))
    claims = [store.claim("me", LEASE, LONGEST) for _ in range(2)]
    assert [claim.local_number for claim in claims if claim] == [fresh, old]


def test_hurry_makes_everything_due(store: Store) -> None:
    store.take(parcel())
    claim = store.claim("me", LEASE, LONGEST)
    assert claim is not None
    store.postpone(claim, "me", "unreachable", 30)
    store.hurry()
    assert store.seconds_to_next(LONGEST) == 0
    assert store.claim("me", LEASE, LONGEST) is not None


def test_nothing_waits_for_nothing(store: Store) -> None:
    assert store.seconds_to_next(LONGEST) is None
    assert store.claim("me", LEASE, LONGEST) is None


def test_old_records_of_delivered_errands_are_dropped_and_no_others(store: Store, wall: Wall) -> None:
    for key in ("key-00000001", "key-00000002"):
        store.take(parcel(key))
    claim = store.claim("me", LEASE, LONGEST)
    assert claim is not None
    store.delivered(claim, "1")
    wall.move(201 * 24 * 3600)
    store.forget_settled(200)
    assert [record.state for record in store.records()] == ["waiting"]


def test_a_number_never_comes_again_when_the_clock_goes_back_to_a_day_whose_records_are_gone(
    store: Store, wall: Wall
) -> None:
    before = []
    for key in ("key-00000001", "key-00000002"):
        before.append(store.take(parcel(key)))
        claim = store.claim("me", LEASE, LONGEST)
        assert claim is not None
        store.delivered(claim, "1")
    wall.move(300 * 24 * 3600)
    store.forget_settled(200)
    assert store.records() == []
    wall.move(-300 * 24 * 3600)
    assert store.take(parcel("key-00000003")) == "T-01-260302-003"


def test_a_new_file_in_the_place_of_a_lost_one_gives_other_numbers(tmp_path: Path, wall: Wall) -> None:
    numbers = []
    for n in range(3):
        own = Store(tmp_path / "outbox", "T-01", wall.now)
        numbers.append(own.take(parcel(f"key-{n:08}")))
        own.close()
        set_aside(tmp_path / "outbox" / "outbox.db", wall.now())
    assert len(set(numbers)) == 3


def test_a_file_of_an_earlier_release_goes_on_counting(tmp_path: Path, wall: Wall) -> None:
    own = Store(tmp_path / "outbox", "T-01", wall.now)
    own.take(parcel("key-00000001"))
    own.close()
    with closing(sqlite3.connect(tmp_path / "outbox" / "outbox.db")) as database:
        database.execute("DROP TABLE numbering")
    own = Store(tmp_path / "outbox", "T-01", wall.now)
    assert own.take(parcel("key-00000002")) == "T-01-260302-002"
    own.close()


@pytest.mark.logs("WARNING", "not wiped yet")
def test_what_could_not_be_wiped_is_wiped_later_and_the_news_is_not_lost(
    tmp_path: Path, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    store.take(parcel(pages=2, size=50_000))
    claim = store.claim("me", LEASE, LONGEST)
    assert claim is not None
    with closing(sqlite3.connect(tmp_path / "outbox" / "outbox.db")) as reader:
        reader.execute("CREATE TRIGGER no_wiping BEFORE DELETE ON page BEGIN SELECT RAISE(ABORT, 'no'); END")
    assert store.delivered(claim, "1")
    assert "not wiped yet" in caplog.text
    assert [record.state for record in store.records()] == ["delivered"]
    with closing(sqlite3.connect(tmp_path / "outbox" / "outbox.db")) as database:
        database.execute("DROP TRIGGER no_wiping")
    store.wipe()
    assert store.page(claim, parcel(pages=2, size=50_000).scans[0].sha256) is None


def test_another_key_opens_nothing_and_destroys_nothing(tmp_path: Path, store: Store, wall: Wall) -> None:
    store.take(parcel())
    (tmp_path / "outbox" / "outbox.key").unlink()
    other = Store(tmp_path / "outbox", "T-01", wall.now)
    claim = other.claim("me", LEASE, LONGEST)
    assert claim is not None
    with pytest.raises(SealBrokenError):
        other.submission(claim)
    assert other.waiting() == 1
    other.close()


FULL = """
import resource, sys
from pathlib import Path
from drivers.outbox.store import Store
from tests.drivers.office import NOW, parcel
import sqlite3
store = Store(Path(sys.argv[1]), "T-01", lambda: NOW)
store.take(parcel("key-00000001", pages=1))
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
try:
    store.take(parcel("key-00000002", pages=6, size=300_000))
except sqlite3.Error as error:
    print("full:", error, store.waiting())
"""


def test_a_full_disk_takes_nothing_and_leaves_nothing_half_written(tmp_path: Path, wall: Wall) -> None:
    """In a process of its own, whose files may not grow beyond 300 KB."""
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, timeout=WAIT, check=True
    )
    assert done.stdout.startswith("full:")
    assert done.stdout.strip().endswith("1")
    store = Store(tmp_path, "T-01", wall.now)
    assert [record.local_number for record in store.records()] == ["T-01-260302-001"]
    assert store.take(parcel("key-00000002", pages=6, size=300_000)) == "T-01-260302-002"
    store.close()
    database = sqlite3.connect(tmp_path / "outbox.db")
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("SELECT COUNT(*) FROM page").fetchone() == (2 + 7,)
    database.close()
