"""The one-time notice (一次性告知单): everything an errand needs, at once, sorted by what the visitor has to do."""

from kiosk.catalogue import Item, MaterialNeed, When
from kiosk.paper import Cut, Line, Pair, Paper, Rule, Text
from kiosk.papers.place import Place, period_text
from kiosk.papers.wording import NeedsWords

BOX = "□"
BOX_INDENT = 3  # half hanzi, in large type
HINT_INDENT = 2 * BOX_INDENT  # the same place on paper, in usual type


def needs_paper(item: Item, answers: dict[str, str], words: NeedsWords, place: Place) -> Paper:
    """A paper that depends on an answer not yet given is listed and says so; once answered, only if asked for."""
    language = place.language
    return Paper(
        words.title,
        (
            *place.head(words.title),
            Text(item.name.get(language), bold=True, large=True),
            Text(item.summary.get(language)),
            Rule(),
            *_to_bring(item, answers, words, language),
            Rule(),
            *_done_here(item, answers, words, language),
            Rule(),
            Text(words.lead, bold=True),
            Rule(),
            Pair(words.promised, period_text(item.promised, words), large=True),
            Pair(words.statutory, period_text(item.statutory, words)),
            Pair(words.fee, item.fee.get(language)),
            Pair(words.result, item.result.get(language)),
            Pair(words.department, item.department.get(language)),
            Pair(words.code, item.code),
            Pair(words.printed, place.time),
            Rule(),
            Text(words.help.format(phone=place.phone)),
            Cut(),
        ),
    )


def _to_bring(item: Item, answers: dict[str, str], words: NeedsWords, language: str) -> list[Line]:
    """Large, each with a box to tick at home."""
    wanted = _wanted(item, answers, "scan")
    if not wanted:
        return [Text(words.bring_none, bold=True, large=True)]
    lines: list[Line] = [Text(words.bring, bold=True)]
    for material in wanted:
        lines.append(Text(material.name.get(language), indent=BOX_INDENT, mark=BOX, large=True))
        hint = material.hint.get(language) if material.hint else ""
        notes = (_condition(item, material.when, answers, words, language), _share(material, words), hint)
        lines += [Text(note, indent=HINT_INDENT) for note in notes if note]
    return lines


def _done_here(item: Item, answers: dict[str, str], words: NeedsWords, language: str) -> list[Line]:
    """What needs no paper: read from the card, filled in, promised."""
    lines: list[Line] = []
    for heading, source in ((words.card, "card"), (words.fill, "form"), (words.promise, "promise")):
        wanted = _wanted(item, answers, source)
        if wanted:
            lines.append(Text(heading, bold=True))
        for material in wanted:
            note = _condition(item, material.when, answers, words, language)
            lines.append(Text(material.name.get(language), indent=3, mark="·"))
            lines += [Text(note, indent=3)] if note else []
    return lines


def _wanted(item: Item, answers: dict[str, str], source: str) -> list[MaterialNeed]:
    return [m for m in item.materials if m.source == source and _possible(m.when, answers)]


def _possible(when: When | None, answers: dict[str, str]) -> bool:
    return when is None or when.field not in answers or when.holds(answers)


def _condition(item: Item, when: When | None, answers: dict[str, str], words: NeedsWords, language: str) -> str:
    """For which answer it is needed, as the form will put it; empty where that is settled."""
    field = next((f for f in item.fields if when and f.id == when.field and when.field not in answers), None)
    if when is None or field is None:
        return ""
    labels = [choice.label.get(language) for choice in field.choices if choice.value in when.is_]
    return words.when.format(question=field.label.get(language), answer=words.choices.join(labels or when.is_))


def _share(material: MaterialNeed, words: NeedsWords) -> str:
    return {"deferrable": words.deferrable, "optional": words.optional}.get(material.share, "")
