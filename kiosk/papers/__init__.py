"""Everything that is printed, as neutral paper. Its words are data (`assets/texts/papers.toml`): a hall edits them."""

from kiosk.papers.counter import PaperCounter
from kiosk.papers.wording import Wordings, read_wordings

__all__ = ["PaperCounter", "Wordings", "read_wordings"]
