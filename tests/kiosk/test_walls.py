"""Nobody stands before a wall: every item, every kind of card, every number in use, and some that look wrong."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from drivers.sim.people import PEOPLE, number_with_check
from kiosk import flow, signing
from kiosk.card import CardKind, IdCard, Sex
from kiosk.catalogue import Field, Hindrance, Item, read_catalogue
from kiosk.events import CardRead
from kiosk.ink import Signature
from kiosk.visit import Purpose, Screen
from tests.kiosk.fakes import INK, NOW, Rig, rig
from ui.terminal.icons import ASSETS

ITEMS = {item.code: item for item in read_catalogue(ASSETS / "catalogue").items}
OLD = date(1921, 5, 4)
"""Old enough for every item."""
SOMEBODY = {person.key: replace(person.card, birth=OLD, valid_to=None) for person in PEOPLE}
CARDS: dict[str, IdCard] = SOMEBODY | {
    "macao": replace(SOMEBODY["hong_kong"], number=number_with_check("82000019210504001")),
    "taiwan": replace(SOMEBODY["hong_kong"], number=number_with_check("83000019210504001")),
    "foreigner_2017": IdCard(
        CardKind.FOREIGNER_2017, "BERG, ANNA", "SWE310021050412", Sex.FEMALE, OLD, latin_name="BERG, ANNA"
    ),
    "fifteen_digits": replace(SOMEBODY["grandmother"], number="130903210504002"),
    "one_hanzi": replace(SOMEBODY["worker"], name="\U0002caa2"),
    "long_name": replace(SOMEBODY["worker"], name="阿卜杜热合曼·阿卜杜外力·麦麦提依明·吐尔逊江"),
    "no_address": replace(SOMEBODY["worker"], address=""),
}
IN_USE = {
    "phone": [
        "13800138000",
        "17491234567",
        "14112345678",
        "0317-2012345-801",
        "4008123456",
        "+852 9123 4567",
        "2012345",
    ],
    "bank_card": ["6228480012345678904", "19000150812345678", "6222 0202 0011 2233 441", "04080200100123456789012"],
    "credit_code": ["91350299M0001ABC19", "n2130902mf0000000x", "12345678-9", "110000010433410"],
    "resident_number": ["11010519491231002x", "110105491231002", "81000019880808002X", "E12345678", "SWE310021050412"],
    "number": ["５", "12"],
    "name": ["王", "\U0002caa2", "买买提•吐尔逊", "Anna-Lena Müller", "O'Neill"],
    "text": ["冀J·D12345", "061001", "工商银行沧州分行"],
    "address": ["Ｎｏ．８ 解放西路１２号", "12 Jiefang W Rd"],
    "date": ["1921-05-04", "2026-11-23"],
}


def begun(code: str, card: IdCard) -> Rig:
    """The first page of an item's form."""
    r = rig(*ITEMS.values())
    r.terminal.begin()
    r.terminal.choose_purpose(Purpose.ERRAND)
    r.terminal.handle(CardRead(r.ports.last("look")[0], card))
    r.terminal.choose_item(code)
    r.terminal.accept_needs()
    return r


def is_open(code: str, card: IdCard) -> bool:
    return ITEMS[code].hindrance(card, NOW.date()) is None


WAYS = [(code, key) for code in ITEMS for key, card in CARDS.items() if is_open(code, card)]


def answer(r: Rig, field: Field, given: str) -> None:
    """As on the screen: written, left, and kept where it is doubted."""
    r.terminal.set_answer(field.id, given)
    r.terminal.tidy_answer(field.id)
    r.terminal.keep_answer(field.id)


def problem_of(r: Rig, field: Field) -> str | None:
    section = next(s for s in r.terminal.visit.sections if field in s.fields)
    return flow.problems(r.terminal.visit, section, NOW.date()).get(field.id)


@pytest.mark.parametrize(("code", "who"), WAYS)
def test_no_required_field_is_a_wall(code: str, who: str) -> None:
    r = begun(code, CARDS[who])
    for field in ITEMS[code].fields:
        if field.id in r.terminal.visit.from_card:
            assert problem_of(r, field) is None, f"{field.id} as the card gave it"
            if field.locked:
                continue
        for given in [choice.value for choice in field.choices] or IN_USE[field.kind]:
            answer(r, field, given)
            assert problem_of(r, field) is None, f"{field.id}: {given}"


@pytest.mark.parametrize("who", CARDS)
def test_the_number_on_the_card_stands_in_the_form(who: str) -> None:
    r = begun("132099003000", CARDS[who])
    assert r.terminal.visit.answers["id_number"] == CARDS[who].number
    assert r.terminal.visit.answers["name"] == CARDS[who].name


def test_the_card_of_2023_may_be_typed_too() -> None:
    spouse = next(field for field in ITEMS["132099003000"].fields if field.id == "spouse_number")
    r = begun("132099003000", CARDS["worker"])
    answer(r, next(f for f in ITEMS["132099003000"].fields if f.id == "marriage"), "married")
    r.terminal.set_answer("spouse_number", CARDS["foreigner"].number)
    assert problem_of(r, spouse) is None


@pytest.mark.parametrize("who", ["hong_kong", "taiwan", "foreigner", "foreigner_2017"])
def test_an_item_that_is_closed_to_a_card_says_so_before_it_is_begun(who: str) -> None:
    r = begun("130511003000", CARDS[who])
    assert r.terminal.hindrance("130511003000") is Hindrance.OTHER_CARD
    assert r.terminal.place.screen is Screen.ITEMS


def test_what_the_visitor_kept_goes_unconfirmed_and_is_signed_so() -> None:
    code = "130760009000"
    r = begun(code, CARDS["foreigner"])
    visit, item = r.terminal.visit, ITEMS[code]
    before = signing.signed_hash(visit)
    answer(r, next(f for f in item.fields if f.kind == "credit_code"), "91350299m0001abc19")
    assert signing.signed_hash(visit) != before
    visit.signature = Signature(INK, b"png", signing.signed_hash(visit))
    parcel = signing.parcel(visit, NOW)
    assert parcel.unconfirmed == ("credit_code",)
    assert parcel.answers["credit_code"] == "91350299M0001ABC19"
    assert (parcel.applicant_name, parcel.applicant_latin_name) == ("安娜", "BERG, ANNA")


def test_what_passes_its_check_is_not_marked() -> None:
    r = begun("130760009000", CARDS["worker"])
    answer(r, next(f for f in ITEMS["130760009000"].fields if f.kind == "credit_code"), "92130902MA0LA0W318")
    assert not r.terminal.visit.compared


def test_a_foreigners_names_stand_side_by_side() -> None:
    assert CARDS["foreigner"].both_names == "安娜 (BERG, ANNA)"
    assert CARDS["foreigner_2017"].both_names == "BERG, ANNA"
    assert CARDS["worker"].both_names == "李娜"


@pytest.mark.parametrize("bounds", [{"not_after": "2026-02-30"}, {"not_after": "today", "kind": "text"}])
def test_a_bound_must_be_a_day_of_a_date(bounds: dict[str, str]) -> None:
    data = msgspec.to_builtins(ITEMS["130536001000"])
    data["sections"][2]["fields"][0].update(bounds)
    with pytest.raises(msgspec.ValidationError, match="treated_on"):
        msgspec.convert(data, Item)
