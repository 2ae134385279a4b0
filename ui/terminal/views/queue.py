"""Taking a number: the themes on offer, what can be done where one is closed, and the ticket."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.queue import Theme, Ticket
from kiosk.steps import ThemesStep, TicketStep
from kiosk.terminal import Terminal
from kiosk.trouble import Trouble
from kiosk.visit import Purpose, Screen
from ui.terminal.changes import Changes
from ui.terminal.rows import Rows
from ui.terminal.views.base import View
from ui.terminal.words import moment_words, wait_words

QML_IMPORT_NAME = "Yitang.Terminal"
QML_IMPORT_MAJOR_VERSION = 1


SHUT = frozenset({Trouble.THEME_CLOSED, Trouble.OUTSIDE_HOURS, Trouble.PAST_CLOSING, Trouble.NUMBERS_OUT})


@dataclass(frozen=True)
class ThemeRow:
    code: str
    name: str
    sign: str
    is_open: bool
    waiting: str
    wait: str
    reason: str
    chosen: bool


@QmlElement
@QmlUncreatable("made by the app")
class QueueView(View):
    changed = Signal()
    SCREENS = (Screen.THEMES, Screen.INSTEAD, Screen.TICKET)

    def __init__(self, terminal: Terminal, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(terminal, changes, parent)
        self._themes = Rows(ThemeRow, self)

    def refresh(self) -> None:
        step = self.terminal.step
        themes = step.offered if isinstance(step, ThemesStep) else ()
        self._themes.show([self._row(theme) for theme in themes])

    def _row(self, theme: Theme) -> ThemeRow:
        return ThemeRow(
            theme.code,
            self._name(theme),
            theme.icon,
            theme.open or self.booking,
            *self._figures(theme),
            self._reason(theme),
            theme.code in [one.code for one in self._chosen],
        )

    def _figures(self, theme: Theme) -> tuple[str, str]:
        """How many wait and how long it takes; of an appointment neither, and no figure where nobody knows one."""
        if self.booking:
            return "", ""
        if theme.waiting is None:
            return QCoreApplication.translate("Queue", "The wait is not known now"), ""
        waiting = QCoreApplication.translate("Queue", "Waiting: %1").replace("%1", str(theme.waiting))
        return waiting, wait_words(theme.wait_minutes, theme.no_window)

    def _reason(self, theme: Theme) -> str:
        reason = theme.closed_reason_en if self.language == "en" else theme.closed_reason
        return reason or QCoreApplication.translate("Queue", "Closed now")

    @property
    def _chosen(self) -> tuple[Theme, ...]:
        step = self.terminal.step
        return step.chosen if isinstance(step, ThemesStep) else ()

    def _name(self, theme: Theme) -> str:
        return theme.name_en if self.language == "en" else theme.name_zh

    @property
    def _ticket(self) -> Ticket | None:
        return self.terminal.visit.ticket

    @Property(Rows, constant=True)
    def themes(self) -> Rows:
        return self._themes

    @Property(bool, notify=changed)
    def asking(self) -> bool:
        step = self.terminal.step
        return isinstance(step, ThemesStep | TicketStep) and step.asking

    @Property(bool, notify=changed)
    def issued(self) -> bool:
        return self._ticket is not None

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._ticket.number if self._ticket else ""

    @Property(str, notify=changed)
    def themeName(self) -> str:
        theme = self._ticket.theme if self._ticket else self.terminal.visit.theme
        return self._name(theme) if theme else ""

    @Property(str, notify=changed)
    def ahead(self) -> str:
        return self._ticket.ahead_range if self._ticket and not self._ticket.island else ""

    @Property(str, notify=changed)
    def wait(self) -> str:
        if self._ticket is None or self._ticket.island:
            return ""
        return wait_words(self._ticket.wait_minutes, self._ticket.no_window)

    @Property(str, notify=changed)
    def windows(self) -> str:
        if self._ticket is None:
            return ""
        return (self._ticket.windows_en if self.language == "en" else "") or self._ticket.windows

    @Property(bool, notify=changed)
    def several(self) -> bool:
        """One ticket for several themes is being put together."""
        return self.terminal.visit.several

    @Property(str, notify=changed)
    def also(self) -> str:
        """The further themes of this ticket."""
        mark = ", " if self.language == "en" else "、"
        return mark.join(self._name(theme) for theme in self.terminal.visit.also)

    @Property(bool, notify=changed)
    def figuresKnown(self) -> bool:
        """The hall has said how many wait."""
        step = self.terminal.step
        return not isinstance(step, ThemesStep) or all(theme.waiting is not None for theme in step.themes)

    @Property(bool, notify=changed)
    def booking(self) -> bool:
        """A theme is chosen for an appointment, not for a number."""
        return self.terminal.visit.purpose is Purpose.APPOINTMENT

    @Property(bool, notify=changed)
    def bookable(self) -> bool:
        """The theme that is closed takes appointments."""
        step = self.terminal.step
        themes = step.themes if isinstance(step, ThemesStep) else ()
        return any(theme.books for theme in (self.terminal.visit.theme, *themes) if theme)

    @Property(bool, notify=changed)
    def noneBook(self) -> bool:
        step = self.terminal.step
        return self.booking and isinstance(step, ThemesStep) and bool(step.themes) and not step.offered

    @Property(bool, notify=changed)
    def allClosed(self) -> bool:
        step = self.terminal.step
        return (
            not self.booking
            and isinstance(step, ThemesStep)
            and bool(step.themes)
            and not any(theme.open for theme in step.themes)
        )

    @Property(str, notify=changed)
    def closedReason(self) -> str:
        """Why the theme that was chosen gives no numbers."""
        theme = self.terminal.visit.theme
        return self._reason(theme) if theme and not theme.open else ""

    @Property(str, notify=changed)
    def opens(self) -> str:
        """When windows serve next; empty where they do now, or nobody knows."""
        step = self.terminal.step
        theme = self.terminal.visit.theme or next(iter(step.themes if isinstance(step, ThemesStep) else ()), None)
        return moment_words(theme.opens_at, self.today, self.language) if theme and theme.opens_at else ""

    @Property(bool, notify=changed)
    def shut(self) -> bool:
        """The ticket could not be had because the theme has closed meanwhile."""
        return self.terminal.step.trouble in SHUT

    @Property(bool, notify=changed)
    def island(self) -> bool:
        """Given by the terminal itself while the hall could not be reached."""
        return self._ticket is not None and self._ticket.island

    @Property(bool, notify=changed)
    def reprint(self) -> bool:
        """The same person asked again and gets the same number."""
        return self._ticket is not None and self._ticket.reprint

    @Property(bool, notify=changed)
    def notice(self) -> bool:
        """A text message comes when the turn is near."""
        return self._ticket is not None and self._ticket.notice

    @Property(bool, notify=changed)
    def noticeOffered(self) -> bool:
        """A telephone number can be left for such a message; not before the paper is out."""
        step = self.terminal.step
        return isinstance(step, TicketStep) and step.notice_offered

    @Slot()
    def wantNotice(self) -> None:
        step = self.terminal.step
        if isinstance(step, TicketStep):
            step.want_notice()

    @Slot(str)
    def choose(self, code: str) -> None:
        step = self.terminal.step
        if isinstance(step, ThemesStep):
            step.choose(code)

    @Slot(bool)
    def chooseSeveral(self, several: bool) -> None:
        step = self.terminal.step
        if isinstance(step, ThemesStep):
            step.choose_several(several)
