"""Items as data: what an errand asks for, in which form, with which papers. A new item is a file and needs no code.

The vocabulary follows GB/T 39046-2020 (item, material, promised and statutory time); the checks that a file must
pass are msgspec's plus `Item.__post_init__`, so that an error names the file and the key.
"""

import re
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from kiosk.card import CardKind, IdCard
from kiosk.reading import FIELDS, Kind

Identifier = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]*$")]
Share = Literal["required", "optional", "deferrable"]  # 必要 / 非必要 / 容缺后补
Source = Literal["scan", "card", "form", "promise"]  # how the terminal gets the material
FieldKind = Literal[
    "text", "name", "number", "phone", "date", "choice", "address", "bank_card", "resident_number", "credit_code"
]
"""`name`: a person's. `resident_number`: of any paper that says who somebody is. `bank_card`: or a passbook."""
Bound = Annotated[str, msgspec.Meta(pattern=r"^(today|birth|\d{4}-\d{2}-\d{2})$")]
"""A day that a date is held against: today, the day of birth on the visitor's card, or a day as YYYY-MM-DD."""
Prefill = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^(|name|number|sex|birth|address|ethnicity|valid_to|paper:[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)$"
    ),
]
"""A field of the card, or `paper:MATERIAL.FIELD` for what is read on a paper that is scanned."""
SPOUSE = {"spouse_name", "spouse_number"}
"""Of a marriage certificate, told from the visitor by the number on the card."""

VAGUE = re.compile(r"其他材料|有关材料|相关材料|其它材料")
"""清理“其他材料”“有关材料”: a visitor cannot bring a paper that has no name."""


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in both languages."""

    zh: Annotated[str, msgspec.Meta(min_length=1)]
    en: Annotated[str, msgspec.Meta(min_length=1)]

    def get(self, language: str) -> str:
        """`language` is "zh" or "en"; anything else is Chinese."""
        return self.en if language == "en" else self.zh


class When(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A condition on an earlier answer: this is asked for only if `field`'s answer is one of `is_`."""

    field: Identifier
    is_: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)] = msgspec.field(name="is")

    def holds(self, answers: dict[str, str]) -> bool:
        return answers.get(self.field, "") in self.is_


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    value: Identifier
    label: Text


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to fill in. `prefill` names the field of the card or of a paper it is filled from; the visitor may
    correct it unless `locked`."""

    id: Identifier
    label: Text
    kind: FieldKind = "text"
    required: bool = True
    hint: Text | None = None
    prefill: Prefill = ""
    locked: bool = False
    choices: tuple[Choice, ...] = ()
    max_length: Annotated[int, msgspec.Meta(ge=1, le=500)] = 60
    decimals: Annotated[int, msgspec.Meta(ge=0, le=4)] = 2  # of a number; 0: what is counted
    not_before: Bound | None = None  # of a date; something that has happened is not after today
    not_after: Bound | None = None
    when: When | None = None

    @property
    def from_paper(self) -> tuple[str, str] | None:
        """The material and its field that this is filled from."""
        if not self.prefill.startswith("paper:"):
            return None
        material, _, name = self.prefill.removeprefix("paper:").partition(".")
        return material, name


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One page of the form: few enough fields to be seen without scrolling."""

    id: Identifier
    title: Text
    fields: Annotated[tuple[Field, ...], msgspec.Meta(min_length=1, max_length=5)]


class MaterialNeed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One material (申请材料) of an item."""

    id: Identifier
    name: Text
    source: Source
    share: Share = "required"
    max_pages: Annotated[int, msgspec.Meta(ge=1, le=20)] = 1
    kind: Kind | None = None  # what paper it is, where that can be told; another one is pointed out
    both_sides: bool = False  # a card: front and back are taken one after the other and stand on one page
    hint: Text | None = None  # what must be readable on it, how it should lie
    promise: Text | None = None  # source "promise": the text that is promised
    when: When | None = None


class Period(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A time limit: working days, calendar days, or on the spot (`days` 0, unit "now")."""

    days: Annotated[int, msgspec.Meta(ge=0)]
    unit: Literal["wd", "d", "now"]


