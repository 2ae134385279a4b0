"""The 256 bytes of text on a card: four layouts, one discriminator at byte 248. UTF-16LE, fixed fields, padded.

Sources: the public specification 身份证机读信息规范 and two independent implementations; the foreigner layout of 2023
from one. Unknown codes are kept as they are: a card that a person holds in the hand must not fail on them.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from itertools import count

from drivers.own_use import standard
from kiosk.card import CardKind, IdCard, Sex

TEXT_BYTES = 256
LONG_TERM = "长期"
PADDING = " \0\u3000"
DAY = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")

# GB 3304, codes 01 to 56 in order, then 97 and 98
# fmt: off
_ETHNICITIES = (
    "汉", "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜",
    "满", "侗", "瑶", "白", "土家", "哈尼", "哈萨克", "傣", "黎", "傈僳",
    "佤", "畲", "高山", "拉祜", "水", "东乡", "纳西", "景颇", "柯尔克孜", "土",
    "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南", "仡佬", "锡伯", "阿昌", "普米",
    "塔吉克", "怒", "乌孜别克", "俄罗斯", "鄂温克", "德昂", "保安", "裕固", "京", "塔塔尔",
    "独龙", "鄂伦春", "赫哲", "门巴", "珞巴", "基诺",
)
# fmt: on
ETHNICITIES = {f"{code:02}": name for code, name in zip(count(1), _ETHNICITIES, strict=False)}
ETHNICITIES |= {"97": "其他", "98": "外国血统中国籍人士"}


class LayoutError(ValueError):
    """The block is no card that we know; the message says which field, never what stands in it."""


class _Block:
    """The text block, read field by field."""

    def __init__(self, block: bytes) -> None:
        self._block = block

    def text(self, offset: int, length: int) -> str:
        """A field without its padding (spaces or zeros). Lone surrogates stay visible as U+FFFD."""
        return self.joined((offset, length))

    def joined(self, *parts: tuple[int, int]) -> str:
        """A field that goes on in another place; a space where it breaks is part of it."""
        raw = b"".join(self._block[offset : offset + length] for offset, length in parts)
        return standard(raw.decode("utf-16-le", errors="replace").strip(PADDING))

    def day(self, offset: int, name: str) -> tuple[date, bool]:
        """A day, and whether there is such a day. The 30th of February stands on cards: births were entered by the
        lunar calendar, and ten years were added to the 29th. The month's last day is then taken for it."""
        found = DAY.fullmatch(self.text(offset, 16))
        if found is None:
            raise LayoutError(f"{name} is no date")
        year, month, of_month = (int(part) for part in found.groups())
        if not (year and 1 <= month <= 12 and 1 <= of_month <= 31):
            raise LayoutError(f"{name} is no date")
        last = monthrange(year, month)[1]
        return date(year, month, min(of_month, last)), of_month <= last

    def first_day(self, offset: int) -> date | None:
        return self.day(offset, "valid from")[0] if self.text(offset, 16) else None

    def last_day(self, offset: int) -> date | None:
        end = self.text(offset, 16)
        return None if not end or end.startswith(LONG_TERM) else self.day(offset, "valid to")[0]

    def number(self, length: int) -> str:
        """In capitals: chips have been seen with a small x."""
        return self.required(122, length, "number").upper()

    def sex(self, offset: int) -> Sex:
        code = self.text(offset, 2)
        return Sex(code) if code in set(Sex) else Sex.UNKNOWN

    def required(self, offset: int, length: int, name: str) -> str:
        if value := self.text(offset, length):
            return value
        raise LayoutError(f"{name} is empty")


def parse(block: bytes, photo: bytes = b"") -> IdCard:
    """A card from its text block (256 bytes) and its photo (WLT, opaque). Raises LayoutError."""
    if len(block) != TEXT_BYTES:
        raise LayoutError(f"{len(block)} bytes of text, {TEXT_BYTES} expected")
    flag = block[248:250].decode("utf-16-le", errors="replace").strip(" \0")
    layouts: dict[str, Callable[[_Block, bytes], IdCard]] = {
        "": _resident,
        "J": _hmt,
        "I": _foreigner_2017,
        "Y": _foreigner_2023,
    }
    if flag not in layouts:
        raise LayoutError("unknown kind of card")
    return layouts[flag](_Block(block), photo)


def _resident(block: _Block, photo: bytes) -> IdCard:
    birth, known = block.day(36, "birth")
    ethnicity = block.text(32, 4)
    return IdCard(
        kind=CardKind.RESIDENT,
        name=block.required(0, 30, "name"),
        sex=block.sex(30),
        ethnicity=ETHNICITIES.get(ethnicity, ethnicity),
        birth=birth,
        birth_known=known,
        address=block.text(52, 70),
        number=block.number(36),
        authority=block.text(158, 30),
        valid_from=block.first_day(188),
        valid_to=block.last_day(204),
        photo=photo,
    )


def _hmt(block: _Block, photo: bytes) -> IdCard:
    birth, known = block.day(36, "birth")
    return IdCard(
        kind=CardKind.HMT,
        name=block.required(0, 30, "name"),
        sex=block.sex(30),
        birth=birth,
        birth_known=known,
        address=block.text(52, 70),
        number=block.number(36),
        authority=block.text(158, 30),
        valid_from=block.first_day(188),
        valid_to=block.last_day(204),
        permit_number=block.text(220, 18),
        photo=photo,
    )


def _foreigner_2017(block: _Block, photo: bytes) -> IdCard:
    birth, known = block.day(220, "birth")
    latin = block.required(0, 120, "name")
    return IdCard(
        kind=CardKind.FOREIGNER_2017,
        name=block.text(158, 30) or latin,
        latin_name=latin,
        sex=block.sex(120),
        number=block.number(30),
        nationality=block.text(152, 6),
        valid_from=block.first_day(188),
        valid_to=block.last_day(204),
        birth=birth,
        birth_known=known,
        photo=photo,
    )


def _foreigner_2023(block: _Block, photo: bytes) -> IdCard:
    birth, known = block.day(36, "birth")
    latin = block.joined((52, 70), (220, 22))
    return IdCard(
        kind=CardKind.FOREIGNER_2023,
        name=block.text(0, 30) or latin or block.required(0, 30, "name"),
        latin_name=latin,
        sex=block.sex(30),
        birth=birth,
        birth_known=known,
        number=block.number(36),
        valid_from=block.first_day(188),
        valid_to=block.last_day(204),
        nationality=block.text(242, 6),
        photo=photo,
    )
