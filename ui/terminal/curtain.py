"""The window and the welcome in it, before anything else is loaded. Knows Qt and a few settings, not the core.

A process that has just started owes a person a screen first. Everything the terminal itself needs is imported behind
this picture, into the same window.
"""

import os
from pathlib import Path

from PySide6.QtCore import QEventLoop, QLoggingCategory, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QGuiApplication, QInputDevice
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from ui.terminal.icons import ASSETS, IconProvider
from ui.terminal.language import Language

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
FIRST_FRAME_MS = 5000


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


class Curtain:
    """The engine and the window of one terminal. `orientation` is "portrait" or "landscape"."""

    def __init__(self, orientation: str, language: str, translations: Path = TRANSLATIONS) -> None:
        self.language = Language(translations)
        self.language.use(language)
        self.engine = QQmlApplicationEngine()
        self.engine.addImportPath(str(QML))
        self.engine.addImageProvider("icons", IconProvider())
        width, height = SIZES[orientation]
        self.engine.setInitialProperties({"width": width, "height": height})
        self.engine.load(QUrl.fromLocalFile(str(QML / "Yitang" / "Screens" / "Curtain.qml")))
        windows = [root for root in self.engine.rootObjects() if isinstance(root, QQuickWindow)]
        if not windows:
            raise NoWindowError("the terminal's window could not be loaded")
        self.window = windows[0]

    def show(self, fullscreen: bool) -> None:
        """Show the window: over the whole screen, or as large as fits into it. Nothing where it is shown already."""
        if self.window.isVisible():
            return
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

    def raise_on(self, views: QObject) -> None:
        """Show the terminal itself over the welcome, on these `Views`. Raises NoWindowError."""
        self.window.setProperty("views", views)
        if not self.window.property("raised"):
            raise NoWindowError("the terminal's screens could not be loaded")

    def await_first_frame(self) -> None:
        """Run the application until the window has been painted, or a screen that never comes has been waited for."""
        painted = QEventLoop()
        self.window.frameSwapped.connect(painted.quit, Qt.ConnectionType.SingleShotConnection)
        QTimer.singleShot(FIRST_FRAME_MS, painted.quit)
        painted.exec()


def has_touch() -> bool:
    """Whether a touch screen is attached: then no arrow is shown."""
    return any(device.type() == QInputDevice.DeviceType.TouchScreen for device in QInputDevice.devices())
