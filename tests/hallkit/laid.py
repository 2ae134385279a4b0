"""Databases with the hall's tables: made once and copied, for a migration takes longer than most tests."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from drivers.hall_store import migrate

_laid: set[str] = set()


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'hall.db'}"


def lay(url: str) -> str:
    """See to it that the database at `url` has the tables; its address."""
    address = make_url(url)
    file = Path(address.database or "")
    if address.get_backend_name() == "sqlite" and not file.exists():
        file.touch(0o600)
        file.write_bytes(_empty_file())
    elif url not in _laid:
        migrate(url)
    _laid.add(url)
    return url


@cache
def _empty_file() -> bytes:
    with TemporaryDirectory() as folder:
        migrate(sqlite_url(Path(folder)))
        return (Path(folder) / "hall.db").read_bytes()
