"""The queue ticket: everything a person needs to be served, and nothing that tells who they are."""

from dataclasses import replace

import pytest

from kiosk.paper import Cut, Paper
from kiosk.papers import Wordings
from kiosk.papers.place import Place
from kiosk.papers.ticket import ticket_paper
from kiosk.queue import Ticket
from tests.kiosk import fakes
from tests.kiosk.papers.reading import big, codes, texts, whole


@pytest.fixture
def ticket() -> Ticket:
    return fakes.ticket("A007")


def printed(ticket: Ticket, wordings: Wordings, place: Place, name: str = "张*") -> Paper:
    return ticket_paper(ticket, name, (), wordings.get(place.language).ticket, place)


def test_number_theme_wait_place_time_and_code_stand_on_it(ticket: Ticket, wordings: Wordings, place: Place) -> None:
    paper = printed(ticket, wordings, place)
    assert big(paper) == ["A007"]
    assert codes(paper) == [ticket.follow_url]
    theme = {"zh": "综合窗口", "en": "General"}[place.language]
    for part in (place.hall, theme, "3", "10-20", "1-8", "2026-11-23 09:30", place.phone, "张*"):
        assert part in whole(paper)
    assert paper.lines[-1] == Cut()


def test_the_rule_for_a_missed_call_stands_on_it(ticket: Ticket, wordings: Wordings, place: Place) -> None:
    assert wordings.get(place.language).ticket.missed in texts(printed(ticket, wordings, place))


def test_without_a_card_it_names_nobody(ticket: Ticket, wordings: Wordings, place: Place) -> None:
    words = wordings.get(place.language).ticket
    assert not any(text.startswith(words.holder) for text in texts(printed(ticket, wordings, place, "")))


def test_a_reprint_says_that_it_is_one(ticket: Ticket, wordings: Wordings, place: Place) -> None:
    words = wordings.get(place.language).ticket
    assert words.reprint not in texts(printed(ticket, wordings, place))
    assert words.reprint in texts(printed(replace(ticket, reprint=True), wordings, place))


def test_who_left_a_number_is_told_that_a_message_comes(ticket: Ticket, wordings: Wordings, place: Place) -> None:
    words = wordings.get(place.language).ticket
    assert words.notice not in texts(printed(ticket, wordings, place))
    assert words.notice in texts(printed(replace(ticket, notice=True), wordings, place))


def test_a_number_of_an_island_promises_no_wait(ticket: Ticket, wordings: Wordings, place: Place) -> None:
    """It was given without knowing the line: "nobody ahead" would be a lie."""
    words = wordings.get(place.language).ticket
    alone = replace(ticket, island=True, ahead=0, wait_minutes=(0, 0), follow_url="")
    paper = printed(alone, wordings, place)
    assert words.island in texts(paper)
    assert not any(text.startswith((words.ahead, words.wait)) for text in texts(paper))
    assert codes(paper) == []


def test_further_errands_and_the_way_in_ones_own_language(ticket: Ticket, wordings: Wordings, place: Place) -> None:
    words = wordings.get(place.language).ticket
    signed = replace(ticket, windows="1-8 号窗口", windows_en="Windows 1-8")
    paper = whole(ticket_paper(signed, "", (fakes.CLOSED,), words, place))
    assert {"zh": "1-8 号窗口", "en": "Windows 1-8"}[place.language] in paper
    assert {"zh": "不动产", "en": "Property"}[place.language] in paper
    assert words.also in paper
