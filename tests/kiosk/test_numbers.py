"""Number rules, cross-checked with python-stdnum where that library is right."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc
from stdnum.iso7064 import mod_11_2

from kiosk import numbers

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("11010519491231002X", True),
        ("110105194912310021", False),
        ("11010519491331002X", False),
        ("1101051949123100", False),
        ("11010519491231002x", False),
        ("１１０１０５１９４９１２３１００２X", False),  # full-width digits: no system behind us takes them
    ],
)
def test_resident_numbers(number: str, right: bool) -> None:
    assert numbers.is_resident_number(number, TODAY) is right


@pytest.mark.parametrize("prefix", ["810000", "820000", "830000"])
def test_residence_permits_count_as_resident_numbers(prefix: str) -> None:
    first17 = f"{prefix}19880808001"
    assert numbers.is_resident_number(first17 + mod_11_2.calc_check_digit(first17), TODAY)


def test_nobody_is_born_tomorrow() -> None:
    first17 = "13090220261124001"
    number = first17 + mod_11_2.calc_check_digit(first17)
    assert not numbers.is_resident_number(number, TODAY)
    assert numbers.is_resident_number(number, date(2026, 11, 24))


@given(st.dates(date(1990, 1, 1), date(2020, 1, 1)), st.integers(0, 999))
def test_agrees_with_stdnum_on_ordinary_numbers(born: date, sequence: int) -> None:
    first17 = f"130903{born:%Y%m%d}{sequence:03}"
    number = first17 + mod_11_2.calc_check_digit(first17)
    assert numbers.is_resident_number(number, TODAY)
    assert ric.is_valid(number)


def test_foreigner_numbers_old_and_new() -> None:
    assert numbers.is_foreigner_number("KAZ110090123105", TODAY)
    assert not numbers.is_foreigner_number("KAZ110090123106", TODAY)
    first17 = "91375219870214002"
    assert numbers.is_foreigner_number(first17 + mod_11_2.calc_check_digit(first17), TODAY)
    nowhere = "99975219870214002"
    assert not numbers.is_foreigner_number(nowhere + mod_11_2.calc_check_digit(nowhere), TODAY)


@pytest.mark.parametrize(
    ("code", "right"),
    [("91110000600037341L", True), ("91110000600037341M", False), ("9111000060003734IL", False), ("", False)],
)
def test_credit_codes(code: str, right: bool) -> None:
    assert numbers.is_credit_code(code) is right
    assert uscc.is_valid(code) is right


def test_a_credit_code_of_a_rural_collective_counts() -> None:
    body = "N2130902MF0000000"
    total = sum(numbers.CREDIT_ALPHABET.index(c) * w for c, w in zip(body, numbers.CREDIT_WEIGHTS, strict=True))
    assert numbers.is_credit_code(body + numbers.CREDIT_ALPHABET[(31 - total % 31) % 31])


@pytest.mark.parametrize(
    ("number", "right"),
    [("H12345678", True), ("12345678", True), ("H1234567", False), ("X12345678", False), ("H１2345678", False)],
)
def test_travel_permits(number: str, right: bool) -> None:
    assert numbers.is_travel_permit(number) is right


@pytest.mark.parametrize(("number", "right"), [("13800138000", True), ("12800138000", False), ("１3800138000", False)])
def test_mobile_numbers(number: str, right: bool) -> None:
    assert numbers.is_mobile(number) is right


@pytest.mark.parametrize(
    ("number", "right"), [("4111111111111111", True), ("4111111111111112", False), ("41111", False)]
)
def test_bank_cards(number: str, right: bool) -> None:
    assert numbers.is_bank_card(number) is right
