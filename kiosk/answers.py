"""What may stand in a form's field, and what the card already answers. Gives codes; the face has the words.

Two kinds of problem: what cannot be (a day that is not in the calendar), and what is only doubted (a check digit that
fails). A doubt is pointed out once; the visitor may say that it is right, and the answer goes on its way unconfirmed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk import numbers, phones, plain
from kiosk.card import IdCard, Sex, is_legible
from kiosk.catalogue import Field, Item, Section


class Problem(StrEnum):
    """Why an answer cannot stand, or is doubted."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    TOO_FINE = "too_fine"  # more digits behind the point than are asked for
    NOT_A_PHONE = "not_a_phone"
    NOT_A_DATE = "not_a_date"
    STILL_TO_COME = "still_to_come"  # a day after today
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    NOT_OFFERED = "not_offered"
    NOT_A_BANK_CARD = "not_a_bank_card"
    NOT_AN_ID_NUMBER = "not_an_id_number"
    NOT_A_CREDIT_CODE = "not_a_credit_code"


DOUBTS = frozenset({Problem.NOT_A_PHONE, Problem.NOT_A_BANK_CARD, Problem.NOT_AN_ID_NUMBER, Problem.NOT_A_CREDIT_CODE})
"""What the visitor, who has the paper in the hand, knows better than a rule."""


@dataclass(frozen=True)
class Form:
    """One kind of field: its normal form, and what a number of this kind passes; a failure is only a doubt."""

    plain: Callable[[str], str] = plain.plain_text
    passes: Callable[[str, date], bool] = lambda text, today: True
    doubt: Problem | None = None


FORMS: dict[str, Form] = {
    "text": Form(),
    "address": Form(),
    "choice": Form(),
    "name": Form(plain.plain_name),
    "number": Form(plain.plain_amount),
    "date": Form(plain.narrow),
    "phone": Form(phones.plain_phone, lambda text, today: phones.is_phone(text), Problem.NOT_A_PHONE),
    "bank_card": Form(plain.plain_account, lambda text, today: numbers.is_bank_card(text), Problem.NOT_A_BANK_CARD),
    "resident_number": Form(plain.plain_code, numbers.is_identity_number, Problem.NOT_AN_ID_NUMBER),
    "credit_code": Form(
        plain.plain_code, lambda text, today: numbers.is_business_number(text), Problem.NOT_A_CREDIT_CODE
    ),
}


def plain_answer(field: Field, answer: str) -> str:
    """The one form in which this answer is shown, signed and sent."""
    return FORMS[field.kind].plain(answer)


def asked(field: Field, answers: dict[str, str]) -> bool:
    """Whether earlier answers ask for this field at all."""
    return field.when is None or field.when.holds(answers)


def problem(field: Field, answer: str, today: date, born: date | None = None) -> Problem | None:
    """The first thing wrong with this answer, or None. `born` is the day of birth on the visitor's card."""
    text = plain_answer(field, answer)
    if not text:
        return Problem.MISSING if field.required else None
    if len(text) > field.max_length:
        return Problem.TOO_LONG
    if field.kind == "choice":
        return None if any(choice.value == text for choice in field.choices) else Problem.NOT_OFFERED
    if field.kind == "number":
        return _amount_problem(field, text)
    if field.kind == "date":
        return _date_problem(field, text, today, born)
    form = FORMS[field.kind]
    return None if form.passes(text, today) else form.doubt


def _amount_problem(field: Field, text: str) -> Problem | None:
    whole, _, part = text.partition(".")
    if not (text.isascii() and whole.isdigit() and (not part or part.isdigit())):
        return Problem.NOT_A_NUMBER
    if len(part.rstrip("0")) <= field.decimals:
        return None
    return Problem.TOO_FINE if field.decimals else Problem.NOT_WHOLE


def _date_problem(field: Field, text: str, today: date, born: date | None) -> Problem | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return Problem.NOT_A_DATE
    if day.isoformat() != text:
        return Problem.NOT_A_DATE
    first, last = (_bound(bound, today, born) for bound in (field.not_before, field.not_after))
    if last is not None and day > last:
        return Problem.STILL_TO_COME if field.not_after == "today" else Problem.TOO_LATE
    return Problem.TOO_EARLY if first is not None and day < first else None


def _bound(bound: str | None, today: date, born: date | None) -> date | None:
    """None where nothing bounds it, or nobody knows the day."""
    if bound is None:
        return None
    known = {"today": today, "birth": born}
    return known[bound] if bound in known else date.fromisoformat(bound)


def problems(
    section: Section,
    answers: dict[str, str],
    today: date,
    compared: Mapping[str, str] | None = None,
    born: date | None = None,
) -> dict[str, Problem]:
    """Field id to problem, for the fields of this section that are asked for.

    `compared`: answers that the visitor has compared and keeps, whatever is doubted about them.
    """
    found = {}
    for field in (field for field in section.fields if asked(field, answers)):
        what = problem(field, answers.get(field.id, ""), today, born)
        settled = what in DOUBTS and is_compared(field, answers, compared or {})
        if what is not None and not settled:
            found[field.id] = what
    return found


def is_compared(field: Field, answers: Mapping[str, str], compared: Mapping[str, str]) -> bool:
    """Whether the visitor has compared just this answer: another one is looked at anew."""
    return field.id in compared and compared[field.id] == plain_answer(field, answers.get(field.id, ""))


def relevant(item: Item, answers: dict[str, str]) -> dict[str, str]:
    """The answers that are still asked for, plain, in the form's order: what is shown, signed and sent."""
    plainly = {f.id: plain_answer(f, answers.get(f.id, "")) for f in item.fields if asked(f, answers)}
    return {field_id: answer for field_id, answer in plainly.items() if answer}


def unconfirmed(item: Item, answers: dict[str, str], compared: Mapping[str, str]) -> tuple[str, ...]:
    """The fields whose answer failed its check and was kept by the visitor, in the form's order."""
    return tuple(f.id for f in item.fields if asked(f, answers) and is_compared(f, answers, compared))


def from_card(item: Item, card: IdCard) -> dict[str, str]:
    """What the card fills in: field id to answer. A value that the card lacks, or that holds a character nobody else
    has, is asked."""
    filled = {field.id: _card_value(field, card) for field in item.fields if field.prefill}
    return {field_id: value for field_id, value in filled.items() if value}


def _card_value(field: Field, card: IdCard) -> str:
    values = {
        "name": card.name,
        "number": card.number,
        "birth": card.birth.isoformat() if card.birth_known else "",
        "address": card.address,
        "ethnicity": card.ethnicity,
        "valid_to": card.valid_to.isoformat() if card.valid_to else "",
        "sex": {Sex.MALE: "male", Sex.FEMALE: "female"}.get(card.sex, ""),
    }
    value = values.get(field.prefill, "")
    known = field.kind != "choice" or any(choice.value == value for choice in field.choices)
    return value if known and is_legible(value) else ""
