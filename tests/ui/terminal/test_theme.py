"""The theme's promises: contrast, sizes, and icons that exist."""

import re
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QObject, QUrl
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine

from kiosk.catalogue import read_catalogue
from ui.terminal.curtain import QML
from ui.terminal.icons import ASSETS, ICONS, UNKNOWN, draw_icon

AAA = 7.0  # WCAG 2.1, 1.4.6: contrast of text, enhanced
GROUNDS = ("paper", "paperDeep", "sheet", "jadeSoft", "brickSoft", "amberSoft")


@pytest.fixture
def theme(application: QGuiApplication) -> Generator[QObject]:
    engine = QQmlEngine()
    engine.addImportPath(str(QML))
    component = QQmlComponent(engine)
    component.setData(
        QByteArray(b"import QtQml\nimport Yitang.Kit\nQtObject { property QtObject theme: Theme }"), QUrl()
    )
    holder = component.create()
    assert holder is not None, component.errorString()
    yield holder.property("theme")
    holder.deleteLater()


def luminance(colour: QColor) -> float:
    """Relative luminance after WCAG 2.1."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("front", "ground"),
    [
        *(("ink", ground) for ground in GROUNDS),
        *(("inkSoft", ground) for ground in ("paper", "paperDeep", "sheet")),
        *(("jade", ground) for ground in ("paper", "sheet", "jadeSoft")),
        ("brick", "brickSoft"),
        ("brick", "paper"),
        ("light", "jade"),
        ("light", "jadePressed"),
    ],
)
def test_text_can_be_read(theme: QObject, front: str, ground: str) -> None:
    assert contrast(theme.property(front), theme.property(ground)) >= AAA


def test_large_mode_is_larger_in_everything(theme: QObject) -> None:
    names = ("title", "heading", "body", "small", "target", "targetPrimary")
    standard = {name: theme.property(name) for name in names}
    theme.setProperty("large", True)
    large = {name: theme.property(name) for name in names}
    theme.setProperty("large", False)
    assert all(large[name] > standard[name] for name in names)
    assert standard["target"] >= 64
    assert standard["targetPrimary"] >= 96


def used_icons() -> set[str]:
    """Names in QML, in the bundled items and in the hall's themes."""
    qml = "\n".join(path.read_text(encoding="utf-8") for path in (ASSETS.parent / "ui").rglob("*.qml"))
    # in these files every word in quotes that is an icon's name is meant as one
    words = set(re.findall(r'"([a-z][a-z0-9_-]*)"', qml))
    themes = set(re.findall(r'^icon = "(\w+)"', (ASSETS.parent / "config/hall.toml").read_text(encoding="utf-8"), re.M))
    items = {item.icon for item in read_catalogue(ASSETS / "catalogue").items}
    return words | themes | items


def asked_icons() -> set[str]:
    """Names that QML asks for in so many words."""
    qml = "\n".join(path.read_text(encoding="utf-8") for path in (ASSETS.parent / "ui").rglob("*.qml"))
    return set(re.findall(r'(?:glyph|name): "([a-z0-9-]+)"', qml))


def test_every_icon_that_is_asked_for_is_there() -> None:
    there = {path.stem for path in ICONS.glob("*.svg")}
    items = {item.icon for item in read_catalogue(ASSETS / "catalogue").items}
    assert asked_icons() | items <= there


def test_no_icon_lies_about_unused() -> None:
    unused = {path.stem for path in ICONS.glob("*.svg")} - used_icons() - {UNKNOWN}
    assert not unused


def test_icon_takes_the_colour(application: QGuiApplication) -> None:
    image = draw_icon("check", "85261b", 48)
    colours = {
        image.pixelColor(x, y).name() for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {"#85261b"}


def test_unknown_icon_is_a_plain_paper(application: QGuiApplication) -> None:
    assert draw_icon("no-such-icon", "000000", 32) == draw_icon(UNKNOWN, "000000", 32)
    assert draw_icon("../LICENSES", "000000", 32) == draw_icon(UNKNOWN, "000000", 32)


def test_licence_names_every_renamed_icon() -> None:
    licences = (ASSETS / "LICENSES.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in licences for name in ("general", "business", "person", "collect"))
    assert Path(ICONS / "general.svg").read_text(encoding="utf-8").startswith("<!-- @license lucide-static")
