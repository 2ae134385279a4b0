"""Looks at everything that a file holds against the types it is read as, and says of each fault what is allowed.

The types are msgspec's: structs, and annotations that carry limits (`msgspec.Meta`). What a limit cannot say in words
or cannot know stands in `Meta(extra=...)`: "words" (Words) and "check" (value -> bool). What is between several keys
is in a struct's own `look`.
"""

import dataclasses
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from difflib import get_close_matches
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec

from kiosk.settings.allowed import allowed, choices_of
from kiosk.settings.faults import written
from kiosk.settings.lines import Place
from kiosk.words import Words

MISSING = object()
NO_TEXT = re.compile(r"[+-]?\d+(\.\d+)?|[Tt]rue|[Ff]alse")


@dataclass(frozen=True)
class Complaint:
    """What is wrong with the value at `place`; of a key that is missing, with the table it is missing in."""

    place: Place
    said: Words
    absent: str = ""  # the key that is missing


Look = Callable[[dict[str, Any]], Iterable[Complaint]]
"""A struct's `look(sound)`: complaints about what is between its keys. `sound` has the keys that are right by
themselves, as the file writes them; places are counted from the struct."""


def forbidden(kind: type, data: dict[str, Any]) -> Iterator[Complaint]:
    """Everything in `data` that `kind` does not allow."""
    reader = _Reader(kind)
    reader.table(kind, data, ())
    yield from reader.complaints


class _Reader:
    """Goes through a file's tables; `root` is what the whole file is read as."""

    def __init__(self, root: type) -> None:
        self.root = root
        self.complaints: list[Complaint] = []

    def table(self, kind: type, data: dict[str, Any], place: Place) -> dict[str, Any]:
        """Look at one table; the keys of it that are right."""
        hints, fields = _fields(kind)
        sound: dict[str, Any] = {}
        for key, value in data.items():
            if key not in hints:
                self.complaints.append(Complaint((*place, key), _unknown(key, value, hints, self.root)))
            elif (right := self.value(hints[key], value, (*place, key))) is not MISSING:
                sound[key] = right
        for key, required in fields.items():
            if required and key not in data:
                self.complaints.append(Complaint(place, _absent(key, hints[key]), key))
        look: Look = getattr(kind, "look", lambda sound: ())
        self.complaints += [replace(one, place=(*place, *one.place)) for one in look(sound)]
        return sound

    def value(self, kind: Any, value: Any, place: Place) -> Any:
        """Look at one value; MISSING where it is wrong."""
        bare, metas = _bare(kind)
        if _is_table(bare):
            if isinstance(value, dict):
                return self.table(bare, value, place)
        elif get_origin(bare) is tuple and isinstance(value, list):
            return self.elements(bare, metas, value, place)
        elif _fits(kind, value) and all(check(value) for check in _checks(metas)):
            return value
        self.complaints.append(Complaint(place, _wrong(kind, value, place)))
        return MISSING

    def elements(self, bare: Any, metas: list[msgspec.Meta], value: list[Any], place: Place) -> Any:
        before = len(self.complaints)
        of = get_args(bare)[0]
        parts = [self.value(of, part, (*place, index)) for index, part in enumerate(value)]
        most = next((meta.max_length for meta in metas if meta.max_length is not None), len(value))
        least = next((meta.min_length for meta in metas if meta.min_length is not None), 0)
        if not least <= len(value) <= most:
            self.complaints.append(Complaint(place, _count(len(value), least, most)))
        if _is_table(_bare(of)[0]):
            return [part for part in parts if part is not MISSING]
        return parts if len(self.complaints) == before else MISSING


def _bare(kind: Any) -> tuple[Any, list[msgspec.Meta]]:
    """The type without its annotations and without None, and the annotations."""
    metas: list[msgspec.Meta] = []
    while True:
        origin = get_origin(kind)
        if origin is Annotated:
            kind, *more = get_args(kind)
            metas += [meta for meta in more if isinstance(meta, msgspec.Meta)]
        elif origin in (Union, UnionType):
            kind = next(part for part in get_args(kind) if part is not type(None))
        else:
            return kind, metas


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and (issubclass(kind, msgspec.Struct) or dataclasses.is_dataclass(kind))


