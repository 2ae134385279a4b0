"""The file of words: what a hall may edit, and what it is told when it went wrong."""

from pathlib import Path

import pytest

from kiosk.config import ConfigError, TerminalSection
from kiosk.papers import PaperCounter, Wordings, read_wordings
from kiosk.papers.wording import BLANKS
from tests.kiosk import fakes
from tests.kiosk.papers.conftest import TEXTS
from tests.kiosk.papers.reading import whole


def edited(folder: Path, old: str, new: str) -> Path:
    text = TEXTS.read_text()
    assert old in text
    path = folder / "papers.toml"
    path.write_text(text.replace(old, new, 1))
    return path


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('missed = "过号', '# "过号', "missed"),
        ('go_to = "请到"', 'go_to = "请到"\ngoto = "请到"', "goto"),
        ('go_to = "请到"', "go_to = 7", "go_to"),
        ('go_to = "请到"', 'go_to = " "', "'go_to' is empty"),
        ("{low}-{high}", "{low}-{hihg}", r"'wait_value' holds \{hihg\}; it may hold \{high\}, \{low\}"),
        ("{count} 人", "{} 人", "'ahead_value' holds {}"),
        ("{count} 人", "{count:x} 人", "'ahead_value' holds {count}"),
        ("{count} 人", "{count!r} 人", "'ahead_value' holds {count}"),
        ("{count} 人", "{count 人", "'ahead_value'"),
        ('fee = "收费"', 'fee = "{price}"', r"'fee' holds \{price\}; it may hold no \{names\}"),
    ],
)
def test_a_wrong_word_names_file_and_key(old: str, new: str, complaint: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=rf"papers\.toml.*{complaint}"):
        read_wordings(edited(tmp_path, old, new), "en")


def test_a_hall_may_use_its_own_words(tmp_path: Path) -> None:
    words = read_wordings(edited(tmp_path, "过号别着急", "没听到叫号别着急"))
    assert words.zh.ticket.missed.startswith("没听到叫号别着急")


def test_every_blank_is_one_that_some_text_uses() -> None:
    text = TEXTS.read_text()
    assert all(f"{{{blank}}}" in text for blanks in BLANKS.values() for blank in blanks)


@pytest.mark.parametrize(("language", "hall"), [("zh", "一厅"), ("en", "Hall One")])
def test_the_counter_hands_out_papers_in_the_visitors_language(wordings: Wordings, language: str, hall: str) -> None:
    section = TerminalSection("CZ-01", "一厅", "Hall One", "0317-12345")
    counter = PaperCounter(wordings, section, fakes.ManualClock())
    for paper in (counter.ticket(fakes.ticket(), "张*", (), language), counter.needs(fakes.item(), {}, language)):
        assert hall in whole(paper)
        assert "0317-12345" in whole(paper)
    assert "2026-11-23 09:30" in whole(counter.needs(fakes.item(), {}, language))
