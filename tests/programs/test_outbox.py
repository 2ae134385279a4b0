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
    assert "no errand" in told.output
    assert not (tmp_path / "none").exists()
