"""The numbers that people carry: whether one can be right, by its own check digit and parts. Looks nothing up.

Sources: GB 11643 (resident number), GB 32100-2015 (unified social credit code), GB 11714 (organisation code), the
registration number of enterprises (工商注册号, GS 15-2006), the residence permit rules for Hong Kong, Macao and Taiwan
residents (prefixes 81, 82, 83) and for foreigners (15 characters until 2023, 18 since). Telephones: `kiosk.phones`.

A check that fails is no proof: early credit codes of Xiamen and passbooks fail it, and are in use.
"""

import re
from datetime import date

PROVINCES = frozenset(
    (
        *(11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37),
        *(41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83),
    )
)
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
CREDIT_REGISTRARS = "123456789ANY"
OLD_FOREIGNER_WEIGHTS = (7, 3, 1) * 5  # ICAO 9303
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
PASSPORT = re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Z0-9]{6,12}|\d{8,9}", re.ASCII)  # many states print digits alone


def is_resident_number(number: str, today: date) -> bool:
    """18 characters: province, birth date not in the future, check. 81, 82, 83 are residence permits of HMT."""
    if not re.fullmatch(r"[1-9]\d{16}[\dX]", number, re.ASCII) or int(number[:2]) not in PROVINCES:
        return False
    born = _day(number[6:14])
    return born is not None and born <= today and _check_is_right(number)


def is_foreigner_number(number: str, today: date) -> bool:
    """The 18 digits since 2023 (9, province, country, birth, sequence, check), or the 15 characters before."""
    if re.fullmatch(r"9\d{16}[\dX]", number, re.ASCII):
        born = _day(number[6:14])
        known = born is not None and born <= today and int(number[1:3]) in PROVINCES
        return known and _check_is_right(number)
    if re.fullmatch(r"[A-Z]{3}\d{12}", number, re.ASCII):
        values = (int(character, 36) for character in number[:14])
        total = sum(value * weight for value, weight in zip(values, OLD_FOREIGNER_WEIGHTS, strict=False))
        return total % 10 == int(number[14])
    return False


def is_travel_permit(number: str) -> bool:
    """HK and Macao (H or M and 8 digits, 10 with the renewal), Taiwan (8 digits, 10 with the renewal)."""
    return re.fullmatch(r"[HM]?\d{8}(\d{2})?", number, re.ASCII) is not None


def is_old_resident_number(number: str, today: date) -> bool:
    """The 15 digits until 1999: province, birth with two digits of the year, sequence. There is no check digit."""
    if not re.fullmatch(r"[1-9]\d{14}", number, re.ASCII) or int(number[:2]) not in PROVINCES:
        return False
    born = _day("19" + number[6:12])
    return born is not None and born <= today


def is_passport(number: str) -> bool:
    """Of any state: letters and digits, as many as fit into a passport's line for them and a few more."""
    return PASSPORT.fullmatch(number) is not None


def is_identity_number(number: str, today: date) -> bool:
    """Of any paper that says who somebody is: resident card old and new, permits, passport, travel permit."""
    dated = (is_resident_number, is_foreigner_number, is_old_resident_number)
    return any(fits(number, today) for fits in dated) or is_travel_permit(number) or is_passport(number)


def is_organisation_code(code: str) -> bool:
    """Nine characters (组织机构代码), the ninth is the check: within the credit code since 2015."""
    if not re.fullmatch(r"[0-9A-Z]{8}[\dX]", code, re.ASCII):
        return False
    total = sum(int(sign, 36) * weight for sign, weight in zip(code, ORGANISATION_WEIGHTS, strict=False))
    return "0123456789X0"[11 - total % 11] == code[8]


def is_registration_number(number: str) -> bool:
    """Fifteen digits (工商注册号), checked by ISO 7064 MOD 11,10: on licences until 2015."""
    from stdnum.iso7064 import mod_11_10  # noqa: PLC0415

    return re.fullmatch(r"\d{15}", number, re.ASCII) is not None and bool(mod_11_10.is_valid(number))


def is_business_number(number: str) -> bool:
    """What names a business: its credit code, or one of the numbers before it."""
    return is_credit_code(number) or is_organisation_code(number) or is_registration_number(number)


def is_credit_code(code: str) -> bool:
    """Unified social credit code, 18 characters, every registrar (A, N, Y too)."""
    if len(code) != 18 or code[0] not in CREDIT_REGISTRARS or any(c not in CREDIT_ALPHABET for c in code):
        return False
    total = sum(CREDIT_ALPHABET.index(c) * weight for c, weight in zip(code, CREDIT_WEIGHTS, strict=False))
    return CREDIT_ALPHABET[(31 - total % 31) % 31] == code[17]


def is_bank_card(number: str) -> bool:
    """12 to 19 digits with Luhn's check (ISO/IEC 7812)."""
    return re.fullmatch(r"\d{12,19}", number, re.ASCII) is not None and _luhn_is_right(number)


def is_mobile(number: str) -> bool:
    """A mainland mobile number: 11 digits, 13 to 19 in front. The only kind that text messages go to."""
    return re.fullmatch(r"1[3-9]\d{9}", number, re.ASCII) is not None


def _check_is_right(number: str) -> bool:
    """ISO 7064 MOD 11-2 over all 18 characters."""
    from stdnum.iso7064 import mod_11_2  # noqa: PLC0415  15 ms: not before the first screen

    return mod_11_2.is_valid(number)


def _luhn_is_right(number: str) -> bool:
    from stdnum import luhn  # noqa: PLC0415

    return luhn.is_valid(number)


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
