"""`kiosk doctor` on machines that lack something."""

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from drivers.outbox.store import Store
from drivers.sandbox.app import SandboxPlan
from drivers.sandbox.server import SandboxServer
from drivers.sim.card_reader import FakeCardReader
from drivers.sim.printer import FakePrinter
from drivers.sim.scanner import FakeScanner
from kiosk.hall.access import Role
from kiosk.programs.doctor import command
from tests.drivers.office import parcel, write_item
from tests.hallkit.house import open_house
from tests.hallkit.laid import sqlite_url

CONFIG = Path(__file__).parents[2] / "config" / "terminal.toml"


def findings(config: Path) -> dict[str, dict[str, str]]:
    """In English."""
    if config.exists():
        config.write_text(config.read_text("utf-8").replace('language = "zh"', 'language = "en"'), "utf-8")
    result = CliRunner().invoke(command, ["--config", str(config), "--json"])
    assert result.exit_code == 1
    return {finding["what"]: finding for finding in json.loads(result.stdout)}


def test_a_wrong_key_is_named_with_its_file(tmp_path: Path) -> None:
    wrong = tmp_path / "terminal.toml"
    wrong.write_text(CONFIG.read_text().replace("baud = 115200", "baud = 1200", 1))
    found = findings(wrong)["configuration"]
    assert found["state"] == "fail"
    assert "terminal.toml" in found["detail"]
    assert "card_reader.baud" in found["detail"]


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    assert "none.toml" in findings(tmp_path / "none.toml")["configuration"]["detail"]


@pytest.mark.parametrize("plugged", [True, False])
def test_devices_answer_or_not(tmp_path: Path, plugged: bool) -> None:
    fakes = [FakeCardReader(tmp_path), FakePrinter(tmp_path), FakeScanner(tmp_path)]
    text = CONFIG.read_text()
    for name, fake in zip(("id-card-reader", "receipt-printer", "code-scanner"), fakes, strict=True):
        text = text.replace(f'"/dev/serial/by-id/{name}"', f'"{fake.path}"')
    text = text.replace("https://platform.example", "http://127.0.0.1:9").replace(":8710", ":9")
    text = text.replace("/dev/v4l/by-id/document-camera-video-index0", str(tmp_path / "none.avi"))
    config = tmp_path / "terminal.toml"
    config.write_text(text)
    for fake in fakes:
        if plugged:
            fake.start()
    found = findings(config)
    for fake in fakes:
        fake.stop()
    expected = "ok" if plugged else "fail"
    assert {found[what]["state"] for what in ("card reader", "printer", "scanner")} == {expected}
    assert found["hall"]["state"] == "fail"
    assert found["camera"]["state"] == "fail"


@pytest.mark.parametrize("known", [True, False])
def test_hall_and_platform_are_asked_as_the_terminal_asks(tmp_path: Path, known: bool) -> None:
    write_item(tmp_path / "catalogue")
    secrets = {"CZ-01": "change-me" if known else "another"}
    platform = SandboxServer(SandboxPlan(tmp_path / "platform", tmp_path / "catalogue", secrets))
    platform.start()
    with open_house(sqlite_url(tmp_path)) as house, closing(platform):
        text = CONFIG.read_text().replace("https://platform.example", platform.url)
        text = text.replace("http://127.0.0.1:8710", house.url)
        text = text.replace('token = ""', f'token = "{house.token(Role.TERMINAL) if known else "wrong"}"')
        config = tmp_path / "terminal.toml"
        config.write_text(text)
        found = findings(config)
    told = {what: (found[what]["state"], found[what]["detail"], found[what]["advice"]) for what in ("hall", "platform")}
    if known:
        assert [state for state, _, _ in told.values()] == ["ok", "ok"]
        assert [detail.partition(" ")[2] for _, detail, _ in told.values()] == [
            "knows the token, 2 themes",
            "knows the secret, 1 items",
        ]
    else:
        assert [state for state, _, _ in told.values()] == ["fail", "fail"]
        assert all("token or secret" in advice for _, _, advice in told.values())


def test_a_missing_certificate_authority_is_said(tmp_path: Path) -> None:
    config = tmp_path / "terminal.toml"
    config.write_text(CONFIG.read_text().replace('ca_file = ""', 'ca_file = "none.pem"'))
    found = findings(config)
    assert [found[what]["advice"] for what in ("hall", "platform")] == [
        "correct url or ca_file in the configuration"
    ] * 2


def with_store(tmp_path: Path) -> Path:
    config = tmp_path / "terminal.toml"
    text = CONFIG.read_text("utf-8").replace('folder = ""', f'folder = "{tmp_path / "state"}"')
    config.write_text(text.replace("https://platform.example", "http://127.0.0.1:9").replace(":8710", ":9"), "utf-8")
    store = Store(tmp_path / "state", "CZ-01", lambda: datetime(2026, 11, 23, 9, tzinfo=UTC))
    store.take(parcel())
    store.close()
    return config


def test_the_outbox_is_opened_before_it_is_called_ok(tmp_path: Path) -> None:
    config, state = with_store(tmp_path), tmp_path / "state"
    assert findings(config)["outbox"]["state"] == "ok"
    key = (state / "outbox.key").read_bytes()
    (state / "outbox.key").write_bytes(b"k" * 32)
    assert "does not open what was taken" in findings(config)["outbox"]["detail"]
    (state / "outbox.key").unlink()
    assert "is gone" in findings(config)["outbox"]["detail"]
    (state / "outbox.key").write_bytes(key)
    (state / "outbox.db").write_bytes(b"no database" * 900)
    (state / "outbox.db-wal").unlink(missing_ok=True)
    assert "it is damaged" in findings(config)["outbox"]["advice"]
    (state / "outbox-damaged-20261127-090000.db").write_bytes(b"x")
    assert findings(config)["outbox put aside"]["state"] == "warn"


def test_a_person_reads_it_in_the_language_of_the_configuration(tmp_path: Path) -> None:
    config = with_store(tmp_path)
    told = CliRunner().invoke(command, ["--config", str(config)])
    assert told.exit_code == 1
    assert "正常  待送件" in told.output
    assert "故障  读卡器" in told.output
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(CONFIG.read_text("utf-8").replace("115200", "1"), "utf-8")
    assert CliRunner().invoke(command, ["--config", str(wrong)]).output.count("应为：9600") == 3
