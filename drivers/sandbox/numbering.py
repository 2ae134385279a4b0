"""The acceptance number: how the platform names an errand. Knows digits only, no store."""

from datetime import date

from stdnum.iso7064 import mod_11_10

AREA = "130900"  # Cangzhou, GB/T 2260
LENGTH = 20  # GB/T 39046 allows 20 characters in material rows and 50 elsewhere: 20 fits both
LAST_SEQUENCE = 9999


def acceptance_number(day: date, terminal: int, sequence: int) -> str:
    """20 digits: area 6, yymmdd 6, terminal 3, sequence of that terminal's day 4, check digit (ISO 7064 MOD 11,10).

    Raises ValueError where a part does not fit its digits.
    """
    if not 1 <= terminal <= 999 or not 1 <= sequence <= LAST_SEQUENCE:
        raise ValueError(f"no number for terminal {terminal}, sequence {sequence}")
    body = f"{AREA}{day:%y%m%d}{terminal:03}{sequence:04}"
    return body + str(mod_11_10.calc_check_digit(body))


def is_acceptance_number(text: str) -> bool:
    """Whether the form and the check digit are right."""
    return len(text) == LENGTH and text.isascii() and text.isdigit() and bool(mod_11_10.is_valid(text))
