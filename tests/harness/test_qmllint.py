"""The QML linter knows what a Python view-model offers, and says so where QML asks for something else."""

from pathlib import Path

import pytest

from tests.harness.qmllint import LintError, import_name, lint, tool

MODEL = """
from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from views.base import View

QML_IMPORT_NAME = "Test.Views"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the program")
class HomeView(View):
    changed = Signal()

    @Property(str, notify=changed)
    def hallName(self) -> str:
        return "hall"

    @Slot(str)
    def choose(self, purpose: str) -> None:
        pass
"""

BASE = """
from PySide6.QtCore import Property, QObject

class View(QObject):
    @Property(str, constant=True)
    def title(self) -> str:
        return "title"
"""

QML = """
import QtQuick
import Test.Views
import Test.Kit

Item {{
    id: page

    required property HomeView view

    Words {{
        text: {text}
    }}

    TapHandler {{
        onTapped: {tapped}
    }}

    Words {{
        text: {title}
    }}
}}
"""


RIGHT = {"text": "page.view.hallName", "tapped": 'page.view.choose("ticket")', "title": "page.view.title"}


def ui(folder: Path, **slip: str) -> Path:
    """A user interface of one view-model on a base class, one page and a kit of one control."""
    kit = folder / "qml" / "Test" / "Kit"
    kit.mkdir(parents=True)
    (kit / "qmldir").write_text("module Test.Kit\nWords 1.0 Words.qml\n", encoding="utf-8")
    (kit / "Words.qml").write_text("import QtQuick\n\nText {}\n", encoding="utf-8")
    (folder / "home.py").write_text(MODEL, encoding="utf-8")
    (folder / "base.py").write_text(BASE, encoding="utf-8")
    (folder / "qml" / "Home.qml").write_text(QML.format(**{**RIGHT, **slip}), encoding="utf-8")
    return folder


def test_what_fits_passes(tmp_path: Path) -> None:
    assert lint(ui(tmp_path / "ui"), tmp_path / "build") == 0


@pytest.mark.parametrize(
    "slip",
    [
        {"text": "page.view.hallNmae"},
        {"text": "hallName"},
        {"tapped": "page.view.chose()"},
        {"title": "page.view.titel"},
    ],
    ids=["misspelt property", "unqualified", "misspelt slot", "misspelt property of the base class"],
)
def test_a_slip_fails(tmp_path: Path, slip: dict[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    assert lint(ui(tmp_path / "ui", **slip), tmp_path / "build") != 0
    told = capfd.readouterr().err
    assert told.count("Warning:") == 1
    assert next(iter(slip.values())).rpartition(".")[2].partition("(")[0] in told


def test_a_folder_without_qml_passes(tmp_path: Path) -> None:
    assert lint(tmp_path, tmp_path / "build") == 0


def test_a_file_without_a_module_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "plain.py").write_text("NAME = 'x'\n", encoding="utf-8")
    assert import_name(tmp_path / "plain.py") is None


def test_a_tool_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(LintError, match=r"(?s)metaobjectdump.*missing\.py"):
        tool("metaobjectdump", tmp_path / "missing.py")
