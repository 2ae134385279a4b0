"""Papers with known words on them, drawn and photographed: what reading is measured on. Nothing on them is anybody's.

The "tune" half is for making rules; the "test" half, with other fonts and other layouts, is for judging them alone.
"""

from tests.papers.camera import photograph
from tests.papers.making import KINDS, make_paper

__all__ = ["KINDS", "make_paper", "photograph"]
