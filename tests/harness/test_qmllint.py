"""The QML linter knows what a Python view-model offers, and says so where QML asks for something else."""

from pathlib import Path

import pytest

from tests.harness.qmllint import LintError, import_name, lint, tool

MODEL = """
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

QML_IMPORT_NAME = "Test.Views"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the program")
class HomeView(QObject):
    changed = Signal()

    @Property(str, notify=changed)
    def hallName(self) -> str:
        return "hall"

    @Slot(str)
    def choose(self, purpose: str) -> None:
        pass
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
}}
"""


def ui(folder: Path, text: str = "page.view.hallName", tapped: str = 'page.view.choose("ticket")') -> Path:
    kit = folder / "qml" / "Test" / "Kit"
    kit.mkdir(parents=True)
    (kit / "qmldir").write_text("module Test.Kit\nWords 1.0 Words.qml\n", encoding="utf-8")
    (kit / "Words.qml").write_text("import QtQuick\n\nText {}\n", encoding="utf-8")
    (folder / "views.py").write_text(MODEL, encoding="utf-8")
    (folder / "qml" / "Home.qml").write_text(QML.format(text=text, tapped=tapped), encoding="utf-8")
    return folder


def test_what_fits_passes(tmp_path: Path) -> None:
    assert lint(ui(tmp_path / "ui"), tmp_path / "build") == 0


@pytest.mark.parametrize(
    "slip",
    [
        {"text": "page.view.hallNmae"},
        {"text": "hallName"},
        {"tapped": "page.view.chose()"},
    ],
    ids=["misspelt property", "unqualified", "misspelt slot"],
)
def test_a_slip_fails(tmp_path: Path, slip: dict[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    assert lint(ui(tmp_path / "ui", **slip), tmp_path / "build") != 0
    assert "Home.qml" in capfd.readouterr().err


def test_a_folder_without_qml_passes(tmp_path: Path) -> None:
    assert lint(tmp_path, tmp_path / "build") == 0


def test_a_file_without_a_module_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "plain.py").write_text("NAME = 'x'\n", encoding="utf-8")
    assert import_name(tmp_path / "plain.py") is None


def test_a_tool_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(LintError, match=r"(?s)metaobjectdump.*missing\.py"):
        tool("metaobjectdump", tmp_path / "missing.py")
