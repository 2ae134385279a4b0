"""Puts a hall together for its commands: configuration, database, identity key."""

import contextlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

import click
import platformdirs

from drivers.hall_store import HallStore, migrate
from kiosk.config import ConfigError, read_config
from kiosk.hall.config import HallConfig
from kiosk.hall.hall import Hall, hall_of
from kiosk.hall.identity import IdentitySeal
from kiosk.hall.notices import Messages

CONFIG = Path(__file__).resolve().parents[2] / "config" / "hall.toml"


@dataclass(frozen=True)
class House:
    """One hall with its doors unlocked. `close` the store when done."""

    hall: Hall
    url: str
    store: HallStore
    seal: IdentitySeal


def now() -> datetime:
    return datetime.now(UTC)


def read_hall_config(path: Path) -> HallConfig:
    """Raises click.ClickException naming the file, the key and what was expected."""
    try:
        return read_config(path, HallConfig)
    except ConfigError as error:
        raise click.ClickException(str(error)) from error


def database_url(config: HallConfig, given: str) -> str:
    """The command line's, the configuration's, or an SQLite file in the user's state folder."""
    return given or config.database.url or f"sqlite:///{_state() / (config.hall.id + '.db')}"


def migrate_database(url: str) -> None:
    """Raises click.ClickException where it cannot be opened."""
    with _opening():
        migrate(url)


@contextlib.contextmanager
def _opening() -> Iterator[None]:
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except (SQLAlchemyError, ImportError) as error:  # ImportError: an address that names a driver that is not here
        raise click.ClickException(f"the database cannot be opened: {error.__cause__ or error}") from error


def phones_reach(host: str) -> bool:
    """Whether an address that the hall listens on means anything to a phone."""
    try:
        address = ip_address(host)
    except ValueError:
        return host != "localhost"
    return not (address.is_loopback or address.is_unspecified)


def open_house(config: HallConfig, database: str, always_open: bool = False) -> House:
    """Bring the database to its newest form and open it. Raises click.ClickException where it cannot be opened."""
    url = database_url(config, database)
    with _opening():
        migrate(url)
        store = HallStore(url, config.hall.id)
    return House(hall_of(config, always_open), url, store, IdentitySeal(_key(config.security.key_file)))


def open_messages(config: HallConfig, seal: IdentitySeal) -> Messages | None:
    """The platform's SMS service, where the hall has one. Raises click.ClickException for a wrong address."""
    from drivers.hall_notices import PlatformMessages
    from drivers.platform.client import PlatformAccess

    told = config.notices
    if not told.url:
        return None
    try:
        return PlatformMessages(PlatformAccess(told.url, told.id, told.secret, ca_file=told.ca_file), seal.key)
    except ValueError as error:
        raise click.ClickException(f"notices: {error}") from error


def _state() -> Path:
    return platformdirs.user_state_path("yitang", ensure_exists=True)


def _key(file: str) -> bytes:
    """The key of the identity hashes; made once, readable by this user alone."""
    path = Path(file) if file else _state() / "hall.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(32))
        with contextlib.suppress(FileExistsError):  # another process was faster: its key stays
            path.hardlink_to(fresh)
        fresh.unlink()
    return bytes.fromhex(path.read_text().strip())
