"""Print into values: days, numbers, names, as `FIELDS` says that they are written. Knows no paper and no layout."""

import re
from datetime import date

from kiosk.reading.alike import LOOKALIKES, as_digits

FULL_WIDTH = str.maketrans(",;:()!?", "，；：（）！？")
HANZI = re.compile(r"[\u3400-\u9fff〇]")
LONG = re.compile(r"长期|長期|长朋")
YEARS = re.compile(r"(6|10)年")
DAYS = (
    re.compile(r"((?:19|20)\d{2})[-./年](\d{2})[-./月](\d{2})"),
    re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)"),
    re.compile(r"((?:19|20)\d{2})\D{0,3}?(\d{1,2})\D{1,3}?(\d{1,2})(?!\d)"),
)
"""The plainest first: it holds even where what follows stands close behind it."""
ENGLISH = re.compile(
    r"(Name|Sex|Nationality|Address|DateofBirth|DateofFirstIssue|DateofIssue|BirthDate|IssueDate|Class|ValidPeriod"
    r"|ValidFrom|ValidFor|Record|FileNo\.?|Number)",
    re.IGNORECASE,
)
"""What stands in small print beside the labels of a driving licence."""


def words(text: str) -> str:
    """Text as Chinese prints it: its marks as wide as its hanzi, none at its ends."""
    kept = text.translate(FULL_WIDTH) if HANZI.search(text) else text
    return kept.strip("：，。、·.-—_|~'\"“”‘’*")


def scope(text: str) -> str:
    """What a business may do. Its items are parted by semicolons, which in small print are read as colons; a colon
    stands behind the name of a group alone: 许可项目, 一般项目, on older licences 主营, 兼营."""
    return re.sub("(?<!项目)(?<![主兼]营)：", "；", words(text))


def person(text: str) -> str:
    """A person's name: hanzi, and the dot of a name from another language."""
    named = re.sub(r"[•・.．]", "·", ENGLISH.sub("", text))
    if not HANZI.search(named):
        return " ".join(re.findall(r"[A-Za-z]+", text))
    return "".join(re.findall(r"[\u3400-\u9fff〇·]", named)).strip("·")


def area(text: str) -> str:
    """Square metres: ㎡ is one sign in print, and is read as m, as m2, or not at all."""
    metres = re.sub(r"(?<=\d)m[2²m]?(?![a-z])", "㎡", words(text), flags=re.IGNORECASE)
    return metres + "㎡" if metres[-1:].isdigit() else metres


def hanzi(text: str) -> str:
    return "".join(HANZI.findall(text))


def sex(text: str) -> str:
    found = re.search("[男女]", text)
    return found.group() if found else ""


def days(text: str) -> list[date]:
    """Every day in a text, in order: 2010.01.01, 2010-1-1, 2010年1月1日, 20100101."""
    digits = _readable_digits(text)
    found = next((matches for matches in (pattern.findall(digits) for pattern in DAYS) if matches), [])
    return [day for day in (_day(*parts) for parts in found) if day is not None]


def _readable_digits(text: str) -> str:
    """Letters between digits are digits; a word is left alone."""
    return re.sub(r"(?<=[\d.\-年月])[OQDILZSGB|oil](?=[\d.\-年月日]|$)", lambda match: as_digits(match.group()), text)


def _day(year: str, month: str, of_month: str) -> date | None:
    try:
        return date(int(year), int(month), int(of_month))
    except ValueError:
        return None


def day(text: str) -> str:
    """The first day, as an ISO date; empty where there is none."""
    found = days(text)
    return found[0].isoformat() if found else ""


def validity(text: str) -> tuple[str, str]:
    """From and until; until may be "long". The end is reckoned where a licence says how many years."""
    found = days(text)
    start = found[0].isoformat() if found else ""
    if LONG.search(text):
        return start, "long"
    if len(found) > 1:
        return start, found[1].isoformat()
    years = YEARS.search(text[-4:])
    return (start, _later(found[0], int(years.group(1)))) if found and years else (start, "")


def _later(start: date, years: int) -> str:
    try:
        return start.replace(year=start.year + years).isoformat()
    except ValueError:  # the 29th of February
        return start.replace(year=start.year + years, day=28).isoformat()


def code(text: str) -> str:
    """Letters and digits alone, in capitals."""
    return "".join(re.findall(r"[0-9A-Z|!]", text.upper()))


def number_within(text: str, length: int) -> str:
    """The run of that many digits and lookalikes in a text, or all that could be one."""
    letters = "".join(LOOKALIKES)
    found = re.search(rf"[0-9X{re.escape(letters)}]{{{length}}}", code(text))
    return found.group() if found else code(text)
