"""The one-time notice (一次性告知单): everything an errand needs, at once, sorted by what the visitor has to do."""

from kiosk.catalogue import Item, MaterialNeed
from kiosk.paper import Cut, Gap, Line, Pair, Paper, Rule, Text
from kiosk.papers.place import Place, period_text
from kiosk.papers.wording import NeedsWords


def needs_paper(item: Item, answers: dict[str, str], words: NeedsWords, place: Place) -> Paper:
    """A paper that depends on an answer not yet given is listed and marked; once answered, only if asked for."""
    text = item.name.get(place.language)
    lines: list[Line] = [
        *place.head(words.title),
        Text(text, bold=True),
        Text(item.summary.get(place.language)),
        Gap(),
        Text(words.lead),
        Rule(),
    ]
    for heading, source in (
        (words.bring, "scan"),
        (words.fill, "form"),
        (words.promise, "promise"),
        (words.card, "card"),
    ):
        lines += _group(item, answers, (heading, source), words, place.language)
    lines += [
        Rule(),
        Pair(words.department, item.department.get(place.language)),
        Pair(words.statutory, period_text(item.statutory, words)),
        Pair(words.promised, period_text(item.promised, words)),
        Pair(words.fee, item.fee.get(place.language)),
        Pair(words.result, item.result.get(place.language)),
        Rule(),
        Text(words.help.format(phone=place.phone)),
        Text(f"{words.printed} {place.time}   {item.code}"),
        Cut(),
    ]
    return Paper(words.title, tuple(lines))


def _group(item: Item, answers: dict[str, str], kind: tuple[str, str], words: NeedsWords, language: str) -> list[Line]:
    heading, source = kind
    wanted = [m for m in item.materials if m.source == source and _possible(m, answers)]
    if not wanted:
        return [Text(words.bring_none, bold=True)] if source == "scan" else []
    lines: list[Line] = [Text(heading, bold=True)]
    for material in wanted:
        lines.append(Text(f"□ {material.name.get(language)}{_share(material, answers, words)}"))
        if material.hint is not None:
            lines.append(Text(material.hint.get(language), indent=3))
    return lines


def _possible(material: MaterialNeed, answers: dict[str, str]) -> bool:
    undecided = material.when is not None and material.when.field not in answers
    return material.when is None or undecided or material.when.holds(answers)


def _share(material: MaterialNeed, answers: dict[str, str], words: NeedsWords) -> str:
    share = {"deferrable": words.deferrable, "optional": words.optional}.get(material.share, "")
    undecided = material.when is not None and material.when.field not in answers
    marks = [mark for mark in (share, words.when if undecided else "") if mark]
    return "".join(f" {mark}" if mark.startswith("(") else mark for mark in marks)
