"""Reads a file that people write: its bytes, its TOML, its keys; all that is wrong with it at once."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from kiosk.settings.check import Complaint, forbidden
from kiosk.settings.faults import ConfigError, Fault
from kiosk.settings.lines import Place, lines_of
from kiosk.settings.syntax import parse
from kiosk.words import Language, Words

Kind = TypeVar("Kind")

LANGUAGE = re.compile(r"""^\s*language\s*=\s*["'](zh|en)["']""", re.MULTILINE)
WIDE_STARTS = (b"\xff\xfe", b"\xfe\xff")  # UTF-16, as an editor's "Unicode" may be


@dataclass(frozen=True)
class Settings(Generic[Kind]):
    """What a file says, and where it says it. `language` is the file's own, for what is told about it."""

    value: Kind
    file: Path
    language: Language
    lines: dict[Place, int] = field(repr=False)

    def fault(self, place: Place, said: Words) -> Fault:
        """A fault that only shows when the file is used: another file that is not there."""
        return Fault(said, _line(self.lines, place), _key(place))

    def error(self, faults: list[Fault]) -> ConfigError:
        return ConfigError(self.file, faults, self.language)


def read_settings(file: Path, kind: type[Kind], language: Language = "zh") -> Settings[Kind]:
    """Raises ConfigError with every fault of the file, in the language that it sets, else in `language`."""
    text = _text(file, language)
    language = _language(text, language)
    parsed = parse(text)
    faults = list(parsed.faults)
    lines: dict[Place, int] = {}
    if parsed.whole:
        lines = _lines(text, faults)
        for complaint in forbidden(kind, parsed.data):
            if complaint.absent not in parsed.left_out or not complaint.absent:
                faults.append(_fault(complaint, lines))
    if faults:
        raise ConfigError(file, sorted(faults, key=lambda fault: fault.line), language)
    try:
        return Settings(msgspec.convert(parsed.data, kind, builtin_types=()), file, language, lines)
    except ValueError as error:  # what the types alone would say; every rule should have words of its own
        raise ConfigError(file, [Fault(Words(str(error), str(error)))], language) from error


def _lines(text: str, faults: list[Fault]) -> dict[Place, int]:
    """Of the text without the lines that are no TOML."""
    left_out = {fault.line for fault in faults}
    kept = ["" if number in left_out else line for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1)]
    return lines_of("\n".join(kept))


def _fault(complaint: Complaint, lines: dict[Place, int]) -> Fault:
    place = complaint.place
    section = complaint.absent and not place
    shown = (*place, complaint.absent) if complaint.absent and not section else place
    return Fault(complaint.said, _line(lines, place), _key(shown))


def _line(lines: dict[Place, int], place: Place) -> int:
    """The line of the place, or of what it stands in."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 0)


def _key(place: Place) -> str:
    """As people count: themes[1].code is the first theme's."""
    text = ""
    for part in place:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def _language(text: str, otherwise: Language) -> Language:
    """The one that the text sets, also where the text is no TOML."""
    found = LANGUAGE.search(text)
    return otherwise if found is None else "en" if found[1] == "en" else "zh"


def _text(file: Path, language: Language) -> str:
    """The file's text without a byte order mark. Raises ConfigError."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ConfigError(file, [Fault(_unreadable(error))], language) from error
    if content.startswith(WIDE_STARTS):
        raise ConfigError(file, [Fault(NOT_UTF_8)], language)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            file, [Fault(NOT_UTF_8, line)], _language(content.decode("utf-8", "replace"), language)
        ) from error


NOT_UTF_8 = Words(
    "文件不是 UTF-8 编码（可能是 GBK 或 ANSI），请用编辑器“另存为”UTF-8",
    "the file is not in UTF-8 (perhaps GBK): save it as UTF-8 in the editor",
)


def _unreadable(error: OSError) -> Words:
    if isinstance(error, FileNotFoundError):
        return Words(
            "没有这个文件，请从 config/ 里复制一份再改", "there is no such file: copy the one from config/ and edit it"
        )
    if isinstance(error, IsADirectoryError):
        return Words("这是文件夹，请写到文件名为止", "this is a folder: name the file in it")
    if isinstance(error, PermissionError):
        return Words(
            "没有读取权限，请用本机服务的用户（或 root）运行，或修改文件权限",
            "no permission to read it: run as the service's user or root, or change the file's mode",
        )
    return Words(f"读不出来：{error.strerror}", f"cannot be read: {error.strerror}")
