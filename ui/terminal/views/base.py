"""What all views share: they are refreshed while one of their screens is shown, and emptied when it goes."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from kiosk.terminal import Terminal
from kiosk.visit import Screen
from ui.terminal.changes import Changes


class View(QObject):
    """`refresh` fills the lists; it must leave them empty when `here` is False, so that nothing outlives a visit.

    Each view makes its own `changed`: a property is only told of by a signal of its own class.
    """

    changed: Signal
    SCREENS: tuple[Screen, ...] = ()

    def __init__(self, terminal: Terminal, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.terminal = terminal
        self._was_here = False
        for signal in (changes.place, changes.visit, changes.devices, changes.mode):
            signal.connect(self._on_change)

    @property
    def here(self) -> bool:
        """Whether one of this view's screens is shown."""
        return self.terminal.place.screen in self.SCREENS

    @property
    def language(self) -> str:
        return self.terminal.language

    @property
    def today(self) -> date:
        return self.terminal.step.desk.clock.now().date()

    def refresh(self) -> None:
        """Bring the lists up to date with the core."""

    def _on_change(self) -> None:
        if self.here or self._was_here:
            self._was_here = self.here
            self.refresh()
            self.changed.emit()
