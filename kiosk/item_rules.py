"""What is between the parts of an item: names used once, conditions on what is asked, papers that can be read.

Works on the parts as a file writes them, so that all of it is told at once, also of an item that is wrong elsewhere.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from kiosk.reading import FIELDS, Kind
from kiosk.settings import Complaint
from kiosk.settings.lines import Place
from kiosk.words import Words

Part = tuple[Place, dict[str, Any]]
"""A field or a material, and where it stands."""

SPOUSE = {"spouse_name", "spouse_number"}
"""Of a marriage certificate, told from the visitor by the number on the card."""
VAGUE = re.compile(r"其他材料|有关材料|相关材料|其它材料")
"""清理“其他材料”“有关材料”: a visitor cannot bring a paper that has no name."""


def complaints_of(item: dict[str, Any]) -> Iterator[Complaint]:
    """`item` as in its file; parts that are wrong by themselves are left out of it."""
    fields: list[Part] = [
        (("sections", number, "fields", at), field)
        for number, section in enumerate(item.get("sections", ()))
        for at, field in enumerate(section.get("fields", ()))
    ]
    materials: list[Part] = [(("materials", at), material) for at, material in enumerate(item.get("materials", ()))]
    yield from _used_twice("field", fields)
    yield from _used_twice("material", materials)
    yield from _conditions([*fields, *materials], {field.get("id") for _, field in fields})
    for place, field in fields:
        yield from _choices(place, field)
        yield from _bounds(place, field)
        yield from _paper(place, field, materials)
    for place, material in materials:
        yield from _material(place, material)


def _used_twice(what: str, parts: list[Part]) -> Iterator[Complaint]:
    seen: set[str] = set()
    for place, part in parts:
        name = part.get("id", "")
        if name and name in seen:
            yield Complaint((*place, "id"), Words(f"{name} 用了两次", f"the {what} id {name!r} is used twice"))
        seen.add(name)


def _conditions(parts: list[Part], known: set[Any]) -> Iterator[Complaint]:
    for place, part in parts:
        asked = (part.get("when") or {}).get("field")
        if asked and asked not in known:
            names = "、".join(sorted(filter(None, known)))
            yield Complaint(
                (*place, "when", "field"),
                Words(
                    f"没有 {asked} 这个字段；有：{names}", f"{part.get('id')!r} depends on the unknown field {asked!r}"
                ),
            )


def _choices(place: Place, field: dict[str, Any]) -> Iterator[Complaint]:
    if (field.get("kind") == "choice") != bool(field.get("choices")):
        said = Words(
            'choices 只用于 kind = "choice"，两者要一起写',
            f"field {field.get('id')!r}: choices go with kind 'choice', and only with it",
        )
        yield Complaint(place, said)


def _bounds(place: Place, field: dict[str, Any]) -> Iterator[Complaint]:
    for key in ("not_before", "not_after"):
        bound = field.get(key)
        if bound and field.get("kind") != "date":
            said = Words(
                'not_before、not_after 只用于 kind = "date"',
                f"field {field.get('id')!r}: not_before and not_after go with kind 'date'",
            )
            yield Complaint((*place, key), said)
        elif bound and not is_bound(bound):
            yield Complaint(
                (*place, key), Words(f"{bound} 不是日期", f"field {field.get('id')!r}: {bound!r} is no day")
            )


def is_bound(text: str) -> bool:
    """A word that stands for a day, or a day that there is."""
    try:
        return text in ("today", "birth") or date.fromisoformat(text) is not None
    except ValueError:
        return False


def _material(place: Place, material: dict[str, Any]) -> Iterator[Complaint]:
    name, number = (material.get("name") or {}).get("zh", ""), material.get("id")
    if VAGUE.search(name):
        said = Words(f"“{name}”太笼统，请写材料的名称", f"material {number!r} is vague: {name!r} names no paper")
        yield Complaint((*place, "name", "zh"), said)
    if (material.get("source") == "promise") != (material.get("promise") is not None):
        said = Words(
            'promise 的文字只用于 source = "promise"，两者要一起写',
            f"material {number!r}: a promise text goes with source 'promise'",
        )
        yield Complaint(place, said)


def _paper(place: Place, field: dict[str, Any], materials: list[Part]) -> Iterator[Complaint]:
    """A field can only be filled from a paper that is scanned and has it."""
    prefill = field.get("prefill") or ""
    if not prefill.startswith("paper:"):
        return
    owner, _, name = prefill.removeprefix("paper:").partition(".")
    kind = next((m.get("kind") for _, m in materials if m.get("id") == owner and m.get("source") == "scan"), None)
    if kind is None:
        said = Words(
            f"没有要扫描并写明 kind 的材料 {owner}",
            f"field {field.get('id')!r}: no material {owner!r} is scanned that has a kind",
        )
        yield Complaint((*place, "prefill"), said)
    elif name not in (known := _known(Kind(kind))):
        names = sorted(known)
        said = Words(
            f"{kind} 上没有 {name}；有：{'、'.join(names)}",
            f"field {field.get('id')!r}: a {kind} has no {name!r}, but {', '.join(names)}",
        )
        yield Complaint((*place, "prefill"), said)


def _known(kind: Kind) -> set[str]:
    return {*FIELDS.get(kind, ()), *(SPOUSE if kind is Kind.MARRIAGE_CERTIFICATE else ())}
