"""Words in both languages: nothing without them, nothing half translated, nothing left over."""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.answers import Problem
from kiosk.catalogue import Period
from kiosk.events import Device, Stage
from kiosk.trouble import Trouble
from ui.terminal.icons import ASSETS
from ui.terminal.language import Language, MissingTranslationError
from ui.terminal.words import period_words, problem_words, stage_words, trouble_words, wait_words

ROOT = ASSETS.parent
SOURCE = ASSETS / "translations" / "zh_CN.ts"
HANZI = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def language(application: QGuiApplication, translations: Path) -> Language:
    return Language(translations)


def messages(path: Path) -> dict[tuple[str, str], ElementTree.Element]:
    """(context, English) to the translation's element."""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            key = context.findtext("name", ""), message.findtext("source", "")
            translation = message.find("translation")
            assert translation is not None
            found[key] = translation
    return found


def test_every_text_is_translated() -> None:
    for key, translation in messages(SOURCE).items():
        assert translation.get("type") is None, f"{key} is unfinished or no longer used"
        assert (translation.text or "").strip(), f"{key} has no Chinese"


def test_placeholders_stand_in_both_languages() -> None:
    for (_, english), translation in messages(SOURCE).items():
        assert set(re.findall(r"%\d", english)) == set(re.findall(r"%\d", translation.text or "")), english


def test_every_text_of_the_code_is_in_the_file(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    files = [
        p for folder in ("terminal", "bench") for kind in ("*.py", "*.qml") for p in (ROOT / "ui" / folder).rglob(kind)
    ]
    update = Path(sys.executable).with_name("pyside6-lupdate")
    options = ["-silent", "-locations", "none", "-source-language", "en", "-target-language", "zh_CN"]
    subprocess.run([update, *files, "-ts", fresh, *options], check=True, capture_output=True)
    assert messages(fresh).keys() == messages(SOURCE).keys()


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_words_and_a_way_on(language: Language, trouble: Trouble, code: str) -> None:
    language.use(code)
    title, text = trouble_words(trouble)
    assert title and text
    assert bool(HANZI.search(title)) is bool(HANZI.search(text)) is (code == "zh")
    language.use("en")


@pytest.mark.parametrize("code", ["zh", "en"])
def test_problems_and_stages_have_words(language: Language, code: str) -> None:
    language.use(code)
    words = [problem_words(problem) for problem in Problem] + [w for stage in Stage for w in stage_words(stage)]
    assert all(words)
    assert all(bool(HANZI.search(word)) is (code == "zh") for word in words)
    language.use("en")


def test_broken_device_is_called_by_its_name(application: QGuiApplication) -> None:
    assert trouble_words(Trouble.NO_ANSWER, Device.CARD_READER)[0] == "The card reader does not work at the moment"
    assert trouble_words(Trouble.CARD_MOVED, Device.CARD_READER)[0] == "The card was moved too early"


def test_nothing_wrong_has_no_words() -> None:
    assert trouble_words(None) == ("", "")
    assert problem_words(None) == ""


@pytest.mark.parametrize(
    ("minutes", "words"),
    [((0, 1), "no wait"), ((3, 3), "about 3 minutes"), ((10, 20), "10 to 20 minutes")],
)
def test_wait_is_an_honest_range(minutes: tuple[int, int], words: str) -> None:
    assert wait_words(minutes) == words


def test_periods_are_said_as_people_say_them(language: Language) -> None:
    now, days, working = (Period(days=n, unit=unit) for n, unit in ((0, "now"), (30, "d"), (5, "wd")))  # type: ignore[arg-type]
    assert [period_words(p) for p in (now, days, working)] == ["on the spot", "30 days", "5 working days"]
    language.use("zh")
    assert [period_words(p) for p in (now, days, working)] == ["当场办结", "30 天", "5 个工作日"]
    language.use("en")


def test_missing_translation_says_what_to_do(application: QGuiApplication, tmp_path: Path) -> None:
    with pytest.raises(MissingTranslationError, match="make setup"):
        Language(tmp_path)
