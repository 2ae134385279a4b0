"""One terminal as a program: the window first, then the drivers, and an orderly end. Used by run, demo and tour."""

import gc
import logging
import os
import signal
import threading
import time
import uuid
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from drivers import memory
from kiosk.catalogue import Catalogue, read_catalogue
from kiosk.config import TerminalConfig
from kiosk.desk import Desk, Papers
from kiosk.events import DeviceState, Event
from kiosk.papers import PaperCounter, read_wordings
from kiosk.programs.switchboard import Switchboard
from kiosk.terminal import Terminal
from ui.terminal.app import TerminalApp
from ui.terminal.bridge import Bridge, QtClock
from ui.terminal.curtain import Curtain, make_application

if TYPE_CHECKING:
    from drivers.camera import OpenCapture
    from kiosk.programs.parts import Parts

log = logging.getLogger(__name__)

ASSETS = Path(__file__).resolve().parents[2] / "assets"
SIGNAL_LOOK = 200  # milliseconds: Python sees a signal only when its interpreter runs


class TerminalHouse(QObject):
    """Everything of one terminal. Make it on the main thread, call `run`; `close` ends it in order."""

    _loaded = Signal()
    opened = Signal()  # the drivers run

    def __init__(
        self, config: TerminalConfig, open_capture: "OpenCapture | None" = None, curtain: Curtain | None = None
    ) -> None:
        """`curtain` is the window that is there already, with the application; made here where there is none."""
        super().__init__()
        memory.overwrite_what_is_freed()
        os.environ["TZ"] = config.terminal.time_zone
        time.tzset()  # Qt and Python alike, before either has looked at a clock
        self.application = QGuiApplication.instance() or make_application()
        self.config = config
        self._open_capture = open_capture
        self._parts: Parts | None = None
        self._bridge = Bridge(self)
        self._board = Switchboard()
        self._desk = self._make_desk()
        self.terminal = Terminal(self._desk, bundled_catalogue(), config.terminal.language, config.display.large)
        self._bridge.connect_to(self._handle)
        self.app = TerminalApp(
            self.terminal,
            self._board.camera,
            owner=config.terminal,
            display=config.display,
            warning_seconds=config.visit.warning_seconds,
            curtain=curtain,
            overwrite=memory.overwrite_all_that_is_free,
        )
        QAbstractEventDispatcher.instance().aboutToBlock.connect(memory.tidy)
        self._loaded.connect(self._open_drivers, Qt.ConnectionType.QueuedConnection)
        self.app.window.frameSwapped.connect(self._first_frame, Qt.ConnectionType.SingleShotConnection)
        self.app.window.update()

    def _make_desk(self) -> Desk:
        clock, board = QtClock(self), self._board
        return Desk(
            reader=board.reader,
            camera=board.camera,
            printer=board.printer,
            queue=board.queue,
            outbox=board.outbox,
            platform=board.platform,
            clock=clock,
            papers=PaperCounter(read_wordings(ASSETS / "texts" / "papers.toml"), self.config.terminal, clock),
            settings=self.config.visit,
            requests=count(1),
            new_key=lambda: str(uuid.uuid4()),
            copier=board.copier if self.config.copier.uri else None,
            copy_pages=self.config.copier.pages,
            paper_reader=board.paper_reader if self.config.visit.reads_papers else None,
        )

    @property
    def devices_ready(self) -> bool:
        """Whether every device and both servers have answered."""
        return all(change.state is DeviceState.READY for change in self.terminal.devices.values())

    @property
    def undelivered(self) -> int:
        """Parcels that still wait for the platform."""
        return self._desk.outbox.waiting()

    @property
    def papers(self) -> Papers:
        return self._desk.papers

    @Slot()
    def _first_frame(self) -> None:
        """The screen is there: load the drivers' libraries beside it."""
        threading.Thread(target=self._load, name="load", daemon=True).start()

    def _load(self) -> None:
        import kiosk.programs.parts  # noqa: F401  the import is the work

        self._loaded.emit()

    @Slot()
    def _open_drivers(self) -> None:
        from kiosk.programs.parts import open_parts

        self._parts = open_parts(self.config, self._desk, self._bridge.post, self._open_capture)
        self._parts.start()
        self._board.connect(self._parts.desk)
        gc.freeze()  # all of this stays: after each visit Python need only look at what has come since
        self.opened.emit()

    def _handle(self, event: Event) -> None:
        self.terminal.handle(event)
        self.app.forget_what_is_late()

    def run(self, fullscreen: bool) -> int:
        """Show the terminal until its window closes or a signal ends it; the process's exit code."""
        self.app.show(fullscreen)
        with SignalsQuit(self.application.quit):
            return int(self.application.exec())

    def close(self) -> None:
        """Wipe the visit, stop the drivers, take the window away."""
        self.app.close()
        # The event loop has ended: without this the QML would outlive the views that it reads.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._bridge.disconnect_all()
        if self._parts is not None:
            self._parts.stop()
            self._parts = None


class SignalsQuit:
    """While open, Ctrl-C and SIGTERM call `quit_`; a timer lets Python see them between Qt's events."""

    def __init__(self, quit_: Callable[[], None]) -> None:
        self._quit = quit_
        self._timer = QTimer()
        self._timer.timeout.connect(_look_for_signals)

    def __enter__(self) -> None:
        self._before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        for number in self._before:
            signal.signal(number, self._seen)
        self._timer.start(SIGNAL_LOOK)

    def _seen(self, number: int, _frame: object) -> None:
        log.info("ended by %s", signal.Signals(number).name)
        self._quit()

    def __exit__(self, *_: object) -> None:
        self._timer.stop()
        for number, handler in self._before.items():
            signal.signal(number, handler)


def _look_for_signals() -> None:
    """Returning to the interpreter is all it takes."""


def bundled_catalogue() -> Catalogue:
    """What a terminal offers until the platform has told it more."""
    return read_catalogue(ASSETS / "catalogue")
