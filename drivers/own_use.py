"""Characters that GBK and GB 18030-2000 had before Unicode did, as Unicode has them now.

Where a machine of that time met one, it wrote a code point of Unicode's private use, which means nothing to anybody
else. Sources: GB 18030-2000, annex E, for those that its two-byte codes FE50 to FEA0 stand for, as Python's codec has
them; GB 18030-2005 and 2022 and glibc's GB18030 for the rest.
"""

from itertools import chain
from typing import Final

FIRST = 0xE815  # stands for FE50, and so on; FE7F is no code
TRAILS = (*range(0x50, 0x7F), *range(0x80, 0xA1))
HANZI = {
    **{0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE831: 0x215D7, 0xE83B: 0x2298F, 0xE855: 0x241FE},
    **{0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE832: 0x9FB8, 0xE843: 0x9FB9},
    **{0xE854: 0x9FBA, 0xE864: 0x9FBB},
}
"""Those of FE50 to FEA0 that the edition of 2000 left in private use itself."""
MARKS = (0xFE10, 0xFE12, 0xFE11, 0xFE13, 0xFE14, 0xFE15, 0xFE16, 0xFE17, 0xFE18, 0xFE19)  # from E78D on: A6D9 to A6F3
LETTERS = {0xE7C7: 0x1E3F, 0xE7C8: 0x01F9}
DESCRIPTION = (0x303E, *range(0x2FF0, 0x2FFC))  # from E7E7 on: A989 to A995
STANDARD: Final[dict[int, str]] = {
    **{FIRST + n: bytes((0xFE, trail)).decode("gb18030") for n, trail in enumerate(TRAILS)},
    **{
        old: chr(new)
        for old, new in chain(HANZI.items(), LETTERS.items(), enumerate(MARKS, 0xE78D), enumerate(DESCRIPTION, 0xE7E7))
    },
}


def standard(text: str) -> str:
    """The same text in characters that everybody has. What nobody can tell stays as it is."""
    return text.translate(STANDARD)
