"""What a paper that was read says for an errand: answers of the form, and whether it is the right paper."""

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from kiosk.catalogue import Item, MaterialNeed, Text
from kiosk.filling import Filled, from_paper, paper_trouble
from kiosk.reading import Field, Kind, Line, Reading
from kiosk.trouble import Trouble
from tests.kiosk.fakes import CARD, item, text

TODAY = date(2026, 11, 23)
WIFE = "130903199003070028"


def with_fields(*fields: dict[str, Any]) -> Item:
    """An errand with a licence and a marriage certificate, and these fields."""
    return item(
        sections=[{"id": "all", "title": text("全部"), "fields": [{"label": text("项"), **one} for one in fields]}],
        materials=[
            {"id": "licence", "name": text("营业执照"), "source": "scan", "kind": "business_licence"},
            {"id": "marriage", "name": text("结婚证"), "source": "scan", "kind": "marriage_certificate"},
        ],
    )


def licence(**values: str) -> Reading:
    return Reading(Kind.BUSINESS_LICENCE, 0.95, tuple(Field(name, value, 0.97) for name, value in values.items()))


def certificate(first: str, second: str) -> Reading:
    fields = (
        Field("name_1", "甲", 0.97),
        Field("number_1", first, 0.97),
        Field("name_2", "乙", 0.7),
        Field("number_2", second, 0.97),
    )
    return Reading(Kind.MARRIAGE_CERTIFICATE, 0.9, fields)


def test_a_field_is_filled_and_a_doubtful_one_is_marked() -> None:
    wanted = with_fields(
        {"id": "shop", "prefill": "paper:licence.name"},
        {"id": "code", "prefill": "paper:licence.credit_code"},
        {"id": "place", "prefill": "paper:licence.address"},
        {"id": "phone", "kind": "phone"},
    )
    read = Reading(Kind.BUSINESS_LICENCE, 0.95, (Field("name", "老味小吃店", 0.95), Field("credit_code", "92X", 0.5)))
    assert from_paper(wanted, "licence", read, CARD) == {
        "shop": Filled("老味小吃店", True),
        "code": Filled("92X", False),
    }


def test_another_paper_fills_nothing() -> None:
    wanted = with_fields({"id": "shop", "prefill": "paper:licence.name"})
    assert from_paper(wanted, "licence", replace(licence(name="店"), kind=Kind.FORM), CARD) == {}
    assert from_paper(wanted, "marriage", licence(name="店"), CARD) == {}
    assert from_paper(wanted, "unknown", licence(name="店"), CARD) == {}


def test_what_does_not_fit_the_field_is_left_out() -> None:
    wanted = with_fields(
        {"id": "shop", "prefill": "paper:licence.name", "max_length": 4},
        {
            "id": "sex",
            "prefill": "paper:licence.type",
            "kind": "choice",
            "choices": [{"value": "male", "label": text("男")}, {"value": "female", "label": text("女")}],
        },
        {"id": "money", "prefill": "paper:licence.capital", "kind": "number"},
    )
    read = licence(name="很长的店名", type="有限责任公司", capital="5.5万元")
    assert from_paper(wanted, "licence", read, CARD) == {"money": Filled("55000", True)}
    assert from_paper(wanted, "licence", licence(type="女"), CARD) == {"sex": Filled("female", True)}


@pytest.mark.parametrize(
    ("unit", "capital", "filled"),
    [
        ("元", "伍万伍仟元整", "55000"),
        ("万元", "5.5万元", "5.5"),
        ("万元", "壹佰万元整", "100"),
        ("万元", "5.5", "5.5"),
        ("元", "5.5万美元", ""),
        ("元", "10万元（实收5万元）", ""),
    ],
)
def test_an_amount_is_filled_in_the_fields_own_unit(unit: str, capital: str, filled: str) -> None:
    wanted = with_fields(
        {"id": "money", "label": text(f"资本（{unit}）"), "prefill": "paper:licence.capital", "kind": "number"}
    )
    expected = {"money": Filled(filled, True)} if filled else {}
    assert from_paper(wanted, "licence", licence(capital=capital), CARD) == expected


