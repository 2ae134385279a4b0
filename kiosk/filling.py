"""What a paper that was read says for the errand: answers of the form, and whether it is the one that was asked for."""

from dataclasses import dataclass
from datetime import date

from kiosk.answers import plain_answer
from kiosk.card import IdCard
from kiosk.catalogue import Field, Item, MaterialNeed
from kiosk.reading import Field as ReadField
from kiosk.reading import Kind, Reading
from kiosk.reading.amounts import MYRIAD, amount
from kiosk.trouble import Trouble

SURE_OF_KIND = 0.6
"""Below this nobody is told that a paper is the wrong one."""
SEXES = {"男": "male", "女": "female", "M": "male", "F": "female"}
ENDS = ("valid_until", "expires")
SIDES = frozenset({Kind.ID_FRONT, Kind.ID_BACK})


@dataclass(frozen=True)
class Filled:
    """An answer from a paper; not `sure`: the visitor is asked to compare it."""

    answer: str
    sure: bool


def from_paper(item: Item, material_id: str, reading: Reading, card: IdCard) -> dict[str, Filled]:
    """Field id to what this page of the material says. Another paper than the one asked for fills nothing."""
    material = next((one for one in item.materials if one.id == material_id), None)
    if material is None or material.kind is not reading.kind:
        return {}
    found = {field.id: _filled(field, material_id, reading, card) for field in item.fields}
    return {field_id: filled for field_id, filled in found.items() if filled is not None}


def _filled(field: Field, material_id: str, reading: Reading, card: IdCard) -> Filled | None:
    if field.from_paper is None or field.from_paper[0] != material_id:
        return None
    read = _read(reading, field.from_paper[1], card)
    answer = _as_answer(field, read.value) if read is not None else ""
    return Filled(answer, read.sure) if read is not None and answer else None


def _read(reading: Reading, name: str, card: IdCard) -> ReadField | None:
    """The field, or that one of the two spouses who is not the visitor."""
    if not name.startswith("spouse_"):
        return reading.get(name)
    numbers = {which: reading.get(f"number_{which}") for which in ("1", "2")}
    own = [which for which, number in numbers.items() if number is not None and number.value == card.number]
    if len(own) != 1:
        return None
    return reading.get(f"{name.removeprefix('spouse_')}_{'2' if own == ['1'] else '1'}")


def _as_answer(field: Field, value: str) -> str:
    """As the form writes it; empty where it does not fit."""
    if field.kind == "choice":
        chosen = SEXES.get(value, value)
        return chosen if any(choice.value == chosen for choice in field.choices) else ""
    if field.kind == "number":
        value = amount(value, MYRIAD if "万元" in field.label.zh else 1)
    answer = plain_answer(field, value)
    return answer if len(answer) <= field.max_length else ""


def paper_trouble(material: MaterialNeed, reading: Reading, back: bool, today: date) -> Trouble | None:
    """What is wrong with this paper for this material, as far as it is sure. `back`: its back was asked for."""
    if reading.kind is Kind.UNKNOWN and not reading.lines:
        return Trouble.NO_PRINT
    if material.kind is None or reading.kind in (Kind.UNKNOWN, Kind.FORM) or reading.confidence < SURE_OF_KIND:
        return None
    if material.both_sides and {material.kind, reading.kind} <= SIDES:
        asked = Kind.ID_BACK if back else Kind.ID_FRONT
        if reading.kind is not asked:
            return Trouble.WRONG_SIDE
    elif reading.kind is not material.kind:
        return Trouble.WRONG_PAPER
    return Trouble.PAPER_EXPIRED if _expired(reading, today) else None


def _expired(reading: Reading, today: date) -> bool:
    """A paper counts to the end of its last day."""
    ends = [field for name in ENDS if (field := reading.get(name)) is not None]
    return any(end.sure and end.value != "long" and date.fromisoformat(end.value) < today for end in ends)
