"""`kiosk doctor` on machines that lack something."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from drivers.sandbox.app import SandboxPlan
from drivers.sandbox.server import SandboxServer
from drivers.sim.card_reader import FakeCardReader
from drivers.sim.printer import FakePrinter
from drivers.sim.scanner import FakeScanner
from kiosk.hall.access import Role
from kiosk.programs.doctor import command
from tests.drivers.office import write_item
from tests.hallkit.house import open_house, sqlite_url

CONFIG = Path(__file__).parents[2] / "config" / "terminal.toml"


def findings(config: Path) -> dict[str, dict[str, str]]:
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
