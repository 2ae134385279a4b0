"""What may stand in a form's field, and what the card already answers. Gives codes; the face has the words."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from kiosk import numbers
from kiosk.card import CardKind, IdCard, Sex
from kiosk.catalogue import Field, Item, Section


class Problem(StrEnum):
    """Why an answer cannot stand."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_PHONE = "not_a_phone"
    NOT_A_DATE = "not_a_date"
    NOT_OFFERED = "not_offered"
    NOT_A_BANK_CARD = "not_a_bank_card"
    NOT_AN_ID_NUMBER = "not_an_id_number"
    NOT_A_CREDIT_CODE = "not_a_credit_code"


def asked(field: Field, answers: dict[str, str]) -> bool:
    """Whether earlier answers ask for this field at all."""
    return field.when is None or field.when.holds(answers)


def problem(field: Field, answer: str, today: date) -> Problem | None:
    """The first thing wrong with this answer, or None."""
    text = answer.strip()
    if not text:
        return Problem.MISSING if field.required else None
    if len(text) > field.max_length:
        return Problem.TOO_LONG
    return _kind_problem(field, text, today)


def _kind_problem(field: Field, text: str, today: date) -> Problem | None:
    fits: dict[str, tuple[Callable[[], bool], Problem]] = {
        "choice": (lambda: any(choice.value == text for choice in field.choices), Problem.NOT_OFFERED),
        "number": (lambda: _is_amount(text), Problem.NOT_A_NUMBER),
        "date": (lambda: _is_date(text), Problem.NOT_A_DATE),
        "phone": (lambda: numbers.is_mobile(text), Problem.NOT_A_PHONE),
        "bank_card": (lambda: numbers.is_bank_card(text.replace(" ", "")), Problem.NOT_A_BANK_CARD),
        "resident_number": (lambda: numbers.is_resident_number(text.upper(), today), Problem.NOT_AN_ID_NUMBER),
        "credit_code": (lambda: numbers.is_credit_code(text.upper()), Problem.NOT_A_CREDIT_CODE),
    }
    if field.kind not in fits:
        return None
    check, problem_found = fits[field.kind]
    return None if check() else problem_found


def _is_amount(text: str) -> bool:
    whole, _, part = text.partition(".")
    return whole.isascii() and whole.isdigit() and (not part or (part.isdigit() and len(part) <= 2))


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def problems(section: Section, answers: dict[str, str], today: date) -> dict[str, Problem]:
    """Field id to problem, for the fields of this section that are asked for."""
    found = {f.id: problem(f, answers.get(f.id, ""), today) for f in section.fields if asked(f, answers)}
    return {field_id: what for field_id, what in found.items() if what is not None}


def relevant(item: Item, answers: dict[str, str]) -> dict[str, str]:
    """The answers that are still asked for, in the form's order: what is shown, signed and sent."""
    return {f.id: answers[f.id].strip() for f in item.fields if asked(f, answers) and answers.get(f.id, "").strip()}


def from_card(item: Item, card: IdCard) -> dict[str, str]:
    """What the card fills in: field id to answer. A card that lacks a value fills nothing."""
    filled = {field.id: _card_value(field, card) for field in item.fields if field.prefill}
    return {field_id: value for field_id, value in filled.items() if value}


def _card_value(field: Field, card: IdCard) -> str:
    values = {
        "name": card.name,
        "number": card.number,
        "birth": card.birth.isoformat(),
        "address": card.address,
        "ethnicity": card.ethnicity,
        "valid_to": card.valid_to.isoformat() if card.valid_to else "",
        "sex": {Sex.MALE: "male", Sex.FEMALE: "female"}.get(card.sex, ""),
    }
    if field.kind == "resident_number" and card.kind not in (CardKind.RESIDENT, CardKind.HMT):
        return ""
    value = values.get(field.prefill, "")
    known = field.kind != "choice" or any(choice.value == value for choice in field.choices)
    return value if known else ""
