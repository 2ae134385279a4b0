"""One hall: its configuration, its calendar and what it expects; every rule is asked with it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from kiosk.hall.config import HallConfig, ThemeEntry
from kiosk.hall.foresight import Foresight
from kiosk.hall.hours import OpeningHours
from kiosk.hall.refusal import Reason, Refused


@dataclass(frozen=True)
class Hall:
    config: HallConfig
    hours: OpeningHours
    foresight: Foresight = field(default_factory=Foresight)
    goes_on: date | None = None  # see `HallClock.goes_on`

    @property
    def id(self) -> str:
        return self.config.hall.id

    def day(self, now: datetime) -> date:
        return self.hours.day(now)

    def theme(self, code: str) -> ThemeEntry:
        """Raises Refused (unknown_theme)."""
        theme = self.config.theme(code)
        if theme is None:
            raise Refused(Reason.UNKNOWN_THEME, f"no theme {code!r}")
        return theme

    def goes_to(self, theme: str) -> str:
        """The theme where its people wait: another one, where it was taken out of the configuration."""
        return self.config.moved_themes.get(theme, theme)

    def entry(self, code: str) -> ThemeEntry:
        """What to call a theme that may be gone: as the one where its people went, or by its letter alone."""
        return self.config.theme(code) or self.config.theme(self.goes_to(code)) or ThemeEntry(code, code, code, "", ())


def hall_of(config: HallConfig, always_open: bool = False) -> Hall:
    return Hall(config, OpeningHours(config.hours, config.hall.zone, always_open))
