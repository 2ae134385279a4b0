"""Qt for the tests of the terminal's face: one application, compiled translations, a face per test."""

import subprocess
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from tests.ui.terminal.face import Face
from ui.terminal.curtain import make_application
from ui.terminal.icons import ASSETS

MakeFace = Callable[..., Face]


@pytest.fixture(scope="session")
def application() -> QGuiApplication:
    return make_application()


@pytest.fixture(scope="session")
def translations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compiled from the source of this checkout, not from what a build may have left."""
    folder = tmp_path_factory.mktemp("translations")
    release = Path(sys.executable).with_name("pyside6-lrelease")
    source = ASSETS / "translations" / "zh_CN.ts"
    subprocess.run([release, "-silent", source, "-qm", folder / "zh_CN.qm"], check=True)
    return folder


@pytest.fixture
def make_face(application: QGuiApplication, translations: Path) -> Generator[MakeFace]:
    faces: list[Face] = []

    def make(orientation: str = "portrait", **settings: Any) -> Face:
        faces.append(Face(translations, orientation, **settings))
        return faces[-1]

    yield make
    for face in faces:
        face.close()


@pytest.fixture
def face(make_face: MakeFace) -> Face:
    return make_face()
