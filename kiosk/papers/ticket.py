"""The queue ticket: the number as large as it goes, where to go, how long, how to follow it. Nobody's full name."""

from kiosk.paper import Align, Big, Code, Cut, Gap, Line, Pair, Paper, Rule, Text
from kiosk.papers.place import Place
from kiosk.papers.wording import TicketWords
from kiosk.queue import Theme, Ticket


def ticket_paper(ticket: Ticket, masked_name: str, also: tuple[Theme, ...], words: TicketWords, place: Place) -> Paper:
    """`masked_name` is empty for a number taken without a card; `also` are the further themes of this visit."""
    english = place.language == "en"
    theme, *further = (one.name_en if english else one.name_zh for one in (ticket.theme, *also))
    lines: list[Line] = [
        *place.head(theme),
        Big(ticket.number),
        *_marks(ticket, words),
        *_wait(ticket, words),
        Pair(words.go_to, (ticket.windows_en if english else "") or ticket.windows, large=True),
        *(Pair(words.also, name) for name in further),
        Rule(),
    ]
    if masked_name:
        lines.append(Pair(words.holder, masked_name))
    if ticket.notice:
        lines.append(Text(words.notice, bold=True))
    lines += [
        Pair(words.time, f"{ticket.issued_at:%Y-%m-%d %H:%M}"),
        Pair(words.day, words.day_value.format(day=f"{ticket.day:%Y-%m-%d}")),
        Rule(),
    ]
    if ticket.follow_url:
        lines.append(Code(ticket.follow_url, words.follow))
    lines += [Gap(), Text(words.missed, bold=True), Text(words.help.format(phone=place.phone)), Cut()]
    return Paper(words.title, tuple(lines))


def _marks(ticket: Ticket, words: TicketWords) -> tuple[Line, ...]:
    marks = ((ticket.reprint, words.reprint), (ticket.island, words.island))
    return tuple(Text(text, bold=True, align=Align.CENTRE) for shown, text in marks if shown)


def _wait(ticket: Ticket, words: TicketWords) -> tuple[Line, ...]:
    """A number given while the hall was out of reach knows nothing of the line: better no figure than a wrong one."""
    if ticket.island:
        return ()
    low, high = ticket.wait_minutes
    wait = words.wait_unknown if ticket.no_window else words.wait_value.format(low=low, high=high)
    return (
        Pair(words.ahead, words.ahead_value.format(count=ticket.ahead_range), large=True),
        Pair(words.wait, wait, large=True),
    )
