"""Lints the QML with types: `python -m tests.harness.qmllint [folder]` fails on a misspelt member of a Python class.

Qt's linter knows C++ classes by their type files. The same files are made here for our view-models: their properties,
signals and slots are read from the Python source and written as one QML module for each `QML_IMPORT_NAME`.
"""

import ast
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[2]
PYSIDE = Path(PySide6.__file__).parent
QT_TYPES = PYSIDE / "Qt" / "metatypes"
KNOWN_QT = ("core", "gui", "qml", "qmlmodels", "quick", "multimedia")

UNKNOWABLE = ("--stale-property-read", "disable")
"""PySide's dump does not say which properties are constant, so that nobody can tell a stale one from a constant one."""


class LintError(RuntimeError):
    """A tool of Qt's could not do its work; the message is what it said."""


def tool(name: str, *arguments: str | Path) -> None:
    """Run one of the tools that come with PySide6. Raises LintError."""
    program = Path(sys.executable).with_name(f"pyside6-{name}")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise LintError(f"{program.name}: {done.stdout}{done.stderr}")


def import_name(source: Path) -> str | None:
    """The QML module that a Python file puts its classes into; "" for Qt classes outside any, None for other files."""
    text = source.read_text(encoding="utf-8")
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if "QML_IMPORT_NAME" in names:
                return str(node.value.value)
    return "" if "PySide6" in text else None


def python_modules(folder: Path) -> dict[str, list[Path]]:
    """QML module name to the Python files that make it up; under "" the base classes that modules build upon."""
    found: dict[str, list[Path]] = {}
    for source in sorted(folder.rglob("*.py")):
        if (name := import_name(source)) is not None:
            found.setdefault(name, []).append(source)
    return found


def write_types(name: str, sources: Sequence[Path], build: Path) -> None:
    """Write `plugins.qmltypes` and `qmldir` of one module below `build`, as Qt's linter looks for them.

    A base class must stand before what is built upon it, or the dump takes neither for a QObject.
    """
    place = build.joinpath(*name.split("."))
    place.mkdir(parents=True, exist_ok=True)
    dump = place / "metatypes.json"
    tool("metaobjectdump", "--quiet", "--out-file", dump, *sources)
    foreign = ",".join(str(path) for module in KNOWN_QT for path in QT_TYPES.glob(f"qt6{module}_*metatypes.json"))
    tool(
        "qmltyperegistrar",
        *("--generate-qmltypes", place / "plugins.qmltypes"),
        *("-o", place / "registration.cpp"),
        *("--import-name", name, "--major-version", "1"),
        *("--foreign-types", foreign),
        dump,
    )
    (place / "qmldir").write_text(f"module {name}\ntypeinfo plugins.qmltypes\nimport QtQuick\n", encoding="utf-8")


def import_roots(folder: Path) -> Iterable[Path]:
    """Where the QML modules of this folder are imported from: as many levels up as their name has parts."""
    for qmldir in folder.rglob("qmldir"):
        name = qmldir.read_text(encoding="utf-8").split()[1]
        yield qmldir.parents[len(name.split("."))]


def lint(folder: Path, build: Path) -> int:
    """Lint every QML file of a folder; 0 where there is nothing to say. Raises LintError."""
    modules = python_modules(folder)
    bases = modules.pop("", [])
    for name, sources in modules.items():
        write_types(name, [*bases, *sources], build)
    files = sorted(folder.rglob("*.qml"))
    if not files:
        return 0
    roots = [part for root in sorted({build, *import_roots(folder)}) for part in ("-I", root)]
    arguments = ["--ignore-settings", *UNKNOWABLE, "-W", "0", *roots, *files]
    return subprocess.run([PYSIDE / "qmllint", *arguments], check=False).returncode


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "ui"
    try:
        return lint(folder, ROOT / "build" / "qml")
    except LintError as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
