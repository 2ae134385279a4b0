"""What may stand in a field, and what a card fills in."""

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from kiosk.answers import Problem, from_card, problem, problems, relevant
from kiosk.card import CardKind, Sex
from kiosk.catalogue import Field
from tests.kiosk.fakes import CARD, item, text

TODAY = date(2026, 11, 23)


def field(**changes: Any) -> Field:
    return msgspec.convert({"id": "x", "label": text("标")} | changes, Field)


CHOICES = [{"value": "male", "label": text("男")}, {"value": "female", "label": text("女")}]


@pytest.mark.parametrize(
    ("kind", "good", "bad", "what"),
    [
        ("number", ["0", "12", "12.5", "1200.00"], ["-1", "1.234", "12元", "①"], Problem.NOT_A_NUMBER),
        ("phone", ["13800138000"], ["1380013800", "23800138000"], Problem.NOT_A_PHONE),
        ("date", ["2026-02-28"], ["2026-02-30", "2026/02/28", "20260228"], Problem.NOT_A_DATE),
        ("bank_card", ["4111111111111111", "4111 1111 1111 1111"], ["4111111111111112"], Problem.NOT_A_BANK_CARD),
        ("resident_number", ["11010519491231002x"], ["110105194912310021"], Problem.NOT_AN_ID_NUMBER),
        ("credit_code", ["92130902ma0la0w318"], ["92130902MA0LAOW318", "9213090"], Problem.NOT_A_CREDIT_CODE),
    ],
)
def test_each_kind_knows_its_own(kind: str, good: list[str], bad: list[str], what: Problem) -> None:
    for answer in good:
        assert problem(field(kind=kind), answer, TODAY) is None, answer
    for answer in bad:
        assert problem(field(kind=kind), answer, TODAY) is what, answer


def test_a_choice_must_be_offered() -> None:
    sex = field(kind="choice", choices=CHOICES)
    assert problem(sex, "male", TODAY) is None
    assert problem(sex, "other", TODAY) is Problem.NOT_OFFERED


def test_blank_counts_as_missing_only_where_it_is_required() -> None:
    assert problem(field(), "   ", TODAY) is Problem.MISSING
    assert problem(field(required=False), "", TODAY) is None


def test_a_long_answer_is_too_long() -> None:
    assert problem(field(max_length=3), "四个汉字", TODAY) is Problem.TOO_LONG


def test_a_field_that_is_not_asked_for_has_no_problem_and_is_not_sent() -> None:
    extra = {"id": "lessor", "label": text("房东"), "when": {"field": "home", "is": ["rent"]}}
    base = msgspec.to_builtins(item())
    base["sections"][1]["fields"] += (extra,)
    asked = item(sections=base["sections"])
    assert problems(asked.sections[1], {"home": "own"}, TODAY) == {}
    assert problems(asked.sections[1], {"home": "rent"}, TODAY) == {"lessor": Problem.MISSING}
    assert relevant(asked, {"home": "own", "lessor": "王"}) == {"home": "own"}


def test_the_card_fills_what_it_knows() -> None:
    fields = [
        {"id": "name", "label": text("姓名"), "prefill": "name"},
        {"id": "number", "label": text("号"), "kind": "resident_number", "prefill": "number"},
        {"id": "sex", "label": text("性别"), "kind": "choice", "choices": CHOICES, "prefill": "sex"},
        {"id": "until", "label": text("至"), "kind": "date", "prefill": "valid_to"},
    ]
    asked = item(sections=[{"id": "who", "title": text("您"), "fields": fields}], materials=[])
    assert from_card(asked, CARD) == {"name": "测试甲", "number": CARD.number, "sex": "female"}
    foreigner = replace(CARD, kind=CardKind.FOREIGNER_2023, sex=Sex.NOT_STATED)
    assert from_card(asked, foreigner) == {"name": "测试甲"}
