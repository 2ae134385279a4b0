"""Everything that is printed, as neutral paper. The words are data (`assets/texts/papers.toml`): a hall can edit them."""

from kiosk.papers.counter import PaperCounter
from kiosk.papers.wording import Wordings, read_wordings

__all__ = ["PaperCounter", "Wordings", "read_wordings"]
