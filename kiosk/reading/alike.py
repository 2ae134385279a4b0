"""Print that was read not quite right: labels found in spite of it, and characters that a check digit settles."""

from collections.abc import Callable
from enum import StrEnum

SAME = str.maketrans("別戶號證碼業處產權時間國婚結關機駕駛類稱", "别户号证码业处产权时间国婚结关机驾驶类称")
"""Traditional shapes that a reader of both scripts takes for the simplified ones."""
LOOKALIKES = {
    "O": "0",
    "Q": "0",
    "D": "0",
    "I": "1",
    "L": "1",
    "|": "1",
    "!": "1",
    "Z": "2",
    "S": "5",
    "G": "6",
    "B": "8",
}
"""A capital letter or sign and the digit that it is taken for, or that is taken for it."""
AS_LETTER = {"0": "OQD", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B"}


def errors_allowed(length: int) -> int:
    """A short label must be read right: there are too many words that differ from it by one character."""
    return 0 if length < 3 else 1 if length < 6 else 2


def match_at(text: str, start: int, label: str) -> int:
    """How many characters of `text` from `start` are this label, misread characters included; 0 where it is not there.

    One character too many or too few is no harm in a label of 5 or more. A digit is never a misread hanzi.
    """
    if not _begins(text[start : start + 2], label):
        return 0
    allowed = errors_allowed(len(label))
    best, length = allowed + 1, 0
    for more in (0, -1, 1) if len(label) >= 5 else (0,):
        piece = text[start : start + len(label) + more].translate(SAME)
        if len(piece) != len(label) + more or _strange(piece, label):
            continue
        errors = distance(piece, label)
        if errors < best:
            best, length = errors, len(piece)
    return length


def _strange(piece: str, label: str) -> bool:
    """Whether the piece has a digit or a letter where the label has hanzi: these are the value's."""
    return not any(_is_latin(c) for c in label) and any(_is_latin(c) for c in piece)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _begins(two: str, label: str) -> bool:
    """One of the first two characters is in its place, or the first was lost: else the label would begin further on."""
    seen = two.translate(SAME)
    return seen[:1] in (label[0], label[1:2]) or seen[1:] == label[1:2]


def holds(text: str, label: str) -> bool:
    """Whether the label stands anywhere in `text`."""
    return any(match_at(text, start, label) for start in range(len(text)))


def distance(one: str, other: str) -> int:
    """Levenshtein's: how many characters must be put in, left out or exchanged."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


class Outcome(StrEnum):
    """What a check digit says of a text."""

    PASSED = "passed"
    MENDED = "mended"  # one lookalike was exchanged: so it passes, which may be chance
    FAILED = "failed"


def settle(text: str, passes: Callable[[str], bool], alphabet: str) -> tuple[str, Outcome]:
    """The text with its lookalikes put right, and what its check says.

    Characters outside `alphabet` have one possible reading or none. If the check still fails, one lookalike may be
    exchanged, but only where exactly one exchange passes; otherwise the text stays as it was read.
    """
    plain = "".join(c if c in alphabet else LOOKALIKES.get(c, c) for c in text.upper())
    if passes(plain):
        return plain, Outcome.PASSED
    passing = {changed for changed in _exchanged(plain, alphabet) if passes(changed)}
    return (passing.pop(), Outcome.MENDED) if len(passing) == 1 else (plain, Outcome.FAILED)


def _exchanged(text: str, alphabet: str) -> list[str]:
    """The text with one character exchanged for its lookalike, in every way that stays within the alphabet."""
    return [
        text[:place] + other + text[place + 1 :]
        for place, character in enumerate(text)
        for other in LOOKALIKES.get(character, "") + AS_LETTER.get(character, "")
        if other in alphabet
    ]


def as_digits(text: str) -> str:
    """For places where nothing but a digit can stand."""
    return "".join(LOOKALIKES.get(c, c) for c in text.upper())


def as_letters(text: str) -> str:
    """For places where nothing but a letter or a filler can stand."""
    return "".join(AS_LETTER.get(c, c)[0] for c in text.upper())
