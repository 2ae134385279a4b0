"""A terminal's window for benchmarks: the real core, views, card driver and fake reader; other ports write down."""

from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from drivers.camera import CameraDevice, OpenCapture
from drivers.card_reader.device import CardReaderDevice
from drivers.sim.card_reader import FakeCardReader
from kiosk.catalogue import read_catalogue
from kiosk.config import DisplaySection, TerminalSection, VisitSection
from kiosk.desk import Desk
from kiosk.terminal import Terminal
from tests.bench.frames import Frames
from tests.kiosk.fakes import FakeCamera, FakeOutbox, PlainPapers, Recorder
from ui.terminal.app import TerminalApp
from ui.terminal.bridge import Bridge, QtClock
from ui.terminal.curtain import make_application

CATALOGUE = Path(__file__).parents[2] / "assets" / "catalogue"


class TerminalRig(QObject):
    """Shown at once; `frames` tells when what is now true has been painted."""

    def __init__(self, folder: Path, open_capture: OpenCapture | None = None) -> None:
        self.application = QGuiApplication.instance() or make_application()
        super().__init__()
        self.fake = FakeCardReader(folder)
        self.fake.start()
        self._bridge = Bridge(self)
        self.reader = CardReaderDevice(self._bridge.post, str(self.fake.path))
        self.ports, self.clock = Recorder(), QtClock(self)
        self.camera = CameraDevice(self._bridge.post, open_capture) if open_capture else FakeCamera(self.ports)
        self.terminal = Terminal(self._desk(), read_catalogue(CATALOGUE))
        self._bridge.connect_to(self.terminal.handle)
        owner = TerminalSection("BENCH-1", "大厅", "Hall", "12345")
        display = DisplaySection(fullscreen=False)
        self.app = TerminalApp(self.terminal, self.camera, owner=owner, display=display, warning_seconds=20)
        self.frames = Frames(self.app.window)
        self.app.window.show()
        self.reader.start()
        if isinstance(self.camera, CameraDevice):
            self.camera.start()
        self.frames.next()

    def _desk(self) -> Desk:
        ports = self.ports
        return Desk(
            reader=self.reader,
            camera=self.camera,
            printer=ports,
            queue=ports,
            outbox=FakeOutbox(ports),
            platform=ports,
            clock=self.clock,
            papers=PlainPapers(),
            settings=VisitSection(takes_pages=False),  # what is measured must not end by itself
            requests=count(1),
            new_key=lambda: "key",
        )

    def close(self) -> None:
        self.reader.stop()
        if isinstance(self.camera, CameraDevice):
            self.camera.stop()
        self.app.close()
        self.fake.stop()
