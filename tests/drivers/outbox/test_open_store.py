"""A store that is kept open, through what happens to its folder meanwhile."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from drivers.outbox.open_store import OpenStore
from drivers.outbox.store import Store, size_of
from tests.drivers.office import parcel


def test_a_folder_taken_away_in_the_midst_is_made_anew(tmp_path: Path) -> None:
    folder, begun = tmp_path / "outbox", []

    def work(store: Store) -> str:
        begun.append(store)
        number = store.take(parcel("key-00000001"))
        if len(begun) == 1:
            folder.rename(tmp_path / "elsewhere")
            raise FileNotFoundError(folder)
        return number

    kept = OpenStore(lambda: Store(folder, "CZ-01", lambda: datetime.now(UTC)))
    assert kept.do(work).startswith("CZ-01-")
    assert begun[0] is not begun[1]
    assert kept.do(Store.waiting) == 1
    kept.close()


def test_trouble_with_a_store_in_its_place_is_told(tmp_path: Path) -> None:
    kept, begun = OpenStore(lambda: Store(tmp_path, "CZ-01", lambda: datetime.now(UTC))), []

    def work(store: Store) -> None:
        begun.append(store)
        raise OSError("input/output error")

    with pytest.raises(OSError, match="input/output error"):
        kept.do(work)
    assert len(begun) == 1
    kept.close()


def test_a_log_that_is_not_there_has_no_size(tmp_path: Path) -> None:
    assert size_of(tmp_path / "outbox.db-wal") == 0
