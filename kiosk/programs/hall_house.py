"""Puts a hall together for its commands: configuration, database, identity key."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path

import click
import platformdirs

from drivers.hall_store import HallStore, migrate
from kiosk.hall.config import HallConfig
from kiosk.hall.correction import last_record
from kiosk.hall.hall import Hall, hall_of
from kiosk.hall.identity import IdentitySeal
from kiosk.hall.moved import Stranded, carry_on, stranded
from kiosk.hall.notices import Messages
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Refused
from kiosk.hall.trouble import StoreFailedError
from kiosk.programs.config_files import hall_files, hall_settings, whole
from kiosk.programs.shell import told

CONFIG = Path(__file__).resolve().parents[2] / "config" / "hall.toml"
MOST_SHOWN = 10  # numbers of people, in a line of a shell
ANOTHER_KEY = (
    "{key}: 不是本大厅数据库的密钥,未启动 / not the key of this hall's database (that is {kept}, this is {here}):"
    " put back the right hall.key, or name the right database; if the key is lost, run `kiosk hall adopt-key`"
)


@dataclass
class HallOptions:
    """What `kiosk hall` and each of its commands were given."""

    config_file: Path
    database: str = ""
    state: Path | None = None

    @cached_property
    def config(self) -> HallConfig:
        """Raises click.ClickException naming the file, the key and what was expected."""
        return read_hall_config(self.config_file)

    @property
    def url(self) -> str:
        """The command line's, the configuration's, or an SQLite file in the state folder."""
        return self.database or self.config.database.url or f"sqlite:///{self.folder / (self.config.hall.id + '.db')}"

    @property
    def folder(self) -> Path:
        """Where the database and the key are, unless they are said to be elsewhere."""
        return self.state or platformdirs.user_state_path("yitang")

    @property
    def key_file(self) -> Path:
        told = self.config.security.key_file
        return Path(told) if told else self.folder / "hall.key"


@dataclass(frozen=True)
class House:
    """One hall with its doors unlocked. `close` the store when done."""

    hall: Hall
    url: str
    store: HallStore


@dataclass(frozen=True)
class ServingHouse(House):
    """One that may serve: it knows its people."""

    seal: IdentitySeal = field(repr=False)


def now() -> datetime:
    return datetime.now(UTC)


def read_hall_config(path: Path) -> HallConfig:
    """Raises click.ClickException with a line for every fault of the file and of those that it names."""
    settings = hall_settings(path)
    return whole(settings, hall_files(settings))


def phones_reach(host: str) -> bool:
    """Whether an address that the hall listens on means anything to a phone."""
    try:
        address = ip_address(host)
    except ValueError:
        return host != "localhost"
    return not (address.is_loopback or address.is_unspecified)


def open_house(options: HallOptions, always_open: bool = False) -> ServingHouse:
    """Found the hall, or bring its database to the newest form, and open it. Raises click.ClickException."""
    found_house(options)
    seal = _seal(options)
    house = _opened(options, always_open)
    return ServingHouse(house.hall, house.url, house.store, seal)


def leave_nobody_behind(house: House) -> None:
    """Who waits for a theme that is gone goes on where the configuration says. Raises click.ClickException, and closes
    the store, where it does not say."""
    left = house.store.read(lambda records: stranded(records, house.hall, house.hall.day(now()))).result()
    if left:
        house.store.close()
        raise told(*(" ".join(_left_behind(one)[n] for one in left) for n in (0, 1)))
    house.store.write(_carry_on(house.hall)).result()


def _carry_on(hall: Hall) -> Callable[[HallRecords], None]:
    """It is told as of the last moment that is known: at start nobody knows yet what the clock is worth."""

    def work(records: HallRecords) -> None:
        last = last_record(records, hall)
        carry_on(records, hall, last.at if last else now())

    return work


def _left_behind(one: Stranded) -> tuple[str, str]:
    shown = "、".join(one.numbers[:MOST_SHOWN]) + (" …" if len(one.numbers) > MOST_SHOWN else "")
    waiting, waits = f"{len(one.numbers)} 人（{shown}）" if one.numbers else "", f"{len(one.numbers)} people ({shown})"
    booked = f"{one.booked} 个预约" if one.booked else ""
    zh = f"主题 {one.theme} 不在配置里，但还有{'、'.join(filter(None, (waiting, booked)))}。"
    zh += f'请放回这个主题，或写明改到哪个主题：[moved_themes] {one.theme} = "A"'
    en = f"theme {one.theme} is not configured any more, but {waits} and {one.booked} appointments are for it: put it"
    return zh, f'{en} back, or say where they go on: [moved_themes] {one.theme} = "A"'


@contextlib.contextmanager
def enter_house(options: HallOptions) -> Iterator[House]:
    """Open the hall that is there, for one command. Makes none: who looks into the wrong folder must hear of it.

    Raises click.ClickException, also for what is refused inside.
    """
    require_hall(options)
    house = _opened(options)
    try:
        yield house
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    except StoreFailedError as error:
        raise click.ClickException(f"the database failed, nothing was changed: {error}") from error
    finally:
        house.store.close()


def found_house(options: HallOptions) -> None:
    """A database of the newest form with this hall in it. Raises click.ClickException where it cannot be opened."""
    from drivers.hall_store.founding import found_hall

    say_database(options)
    if not (options.database or options.config.database.url):
        make_folder(options.folder)
    with opening():
        migrate(options.url)
        found_hall(options.url, options.config.hall.id)


def require_hall(options: HallOptions) -> None:
    """Raises click.ClickException where this hall is not in the database, or that is of another edition."""
    from drivers.hall_store.founding import NoHallError, find_hall

    say_database(options)
    try:
        with opening():
            find_hall(options.url, options.config.hall.id)
    except NoHallError as error:
        raise no_hall(options, error.others) from error


def no_hall(options: HallOptions, others: Sequence[str]) -> click.ClickException:
    """What to say where this hall is not in the database."""
    there = f" (it has: {', '.join(others)})" if others else ""
    return click.ClickException(
        f"no hall {options.config.hall.id!r} there{there}: name the hall's own --config, --state folder or"
        " --database, or found one with `kiosk hall migrate`"
    )


def say_database(options: HallOptions) -> None:
    """Every command names it, on the error output: who works on the wrong one sees it."""
    from drivers.hall_store.engines import name_of

    with opening():
        click.echo(f"database: {name_of(options.url)}", err=True)


@contextlib.contextmanager
def opening() -> Iterator[None]:
    """Raises click.ClickException where the database cannot be opened or is of another edition."""
    from sqlalchemy.exc import SQLAlchemyError

    from drivers.hall_store.schema import AnotherFormError

    try:
        yield
    except (SQLAlchemyError, ImportError) as error:  # ImportError: an address that names a driver that is not here
        reason = str(error.__cause__ or error).strip().replace("\n", " ")
        raise click.ClickException(f"the database cannot be opened: {reason}") from error
    except AnotherFormError as error:
        newer = "the database is of a newer edition of this program: install that one"
        older = "the database is of an older edition: `kiosk hall migrate` brings it to this one"
        raise click.ClickException(newer if error.newer else older) from error


def hall_key(options: HallOptions, make: bool) -> bytes:
    """Raises click.ClickException where the file holds none."""
    from drivers.hall_key import HallKeyError, read_hall_key

    try:
        return read_hall_key(options.key_file, make)
    except HallKeyError as error:
        raise click.ClickException(str(error)) from error


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


def _opened(options: HallOptions, always_open: bool = False) -> House:
    with opening():
        store = HallStore(options.url, options.config.hall.id)
    return House(hall_of(options.config, always_open), options.url, store)


def _seal(options: HallOptions) -> IdentitySeal:
    """With the key that the hall was begun with: two would give one person two numbers."""
    from drivers.hall_store.founding import bind_key, key_print

    with opening():
        bound = key_print(options.url, options.config.hall.id)
    seal = IdentitySeal(hall_key(options, make=not bound))
    with opening():
        bound = bind_key(options.url, options.config.hall.id, seal.fingerprint)
    if bound != seal.fingerprint:
        words = ANOTHER_KEY.format(key=options.key_file, kept=bound, here=seal.fingerprint)
        raise click.ClickException(words)
    return seal


def make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise click.ClickException(f"{folder}: cannot be made: {error.strerror}") from error
