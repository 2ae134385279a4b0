"""Taking a number: the themes on offer, and the ticket itself."""

from kiosk.events import Event, QueueFailed, ThemesKnown, TicketIssued
from kiosk.queue import NumberWish, Theme
from kiosk.steps.base import PrintJob, PrintState, Stage, Step
from kiosk.visit import Purpose, Visit


class ThemesStep(Step):
    """Asks the hall what is open and how long it takes."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.themes: tuple[Theme, ...] = ()
        self.asking = False
        self._request = 0

    def enter(self) -> None:
        """Where the visitor came back to choose another one, the old choice is gone."""
        self.visit.theme, self.visit.also, self.visit.has_number = None, (), False
        self._request = next(self.desk.requests)
        self.asking = True
        self.desk.queue.ask_themes(self._request)

    def leave(self) -> None:
        self._request = 0

    def handle(self, event: Event) -> None:
        if isinstance(event, ThemesKnown) and event.request == self._request:
            self.asking, self.themes = False, event.themes
            self.failed(None)
        elif isinstance(event, QueueFailed) and event.request == self._request:
            self.asking = False
            self.failed(event.trouble)

    def choose(self, code: str) -> None:
        """Take this theme and go on, a closed one to what can be done instead; of several, add it or take it out."""
        theme = next((t for t in self.offered if t.code == code), None)
        if theme is None:
            return
        if self.visit.several:
            self._toggle(theme)
        else:
            self.visit.theme, self.visit.also = theme, ()
            self.stage.advance()

    @property
    def offered(self) -> tuple[Theme, ...]:
        """For an appointment those that can be booked, whether they give numbers now or not."""
        if self.visit.purpose is Purpose.APPOINTMENT:
            return tuple(theme for theme in self.themes if theme.books)
        return self.themes

    def choose_several(self, several: bool) -> None:
        """One ticket for several themes; what was chosen before is forgotten."""
        self.visit.several, self.visit.theme, self.visit.also = several, None, ()
        self.failed(None)

    @property
    def chosen(self) -> tuple[Theme, ...]:
        """What one ticket is for, in the order it was chosen: the first says where the visitor waits."""
        return (self.visit.theme, *self.visit.also) if self.visit.theme else ()

    def _toggle(self, theme: Theme) -> None:
        if not theme.open:
            return
        kept = tuple(one for one in self.chosen if one.code != theme.code)
        chosen = kept if len(kept) < len(self.chosen) else (*kept, theme)
        self.visit.theme, self.visit.also = (chosen[0], chosen[1:]) if chosen else (None, ())
        self.failed(None)


class TicketStep(Step):
    """Asks the hall for a number, then prints it. The key of the visit makes asking again harmless."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.print_job = PrintJob(stage.desk, stage.changed)
        self.asking = False
        self._request = 0

    @property
    def busy(self) -> bool:
        return self.asking or self.print_job.state is PrintState.PRINTING

    def enter(self) -> None:
        if self.visit.ticket is not None:
            self.print_again()
            return
        wish = number_wish(self.visit)
        if wish is None:
            return
        self._request = next(self.desk.requests)
        self.asking = True
        self.desk.queue.take_ticket(self._request, self.visit.key, wish)

    def leave(self) -> None:
        self.asking = False
        self._request = 0

    def handle(self, event: Event) -> None:
        self.print_job.handle(event)
        if isinstance(event, TicketIssued) and event.request == self._request:
            self.asking, self.visit.ticket = False, event.ticket
            self.failed(None)
            self.print_again()
        elif isinstance(event, QueueFailed) and event.request == self._request:
            self.asking = False
            self.failed(event.trouble)

    @property
    def notice_offered(self) -> bool:
        """A telephone number can be left; not while the paper is on its way, which must not be forgotten."""
        ticket = self.visit.ticket
        return (
            ticket is not None
            and ticket.notice_offered
            and self.print_job.state in (PrintState.PRINTED, PrintState.FAILED)
        )

    def want_notice(self) -> None:
        """Go on to where the number is left."""
        if self.notice_offered:
            self.visit.notice_wanted = True
            self.stage.advance()

    def print_again(self) -> None:
        """Print the ticket, on entering or when the visitor asks."""
        if self.visit.ticket is not None:
            name = self.visit.card.masked_name if self.visit.card else ""
            paper = self.desk.papers.ticket(self.visit.ticket, name, self.visit.also, self.stage.language)
            self.print_job.start(paper)


def number_wish(visit: Visit) -> NumberWish | None:
    """What the visitor has said, for the hall. Clerks read Chinese. None before a theme is chosen."""
    if visit.appointment is not None:
        return NumberWish(visit.appointment.theme, appointment=visit.appointment.code)
    theme = visit.theme
    if theme is None:
        return None
    return NumberWish(
        theme=theme.code,
        holder=visit.card,
        phone=visit.phone,
        priority=visit.priority,
        priority_declined=visit.priority_settled and visit.priority is None,
        errands=(theme.name_zh, *(one.name_zh for one in visit.also)) if visit.also else (),
    )
