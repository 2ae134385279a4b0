"""What is signed and what is sent: one canonical form of the errand, its hash, and the parcel made of it."""

import hashlib
import json
from datetime import datetime

from kiosk import answers
from kiosk.card import CardKind
from kiosk.parcel import Material, Parcel
from kiosk.visit import Visit

ID_KINDS = {
    CardKind.RESIDENT: "111",
    CardKind.HMT: "553",
    CardKind.FOREIGNER_2017: "554",
    CardKind.FOREIGNER_2023: "554",
}
"""Identity paper kinds (GA/T 2000.156, three digits): resident ID card; residence permit for Hong Kong, Macao and
Taiwan residents; permanent residence permit for foreigners."""


class IncompleteVisitError(ValueError):
    """The visit lacks what a parcel needs: a fault of ours, the flow must not have come this far."""


def canonical(visit: Visit) -> bytes:
    """The errand as the visitor saw it: item, answers, materials with the sums of their pages. UTF-8 JSON, sorted."""
    if visit.item is None or visit.card is None:
        raise IncompleteVisitError("no item or no card")
    content = {
        "item": visit.item.code,
        "applicant": [ID_KINDS[visit.card.kind], visit.card.number, visit.card.both_names],
        "answers": answers.relevant(visit.item, visit.answers),
        "unconfirmed": answers.unconfirmed(visit.item, visit.answers, visit.compared),
        "materials": {m.id: [page.sha256 for page in visit.pages.get(m.id, [])] for m in visit.materials},
        "postponed": sorted(m.id for m in visit.materials if m.id in visit.postponed),
        "promised": sorted(m.id for m in visit.materials if m.id in visit.promised),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def signed_hash(visit: Visit) -> str:
    """SHA-256 of the canonical form, hex: what a signature is bound to."""
    return hashlib.sha256(canonical(visit)).hexdigest()


def parcel(visit: Visit, filled_at: datetime) -> Parcel:
    """The parcel for the outbox. Raises IncompleteVisitError where the visit is not ready or was changed since."""
    if visit.item is None or visit.card is None or visit.signature is None:
        raise IncompleteVisitError("no item, card or signature")
    if visit.signature.signed_hash != signed_hash(visit):
        raise IncompleteVisitError("changed after it was signed")
    return Parcel(
        key=visit.key,
        item_code=visit.item.code,
        item_name=visit.item.name.zh,
        catalogue_version=visit.catalogue.version,
        applicant_name=visit.card.name,
        applicant_id_kind=ID_KINDS[visit.card.kind],
        applicant_number=visit.card.number,
        answers=answers.relevant(visit.item, visit.answers),
        materials=_materials(visit),
        signature_png=visit.signature.png,
        signed_hash=visit.signature.signed_hash,
        filled_at=filled_at,
        sources=_sources(visit),
        unconfirmed=answers.unconfirmed(visit.item, visit.answers, visit.compared),
        applicant_latin_name=visit.card.latin_name,
        strokes=visit.signature.strokes,
    )


def _sources(visit: Visit) -> dict[str, str]:
    """Where each answer comes from, so that an office knows what to compare."""
    told = answers.relevant(visit.item, visit.answers) if visit.item else {}
    return {
        field: "card" if field in visit.from_card else "paper" if field in visit.from_paper else "visitor"
        for field in told
    }


def _materials(visit: Visit) -> tuple[Material, ...]:
    """Pages of a material that a changed answer no longer asks for are left out: nobody else needs to see them."""
    return tuple(
        Material(
            id=m.id,
            name=m.name.zh,
            source="later" if m.id in visit.postponed else m.source,
            pages=tuple(visit.pages.get(m.id, ())),
        )
        for m in visit.materials
    )
