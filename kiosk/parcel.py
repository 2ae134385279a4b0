"""A finished errand on its way to the platform: everything the platform needs, and nothing it does not."""

from dataclasses import dataclass, field
from datetime import datetime

from kiosk.ink import Stroke
from kiosk.picture import Scan


@dataclass(frozen=True)
class Material:
    """One material of the errand: the pages that were scanned, or how else it was given."""

    id: str
    name: str
    source: str  # "scan", "card", "form", "promise", or "later": handed in later
    pages: tuple[Scan, ...] = ()


@dataclass(frozen=True)
class Parcel:
    """Sealed when taken. `key` is the idempotency key: sent as often as needed, it makes one errand."""

    key: str
    item_code: str
    item_name: str
    catalogue_version: str
    applicant_name: str = field(repr=False)
    applicant_id_kind: str = field(repr=False)
    applicant_number: str = field(repr=False)
    answers: dict[str, str] = field(repr=False)
    materials: tuple[Material, ...]
    signature_png: bytes = field(repr=False)
    signed_hash: str  # SHA-256 of the canonical form that was shown and signed
    filled_at: datetime
    sources: dict[str, str] = field(default_factory=dict)  # answer: "card", "paper" or "visitor"
    strokes: tuple[Stroke, ...] = field(default=(), repr=False)  # of the signature
    unconfirmed: tuple[str, ...] = ()  # answers that fail their check and were kept: the office compares them
    applicant_latin_name: str = field(default="", repr=False)  # of a foreigner's card

    @property
    def scans(self) -> tuple[Scan, ...]:
        """Every page once, in the order of the materials."""
        pages = {page.sha256: page for material in self.materials for page in material.pages}
        return tuple(pages.values())
