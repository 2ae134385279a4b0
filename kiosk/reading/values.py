"""Print into values: days, numbers, names, as `FIELDS` says that they are written. Knows no paper and no layout."""

import re
from datetime import date
from unicodedata import normalize

from kiosk.reading.alike import LOOKALIKES, as_digits
from kiosk.reading.amounts import spelt

FULL_WIDTH = str.maketrans(",;:()!?", "，；：（）！？")
HANZI = re.compile(r"[\u3400-\u9fff〇]")
LONG = re.compile(r"长期|長期|长朋|永久")
YEARS = re.compile(r"(6|10|六|十)年")
DAY = re.compile(
    r"(?P<y1>(?:19|20)[0-9]{2})[-./年](?P<m1>[0-9]{2})[-./月](?P<d1>[0-9]{2})"
    r"|(?<![0-9])(?P<y2>(?:19|20)[0-9]{2})(?P<m2>[0-9]{2})(?P<d2>[0-9]{2})(?![0-9])"
    r"|(?P<y3>(?:19|20)[0-9]{2})[^0-9]{0,3}?(?P<m3>[0-9]{1,2})[^0-9]{1,3}?(?P<d3>[0-9]{1,2})(?![0-9])"
    r"|(?P<y4>[一二〇零○O0][一二三四五六七八九〇零○O0]{3})年(?P<m4>[一二三四五六七八九十]{1,2})月"
    r"(?P<d4>[一二三四五六七八九十廿卅]{1,3})日"
)
"""The plainest first, at every place: it holds even where what follows stands close behind it. The last is spelt out,
as in old registers."""
LETTERS_IN_DAYS = re.compile(r"(?<=[0-9.\-年月])[OQDILZSGB|oil]{1,3}(?=[0-9.\-年月日]|$)")
SPELT_SHORT = {ord("廿"): "二十", ord("卅"): "三十", ord("O"): "〇", ord("0"): "〇"}
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
    metres = re.sub(r"(?<=[0-9])m[2²m]?(?![a-z])", "㎡", words(text), flags=re.IGNORECASE)
    return metres + "㎡" if re.search("[0-9]$", metres) else metres


def hanzi(text: str) -> str:
    return "".join(HANZI.findall(text))


def sex(text: str) -> str:
    found = re.search("[男女]", text)
    return found.group() if found else ""


def days(text: str) -> list[date]:
    """Every day in a text, in order: 2010.01.01, 2010-1-1, 2010年1月1日, 20100101, 二〇一〇年一月一日."""
    return [day for day in _written_days(text) if day is not None]


def _written_days(text: str) -> list[date | None]:
    """Where a day is written, but no calendar has it, None keeps its place."""
    found = DAY.finditer(_readable_digits(normalize("NFKC", text)))
    return [_day(*(part for part in match.groups() if part is not None)) for match in found]


def _readable_digits(text: str) -> str:
    """Letters between digits are digits; a word is left alone."""
    return LETTERS_IN_DAYS.sub(lambda match: as_digits(match.group()), text)


def _day(year: str, month: str, of_month: str) -> date | None:
    numbers = [_number(part) for part in (year, month, of_month)]
    try:
        return date(*numbers)
    except ValueError:
        return None


def _number(text: str) -> int:
    """Of digits, or of hanzi: 廿 and 卅 are twenty and thirty."""
    if text.isascii() and text.isdigit():
        return int(text)
    return spelt(text.translate(SPELT_SHORT)) or 0


def day(text: str) -> str:
    """The first day, as an ISO date; empty where there is none."""
    found = days(text)
    return found[0].isoformat() if found else ""


def last_day(text: str) -> str:
    """Until when: the end of a validity, or the one day that is written."""
    start, end = validity(text)
    return end or start


def validity(text: str) -> tuple[str, str]:
    """From and until; until may be "long". The end is reckoned where a licence says how many years."""
    start, end = (*_written_days(text), None, None)[:2]
    first, last = (one.isoformat() if one else "" for one in (start, end))
    if LONG.search(text):
        return first, "long"
    years = YEARS.search(text[-4:])
    if start and years and not last:
        return first, _later(start, {"六": 6, "十": 10}.get(years[1]) or int(years[1]))
    return first, last


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
