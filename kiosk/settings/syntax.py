"""What is no TOML, told with its line and the slip that people make: quotes left out, full-width signs, `True`.

The parser stops at the first fault. A line that stands alone is left out then, and the rest is looked at as well.
"""

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from kiosk.settings.faults import Fault
from kiosk.words import Words

MOST = 20  # faults of one file: a file of another kind has one in every line
WIDE = re.compile(r"[“”‘’＂＇，、。：；＝［］｛｝（）．\u3000\u00a0]")
KEY = re.compile(r"\s*([A-Za-z0-9_.\"'-]+)\s*[=:＝：]")
POSITION = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)$", re.DOTALL)
HEAD = re.compile(r"\s*(\[\[?)\s*([^\]\s]+)\s*\]")
TABLE = re.compile(r"\((.*?),?\)")
OPEN = re.compile(r"^(Unclosed|Unterminated string|Expected \"'{2,3}\")")
"""It begins on an earlier line: leaving this one out would help nobody."""

TOLD: tuple[tuple[str, Words], ...] = (
    ("Expected '=' after", Words("键名后面要用等号 =", "the key must be followed by =")),
    ("Unclosed array", Words("方括号没有写完，缺 ]（也看看上面几行）", "] is missing, here or in the lines above")),
    ("Unclosed inline", Words("花括号没有写完，缺 }", "} is missing")),
    ("end of a table declaration", Words("节名要写成 [名称]，缺 ]", "a section is written [name]: ] is missing")),
    ("end of an array declaration", Words("要写成 [[名称]]，缺 ]]", "this is written [[name]]: ]] is missing")),
    ("Unescaped", Words("双引号里的反斜杠 \\ 请改成 / 或用单引号", "use / for \\, or single quotes")),
    (
        r"Unterminated string|Illegal character '\\n'|Expected \"'",
        Words("引号没有写完（也看看上面几行）", "a quote is not closed, here or in the lines above"),
    ),
    (
        "Illegal character|Found invalid",
        Words("有看不见的控制字符，请重打这一行", "there is a control character: type the line anew"),
    ),
    ("Duplicate inline", Words("花括号里同一个键写了两次", "a key stands twice inside the braces")),
    ("Cannot overwrite", Words("这个键写了两次，请留一个", "this key stands twice: keep one of them")),
    (
        "Expected newline",
        Words("等号后面只能有一个值；文字、时间要加双引号", "there can be one value only; texts and times need quotes"),
    ),
    (
        "Invalid value",
        Words(
            "值写得不对：文字要加双引号，true 和 false 用小写",
            "no such value: texts need quotes, true and false small letters",
        ),
    ),
)
"""What `tomllib` says (CPython 3.11 and 3.12), and what it means to who has written the line."""
ELSE = Words("这一行看不懂，应写成：键名 = 值", "this line cannot be understood: write key = value")


@dataclass
class Parsed:
    """`left_out`: keys of lines that could not be read; they are not missing. `whole`: what is left means something."""

    data: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    whole: bool = True


def parse(text: str) -> Parsed:
    """Read as much as can be read."""
    lines = text.replace("\r\n", "\n").split("\n")
    parsed = Parsed()
    for _ in range(MOST):
        try:
            parsed.data = tomllib.loads("\n".join(lines))
            break
        except tomllib.TOMLDecodeError as error:
            parsed.whole = _leave_out(lines, parsed, str(error))
        if not parsed.whole:
            break
    else:
        parsed.whole = False
    return parsed


def _leave_out(lines: list[str], parsed: Parsed, message: str) -> bool:
    """Tell this fault and empty its line; False where the rest cannot be understood without it."""
    found = POSITION.match(message)
    said = found[1] if found else message
    number = int(found[2]) if found and found[2] else _last_line(lines)
    line = lines[number - 1]
    key = KEY.match(line)
    section = _section(lines, number) if key else ""
    parsed.faults.append(Fault(_words(said, line, lines, number), number, f"{section}{key[1]}" if key else ""))
    alone = bool(line.strip()) and not line.lstrip().startswith("[") and not OPEN.match(said)
    if key:
        parsed.left_out.add(key[1])
    lines[number - 1] = ""
    return alone


def _words(said: str, line: str, lines: list[str], number: int) -> Words:
    if said.startswith(("Cannot declare", "Cannot mutate")):
        return _twice(said, line, lines, number)
    words = next((words for pattern, words in TOLD if re.search(pattern, said)), ELSE)
    wide = "".join(dict.fromkeys(WIDE.findall(line.partition("#")[0]))).replace("\u3000", "␣").replace("\xa0", "␣")
    if wide:
        return Words(
            f"有全角标点 {wide}，请换成英文（半角）的", f'full-width signs {wide}: write them in half width (" = , [ ])'
        )
    return words


def _section(lines: list[str], number: int) -> str:
    """The section that this line stands in, with a dot."""
    heads = (HEAD.match(line) for line in reversed(lines[: number - 1]))
    return next((f"{head[2]}." for head in heads if head), "")


def _twice(said: str, line: str, lines: list[str], number: int) -> Words:
    found = TABLE.search(said)
    name = found[1].replace("'", "").replace(", ", ".") if found else line.strip(" []")
    heads = [
        (at, head) for at, one in enumerate(lines[: number - 1], 1) if (head := HEAD.match(one)) and head[2] == name
    ]
    if heads and heads[0][1][1] == "[[":
        return Words(
            f"每一个都要写成 [[{name}]]（双方括号）", f"each of them is written [[{name}]], in double brackets"
        )
    where = Words(f"（第 {heads[0][0]} 行）", f" (line {heads[0][0]})") if heads else Words("", "")
    return Words(
        f"[{name}] 一节已经有了{where.zh}，请合并到一处",
        f"the section [{name}] is there already{where.en}: keep one of them",
    )


def _last_line(lines: list[str]) -> int:
    return next((number for number in range(len(lines), 0, -1) if lines[number - 1].strip()), 1)
