"""How answers look on the screen: grouped digits, masked numbers, days as people say them."""

from datetime import date

from PySide6.QtCore import QLocale

from kiosk.catalogue import Field


def shown_number(number: str) -> str:
    """An ID number as 1+4 (1*************002X): people behind the visitor see the screen too."""
    return number[:1] + "*" * max(0, len(number) - 5) + number[-4:] if len(number) > 5 else number


def shown_digits(digits: str) -> str:
    """A long number in groups of four, as it stands on a bank card."""
    plain = digits.replace(" ", "")
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def shown_day(text: str, language: str) -> str:
    """An ISO date in words; anything else as it stands."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return QLocale(QLocale.Language.English).toString(day, "d MMMM yyyy")


def shown_answer(field: Field, answer: str, language: str) -> str:
    """An answer on the review page."""
    if field.kind == "choice":
        return next((c.label.get(language) for c in field.choices if c.value == answer), answer)
    if field.kind == "date":
        return shown_day(answer, language)
    if field.kind == "bank_card":
        return shown_digits(answer)
    if field.kind == "resident_number":
        return shown_number(answer)
    return answer
