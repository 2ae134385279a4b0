"""What may stand in a field, and what a card fills in."""

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from kiosk.answers import Problem, from_card, problem, problems, relevant, unconfirmed
from kiosk.card import CardKind, Sex
from kiosk.catalogue import Field, Item
from tests.kiosk.fakes import CARD, item, text

TODAY = date(2026, 11, 23)


def field(**changes: Any) -> Field:
    return msgspec.convert({"id": "x", "label": text("标")} | changes, Field)


CHOICES = [{"value": "male", "label": text("男")}, {"value": "female", "label": text("女")}]


@pytest.mark.parametrize(
    ("kind", "good", "bad", "what"),
    [
        (
            "number",
            ["0", "12", "12.5", "1,200.00", "１２．５", "12元"],
            ["-1", "①", "12.²", "12,5"],
            Problem.NOT_A_NUMBER,
        ),
        ("number", ["1.230"], ["1.234"], Problem.TOO_FINE),
        ("phone", ["13800138000", "0317-2012345转801"], ["1380013800", "23800138000", "+86 12"], Problem.NOT_A_PHONE),
        ("date", ["2026-02-28"], ["2026-02-30", "2026/02/28", "20260228"], Problem.NOT_A_DATE),
        ("bank_card", ["4111111111111111", "4111 1111 1111 1111"], ["4111111111111112"], Problem.NOT_A_BANK_CARD),
        (
            "resident_number",
            [
                "11010519491231002x",
                "130903480312001",
                "KAZ110090123105",
                "H12345678",
                "12345678",
                "E12345678",
                "C01X00T47",
            ],
            ["110105194912310021", "11010519491", "13090348031200"],
            Problem.NOT_AN_ID_NUMBER,
        ),
        (
            "credit_code",
            ["92130902ma0la0w318", "9213 0902 MA0L A0W3 18", "60003734-1", "110108000000016"],
            ["92130902MA0LAOW318", "9213090", "91350299M0001ABC19", "110108000000017", "60003734-2"],
            Problem.NOT_A_CREDIT_CODE,
        ),
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
    assert from_card(asked, foreigner) == {"name": "测试甲", "number": CARD.number}


def test_what_is_counted_is_whole() -> None:
    assert problem(field(kind="number", decimals=0), "2.5", TODAY) is Problem.NOT_WHOLE
    assert problem(field(kind="number", decimals=0), "2.0", TODAY) is None


@pytest.mark.parametrize(
    ("day", "what"),
    [
        ("2031-01-01", Problem.STILL_TO_COME),
        ("2026-11-24", Problem.STILL_TO_COME),
        ("2026-11-23", None),
        ("1949-12-31", None),
        ("1949-12-30", Problem.TOO_EARLY),
    ],
)
def test_what_has_happened_lies_between_birth_and_today(day: str, what: Problem | None) -> None:
    past = field(kind="date", not_before="birth", not_after="today")
    assert problem(past, day, TODAY, CARD.birth) is what


def test_a_day_may_be_bound_by_a_day() -> None:
    bound = field(kind="date", not_before="2020-01-01", not_after="2020-12-31")
    assert problem(bound, "2021-01-01", TODAY) is Problem.TOO_LATE
    assert problem(bound, "2019-12-31", TODAY) is Problem.TOO_EARLY
    assert problem(field(kind="date"), "1899-02-28", TODAY) is None


def test_a_doubt_is_pointed_out_until_the_visitor_has_compared_just_that() -> None:
    account = {"id": "account", "label": text("账号"), "kind": "bank_card", "max_length": 32}
    asked = item(sections=[{"id": "who", "title": text("您"), "fields": [account]}], materials=[])
    passbook = {"account": "1900 0150 8123 45678"}
    assert problems(asked.sections[0], passbook, TODAY) == {"account": Problem.NOT_A_BANK_CARD}
    compared = {"account": "19000150812345678"}
    assert problems(asked.sections[0], passbook, TODAY, compared) == {}
    assert unconfirmed(asked, passbook, compared) == ("account",)
    other = {"account": "19000150812345670"}
    assert problems(asked.sections[0], other, TODAY, compared) == {"account": Problem.NOT_A_BANK_CARD}
    assert unconfirmed(asked, other, compared) == ()


def test_what_is_sent_is_plain() -> None:
    fields = [
        {"id": "code", "label": text("码"), "kind": "credit_code"},
        {"id": "who", "label": text("名"), "kind": "name"},
    ]
    asked = item(sections=[{"id": "all", "title": text("全"), "fields": fields}], materials=[])
    assert relevant(asked, {"code": "92130902ma0la0w318 ", "who": "买买提•吐尔逊"}) == {
        "code": "92130902MA0LA0W318",
        "who": "买买提·吐尔逊",
    }


def sections_of(fields: list[dict[str, Any]]) -> Item:
    return item(sections=[{"id": "all", "title": text("您"), "fields": fields}], materials=[])


@pytest.mark.parametrize("name", ["陈\ue123", "王\ufffd", "李\U000f0001"])
def test_a_name_that_nobody_can_read_is_asked_not_filled_in(name: str) -> None:
    asked = sections_of([{"id": one, "label": text("标"), "prefill": one} for one in ("name", "number")])
    assert from_card(asked, replace(CARD, name=name)) == {"number": CARD.number}


def test_a_birth_that_no_calendar_has_is_asked() -> None:
    asked = sections_of([{"id": "birth", "label": text("标"), "kind": "date", "prefill": "birth"}])
    assert from_card(asked, CARD) == {"birth": CARD.birth.isoformat()}
    assert from_card(asked, replace(CARD, birth_known=False)) == {}
