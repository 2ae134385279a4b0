"""The words on paper, typed: a file that lacks one, or has one too many, does not start."""

from pathlib import Path

import msgspec

from kiosk.config import read_config


class TicketWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    reprint: str
    ahead: str
    ahead_value: str
    wait: str
    wait_value: str
    go_to: str
    holder: str
    time: str
    day: str
    day_value: str
    follow: str
    missed: str
    help: str
    island: str


class NeedsWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    lead: str
    summary: str
    department: str
    statutory: str
    promised: str
    fee: str
    result: str
    now: str
    working_days: str
    days: str
    bring: str
    bring_none: str
    card: str
    fill: str
    promise: str
    deferrable: str
    optional: str
    when: str
    printed: str
    version: str
    help: str


class ReceiptWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    lead: str
    lead_pending: str
    lead_refused: str
    acceptance: str
    local: str
    item: str
    department: str
    applicant: str
    time: str
    promised: str
    materials: str
    pages: str
    from_card: str
    filled: str
    promised_material: str
    later: str
    signed: str
    terminal: str
    reason: str
    progress: str
    note: str


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ticket: TicketWords
    needs: NeedsWords
    receipt: ReceiptWords


class Wordings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Both languages."""

    zh: Words
    en: Words

    def get(self, language: str) -> Words:
        return self.en if language == "en" else self.zh


def read_wordings(path: Path) -> Wordings:
    """Raises kiosk.config.ConfigError naming the file, the key and what was expected."""
    return read_config(path, Wordings)
