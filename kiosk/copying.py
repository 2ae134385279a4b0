"""Free copies (免费复印): any papers, as many as the hall allows, taken and kept like the papers of an errand."""

from kiosk.catalogue import MaterialNeed, Text

PART = "copies"
NAME = Text(zh="要复印的材料", en="Papers to copy")
HINT = Text(zh="一次放一张，拍好再换下一张", en="One at a time: change the paper when it has been taken")


def papers_to_copy(most: int) -> MaterialNeed:
    """What the camera page asks for: `most` pages in one visit."""
    return MaterialNeed(id=PART, name=NAME, source="scan", max_pages=most, hint=HINT)