class Hindrance(StrEnum):
    """Why an item is not for the holder of a card."""

    TOO_YOUNG = "too_young"
    OTHER_CARD = "other_card"


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One item (事项) that the terminal can take. Times and materials are shown as they stand here."""

    code: Annotated[str, msgspec.Meta(pattern="^[0-9A-Z]{10,36}$")]  # 基本编码: 10 and 12 digits both circulate
    name: Text
    theme: Text
    department: Text
    icon: str
    summary: Text  # one sentence: what it is for, who can ask for it
    statutory: Period
    promised: Period
    fee: Text
    result: Text  # what the visitor gets in the end, and how
    sections: Annotated[tuple[Section, ...], msgspec.Meta(min_length=1)]
    materials: tuple[MaterialNeed, ...]
    keywords: tuple[str, ...] = ()
    cards: tuple[CardKind, ...] = ()  # whose holders it is for; empty: everybody's
    min_age: Annotated[int, msgspec.Meta(ge=0, le=120)] = 0

    def __post_init__(self) -> None:
        ids = [field.id for field in self.fields]
        material_ids = [material.id for material in self.materials]
        for name, values in (("field", ids), ("material", material_ids)):
            for value in values:
                if values.count(value) > 1:
                    raise ValueError(f"the {name} id {value!r} is used twice")
        conditions = [(part.id, part.when) for part in self.fields] + [(m.id, m.when) for m in self.materials]
        for owner, when in conditions:
            if when and when.field not in ids:
                raise ValueError(f"{owner!r} depends on the unknown field {when.field!r}")
        for field in self.fields:
            if (field.kind == "choice") != bool(field.choices):
                raise ValueError(f"field {field.id!r}: choices go with kind 'choice', and only with it")
            _check_bounds(field)
        for material in self.materials:
            if VAGUE.search(material.name.zh):
                raise ValueError(f"material {material.id!r} is vague: {material.name.zh!r} names no paper")
            if (material.source == "promise") != (material.promise is not None):
                raise ValueError(f"material {material.id!r}: a promise text goes with source 'promise'")
        for field in self.fields:
            self._check_paper(field)

    def _check_paper(self, field: Field) -> None:
        """A field can only be filled from a paper that is scanned and has it."""
        if field.from_paper is None:
            return
        owner, name = field.from_paper
        paper = next((m for m in self.materials if m.id == owner and m.source == "scan"), None)
        if paper is None or paper.kind is None:
            raise ValueError(f"field {field.id!r}: no material {owner!r} is scanned that has a kind")
        known = {*FIELDS.get(paper.kind, ()), *(SPOUSE if paper.kind is Kind.MARRIAGE_CERTIFICATE else ())}
        if name not in known:
            raise ValueError(f"field {field.id!r}: a {paper.kind} has no {name!r}, but {', '.join(sorted(known))}")

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields, in order."""
        return tuple(field for section in self.sections for field in section.fields)

    def hindrance(self, card: IdCard, today: date) -> Hindrance | None:
        """Why this card's holder cannot have it; None: nothing hinders."""
        if self.cards and card.kind not in self.cards:
            return Hindrance.OTHER_CARD
        return Hindrance.TOO_YOUNG if card.age(today) < self.min_age else None

    @property
    def needs_camera(self) -> bool:
        """Whether it cannot be finished without a paper under the camera."""
        return any(m.source == "scan" and m.share == "required" and m.when is None for m in self.materials)

    def materials_for(self, answers: dict[str, str]) -> tuple[MaterialNeed, ...]:
        """The materials that these answers ask for."""
        return tuple(m for m in self.materials if m.when is None or m.when.holds(answers))


def _check_bounds(field: Field) -> None:
    bounds = [bound for bound in (field.not_before, field.not_after) if bound is not None]
    if bounds and field.kind != "date":
        raise ValueError(f"field {field.id!r}: not_before and not_after go with kind 'date'")
    for bound in bounds:
        if bound[0].isdigit():
            try:
                date.fromisoformat(bound)
            except ValueError as error:
                raise ValueError(f"field {field.id!r}: {bound!r} is no day") from error


class Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The items on offer. `version` is what the platform knows it by."""

    version: str
    items: tuple[Item, ...]

    def item(self, code: str) -> Item | None:
        return next((item for item in self.items if item.code == code), None)


class CatalogueError(ValueError):
    """A catalogue file is wrong; the message names the file, the key and what was expected."""


def read_item(path: Path) -> Item:
    """Read one item file (TOML). Raises CatalogueError."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Item)
    except (OSError, ValueError) as error:  # msgspec's errors are ValueErrors
        raise CatalogueError(f"{path.name}: {error}") from error


def read_catalogue(folder: Path, version: str = "bundled") -> Catalogue:
    """Read every item file of a folder, in the order of their names. Raises CatalogueError."""
    items = tuple(read_item(path) for path in sorted(folder.glob("*.toml")))
    codes = [item.code for item in items]
    twice = {code for code in codes if codes.count(code) > 1}
    if twice:
        raise CatalogueError(f"{folder.name}: used by two items: {', '.join(sorted(twice))}")
    return Catalogue(version=version, items=items)
