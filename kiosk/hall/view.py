"""What a terminal is shown of the hall: themes and tickets in the terms of `kiosk.queue`."""

from datetime import datetime

from kiosk.hall.config import ThemeEntry
from kiosk.hall.hall import Hall
from kiosk.hall.line import wait_range
from kiosk.hall.ports import HallRecords
from kiosk.hall.reception import NumberGiven, closed_because
from kiosk.hall.refusal import Reason
from kiosk.queue import Theme, Ticket

Sentences = dict[Reason, tuple[str, str]]


def themes_shown(records: HallRecords, hall: Hall, sentences: Sentences, now: datetime) -> list[Theme]:
    """Every theme, with the reason in both languages where it gives no numbers, and in the staff's own words."""
    waiting = records.waiting_counts(hall.day(now))
    notes = records.closed_themes()
    shown = []
    for entry in hall.config.themes:
        count = waiting.get(entry.code, 0)
        minutes = wait_range(hall, entry.code, count, records.windows(), now)  # None: no window is open
        reason = closed_because(records, hall, entry.code, now)
        because = _because(reason, notes.get(entry.code, ""), sentences) if reason else ("", "")
        shown.append(_theme(entry, count, minutes, reason, because))
    return shown


def _because(reason: Reason, note: str, sentences: Sentences) -> tuple[str, str]:
    """The staff write one note: it stands in both languages as they wrote it."""
    zh, en = sentences[reason]
    if reason is not Reason.CLOSED_BY_STAFF or not note:
        return zh, en
    return f"{zh}：{note}", f"{en}: {note}"


def _theme(
    entry: ThemeEntry, waiting: int, minutes: tuple[int, int] | None, reason: Reason | None, because: tuple[str, str]
) -> Theme:
    zh, en = because
    return Theme(
        code=entry.code,
        name_zh=entry.name_zh,
        name_en=entry.name_en,
        icon=entry.icon,
        open=reason is None,
        waiting=waiting,
        wait_minutes=minutes or (0, 0),
        no_window=minutes is None,
        closed_reason=zh,
        closed_reason_en=en,
        closed_code=reason.value if reason else "",
    )


def ticket_shown(given: NumberGiven, hall: Hall, windows: str, follow_url: str) -> Ticket:
    """What the paper says."""
    ticket, entry = given.ticket, hall.entry(given.ticket.topic)
    (fewest, most), minutes = given.expected.ahead, given.expected.minutes or (0, 0)
    theme = Theme(entry.code, entry.name_zh, entry.name_en, entry.icon, True, most, minutes)
    return Ticket(
        number=ticket.number,
        theme=theme,
        ahead=fewest,
        ahead_most=most,
        wait_minutes=minutes,
        no_window=given.expected.minutes is None,
        issued_at=ticket.issued_at.astimezone(hall.config.hall.zone),
        day=ticket.day,
        hall_name=hall.config.hall.name_zh,
        windows=windows,
        follow_url=follow_url,
        reprint=given.reprint,
        island=ticket.island,
    )
