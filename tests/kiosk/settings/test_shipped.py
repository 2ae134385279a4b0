"""The files that a hall starts from: every key that there is stands in them, with a word about it."""

import re
import tomllib
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest

from kiosk.config import TerminalConfig
from kiosk.hall.config import DAYS, HallConfig, ThemeEntry
from kiosk.settings import read_settings

FOLDER = Path(__file__).parents[3] / "config"
FILES = [("terminal.toml", TerminalConfig), ("hall.toml", HallConfig)]
PLAIN = {*DAYS, "hall_name_en", "name_en"}
"""Keys whose neighbour says it."""


def keys_of(kind: Any) -> set[str]:
    """Of a section, or of the entries of a list of sections."""
    kind = get_args(kind)[0] if get_origin(kind) is not None and not isinstance(kind, type) else kind
    kind = get_args(kind)[0] if get_origin(kind) is tuple else kind
    if issubclass(kind, msgspec.Struct):
        return {field.encode_name for field in msgspec.structs.fields(kind)}
    return set(get_type_hints(kind))


@pytest.mark.parametrize(("name", "kind"), FILES)
def test_no_key_is_forgotten(name: str, kind: type) -> None:
    told = tomllib.loads((FOLDER / name).read_text("utf-8"))
    for section, of in get_type_hints(kind, include_extras=True).items():
        here = told[section]
        if get_origin(of) is dict:  # its keys are the hall's own
            continue
        written = set().union(*here) if isinstance(here, list) else set(here)
        assert written == keys_of(of), section


@pytest.mark.parametrize(("name", "kind"), FILES)
def test_every_key_has_its_comment(name: str, kind: type) -> None:
    lines = (FOLDER / name).read_text("utf-8").partition('code = "B"')[0].splitlines()
    for before, line in zip(["", *lines], lines, strict=False):
        key = re.match(r"([a-z_]+) = ", line)
        if key and key[1] not in PLAIN:
            assert "#" in line or before.startswith("#"), line


@pytest.mark.parametrize(("name", "kind"), FILES)
def test_what_is_left_out_is_what_the_file_shows(name: str, kind: type) -> None:
    """The comments promise it, but for the example's own hours and themes."""
    value = read_settings(FOLDER / name, kind).value
    for section in msgspec.structs.fields(kind):
        if section.required or section.name == "hours":
            continue
        made = section.default_factory
        plain = section.default if made is msgspec.NODEFAULT else made()
        assert getattr(value, section.name) == plain, section.name
    assert set(keys_of(ThemeEntry)) >= {"code", "windows"}
