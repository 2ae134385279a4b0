"""What was read on a paper: its kind, its fields, its lines. Knows no OCR library and no picture."""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.picture import Corners

SURE = 0.85
"""A field below this is shown with "please check"; what a check digit refuses always is."""


class Kind(StrEnum):
    """The papers whose fields are known by name. `FORM` is any other with printed labels and values."""

    ID_FRONT = "id_front"
    ID_BACK = "id_back"
    HOUSEHOLD_PAGE = "household_page"
    BUSINESS_LICENCE = "business_licence"
    HOUSE_CERTIFICATE = "house_certificate"
    MARRIAGE_CERTIFICATE = "marriage_certificate"
    DRIVING_LICENCE = "driving_licence"
    PASSPORT = "passport"
    VISA = "visa"
    PERMIT = "permit"  # a card of another state's, a residence or travel permit: whatever has machine-readable lines
    BANK_CARD = "bank_card"
    FORM = "form"
    UNKNOWN = "unknown"


FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.ID_FRONT: ("name", "sex", "nation", "birth", "address", "number"),
    Kind.ID_BACK: ("authority", "valid_from", "valid_until"),
    Kind.HOUSEHOLD_PAGE: ("name", "relation", "sex", "nation", "birth", "native_place", "number"),
    Kind.BUSINESS_LICENCE: (
        *("credit_code", "name", "type", "legal_person", "capital", "founded", "address", "scope"),
    ),
    Kind.HOUSE_CERTIFICATE: ("certificate_number", "owner", "location", "unit_number", "use", "area"),
    Kind.MARRIAGE_CERTIFICATE: (
        *("holder", "registered_on", "certificate_number", "name_1", "number_1", "name_2", "number_2"),
    ),
    Kind.DRIVING_LICENCE: (
        *("number", "name", "sex", "nationality", "address", "birth", "first_issue"),
        *("vehicle_class", "valid_from", "valid_until"),
    ),
    Kind.PASSPORT: ("number", "surname", "given_names", "nationality", "birth", "sex", "expires"),
    Kind.VISA: ("number", "surname", "given_names", "nationality", "birth", "sex", "expires"),
    Kind.PERMIT: ("number", "surname", "given_names", "nationality", "birth", "sex", "expires"),
    Kind.BANK_CARD: ("number",),
}
"""The names of fields. Days are ISO dates, a validity without end is "long"; numbers and codes are without spaces and
in capitals. Everything else is as it is printed, without the spaces between hanzi: sex 男 or 女 (in a passport M or F),
nation with 族 where it is printed, area with its unit. Names and nationality in a passport are its machine-readable
lines': D is Germany, XXA somebody without a state."""


@dataclass(frozen=True)
class Line:
    """A line of print. `box` is in pixels of the flattened page, clockwise from the line's own top left."""

    text: str = field(repr=False)
    box: Corners
    confidence: float  # 0 to 1


@dataclass(frozen=True)
class Field:
    """`value` is empty where the label was found and nothing that could be its value."""

    name: str
    value: str = field(repr=False)
    confidence: float  # 0 to 1, cross-checks included

    @property
    def sure(self) -> bool:
        return bool(self.value) and self.confidence >= SURE


@dataclass(frozen=True)
class Reading:
    """`confidence` is how sure the kind is. A form's fields are named by its own labels, in reading order."""

    kind: Kind
    confidence: float
    fields: tuple[Field, ...] = field(repr=False, default=())
    lines: tuple[Line, ...] = field(repr=False, default=())

    def get(self, name: str) -> Field | None:
        return next((one for one in self.fields if one.name == name), None)