@pytest.mark.parametrize("own_first", [True, False])
def test_of_two_spouses_it_is_the_other_one(own_first: bool) -> None:
    wanted = with_fields(
        {"id": "name", "prefill": "paper:marriage.spouse_name"},
        {"id": "number", "prefill": "paper:marriage.spouse_number"},
    )
    numbers = (CARD.number, WIFE) if own_first else (WIFE, CARD.number)
    found = from_paper(wanted, "marriage", certificate(*numbers), CARD)
    assert found["number"] == Filled(WIFE, True)
    assert found["name"] == (Filled("乙", False) if own_first else Filled("甲", True))


@pytest.mark.parametrize("numbers", [(WIFE, WIFE), (CARD.number, CARD.number)])
def test_a_certificate_of_others_names_no_spouse(numbers: tuple[str, str]) -> None:
    wanted = with_fields({"id": "number", "prefill": "paper:marriage.spouse_number"})
    assert from_paper(wanted, "marriage", certificate(*numbers), CARD) == {}


LINES = (Line("字", ((0, 0), (9, 0), (9, 9), (0, 9)), 0.9),)


def material(kind: Kind | None, **more: Any) -> MaterialNeed:
    return MaterialNeed("paper", Text("材料", "Paper"), "scan", kind=kind, **more)


def id_side(kind: Kind, confidence: float = 0.9, until: str = "") -> Reading:
    return Reading(kind, confidence, (Field("valid_until", until, 0.95),) if until else ())


def test_another_paper_is_pointed_out_when_that_is_sure() -> None:
    wanted = material(Kind.HOUSE_CERTIFICATE)
    assert paper_trouble(wanted, licence(), back=False, today=TODAY) is Trouble.WRONG_PAPER
    assert paper_trouble(wanted, replace(licence(), confidence=0.5), back=False, today=TODAY) is None
    assert paper_trouble(wanted, Reading(Kind.UNKNOWN, 0.9, (), LINES), back=False, today=TODAY) is None
    assert paper_trouble(wanted, Reading(Kind.FORM, 0.9), back=False, today=TODAY) is None
    assert paper_trouble(material(None), licence(), back=False, today=TODAY) is None
    assert paper_trouble(material(Kind.BUSINESS_LICENCE), licence(), back=False, today=TODAY) is None


@pytest.mark.parametrize("kind", [Kind.HOUSE_CERTIFICATE, None])
def test_a_page_without_a_word_may_lie_face_down(kind: Kind | None) -> None:
    empty = Reading(Kind.UNKNOWN, 0.0)
    assert paper_trouble(material(kind), empty, back=False, today=TODAY) is Trouble.NO_PRINT
    assert paper_trouble(material(kind), replace(empty, lines=LINES), back=False, today=TODAY) is None


def test_the_other_side_of_a_card_is_pointed_out() -> None:
    wanted = material(Kind.ID_FRONT, both_sides=True)
    assert paper_trouble(wanted, id_side(Kind.ID_FRONT), back=False, today=TODAY) is None
    assert paper_trouble(wanted, id_side(Kind.ID_BACK), back=False, today=TODAY) is Trouble.WRONG_SIDE
    assert paper_trouble(wanted, id_side(Kind.ID_FRONT), back=True, today=TODAY) is Trouble.WRONG_SIDE
    assert paper_trouble(wanted, id_side(Kind.ID_BACK), back=True, today=TODAY) is None
    assert paper_trouble(wanted, licence(), back=True, today=TODAY) is Trouble.WRONG_PAPER


@pytest.mark.parametrize(
    ("until", "trouble"),
    [("2026-11-22", Trouble.PAPER_EXPIRED), ("2026-11-23", None), ("long", None), ("", None)],
)
def test_a_paper_counts_to_the_end_of_its_last_day(until: str, trouble: Trouble | None) -> None:
    wanted = material(Kind.ID_FRONT, both_sides=True)
    assert paper_trouble(wanted, id_side(Kind.ID_BACK, until=until), back=True, today=TODAY) is trouble


def test_a_catalogue_may_only_fill_from_what_such_a_paper_has() -> None:
    with pytest.raises(msgspec.ValidationError, match="has no 'colour'"):
        with_fields({"id": "shop", "prefill": "paper:licence.colour"})
    with pytest.raises(msgspec.ValidationError, match="no material 'lease'"):
        with_fields({"id": "shop", "prefill": "paper:lease.name"})
    with pytest.raises(msgspec.ValidationError):
        with_fields({"id": "shop", "prefill": "paper:licence"})
