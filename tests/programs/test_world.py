"""The demo's hall gets the settings of a real one, and a platform to send messages through."""

from pathlib import Path

from kiosk.config import read_config
from kiosk.hall.config import HallConfig
from kiosk.programs.world import HALL, HALL_CONFIG, with_notices


def test_the_halls_settings_are_the_shipped_ones_with_messages(tmp_path: Path) -> None:
    shipped = HALL_CONFIG.read_text("utf-8")
    file = tmp_path / "hall.toml"
    file.write_text(with_notices(shipped, "http://127.0.0.1:1"), "utf-8")
    config, plain = read_config(file, HallConfig), read_config(HALL_CONFIG, HallConfig)
    assert (config.notices.url, config.notices.id, config.notices.ahead) == ("http://127.0.0.1:1", HALL, 1)
    assert (config.themes, config.hall, config.hours) == (plain.themes, plain.hall, plain.hours)
    assert plain.notices.url == ""
