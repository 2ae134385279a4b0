"""An ID card as the reader hands it over, and what may be shown of it. Knows nothing of readers or bytes."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from unicodedata import category


class CardKind(StrEnum):
    """The four layouts that a SAM reader delivers (byte 248 of the text block)."""

    RESIDENT = "resident"
    HMT = "hmt"  # residence permit for Hong Kong, Macao and Taiwan residents
    FOREIGNER_2017 = "foreigner_2017"
    FOREIGNER_2023 = "foreigner_2023"


class Sex(StrEnum):
    """GB/T 2261.1."""

    UNKNOWN = "0"
    MALE = "1"
    FEMALE = "2"
    NOT_STATED = "9"


@dataclass(frozen=True)
class IdCard:
    """One card that was read. Its `repr` shows no personal data, so that it may pass through a log by mistake."""

    kind: CardKind = field(repr=True)
    name: str = field(repr=False)
    number: str = field(repr=False)
    sex: Sex = field(repr=False)
    birth: date = field(repr=False)
    valid_from: date | None = field(default=None, repr=False)
    valid_to: date | None = field(default=None, repr=False)  # None: for life (长期)
    address: str = field(default="", repr=False)
    authority: str = field(default="", repr=False)
    ethnicity: str = field(default="", repr=False)  # the name (汉), or the raw code where it is unknown
    nationality: str = field(default="", repr=False)  # GB/T 2659 alpha-3, as on the card
    latin_name: str = field(default="", repr=False)
    permit_number: str = field(default="", repr=False)  # HMT: travel permit; foreigner: earlier number
    birth_known: bool = field(default=True, repr=False)  # False: the card's day does not exist, `birth` is near it
    photo: bytes = field(default=b"", repr=False)  # WLT, opaque: no open decoder exists

    def age(self, today: date) -> int:
        """Full years on `today`."""
        had_birthday = (today.month, today.day) >= (self.birth.month, self.birth.day)
        return today.year - self.birth.year - (0 if had_birthday else 1)

    def expired(self, today: date) -> bool:
        """A card counts to the end of its last day."""
        return self.valid_to is not None and self.valid_to < today

    @property
    def both_names(self) -> str:
        """As it stands on a foreigner's card: 安娜 (BERG, ANNA). On every other card the name alone."""
        other = self.latin_name if self.latin_name != self.name else ""
        return f"{self.name} ({other})" if other else self.name

    @property
    def masked_name(self) -> str:
        """Family name and stars (张*, 欧阳** is shown as 欧***): all that paper and boards may carry."""
        first = self.name[:1] if is_legible(self.name[:1]) else "*"
        return first + "*" * (len(self.name) - 1)

    @property
    def masked_number(self) -> str:
        """1+4 (1*************002X): the common 6+4 would still give area and birth year away."""
        return self.number[:1] + "*" * max(0, len(self.number) - 5) + self.number[-4:]


def is_legible(text: str) -> bool:
    """Whether every character means the same everywhere: none of private use, no control, none that was lost."""
    return "\ufffd" not in text and not any(category(character) in {"Co", "Cs", "Cc"} for character in text)
