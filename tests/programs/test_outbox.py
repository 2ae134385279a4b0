"""What staff do with errands in a shell."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drivers.outbox.store import Store
from kiosk.programs.outbox import command
from tests.drivers.office import parcel

CONFIG = Path(__file__).parents[2] / "config" / "terminal.toml"
REASON = "此人已领取"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A terminal that has taken two errands, the first of which was refused."""
    text = CONFIG.read_text(encoding="utf-8").replace('folder = ""', f'folder = "{tmp_path}"')
    path = tmp_path / "terminal.toml"
    path.write_text(text, encoding="utf-8")
    store = Store(tmp_path, "CZ-01", lambda: datetime(2026, 11, 23, 9, tzinfo=UTC))
    for key in ("key-first", "key-other"):
        store.take(parcel(key=key))
        if key == "key-first":
            claim = store.claim("me", 60, 60)
            assert claim is not None
            store.refused(claim, "refused", REASON)
    store.close()
    return path


def run(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, ["--config", str(config), *arguments])


@pytest.fixture
def english(config: Path) -> Path:
    config.write_text(config.read_text("utf-8").replace('language = "zh"', 'language = "en"'), "utf-8")
    return config


COMMANDS = [("list",), ("why", "CZ-01-261123-001"), ("resend", "CZ-01-261123-001"), ("close", "--yes", "X-1")]


def listed(config: Path, *more: str) -> dict[str, str]:
    return {one["local_number"]: one["state"] for one in json.loads(run(config, "list", "--json", *more).output)}


FIRST, OTHER = "CZ-01-261123-001", "CZ-01-261123-002"


def test_the_list_names_no_person_and_the_reason_is_told_on_demand(config: Path) -> None:
    shown = run(config, "list").output
    assert FIRST in shown
    assert "refused" in shown
    assert REASON not in shown
    assert run(config, "why", FIRST).output.strip() == REASON
    assert run(config, "why", OTHER).exit_code == 1


def test_a_refused_errand_is_sent_again(config: Path) -> None:
    assert run(config, "resend", FIRST).exit_code == 0
    assert listed(config) == {FIRST: "waiting", OTHER: "waiting"}
    assert run(config, "resend", FIRST).exit_code == 1


def test_a_refused_errand_is_closed_for_good_but_only_after_a_yes(config: Path) -> None:
    assert run(config, "close", FIRST).exit_code == 1
    assert listed(config) == {FIRST: "refused", OTHER: "waiting"}
    assert run(config, "close", "--yes", FIRST).exit_code == 0
    assert listed(config) == {OTHER: "waiting"}
    assert "closed" in run(config, "list", "--all").output
    assert run(config, "close", "--yes", OTHER).exit_code == 1


def test_a_terminal_that_never_took_anything_says_so(tmp_path: Path) -> None:
    path = tmp_path / "terminal.toml"
    path.write_text(CONFIG.read_text(encoding="utf-8").replace('folder = ""', f'folder = "{tmp_path / "none"}"'))
    told = run(path, "list")
    assert told.exit_code == 1
    assert "还没有收过件" in told.output
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("arguments", COMMANDS)
@pytest.mark.parametrize("damaged", [b"SQLite format 3\0" + b"x" * 9000, b"no database" * 900])
def test_a_damaged_file_is_one_line_and_left_as_it_is(
    english: Path, tmp_path: Path, arguments: tuple[str, ...], damaged: bytes
) -> None:
    file = tmp_path / "outbox.db"
    file.write_bytes(damaged)
    told = run(english, *arguments)
    assert (told.exit_code, len(told.output.splitlines())) == (1, 1)
    assert f"{file} is damaged. Restart the terminal" in told.output
    assert file.read_bytes() == damaged


def test_a_file_that_is_damaged_in_the_middle_is_one_line(english: Path, tmp_path: Path) -> None:
    file = tmp_path / "outbox.db"
    content = bytearray(file.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    file.write_bytes(content)
    told = run(english, "list", "--all")
    assert told.exit_code == 1
    assert "is damaged" in told.output


@pytest.mark.parametrize("arguments", [("why", FIRST), ("resend", FIRST)])
def test_with_another_key_nothing_is_promised(english: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "outbox.key").write_bytes(b"k" * 32)
    told = run(english, *arguments)
    assert (told.exit_code, len(told.output.splitlines())) == (1, 1)
    assert "is not the key" in told.output
    assert listed(english) == {FIRST: "refused", OTHER: "waiting"}


@pytest.mark.parametrize(("key", "said"), [(None, "is gone"), (b"torn", "is not the key")])
def test_no_command_makes_a_key(english: Path, tmp_path: Path, key: bytes | None, said: str) -> None:
    file = tmp_path / "outbox.key"
    file.unlink() if key is None else file.write_bytes(key)
    told = run(english, "why", FIRST)
    assert said in told.output
    assert file.exists() is (key is not None)


def test_the_option_stands_where_one_tries_it(config: Path) -> None:
    told = CliRunner().invoke(command, ["list", "--config", str(config), "--json"])
    assert told.exit_code == 0
    assert FIRST in told.output


def test_files_that_were_put_aside_are_named(config: Path, tmp_path: Path) -> None:
    (tmp_path / "outbox-damaged-20261127-090000.db").write_bytes(b"x")
    assert "outbox-damaged-20261127-090000.db 是损坏后留存的" in run(config, "list").output
