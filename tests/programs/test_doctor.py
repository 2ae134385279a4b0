"""`kiosk doctor` on machines that lack something."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from drivers.sim.card_reader import FakeCardReader
from drivers.sim.printer import FakePrinter
from drivers.sim.scanner import FakeScanner
from kiosk.programs.doctor import command

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
