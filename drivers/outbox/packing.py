"""Packs a parcel into what the contract sends. Packed once, when it is taken, so that every retry is the same."""

import hashlib

import msgspec

from kiosk.contract import InkPoint, MaterialRow, PageRecord, Submission
from kiosk.parcel import Material, Parcel
from kiosk.picture import Scan


class BadParcelError(Exception):
    """A page or the signature does not have the sum it is known by, or is empty."""


def pages_of(parcel: Parcel) -> dict[str, bytes]:
    """Every picture to upload, by its SHA-256 sum, the signature last. Raises BadParcelError."""
    pages = {scan.sha256: scan.jpeg for scan in parcel.scans}
    pages[signature_sum(parcel)] = parcel.signature_png
    for sha256, content in pages.items():
        if not content or hashlib.sha256(content).hexdigest() != sha256:
            raise BadParcelError("a page does not have the sum it is known by")
    return pages


def submission_json(parcel: Parcel, local_number: str) -> bytes:
    """The contract's Submission as JSON."""
    submission = Submission(
        item_code=parcel.item_code,
        item_name=parcel.item_name,
        catalogue_version=parcel.catalogue_version,
        applicant_name=parcel.applicant_name,
        applicant_id_kind=parcel.applicant_id_kind,
        applicant_number=parcel.applicant_number,
        answers=parcel.answers,
        materials=[_row(material) for material in parcel.materials],
        signature=signature_sum(parcel),
        signed_hash=parcel.signed_hash,
        filled_at=parcel.filled_at.astimezone().isoformat(timespec="seconds"),
        local_number=local_number,
        sources=parcel.sources,
        unconfirmed=list(parcel.unconfirmed),
        applicant_latin_name=parcel.applicant_latin_name,
        ink=[[InkPoint(dot.x, dot.y, dot.t, dot.pressure) for dot in stroke] for stroke in parcel.strokes],
    )
    return msgspec.json.encode(submission)


def signature_sum(parcel: Parcel) -> str:
    return hashlib.sha256(parcel.signature_png).hexdigest()


def _row(material: Material) -> MaterialRow:
    pages = [page.sha256 for page in material.pages]
    return MaterialRow(material.id, material.name, material.source, pages, [_record(page) for page in material.pages])


def _record(page: Scan) -> PageRecord:
    """Rounded: more digits than were measured only make it longer."""
    quality = page.quality
    measures = {name: round(value, 4) for name, value in quality.measures.items()}
    return PageRecord(page.sha256, quality.verdict, quality.advice or "", measures, quality.limits)
