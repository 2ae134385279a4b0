"""What the manager decides during the day: which themes are open."""

from datetime import datetime

from kiosk.hall.hall import Hall
from kiosk.hall.happening import Happening, What
from kiosk.hall.ports import HallRecords


def close_theme(records: HallRecords, hall: Hall, theme: str, reason: str, now: datetime) -> None:
    """Give no more numbers of it; who waits is still called. Raises Refused (unknown_theme)."""
    hall.theme(theme)
    records.close_theme(theme, reason)
    records.tell(Happening(What.THEME, now, line=theme, detail="closed"))


def open_theme(records: HallRecords, hall: Hall, theme: str, now: datetime) -> None:
    hall.theme(theme)
    records.open_theme(theme)
    records.tell(Happening(What.THEME, now, line=theme, detail="open"))
