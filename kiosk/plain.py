"""The one normal form of everything that is written: what is shown once the finger has left, signed and sent.

Gives a form and judges nothing: what cannot be brought into the form of its kind comes back tidied, as it stands.
"""

import re
import unicodedata

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
WIDE_SIGNS = {code: narrow for code, narrow in FULL_WIDTH.items() if chr(narrow).isalnum() or chr(narrow) in "-#+/ "}
"""Of a text: letters and digits, and what joins them. Chinese marks keep their width: （ ） ， stand in addresses."""
FILLERS = "\u115f\u1160\u3164\uffa0"  # letters that nobody sees
IDEOGRAPHS = r"\u3400-\u9fff\uf900-\ufaff〇\U00020000-\U0003ffff"
NOT_IDEOGRAPHS = re.compile(f"[^{IDEOGRAPHS}]+")
DASHES = re.compile("[\u2010-\u2015\u2212\u2043\u30fc\uff0d\ufe58\ufe63]")
DOTS = r"[.．。•‧∙⋅・･ꞏ᛫◦・·\u0387\u2024]"
"""What stands for the dot of a name: a keyboard has another one than a register (GB/T 15834: U+00B7)."""
DOT_OF_A_NAME = re.compile(rf"(?<=[{IDEOGRAPHS}])\s*{DOTS}\s*(?=[{IDEOGRAPHS}])")
GAP_OF_A_NAME = re.compile(f"(?<=[{IDEOGRAPHS}]) (?=[{IDEOGRAPHS}])")
GROUPS = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?", re.ASCII)
AMOUNT = re.compile(r"0*(\d*)(?:\.(\d*))?", re.ASCII)


def plain_text(text: str) -> str:
    """Without what cannot be seen, one space for many, letters and digits of one width.

    Characters are composed (é), ideographs left as they are: some registers tell compatibility ideographs apart.
    """
    seen = "".join(sign if not _is_invisible(sign) else " " if sign.isspace() else "" for sign in text)
    composed = NOT_IDEOGRAPHS.sub(lambda found: unicodedata.normalize("NFC", found.group()), seen)
    return " ".join(composed.translate(WIDE_SIGNS).split())


def _is_invisible(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cf", "Cc") or sign in FILLERS


def plain_name(text: str) -> str:
    """A person's name: one kind of dot, no gap between hanzi (李 娜), Latin letters as they are written."""
    return GAP_OF_A_NAME.sub("", DOT_OF_A_NAME.sub("·", plain_text(text)))


def narrow(text: str) -> str:
    """What is no text but a number: every sign of ASCII's width, one kind of dash."""
    return DASHES.sub("-", plain_text(text).translate(FULL_WIDTH)).strip()


def plain_code(text: str) -> str:
    """A number with letters (identity papers, credit codes): capitals, without what groups or brackets it."""
    return re.sub(r"[\s.()·-]", "", narrow(text)).upper()


def plain_account(text: str) -> str:
    """Of a bank card or passbook: without what groups it."""
    return re.sub(r"[\s.-]", "", narrow(text)).upper()


def plain_amount(text: str) -> str:
    """Digits with a point at most: 1,286.50 is 1286.50, 007 is 7, ￥12 and 12元 are 12."""
    bare = re.sub(r"\s", "", narrow(text)).strip("¥￥元").replace("。", ".")
    if GROUPS.fullmatch(bare):
        bare = bare.replace(",", "")
    found = AMOUNT.fullmatch(bare)
    if found is None or not any(sign.isdigit() for sign in bare):
        return bare
    return (found[1] or "0") + (f".{found[2]}" if found[2] else "")
