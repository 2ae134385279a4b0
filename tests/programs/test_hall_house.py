"""Whose hall it is: one key for its people, one database that every command names and few may make."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drivers.hall_key import read_hall_key
from drivers.hall_store import HallStore, migrate
from drivers.hall_store.founding import key_print
from kiosk.hall.identity import IdentitySeal
from kiosk.programs.hall import command
from kiosk.programs.hall_house import HallOptions, open_house
from tests.drivers.test_hall_store import DAY, a_ticket
from tests.hallkit.house import TOML, WAIT
from tests.hallkit.laid import sqlite_url

KEY, OTHER = "ab" * 32, "cd" * 32
PLACES: dict[str, Callable[[Path, Path], list[str]]] = {
    "another state folder": lambda config, folder: ["--config", str(config), "--state", str(folder)],
    "another database": lambda config, folder: ["--config", str(config), "--database", f"sqlite:///{folder}/hall.db"],
}


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "hall.toml"
    file.write_text(TOML, encoding="utf-8")
    return file


def options_of(config: Path, url: str, state: Path, key: str = "") -> HallOptions:
    if key:
        state.mkdir(exist_ok=True)
        (state / "hall.key").write_text(key)
        (state / "hall.key").chmod(0o600)
    return HallOptions(config, url, state)


def say(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, catch_exceptions=False)


def test_a_process_with_another_key_does_not_start_and_says_why(database: str, config: Path, tmp_path: Path) -> None:
    first = options_of(config, database, tmp_path / "one", KEY)
    open_house(first).store.close()
    open_house(options_of(config, database, tmp_path / "copy", KEY)).store.close()
    options_of(config, database, tmp_path / "two", OTHER)
    answer = say("--config", str(config), "--database", database, "--state", str(tmp_path / "two"), "--port", "0")
    assert answer.exit_code == 1
    said = answer.stderr.splitlines()[-1]
    assert "不是本大厅数据库的密钥" in said
    assert "hall.key" in said
    assert IdentitySeal(bytes.fromhex(KEY)).fingerprint in said
    assert KEY[:20] not in answer.output
    assert OTHER[:20] not in answer.output


def test_a_hall_that_had_no_key_yet_takes_the_first_that_comes(database: str, config: Path, tmp_path: Path) -> None:
    """As every hall of before, where none was noted."""
    house = open_house(options_of(config, database, tmp_path / "state"))
    house.store.close()
    assert key_print(database, "test") == house.seal.fingerprint


def test_a_missing_key_is_not_made_anew_for_a_hall_that_has_one(config: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    open_house(options_of(config, "", state)).store.close()
    (state / "hall.key").unlink()
    answer = say("--config", str(config), "--state", str(state), "--port", "0")
    assert f"{state / 'hall.key'}: the hall's key is not there" in answer.stderr.splitlines()[-1]
    assert not (state / "hall.key").exists()


def test_when_the_key_is_lost_the_hall_goes_on_with_another(database: str, config: Path, tmp_path: Path) -> None:
    options = options_of(config, database, tmp_path / "state", KEY)
    house = open_house(options)
    house.store.write(lambda records: a_ticket(records, "key", holder="holder")).result(WAIT)
    (tmp_path / "state" / "hall.key").unlink()
    answer = say(
        "--config", str(config), "--database", database, "--state", str(tmp_path / "state"), "adopt-key", "--yes"
    )
    assert answer.exit_code == 0
    again = open_house(options)
    assert again.seal.fingerprint != house.seal.fingerprint
    assert [one.holder for one in again.store.read(lambda records: records.tickets(DAY)).result(WAIT)] == [""]
    assert house.store.write(lambda records: records.live_ticket(DAY, "A", "holder")).result(WAIT) is None
    for one in (house, again):
        one.store.close()


@pytest.mark.parametrize("content", ["", "\n", "nonsense", "ab" * 16, "ab" * 40, "\x00\xff", "aß" * 32], ids=range(7))
def test_a_key_that_is_none_is_one_line_with_its_file_and_remedy(config: Path, tmp_path: Path, content: str) -> None:
    options_of(config, "", tmp_path / "state", content or " ")
    answer = say("--config", str(config), "--state", str(tmp_path / "state"), "--port", "0")
    lines = [line for line in answer.stderr.splitlines() if not line.startswith("database: ")]
    assert (answer.exit_code, len(lines)) == (1, 1)
    assert str(tmp_path / "state" / "hall.key") in lines[0]
    assert "adopt-key" in lines[0]


def test_a_key_file_that_is_a_folder_is_one_line(config: Path, tmp_path: Path) -> None:
    (tmp_path / "state" / "hall.key").mkdir(parents=True)
    answer = say("--config", str(config), "--state", str(tmp_path / "state"), "--port", "0")
    assert "hall.key: the hall's key cannot be read or made: Is a directory" in answer.stderr.splitlines()[-1]


@pytest.mark.logs("WARNING", "could be read by others (mode 644)")
def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "made" / "hall.key"
    key = read_hall_key(file, make=True)
    assert (len(key), file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (32, 0o600, 0o700)
    file.chmod(0o644)
    assert read_hall_key(file, make=True) == key
    assert file.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in file.parent.iterdir()] == ["hall.key"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "arguments",
    [
        ["token", "create", "--kind", "board"],
        ["token", "list"],
        ["token", "revoke", "1"],
        ["clerk", "create", "--login", "1", "--name", "x", "--pin", "246810"],
        ["settle"],
        ["adopt-key", "--yes"],
    ],
)
def test_a_command_names_its_database_and_makes_none(
    config: Path, tmp_path: Path, place: str, arguments: list[str]
) -> None:
    folder = tmp_path / "wrong"
    folder.mkdir()
    answer = say(*PLACES[place](config, folder), *arguments)
    first, last = answer.stderr.splitlines()
    assert answer.exit_code == 1
    assert first.startswith(f"database: sqlite:///{folder}/")
    assert last.startswith("Error: no hall 'test' there")
    assert answer.stdout == ""
    assert list(folder.iterdir()) == []


def test_another_hall_in_the_database_is_named(database: str, config: Path, tmp_path: Path) -> None:
    open_house(options_of(config, database, tmp_path / "state")).store.close()
    config.write_text(TOML.replace('id = "test"', 'id = "other"'), encoding="utf-8")
    answer = say("--config", str(config), "--database", database, "token", "list")
    assert "no hall 'other' there (it has: test)" in answer.stderr
    assert say("--config", str(config), "--database", database, "migrate").exit_code == 0
    assert say("--config", str(config), "--database", database, "token", "list").exit_code == 0


def test_a_database_of_another_edition_is_said(config: Path, tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    migrate(url, "0004")
    base = ["--config", str(config), "--database", url, "--state", str(tmp_path)]
    assert "older edition: `kiosk hall migrate`" in say(*base, "token", "list").stderr
    with sqlite3.connect(tmp_path / "hall.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    for arguments in (["token", "list"], ["migrate"], ["--port", "0"]):
        assert "newer edition of this program" in say(*base, *arguments).stderr.splitlines()[-1]


def test_a_password_is_not_shown(config: Path) -> None:
    answer = say(
        "--config", str(config), "--database", "postgresql+psycopg://hall:geheim@127.0.0.1:1/x", "token", "list"
    )
    assert "database: postgresql+psycopg://hall:***@127.0.0.1:1/x" in answer.stderr
    assert "geheim" not in answer.output


@pytest.mark.logs("WARNING", "could be read by others (mode 644)")
def test_the_database_is_its_owners_alone_wherever_it_lies(tmp_path: Path) -> None:
    migrate(sqlite_url(tmp_path))
    with_store(tmp_path)
    (tmp_path / "hall.db").chmod(0o644)
    with_store(tmp_path)


def with_store(folder: Path) -> None:
    """While the hall works, so that its log and index are there too."""
    store = HallStore(sqlite_url(folder), "test")
    store.write(lambda records: records.unsettled_days()).result(WAIT)
    modes = {one.name: one.stat().st_mode & 0o777 for one in folder.glob("hall.db*")}
    store.close()
    assert modes == dict.fromkeys(("hall.db", "hall.db-wal", "hall.db-shm"), 0o600)
