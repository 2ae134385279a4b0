"""The platform's HTTP contract, version 1, as data: what the sandbox publishes (OpenAPI) and the client speaks.

Plain dataclasses, so that FastAPI publishes them and msgspec decodes them: one definition for both ends.
Field names follow GB/T 39046-2020 tables 5 to 7 in English.
"""

from dataclasses import dataclass, field

API = "/v1"
KEY_HEADER = "Idempotency-Key"


@dataclass(frozen=True)
class SignIn:
    terminal_id: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Session:
    token: str = field(repr=False)
    expires_in: int  # seconds


@dataclass(frozen=True)
class PageRecord:
    """What was measured of a page when it was taken, and the limits it was judged by. `page` is its SHA-256 sum."""

    page: str
    verdict: str  # good or poor; a bad one is not taken
    advice: str = ""  # kiosk.trouble.Trouble; empty: nothing to find fault with
    measures: dict[str, float] = field(default_factory=dict)
    limits: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class MaterialRow:
    """`pages` are SHA-256 sums of pages uploaded before, in order."""

    id: str
    name: str
    source: str
    pages: list[str] = field(default_factory=list)
    records: list[PageRecord] = field(default_factory=list)


@dataclass(frozen=True)
class InkPoint:
    """x and y in widths of the field, seconds since the first touch, pressure 0 to 1 (1 where none is measured)."""

    x: float
    y: float
    t: float
    pressure: float = 1.0


@dataclass(frozen=True)
class Submission:
    """Sent with the idempotency key as a header; every page it names must have been uploaded."""

    item_code: str
    item_name: str
    catalogue_version: str
    applicant_name: str = field(repr=False)
    applicant_id_kind: str
    applicant_number: str = field(repr=False)
    answers: dict[str, str] = field(repr=False)
    materials: list[MaterialRow]
    signature: str  # SHA-256 of the uploaded picture
    signed_hash: str  # SHA-256 of what was shown and signed
    filled_at: str  # ISO 8601 with offset
    local_number: str
    sources: dict[str, str] = field(default_factory=dict)  # answer: card, paper (read on one) or visitor
    ink: list[list[InkPoint]] = field(default_factory=list, repr=False)  # the signature's strokes
    unconfirmed: list[str] = field(default_factory=list)  # answers that fail a check digit; the applicant has compared
    applicant_latin_name: str = field(default="", repr=False)  # beside the Chinese one, on a foreigner's card


@dataclass(frozen=True)
class Receipt:
    acceptance_number: str
    received_at: str
    known: bool = False  # True: this key had been accepted before


@dataclass(frozen=True)
class Notice:
    """A text message: the template's name and its words. Free of charge for who gets it (免费短信提醒)."""

    phone: str = field(repr=False)
    template: str  # "turn_is_near"
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Progress:
    acceptance_number: str
    item_name: str
    stage: str  # kiosk.events.Stage
    remark: str = ""


@dataclass(frozen=True)
class Fault:
    """Every refusal (4xx). `missing` lists pages that have to be uploaded first (409)."""

    code: str
    message: str
    missing: list[str] = field(default_factory=list)
