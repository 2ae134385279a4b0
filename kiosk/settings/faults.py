"""One fault of a file in one line: file, line, key, what is wrong, what to write instead."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from kiosk.words import Words

SECRETS = frozenset({"secret", "token"})
"""Keys whose value is never repeated: a fault may end up in a log."""
LONGEST = 60  # characters of a value that are repeated


@dataclass(frozen=True)
class Fault:
    """`line` counts from 1; 0 where the whole file is meant. `key` is written with dots: "printer.baud"."""

    said: Words
    line: int = 0
    key: str = ""

    def told(self, file: Path, language: str) -> str:
        """The line that is shown."""
        text = self.said.get(language)
        if language == "en":
            place = [str(file), *([f"line {self.line}"] if self.line else []), *([self.key] if self.key else [])]
            return f"{', '.join(place)}: {text}"
        place = [str(file), *([f"第 {self.line} 行"] if self.line else []), *([self.key] if self.key else [])]
        return f"{' '.join(place)}：{text}"


class ConfigError(ValueError):
    """A file is wrong. The message has a line for each fault; it names file, line, key and what was expected."""

    def __init__(self, file: Path, faults: Sequence[Fault], language: str = "zh") -> None:
        super().__init__("\n".join(fault.told(file, language) for fault in faults))
        self.file = file
        self.faults = tuple(faults)
        self.language = language


def written(value: object, key: str = "") -> str:
    """A value as it stands in the file, cut where it is long; a secret is not repeated."""
    if key.rpartition(".")[2] in SECRETS or key == "database.url":
        return "***"
    text = _toml(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False, default=str)
