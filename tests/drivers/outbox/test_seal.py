import os
import stat
from pathlib import Path

import pytest

from drivers.outbox.seal import Seal, SealBrokenError, read_key


def test_what_is_sealed_opens_at_its_own_place_only(tmp_path: Path) -> None:
    seal = Seal(read_key(tmp_path / "outbox.key"))
    sealed = seal.close(b"personal", "T-01-260302-001/submission")
    assert b"personal" not in sealed
    assert seal.open(sealed, "T-01-260302-001/submission") == b"personal"
    with pytest.raises(SealBrokenError):
        seal.open(sealed, "T-01-260302-002/submission")


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 60])
def test_damage_is_noticed(damage: bytes) -> None:
    with pytest.raises(SealBrokenError):
        Seal(os.urandom(32)).open(damage, "place")


def test_the_same_content_never_looks_the_same() -> None:
    seal = Seal(os.urandom(32))
    assert len({seal.close(b"same", "place") for _ in range(50)}) == 50


def test_the_key_is_for_its_owner_alone_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "outbox.key"
    key = read_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_key(path) == key
    assert [file.name for file in tmp_path.iterdir()] == ["outbox.key"]


def test_a_torn_key_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "outbox.key"
    path.write_bytes(b"torn")
    with pytest.raises(SealBrokenError, match="expected 32 bytes"):
        read_key(path)
    assert path.read_bytes() == b"torn"
