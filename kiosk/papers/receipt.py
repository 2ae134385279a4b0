"""The receipt of papers (收件凭证). It says that papers arrived, not that the case is accepted: that takes a seal.

Administrative Licensing Law, article 32: acceptance or refusal is a written document with seal and date.
"""

from kiosk.catalogue import MaterialNeed
from kiosk.paper import Code, Cut, Gap, Line, Pair, Paper, Rule, Text
from kiosk.papers.place import Place, period_text
from kiosk.papers.wording import ReceiptWords, Words
from kiosk.visit import Visit

CHECK_LENGTH = 16  # hex digits of the signed hash on paper: enough to compare by eye, 64 bits against chance


def receipt_paper(visit: Visit, words: Words, place: Place) -> Paper:
    """With the platform's number where it is known, else the terminal's own, under which delivery can be followed."""
    says = words.receipt
    number = visit.acceptance_number or visit.local_number
    lines: list[Line] = [
        *place.head(says.title),
        Text(_lead(visit, says), bold=True),
        Gap(),
        Text(says.acceptance if visit.acceptance_number else says.local),
        Text(number, bold=True),
        Rule(),
        *_errand(visit, words, place),
        Rule(),
        Text(says.materials, bold=True),
        *(Pair(m.name.get(place.language), _given(visit, m, says)) for m in visit.materials),
        Rule(),
        Code(number, says.progress.format(phone=place.phone)),
        Gap(),
        Text(says.note),
        Cut(),
    ]
    return Paper(says.title, tuple(lines))


def _lead(visit: Visit, says: ReceiptWords) -> str:
    if visit.refusal:
        return says.lead_refused
    return says.lead if visit.acceptance_number else says.lead_pending


def _errand(visit: Visit, words: Words, place: Place) -> tuple[Line, ...]:
    says, item, card = words.receipt, visit.item, visit.card
    rows: list[Line] = []
    if item is not None:
        rows += [
            Pair(says.item, item.name.get(place.language)),
            Pair(says.department, item.department.get(place.language)),
        ]
    if card is not None:
        rows.append(Pair(says.applicant, card.masked_name))
    rows.append(Pair(says.time, place.time))
    if item is not None:
        rows.append(Pair(says.promised, period_text(item.promised, words.needs)))
    rows.append(Pair(says.terminal, place.terminal))
    if visit.signature is not None:
        rows.append(Pair(says.signed, visit.signature.signed_hash[:CHECK_LENGTH]))
    if visit.refusal:
        rows.append(Pair(says.reason, visit.refusal))
    return tuple(rows)


def _given(visit: Visit, material: MaterialNeed, says: ReceiptWords) -> str:
    if visit.pages.get(material.id):
        return says.pages.format(count=len(visit.pages[material.id]))
    if material.source == "scan":
        return says.later
    return {"card": says.from_card, "form": says.filled, "promise": says.promised_material}[material.source]
