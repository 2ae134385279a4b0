"""`kiosk card` as a technician calls it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from drivers.sim.card_reader import FakeCardReader, Fault
from drivers.sim.people import find
from kiosk.programs.card import command


def test_a_simulated_card_is_printed_as_json() -> None:
    result = CliRunner().invoke(command, ["--simulate", "rare_name", "--json"])
    assert result.exit_code == 0
    card = json.loads(result.stdout)
    assert card["name"] == find("rare_name").card.name
    assert card["birth"] == "1990-11-11"


def test_a_real_port_is_read(tmp_path: Path) -> None:
    fake = FakeCardReader(tmp_path)
    fake.start()
    fake.present(find("foreigner").card)
    result = CliRunner().invoke(command, ["--port", str(fake.path)])
    fake.stop()
    assert result.exit_code == 0
    assert "foreigner_2023" in result.stdout


def test_a_damaged_answer_is_told_and_read_again(tmp_path: Path) -> None:
    fake = FakeCardReader(tmp_path)
    fake.start()
    fake.fault = Fault.TORN
    fake.present(find("worker").card)
    result = CliRunner().invoke(command, ["--port", str(fake.path)])
    fake.stop()
    assert result.exit_code == 0
    assert "garbled" in result.stderr


@pytest.mark.logs("WARNING", "card_reader: absent")
def test_a_missing_port_is_a_clear_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["--port", str(tmp_path / "none"), "--json"])
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"] == "not_connected"


def test_nobody_lays_a_card_down(tmp_path: Path) -> None:
    fake = FakeCardReader(tmp_path)
    fake.start()
    result = CliRunner().invoke(command, ["--port", str(fake.path), "--timeout", "0.5", "--json"])
    fake.stop()
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"] == "no_card"


@pytest.mark.parametrize("arguments", [[], ["--simulate", "nobody"], ["--simulate", "worker", "--port", "x"]])
def test_wrong_use_names_the_people(arguments: list[str]) -> None:
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 2
    assert "grandmother" in result.stderr
