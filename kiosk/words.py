"""A text in both languages, for what people read in a shell or a log. Screens and pages have their own words."""

from typing import Literal, NamedTuple

Language = Literal["zh", "en"]


class Words(NamedTuple):
    """`zh` is what a technician in the hall reads, `en` the same in English."""

    zh: str
    en: str

    def get(self, language: str) -> str:
        """`language` is "zh" or "en"; anything else is Chinese."""
        return self.en if language == "en" else self.zh
