from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.sandbox.numbering import acceptance_number, is_acceptance_number


def test_the_parts_of_a_number() -> None:
    number = acceptance_number(date(2026, 1, 5), 7, 42)
    assert (number[:6], number[6:12], number[12:15], number[15:19]) == ("130900", "260105", "007", "0042")
    assert len(number) == 20


@given(st.dates(), st.integers(1, 999), st.integers(1, 9999), st.integers(0, 19), st.integers(1, 9))
def test_a_wrong_digit_is_noticed(day: date, terminal: int, sequence: int, place: int, shift: int) -> None:
    number = acceptance_number(day, terminal, sequence)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert is_acceptance_number(number)
    assert not is_acceptance_number(wrong)


@pytest.mark.parametrize("text", ["", "1309", "x" * 20, "１" * 20, "130900260302001000112"])
def test_what_is_no_number(text: str) -> None:
    assert not is_acceptance_number(text)


@pytest.mark.parametrize(("terminal", "sequence"), [(0, 1), (1000, 1), (1, 0), (1, 10_000)])
def test_what_does_not_fit_its_digits(terminal: int, sequence: int) -> None:
    with pytest.raises(ValueError, match="no number"):
        acceptance_number(date(2026, 1, 5), terminal, sequence)
