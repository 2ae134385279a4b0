"""Everything the terminal says is said in Chinese as well: the source is read anew and held against the files."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "assets" / "translations").glob("*.ts"))
SOURCES = [path for path in (ROOT / "ui").rglob("*") if path.suffix in (".qml", ".py") and "hall" not in path.parts]

Message = tuple[str, str, str, bool]


def messages(path: Path) -> Iterator[Message]:
    """Context, source, translation, and whether it is finished, for every message of a .ts file."""
    for context in ElementTree.parse(path).getroot().iter("context"):  # noqa: S314  our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            yield (
                context.findtext("name", ""),
                message.findtext("source", ""),
                translation.text or "",
                "type" not in translation.attrib,
            )


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[set[Message], set[Message]]:
    """What the file holds, and what it would hold after a fresh look at the source."""
    committed: Path = request.param
    fresh = tmp_path_factory.mktemp("translations") / committed.name
    shutil.copy(committed, fresh)
    program = Path(sys.executable).with_name("pyside6-lupdate")
    subprocess.run([program, "-silent", "-no-obsolete", *SOURCES, "-ts", fresh], check=True, capture_output=True)
    return set(messages(committed)), set(messages(fresh))


def test_every_text_is_translated(both: tuple[set[Message], set[Message]]) -> None:
    _, fresh = both
    assert len(fresh) > 50
    assert sorted(f"{context}: {source}" for context, source, text, done in fresh if not (text and done)) == []


def test_no_translation_stands_for_a_text_that_is_gone(both: tuple[set[Message], set[Message]]) -> None:
    committed, fresh = both
    assert sorted({one[:2] for one in committed} - {one[:2] for one in fresh}) == []


def test_a_translation_takes_what_the_text_gives(both: tuple[set[Message], set[Message]]) -> None:
    """%1 and %2 stand for figures and names: one that is lost is a sentence with a hole."""
    for context, source, text, _ in both[1]:
        for mark in ("%1", "%2", "%3", "%n"):
            assert (mark in source) == (mark in text), f"{context}: {source}"
