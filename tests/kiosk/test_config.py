"""A terminal's settings: what is wrong is named with file, key and what was expected."""

from pathlib import Path

import pytest

from kiosk.config import ConfigError, TerminalConfig, read_config

SHIPPED = Path(__file__).parents[2] / "config" / "terminal.toml"


def test_the_shipped_file_is_right() -> None:
    assert read_config(SHIPPED, TerminalConfig).printer.dots == 576


@pytest.mark.parametrize(
    ("line", "instead", "named"),
    [
        ('id = "CZ-01"', 'id = "cz 1"', "terminal.id"),
        ("baud = 115200", "baud = 1200", "card_reader.baud"),
        ("idle_seconds = 60", 'idle_seconds = "long"', "visit.idle_seconds"),
        ("idle_seconds = 60", "idle_seconds = 0", "visit.idle_seconds"),
        ('orientation = "portrait"', 'orientation = "askew"', "display.orientation"),
        ("dots = 576", "dotts = 576", "dotts"),
        ('time_zone = "Asia/Shanghai"', 'time_zone = "Asia/Atlantis"', "time_zone"),
        ("[printer]", "[drucker]", "drucker"),
        ("[terminal]", "[terminal", "terminal.toml"),
    ],
)
def test_a_wrong_key_is_named(tmp_path: Path, line: str, instead: str, named: str) -> None:
    text = SHIPPED.read_text()
    assert line in text
    wrong = tmp_path / "terminal.toml"
    wrong.write_text(text.replace(line, instead, 1))
    with pytest.raises(ConfigError) as error:
        read_config(wrong, TerminalConfig)
    assert str(wrong) in str(error.value)
    assert named in str(error.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="没有这个文件"):
        read_config(tmp_path / "none.toml", TerminalConfig)
