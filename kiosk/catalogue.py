"""Items as data: what an errand asks for, in which form, with which papers. A new item is a file and needs no code.

The vocabulary follows GB/T 39046-2020 (item, material, promised and statutory time); the checks that a file must
pass are the types' and `kiosk.item_rules`, so that an error names the file, the line and the key.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from kiosk.card import CardKind, IdCard
from kiosk.item_rules import complaints_of, is_bound
from kiosk.reading import Kind
from kiosk.settings import Complaint, ConfigError, read_settings
from kiosk.settings.faults import Fault
from kiosk.settings.kinds import told
from kiosk.words import Language, Words

Identifier = Annotated[
    str,
    told("小写字母开头的代号（字母、数字、下划线）", "a name of small letters, digits and _, beginning with a letter",
         pattern="^[a-z][a-z0-9_]*$"),
]  # fmt: skip
Share = Literal["required", "optional", "deferrable"]  # 必要 / 非必要 / 容缺后补
Source = Literal["scan", "card", "form", "promise"]  # how the terminal gets the material
FieldKind = Literal[
    "text", "name", "number", "phone", "date", "choice", "address", "bank_card", "resident_number", "credit_code"
]
"""`name`: a person's. `resident_number`: of any paper that says who somebody is. `bank_card`: or a passbook."""
Bound = Annotated[
    str,
    told("today、birth 或日期如 2026-10-01", "today, birth, or a day like 2026-10-01", is_bound,
         pattern=r"^(today|birth|\d{4}-\d{2}-\d{2})$"),
]  # fmt: skip
"""A day that a date is held against: today, the day of birth on the visitor's card, or a day as YYYY-MM-DD."""
Prefill = Annotated[
    str,
    told(
        "name、number、sex、birth、address、ethnicity、valid_to 之一，或 paper:材料.字段",
        "one of name, number, sex, birth, address, ethnicity, valid_to, or paper:MATERIAL.FIELD",
        pattern=r"^(|name|number|sex|birth|address|ethnicity|valid_to|paper:[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)$",
    ),
]
"""A field of the card, or `paper:MATERIAL.FIELD` for what is read on a paper that is scanned."""
Code = Annotated[
    str,
    told("10 到 36 位数字或大写字母", "10 to 36 digits or capital letters", pattern="^[0-9A-Z]{10,36}$"),
]


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

    code: Code  # 基本编码: 10 and 12 digits both circulate
    name: Text
    theme: Text
    department: Text
    icon: str  # of assets/icons; one that a terminal does not have is drawn as a plain paper
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
        for complaint in self.look(msgspec.to_builtins(self)):
            raise ValueError(f"{complaint.said.en} - at `{'.'.join(map(str, complaint.place))}`")

    @staticmethod
    def look(sound: dict[str, Any]) -> Iterator[Complaint]:
        return complaints_of(sound)

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


class Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The items on offer. `version` is what the platform knows it by."""

    version: str
    items: tuple[Item, ...]

    def item(self, code: str) -> Item | None:
        return next((item for item in self.items if item.code == code), None)


class CatalogueError(ConfigError):
    """A catalogue file is wrong; the message has a line for every fault."""


def read_item(path: Path, language: Language = "zh") -> Item:
    """Read one item file (TOML). Raises CatalogueError, in this language."""
    try:
        return read_settings(path, Item, language).value
    except ConfigError as error:
        raise CatalogueError(error.file, error.faults, error.language) from error


def read_catalogue(folder: Path, version: str = "bundled", language: Language = "zh") -> Catalogue:
    """Read every item file of a folder, in the order of their names. Raises CatalogueError with all of their faults."""
    items: dict[Path, Item] = {}
    wrong: list[CatalogueError] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            items[path] = read_item(path, language)
        except CatalogueError as error:
            wrong.append(error)
    wrong += _codes_used_twice(items, language)
    if wrong:
        raise several(wrong)
    return Catalogue(version=version, items=tuple(items.values()))


def _codes_used_twice(items: dict[Path, Item], language: Language) -> Iterator[CatalogueError]:
    first: dict[str, Path] = {}
    for path, item in items.items():
        before = first.setdefault(item.code, path)
        if before != path:
            said = Words(f"{item.code} 已经用在 {before.name}", f"{item.code} is that of {before.name} already")
            yield CatalogueError(path, [Fault(said, key="code")], language)


def several(errors: Sequence[CatalogueError]) -> CatalogueError:
    """The faults of several files as one error."""
    whole = CatalogueError(errors[0].file, [fault for error in errors for fault in error.faults], errors[0].language)
    whole.args = ("\n".join(map(str, errors)),)
    return whole
