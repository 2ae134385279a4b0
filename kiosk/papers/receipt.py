"""The receipt of papers (收件凭证). It says that papers arrived, not that the case is accepted: that takes a seal.

Administrative Licensing Law, article 32: acceptance or refusal is a written document with seal and date.
"""

from kiosk import answers
from kiosk.catalogue import MaterialNeed
from kiosk.paper import Align, Big, Code, Cut, Gap, Line, Pair, Paper, Rule, Text
from kiosk.papers.place import Place, period_text
from kiosk.papers.wording import PaperWords, ReceiptWords
from kiosk.visit import Visit

CHECK_LENGTH = 16  # hex digits of the signed hash on paper: enough to compare by eye, 64 bits against chance


def receipt_paper(visit: Visit, words: PaperWords, place: Place) -> Paper:
    """With the platform's number where it is known, else the terminal's own, by which staff finds the errand.

    What the platform has refused gets no receipt but a paper that says so, with the reason.
    """
    says = words.receipt
    title = says.title_refused if visit.refusal else says.title
    lines: list[Line] = [
        *place.head(title),
        Text(_lead(visit, says), bold=True),
        Gap(),
        Text(says.acceptance if visit.acceptance_number else says.local, align=Align.CENTRE),
        Big(visit.acceptance_number or visit.local_number),
        Rule(),
        *_errand(visit, words, place),
        Rule(),
        Text(says.materials, bold=True),
        *(Pair(m.name.get(place.language), _given(visit, m, says)) for m in visit.materials),
        *_unconfirmed(visit, says, place),
        Rule(),
        *_still_to_come(visit, says, place),
        *_way_on(visit, says, place),
        Cut(),
    ]
    return Paper(title, tuple(lines))


def _lead(visit: Visit, says: ReceiptWords) -> str:
    if visit.refusal:
        return says.lead_refused
    return says.lead if visit.acceptance_number else says.lead_pending


def _errand(visit: Visit, words: PaperWords, place: Place) -> list[Line]:
    says, item, card = words.receipt, visit.item, visit.card
    rows: list[Line] = []
    if visit.refusal:
        rows.append(Pair(says.reason, visit.refusal))
    if item is not None:
        rows.append(Pair(says.item, item.name.get(place.language)))
        rows.append(Pair(says.department, item.department.get(place.language)))
    if card is not None:
        rows.append(Pair(says.applicant, card.masked_name))
    if item is not None and not visit.refusal:
        rows.append(Pair(says.promised, period_text(item.promised, words.needs)))
    if visit.signature is not None:
        rows.append(Pair(says.signed, visit.signature.signed_hash[:CHECK_LENGTH]))
    return [*rows, Pair(says.terminal, place.terminal), Pair(says.printed, place.time)]


def _given(visit: Visit, material: MaterialNeed, says: ReceiptWords) -> str:
    count = len(visit.pages.get(material.id, ()))
    if count:
        return says.page if count == 1 else says.pages.format(count=count)
    if material.source == "scan":
        return says.later if material.share == "deferrable" else says.left_out
    return {"card": says.from_card, "form": says.filled, "promise": says.promised_material}[material.source]


def _unconfirmed(visit: Visit, says: ReceiptWords, place: Place) -> list[Line]:
    """The fields alone: no number stands on paper."""
    if visit.item is None:
        return []
    doubted = answers.unconfirmed(visit.item, visit.answers, visit.compared)
    labels = [field.label.get(place.language) for field in visit.item.fields if field.id in doubted]
    return [Text(says.unconfirmed, bold=True), *(Text(label, indent=3, mark="·") for label in labels)] if labels else []


def _still_to_come(visit: Visit, says: ReceiptWords, place: Place) -> list[Line]:
    """What is accepted later (容缺): once more by itself, because the errand waits for it."""
    open_ = [m for m in visit.materials if m.share == "deferrable" and not visit.pages.get(m.id)]
    if not open_ or visit.refusal:
        return []
    return [
        Text(says.later_lead, bold=True),
        *(Text(m.name.get(place.language), indent=3, mark="□", large=True) for m in open_),
        Text(says.later_how.format(phone=place.phone)),
        Rule(),
    ]


def _way_on(visit: Visit, says: ReceiptWords, place: Place) -> list[Line]:
    if visit.refusal:
        return [Text(says.help.format(phone=place.phone), bold=True)]
    number, words = visit.acceptance_number, says.progress
    if not number:  # the platform knows the errand by the terminal's number too, once it has arrived
        number, words = visit.local_number, says.progress_pending
    return [Code(number, words.format(phone=place.phone)), Gap(), Text(says.note)]
