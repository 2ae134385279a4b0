"""How answers look on the screen."""

import pytest

from kiosk.catalogue import Field
from ui.terminal.shown import shown_answer, shown_day, shown_digits, shown_number


def field(kind: str, **more: object) -> Field:
    import msgspec

    return msgspec.convert({"id": "f", "label": {"zh": "字", "en": "F"}, "kind": kind} | more, Field)


def test_number_shows_its_ends_alone() -> None:
    assert shown_number("11010519491231002X") == "1*************002X"
    assert shown_number("123") == "123"


def test_long_numbers_stand_in_fours() -> None:
    assert shown_digits("6222020200112233441") == "6222 0202 0011 2233 441"
    assert shown_digits("6222 0202") == "6222 0202"


@pytest.mark.parametrize(("language", "words"), [("zh", "2026年3月1日"), ("en", "1 March 2026")])
def test_days_are_said_as_people_say_them(language: str, words: str) -> None:
    assert shown_day("2026-03-01", language) == words


def test_what_is_no_day_is_left_alone() -> None:
    assert shown_day("2026-13-40", "zh") == "2026-13-40"


def test_answers_of_every_kind() -> None:
    choices = [{"value": "own", "label": {"zh": "自有", "en": "Own"}}]
    choice = field("choice", choices=choices)
    assert shown_answer(choice, "own", "en") == "Own"
    assert shown_answer(choice, "gone", "en") == "gone"
    assert shown_answer(field("bank_card"), "62220202", "zh") == "6222 0202"
    assert shown_answer(field("resident_number"), "11010519491231002X", "zh") == "1*************002X"
    assert shown_answer(field("text"), "沧州", "zh") == "沧州"
