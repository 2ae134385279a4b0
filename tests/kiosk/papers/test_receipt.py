"""The receipt of papers: what was handed in, under which number, and nothing that says more than is true."""

from dataclasses import replace

import pytest

from kiosk.catalogue import Catalogue
from kiosk.ink import Signature
from kiosk.paper import Cut, Paper
from kiosk.papers import Wordings
from kiosk.papers.place import Place
from kiosk.papers.receipt import receipt_paper
from kiosk.visit import Visit
from tests.kiosk import fakes
from tests.kiosk.papers.reading import big, codes, pairs, texts, whole

HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
NUMBER, LOCAL = "13090026112300100074", "CZ-01-20261123-0007"


@pytest.fixture
def visit() -> Visit:
    item = fakes.item()
    made = Visit(Catalogue("1", (item,)), item=item, card=fakes.CARD, answers={"home": "rent"})
    made.pages = {"licence": [fakes.scan("a"), fakes.scan("b")], "lease": [fakes.scan("c")]}
    made.postponed, made.promised = {"later"}, {"vow"}
    made.signature = Signature((), b"", HASH)
    made.local_number, made.acceptance_number = LOCAL, NUMBER
    return made


def printed(visit: Visit, wordings: Wordings, place: Place) -> Paper:
    return receipt_paper(visit, wordings.get(place.language), place)


def name(place: Place, zh: str) -> str:
    return fakes.text(zh)[place.language]


def test_it_carries_the_platforms_number_for_eye_and_scanner(visit: Visit, wordings: Wordings, place: Place) -> None:
    paper = printed(visit, wordings, place)
    assert big(paper) == codes(paper) == [NUMBER]
    assert LOCAL not in whole(paper)
    assert place.phone in whole(paper)
    assert paper.lines[-1] == Cut()


def test_every_material_stands_on_it_with_its_pages(visit: Visit, wordings: Wordings, place: Place) -> None:
    words = wordings.get(place.language).receipt
    told = pairs(printed(visit, wordings, place))
    assert told[name(place, "证件")] == words.pages.format(count=2)
    assert told[name(place, "租约")] == words.page
    assert told[name(place, "申请表")] == words.filled
    assert told[name(place, "承诺书")] == words.promised_material
    assert told[name(place, "照片")] == words.later


def test_item_times_and_seal_of_the_signature_stand_on_it(visit: Visit, wordings: Wordings, place: Place) -> None:
    words = wordings.get(place.language)
    told = pairs(printed(visit, wordings, place))
    assert told[words.receipt.item] == name(place, "测试事项")
    assert told[words.receipt.promised] == words.needs.working_days.format(days=5)
    assert told[words.receipt.printed] == place.time
    assert told[words.receipt.signed] == HASH[:16]


def test_it_holds_no_more_of_a_person_than_the_masked_name(visit: Visit, wordings: Wordings, place: Place) -> None:
    visit.answers |= {"name": fakes.CARD.name, "phone": "13800001234"}
    seen = whole(printed(visit, wordings, place))
    assert fakes.CARD.masked_name in seen
    for secret in (fakes.CARD.name, fakes.CARD.number, fakes.CARD.number[-4:], fakes.CARD.address, "1234\n"):
        assert secret not in seen


def test_it_is_no_notice_of_acceptance(visit: Visit, wordings: Wordings, place: Place) -> None:
    paper = printed(visit, wordings, place)
    assert "受理通知书" not in paper.title
    assert wordings.get(place.language).receipt.note in texts(paper)


def test_before_the_platform_has_answered_it_says_so(visit: Visit, wordings: Wordings, place: Place) -> None:
    """The code holds the terminal's number: the platform answers to it too, once the errand has arrived."""
    words = wordings.get(place.language).receipt
    visit.acceptance_number = ""
    paper = printed(visit, wordings, place)
    assert big(paper) == [LOCAL]
    assert codes(paper) == [LOCAL]
    assert words.lead_pending in texts(paper)
    assert words.lead not in texts(paper)


def test_what_comes_later_is_told_once_more(visit: Visit, wordings: Wordings, place: Place) -> None:
    words = wordings.get(place.language).receipt
    seen = texts(printed(visit, wordings, place))
    assert seen[seen.index(words.later_lead) + 1] == f"□ {name(place, '照片')}"
    visit.pages["later"] = [fakes.scan("d")]
    assert words.later_lead not in texts(printed(visit, wordings, place))


def test_what_the_office_compares_is_named_without_its_number(visit: Visit, wordings: Wordings, place: Place) -> None:
    words = wordings.get(place.language).receipt
    field = {"id": "account", "label": fakes.text("账号"), "kind": "bank_card"}
    visit.item = fakes.item(sections=[{"id": "all", "title": fakes.text("全"), "fields": [field]}], materials=[])
    visit.answers = visit.compared = {"account": "19000150812345678"}
    seen = texts(printed(visit, wordings, place))
    assert seen[seen.index(words.unconfirmed) + 1] == f"· {name(place, '账号')}"
    assert "5678" not in whole(printed(visit, wordings, place))
    visit.compared = {}
    assert words.unconfirmed not in texts(printed(visit, wordings, place))


def test_an_optional_material_left_out_is_not_owed(visit: Visit, wordings: Wordings, place: Place) -> None:
    words = wordings.get(place.language).receipt
    visit.item = fakes.item(materials=[{"id": "x", "name": fakes.text("甲"), "source": "scan", "share": "optional"}])
    paper = printed(visit, wordings, place)
    assert pairs(paper)[name(place, "甲")] == words.left_out
    assert words.later_lead not in texts(paper)


def test_a_refused_errand_gets_no_receipt_but_the_reason(visit: Visit, wordings: Wordings, place: Place) -> None:
    words = wordings.get(place.language).receipt
    visit.acceptance_number, visit.refusal = "", "事项已取消"
    paper = printed(visit, wordings, place)
    assert paper.title == words.title_refused
    assert pairs(paper)[words.reason] == "事项已取消"
    assert codes(paper) == [] and big(paper) == [LOCAL]
    for claim in (words.title, words.lead, words.lead_pending, words.note, words.later_lead, words.promised):
        assert claim not in whole(paper)


def test_the_language_changes_every_line_that_is_ours(visit: Visit, wordings: Wordings, place: Place) -> None:
    other = replace(place, language={"zh": "en", "en": "zh"}[place.language])
    here, there = set(texts(printed(visit, wordings, place))), set(texts(printed(visit, wordings, other)))
    assert here & there == {place.hall, NUMBER}