@cache
def _fields(kind: type) -> tuple[Mapping[str, Any], Mapping[str, bool]]:
    """The keys of a table: their annotations, and whether they must be there; as the file spells them."""
    hints = get_type_hints(kind, include_extras=True)
    if issubclass(kind, msgspec.Struct):
        told = msgspec.structs.fields(kind)
        return {one.encode_name: hints[one.name] for one in told}, {one.encode_name: one.required for one in told}
    plain = dataclasses.fields(kind)  # type: ignore[arg-type]
    return {one.name: hints[one.name] for one in plain}, {
        one.name: one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING for one in plain
    }


def _fits(kind: Any, value: Any) -> bool:
    try:
        msgspec.convert(value, kind, builtin_types=())
    except (msgspec.ValidationError, ValueError):
        return False
    return True


def _checks(metas: list[msgspec.Meta]) -> list[Callable[[Any], bool]]:
    return [meta.extra["check"] for meta in metas if meta.extra and "check" in meta.extra]


def _wrong(kind: Any, value: Any, place: Place) -> Words:
    key = ".".join(str(part) for part in place)
    may = allowed(kind)
    said = Words(
        f"写的是 {written(value, key)}，应为：{may.zh}", f"{written(value, key)} is written, expected {may.en}"
    )
    for hint in (_meant(kind, value), _marks(kind, value, may)):
        said = Words(f"{said.zh}；{hint.zh}", f"{said.en}; {hint.en}") if hint else said
    return said


def _meant(kind: Any, value: Any) -> Words | None:
    """The choice that is spelt nearly so."""
    choices = {str(choice): choice for choice in choices_of(kind) if isinstance(choice, str)}
    near = nearest(value, choices) if isinstance(value, str) else ""
    return Words(f"是不是想写 {written(near)}", f"did you mean {written(near)}") if near else None


def _marks(kind: Any, value: Any, may: Words) -> Words | None:
    """What people do to quotes and brackets."""
    bare, _ = _bare(kind)
    if isinstance(value, str) and NO_TEXT.fullmatch(value.strip()) and _unquoted_fits(kind, value.strip()):
        return Words("不要加引号", "without quotes")
    if bare is str and isinstance(value, int | float | date | time) and "双引号" not in may.zh:
        return Words("要加双引号", "in quotes")
    return None


def _unquoted_fits(kind: Any, text: str) -> bool:
    """Whether it is right once the quotes are gone, or at least of the right kind."""
    value = tomllib.loads(f"x = {text.lower()}")["x"]
    return _fits(kind, value) or (_bare(kind)[0] in (int, float) and isinstance(value, int | float))


def _unknown(key: str, value: Any, hints: Mapping[str, Any], root: type) -> Words:
    section = isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))
    what = Words("没有这一节", "there is no such section") if section else Words("没有这个键", "unknown key")
    if near := nearest(key, hints):
        return Words(f"{what.zh}，是不是想写 {near}", f"{what.en}; did you mean {near}")
    if homes := _homes(root, key):
        return Words(f"它应写在 {'、'.join(homes)} 一节里", f"it belongs to the section {', '.join(homes)}")
    return Words(f"{what.zh}；这里可以写：{'、'.join(hints)}", f"{what.en}; there are: {', '.join(hints)}")


def _homes(root: type, key: str) -> list[str]:
    """The sections that have this key."""
    tables = {name: _bare(kind)[0] for name, kind in _fields(root)[0].items()}
    return [f"[{name}]" for name, kind in tables.items() if _is_table(kind) and key in _fields(kind)[0]]


def nearest(text: str, known: Iterable[str]) -> str:
    """The name that is spelt nearly so, or nothing."""
    folded = {name.lower().replace("-", "_"): name for name in known}
    found = get_close_matches(text.lower().replace("-", "_"), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else ""


def _absent(key: str, kind: Any) -> Words:
    bare, _ = _bare(kind)
    if head := _head(key, bare):
        return Words(f"缺少 {head} 一节", f"the section {head} is missing")
    may = allowed(kind)
    return Words(f"没有写，应为：{may.zh}", f"is missing, expected {may.en}")


def _head(key: str, bare: Any) -> str:
    """How a section is begun; empty for a key."""
    if _is_table(bare):
        return f"[{key}]"
    several = get_origin(bare) is tuple and _is_table(_bare(get_args(bare)[0])[0])
    return f"[[{key}]]" if several else ""


def _count(number: int, least: int, most: int) -> Words:
    if number < least:
        return Words(f"有 {number} 个，至少要 {least} 个", f"{number} of them, expected at least {least}")
    return Words(f"有 {number} 个，最多 {most} 个", f"{number} of them, expected at most {most}")
