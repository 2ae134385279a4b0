"""The repository itself: its shape, what may not stand in it, and where everything that is not ours comes from."""

import ast
import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.papers import fonts

ROOT = Path(__file__).parents[1]
TOP = {
    "kiosk", "drivers", "ui", "assets", "config", "tests",
    "README.md", "LICENSE", "Makefile", "pyproject.toml", ".requirements.lock", ".gitignore", ".ci",
}  # fmt: skip
BINARY = {
    ".png", ".jpg", ".jpeg", ".ttf", ".otf", ".ttc", ".wav", ".ogg", ".mp3", ".pdf", ".ico", ".bin", ".onnx", ".npz",
}  # fmt: skip
OURS = ("catalogue/", "pictures/", "texts/", "translations/", "LICENSES.md")
LONGEST = 500


def tracked() -> list[Path]:
    """Every file of the repository, relative to its top."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in listed.stdout.split("\0") if name and (ROOT / (path := Path(name))).is_file()]


def text_of(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


TEXTS = [path for path in tracked() if path.suffix not in BINARY]
PYTHON = [path for path in TEXTS if path.suffix == ".py"]


def test_the_top_level_is_the_agreed_one() -> None:
    assert {path.parts[0] for path in tracked()} <= TOP


def test_no_path_of_one_machine() -> None:
    """A path that stands on one desk only breaks on every other."""
    forbidden = re.compile("|".join((r"(?<![\w.~])/" + "(?:work|root|home)/", r"(?<!\w)/tm" + "p/", "C:" + r"\\Users")))
    assert found(forbidden, skip=(".requirements.lock", "LICENSE")) == []


def test_no_address_of_a_package_registry() -> None:
    """Where packages come from is the machine's setting, not the project's."""
    hosts = ("pypi" + r"\.org", "pythonhosted" + r"\.org", "npmjs" + r"\.", "deb" + r"\.debian\.org", "index" + "-url")
    assert found(re.compile("|".join(hosts))) == []


def found(wanted: re.Pattern[str], skip: tuple[str, ...] = ()) -> list[str]:
    """FILE:LINE for every line that holds the pattern."""
    return [
        f"{path}:{number}"
        for path in TEXTS
        if str(path) not in skip
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if wanted.search(line)
    ]


def test_texts_are_utf_8_with_unix_line_ends() -> None:
    assert [str(path) for path in TEXTS if b"\r" in (ROOT / path).read_bytes()] == []


def licensed() -> set[str]:
    """The patterns below `assets/` that LICENSES.md names: files, `folder/*.svg`, or a whole `folder/`."""
    named = re.findall(r"`([^`\s]+)`", text_of(Path("assets/LICENSES.md")))
    return {f"{name}*" if name.endswith("/") else name for name in named}


def test_every_asset_says_where_it_is_from() -> None:
    assets = [str(path.relative_to("assets")) for path in tracked() if path.parts[0] == "assets"]
    foreign = [name for name in assets if not name.startswith(OURS)]
    assert [name for name in foreign if not any(fnmatch(name, pattern) for pattern in licensed())] == []


def test_what_the_licences_name_is_there() -> None:
    inside = [pattern for pattern in licensed() if (ROOT / "assets" / pattern.split("/")[0]).is_dir()]
    assert inside
    assert [pattern for pattern in inside if not list((ROOT / "assets").glob(pattern))] == []


@pytest.mark.parametrize("folder", ["kiosk", "drivers", "ui"])
def test_no_file_grows_past_reading(folder: str) -> None:
    code = [path for path in TEXTS if path.parts[0] == folder and path.suffix in (".py", ".qml", ".js", ".css")]
    assert [
        f"{path}: {len(text_of(path).splitlines())}" for path in code if len(text_of(path).splitlines()) > LONGEST
    ] == []


def test_product_code_waits_on_events_never_on_time() -> None:
    nap = re.compile(r"\bsleep\(")
    product = ("kiosk/", "drivers/", "ui/")
    assert [place for place in found(nap) if place.startswith(product) and ".py:" in place] == []


def test_every_module_says_what_it_knows() -> None:
    """Its first statement is a docstring; an empty `__init__.py` has nothing to say."""
    product = [path for path in PYTHON if path.parts[0] in ("kiosk", "drivers", "ui")]
    bare = [path for path in product if text_of(path).strip() and not ast.get_docstring(ast.parse(text_of(path)))]
    assert [str(path) for path in bare] == []


def test_nothing_is_left_to_do() -> None:
    unfinished = re.compile(
        "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X:", "NotImplemented" + "Error", "敬请" + "期待"))
    )
    assert found(unfinished) == []


def test_continuous_integration_does_what_a_developer_does() -> None:
    lines = [line for line in text_of(Path(".ci/run")).splitlines() if line and not line.startswith("#")]
    assert lines == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "make test"]


def test_every_typeface_of_the_papers_is_installed_by_make() -> None:
    wanted = {face.package for face in vars(fonts).values() if isinstance(face, fonts.Face)}
    assert len(wanted) > 5
    assert wanted - set(text_of(Path("Makefile")).split()) == set()


def test_the_lock_pins_and_checks_every_package() -> None:
    lock = text_of(Path(".requirements.lock"))
    blocks = re.split(r"\n(?=\S)", lock.strip())
    packages = [block for block in blocks if not block.startswith("#")]
    assert len(packages) > 50
    assert [block.splitlines()[0] for block in packages if not re.match(r"[\w.\[\]-]+==\S+", block)] == []
    assert [block.splitlines()[0] for block in packages if "--hash=sha256:" not in block] == []


def test_one_opencv_only() -> None:
    """The full build brings a Qt of its own, which clashes with ours."""
    names = re.findall(r"^(opencv[\w-]*)==", text_of(Path(".requirements.lock")), re.M)
    assert names == ["opencv-python-headless"]
