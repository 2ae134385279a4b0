"""The words on paper, typed: a file that lacks one, has one too many, or fills in a name nobody gives, is refused."""

from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Annotated, Any

import msgspec

from kiosk.config import read_config
from kiosk.settings import Complaint
from kiosk.words import Language, Words

BLANKS: dict[str, set[str]] = {
    "ahead_value": {"count"},
    "wait_value": {"low", "high"},
    "day_value": {"day"},
    "working_days": {"days"},
    "days": {"days"},
    "pages": {"count"},
    "when": {"question", "answer"},
    "help": {"phone"},
    "progress": {"phone"},
    "progress_pending": {"phone"},
    "later_how": {"phone"},
}
"""Which {names} a text may hold; texts that are not listed hold none."""


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    @classmethod
    def look(cls, sound: dict[str, Any]) -> Iterator[Complaint]:
        for key, value in sound.items():
            if isinstance(value, str) and (said := _wrong(key, value)):
                yield Complaint((key,), said)


def _wrong(key: str, text: str) -> Words | None:
    """What is wrong with a text; None where it is right."""
    if not text.strip():
        return Words("不能为空", f"{key!r} is empty")
    try:
        blanks = [(name, spec, how) for _, name, spec, how in Formatter().parse(text) if name is not None]
    except ValueError as error:
        return Words("花括号 { } 要成对；要写括号本身时写两遍", f"{key!r}: braces go in pairs: {error}")
    allowed = BLANKS.get(key, set())
    for name, spec, how in blanks:
        if name not in allowed or spec or how:
            wanted = sorted(f"{{{one}}}" for one in allowed)
            return Words(
                f"不能用 {{{name}}}；可用：{'、'.join(wanted) or '（没有）'}",
                f"{key!r} holds {{{name}}}; it may hold {', '.join(wanted) or 'no {names}'}",
            )
    return None


class TicketWords(_Words, frozen=True, forbid_unknown_fields=True):
    title: str
    reprint: str
    ahead: str
    ahead_value: str
    wait: str
    wait_value: str
    wait_unknown: str  # no window is open
    go_to: str
    also: str  # before a further theme of the same visit
    holder: str
    time: str
    day: str
    day_value: str
    follow: str
    missed: str
    help: str
    island: str
    notice: str


class AppointmentWords(_Words, frozen=True, forbid_unknown_fields=True):
    title: str
    day: str
    time: str
    code: str
    check_in: str
    change: str
    help: str
    weekdays: Annotated[tuple[str, ...], msgspec.Meta(min_length=7, max_length=7)]  # Monday first


class NeedsWords(_Words, frozen=True, forbid_unknown_fields=True):
    title: str
    lead: str
    bring: str
    bring_none: str
    fill: str
    promise: str
    card: str
    deferrable: str
    optional: str
    when: str
    choices: str  # between two answers
    department: str
    statutory: str
    promised: str
    fee: str
    result: str
    now: str
    working_days: str
    days: str
    code: str
    printed: str
    help: str


class ReceiptWords(_Words, frozen=True, forbid_unknown_fields=True):
    title: str
    title_refused: str
    lead: str
    lead_pending: str
    lead_refused: str
    acceptance: str
    local: str
    item: str
    department: str
    applicant: str
    printed: str
    promised: str
    terminal: str
    signed: str
    reason: str
    materials: str
    page: str
    pages: str
    from_card: str
    filled: str
    promised_material: str
    later: str
    left_out: str
    unconfirmed: str  # before the answers that the office compares
    later_lead: str
    later_how: str
    progress: str
    progress_pending: str
    note: str
    help: str


class PaperWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ticket: TicketWords
    appointment: AppointmentWords
    needs: NeedsWords
    receipt: ReceiptWords


class Wordings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Both languages."""

    zh: PaperWords
    en: PaperWords

    def get(self, language: str) -> PaperWords:
        """`language` is "zh" or "en"; anything else is Chinese."""
        return self.en if language == "en" else self.zh


def read_wordings(path: Path, language: Language = "zh") -> Wordings:
    """Raises kiosk.config.ConfigError with a line for every fault, in this language."""
    return read_config(path, Wordings, language)
