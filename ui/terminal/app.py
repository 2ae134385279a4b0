"""The terminal's window: Qt, the QML engine and the views around a core that is given. Knows no driver."""

import os
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, QLoggingCategory, QObject, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QInputDevice
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.config import DisplaySection, TerminalSection
from kiosk.desk import Topic
from kiosk.ports import Camera
from kiosk.terminal import Terminal
from kiosk.visit import Screen
from ui.terminal.changes import Changes
from ui.terminal.icons import ASSETS, IconProvider
from ui.terminal.ink import InkField
from ui.terminal.language import Language
from ui.terminal.pages import PageProvider
from ui.terminal.preview import CameraPreview
from ui.terminal.views.session import Sign
from ui.terminal.views.views import Views

QML = Path(__file__).parent / "qml"
TRANSLATIONS = ASSETS / "translations"
SIZES = {"portrait": (1080, 1920), "landscape": (1920, 1080)}
NO_FOLDER = "/dev/null/none"
KNOWN_NOISE = "\n".join(
    (
        "qt.qml.propertyCache.append.warning=false",  # Qt's own keyboard overrides a member of its list
        "qt.virtualkeyboard.warning=false",  # it misses the folder that it must not have
        "qt.virtualkeyboard.pinyin*=false",
        "qt.multimedia.symbolsresolver.warning=false",  # the keyboard's click sound would like pipewire
    )
)
"""What Qt says at every start and nothing can be done about."""
REGISTERED = (InkField, CameraPreview)
"""Types that QML makes by itself: importing them has registered them."""


class NoWindowError(RuntimeError):
    """The QML could not be loaded; Qt's messages say why."""


def make_application() -> QGuiApplication:
    """Qt's application, with the keyboard. Must come before any other Qt object; once per process."""
    os.environ.setdefault("QT_IM_MODULE", "qtvirtualkeyboard")
    # The Pinyin decoder keeps a dictionary of what people type under the configuration folder. It has no switch, but
    # without a folder to write to it goes without one: the keyboard learns nothing, in memory neither.
    os.environ["XDG_CONFIG_HOME"] = NO_FOLDER
    os.environ.setdefault("QT_VIRTUALKEYBOARD_STYLE", "yitang")
    os.environ.setdefault("QT_VIRTUALKEYBOARD_DESKTOP_DISABLE", "1")  # only in our window, never as one of its own
    QLoggingCategory.setFilterRules(KNOWN_NOISE)
    application = QGuiApplication(["kiosk"])
    application.setApplicationName("yitang")
    application.setQuitOnLastWindowClosed(True)
    return application


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
    ) -> None:
        self._terminal = terminal
        self._language = Language(translations)
        self._changes = Changes()
        self._changes.mode.connect(self._use_language)
        self._changes.place.connect(self._forget_if_over)
        sign = Sign(owner.hall_name_zh, owner.hall_name_en, owner.help_phone, warning_seconds)
        self.views = Views(terminal, self._changes, camera, sign)
        self._language.use(terminal.language)
        self.engine = QQmlApplicationEngine()
        self.views.setParent(self.engine)  # so that they outlive the screens that read them
        self.engine.addImportPath(str(QML))
        self.engine.addImageProvider("icons", IconProvider())
        self.engine.addImageProvider("pages", PageProvider(terminal))
        terminal.changed = self._changes.told
        self.window = self._load_window(display)
        self._watch = TouchWatch(terminal)
        self.window.installEventFilter(self._watch)

    def _load_window(self, display: DisplaySection) -> QQuickWindow:
        width, height = SIZES[display.orientation]
        self.engine.setInitialProperties({"views": self.views, "width": width, "height": height})
        self.engine.load(QUrl.fromLocalFile(str(QML / "Yitang" / "Screens" / "Main.qml")))
        windows = [root for root in self.engine.rootObjects() if isinstance(root, QQuickWindow)]
        if not windows:
            raise NoWindowError("the terminal's window could not be loaded")
        return windows[0]

    def show(self, fullscreen: bool) -> None:
        """Show the window: over the whole screen, or as large as fits into it."""
        if fullscreen:
            self.window.setCursor(Qt.CursorShape.BlankCursor if has_touch() else Qt.CursorShape.ArrowCursor)
            self.window.showFullScreen()
            return
        if QGuiApplication.platformName() == "offscreen":
            self.window.show()  # nobody's screen: pictures of it are taken at full size
            return
        room = self.window.screen().availableSize()
        scale = min(1.0, room.width() * 0.95 / self.window.width(), room.height() * 0.92 / self.window.height())
        self.window.resize(round(self.window.width() * scale), round(self.window.height() * scale))
        self.window.show()

    def close(self) -> None:
        """End the visit and take the window away, at once; the application goes on until it is told to quit."""
        self._terminal.close()
        self._terminal.changed = _ignore
        self._language.use("")
        self.window.close()
        shiboken6.delete(self.engine)

    def _use_language(self) -> None:
        self._language.use(self._terminal.language)
        self.engine.retranslate()

    def _forget_if_over(self) -> None:
        """What Qt itself may still hold of a visit: the clipboard, half-written words, pictures."""
        if self._terminal.place.screen in (Screen.ATTRACT, Screen.FAREWELL, Screen.HOME):
            QGuiApplication.clipboard().clear()
            QGuiApplication.inputMethod().reset()
            QGuiApplication.inputMethod().hide()


def has_touch() -> bool:
    """Whether a touch screen is attached: then no arrow is shown."""
    return any(device.type() == QInputDevice.DeviceType.TouchScreen for device in QInputDevice.devices())


def _ignore(topic: Topic) -> None:
    """The window is gone: nobody listens."""
