"""Where each key of a TOML text stands. The text must be right already: `tomllib` has read it.

No well-kept library tells lines (tomlkit does not), and the grammar of what is right is small (toml.io, version 1.0.0).
"""

import re
from bisect import bisect_right
from collections import Counter

Place = tuple[str | int, ...]
"""The keys and indices that lead to a value: ("themes", 2, "windows", 0)."""

BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
SPACE = re.compile(r"[ \t]*")
BARE = re.compile(r"[A-Za-z0-9_-]+")
STRINGS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)
PLAIN = re.compile(r"[^,\]}#\n]*")


def lines_of(text: str) -> dict[Place, int]:
    """The line, from 1, of every key, table and element."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text.replace("\r\n", "\n")
        self._at = 0
        self._ends = [found.start() for found in re.finditer("\n", self._text)]
        self._found: dict[Place, int] = {}
        self._tables: Counter[Place] = Counter()

    def read(self) -> dict[Place, int]:
        table: Place = ()
        while self._skip(BLANK) and self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
        return self._found

    def _header(self) -> Place:
        several = self._text.startswith("[[", self._at)
        line = self._line()
        self._at += 2 if several else 1
        keys = self._keys()
        self._at += 2 if several else 1
        place: Place = ()
        for index, key in enumerate(keys):
            place += (key,)
            last = index == len(keys) - 1
            if last and several:
                self._tables[place] += 1
            if place in self._tables:
                self._found.setdefault(place, line)
                place += (self._tables[place] - 1,)
        self._found.setdefault(place, line)
        return place

    def _pair(self, table: Place) -> None:
        line = self._line()
        place = table
        for key in self._keys():
            place += (key,)
            self._found.setdefault(place, line)
        self._at += 1  # the equals sign
        self._skip(SPACE)
        self._value(place)

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._skip(SPACE)
            keys.append(self._key())
            self._skip(SPACE)
            if not self._text.startswith(".", self._at):
                return keys
            self._at += 1

    def _key(self) -> str:
        for form in (BARE, *STRINGS[2:]):
            if found := form.match(self._text, self._at):
                self._at = found.end()
                return found[0].strip("\"'")
        self._at += 1
        return ""

    def _value(self, place: Place) -> None:
        opening = self._text[self._at : self._at + 1]
        if opening == "[":
            self._elements(place)
        elif opening == "{":
            self._inline(place)
        elif not any(self._skip_if(form) for form in STRINGS):
            self._skip(PLAIN)

    def _elements(self, place: Place) -> None:
        self._at += 1
        index = 0
        while self._skip(BLANK) and self._at < len(self._text) and self._text[self._at] != "]":
            self._found[(*place, index)] = self._line()
            self._value((*place, index))
            self._skip(BLANK)
            self._at += self._text.startswith(",", self._at)
            index += 1
        self._at += 1

    def _inline(self, place: Place) -> None:
        self._at += 1
        while self._skip(BLANK) and self._at < len(self._text) and self._text[self._at] != "}":
            self._pair(place)
            self._skip(BLANK)
            self._at += self._text.startswith(",", self._at)
        self._at += 1

    def _skip(self, form: re.Pattern[str]) -> bool:
        self._skip_if(form)
        return True

    def _skip_if(self, form: re.Pattern[str]) -> bool:
        found = form.match(self._text, self._at)
        if found:
            self._at = found.end()
        return found is not None

    def _line(self) -> int:
        return bisect_right(self._ends, self._at - 1) + 1
