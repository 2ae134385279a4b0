"""The terminal in its window: the QML and the views around a core that is given. Knows no driver."""

from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, QObject

from kiosk.config import DisplaySection, TerminalSection
from kiosk.desk import Topic
from kiosk.ports import Camera
from kiosk.terminal import Terminal
from kiosk.visit import Screen
from ui.terminal.changes import Changes
from ui.terminal.curtain import TRANSLATIONS, Curtain
from ui.terminal.edges import EdgePicture
from ui.terminal.forgetting import Forgetting
from ui.terminal.ink import InkField
from ui.terminal.pages import PageProvider
from ui.terminal.preview import CameraPreview
from ui.terminal.views.session import Sign
from ui.terminal.views.views import Views

REGISTERED = (InkField, CameraPreview, EdgePicture)
"""Types that QML makes by itself: importing them has registered them."""
NOBODY = frozenset({Screen.ATTRACT, Screen.FAREWELL})
BEFORE_A_VISIT = NOBODY | {Screen.HOME}


class TouchWatch(QObject):
    """Tells the core of every touch, click and key, wherever on the window it lands."""

    KINDS = frozenset({QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress})

    def __init__(self, terminal: Terminal) -> None:
        super().__init__()
        self._terminal = terminal

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in self.KINDS:
            self._terminal.touch()
        return False


class TerminalApp:
    """One terminal on the screen. `terminal.changed` belongs to it from now on."""

    def __init__(
        self,
        terminal: Terminal,
        camera: Camera,
        *,
        owner: TerminalSection,
        display: DisplaySection,
        warning_seconds: float,
        translations: Path = TRANSLATIONS,
        curtain: Curtain | None = None,
        overwrite: Callable[[], None] = lambda: None,
    ) -> None:
        """`overwrite` is called after a visit, once nothing refers to what was given: it was freed, no more."""
        self._terminal = terminal
        self.curtain = curtain or Curtain(display.orientation, terminal.language, translations)
        self._language = self.curtain.language
        self._changes = Changes()
        self._changes.mode.connect(self._use_language)
        sign = Sign(owner.hall_name_zh, owner.hall_name_en, owner.help_phone, warning_seconds)
        self.views = Views(terminal, self._changes, camera, sign)
        self._language.use(terminal.language)
        self.engine, self.window = self.curtain.engine, self.curtain.window
        self._forgetting = Forgetting(self.engine, overwrite)
        self._screen = terminal.place.screen
        self._changes.placed.connect(self._forget_if_over)
        self.views.setParent(self.engine)  # so that they outlive the screens that read them
        self.engine.addImageProvider("pages", PageProvider(terminal))
        terminal.changed = self._changes.told
        self.curtain.raise_on(self.views)
        self._watch = TouchWatch(terminal)
        self.window.installEventFilter(self._watch)

    def show(self, fullscreen: bool) -> None:
        self.curtain.show(fullscreen)

    def close(self) -> None:
        """End the visit and take the window away, at once; the application goes on until it is told to quit."""
        self._terminal.close()
        self._terminal.changed = _ignore
        self._forgetting.stop()
        self._language.use("")
        self.window.close()
        shiboken6.delete(self.engine)

    def _use_language(self) -> None:
        if self._language.use(self._terminal.language):  # not where the letters' size has changed
            self.engine.retranslate()

    def _forget_if_over(self) -> None:
        before, self._screen = self._screen, self._terminal.place.screen
        if self._screen in BEFORE_A_VISIT and before not in NOBODY:
            self._forgetting.begin()

    def forget_what_is_late(self) -> None:
        """A driver has answered somebody who may have gone meanwhile."""
        if self._terminal.place.screen in NOBODY:
            self._forgetting.go_on()


def _ignore(topic: Topic) -> None:
    """The window is gone: nobody listens."""
