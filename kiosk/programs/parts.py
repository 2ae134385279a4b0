"""Puts one terminal together from its settings: every driver, started and stopped as one. Knows no simulator."""

from dataclasses import dataclass, replace
from pathlib import Path

import platformdirs

from drivers.back_office import BackOffice, open_back_office
from drivers.camera import CameraDevice, OpenCapture, open_video
from drivers.card_reader.device import CardReaderDevice
from drivers.copier import CopierDevice
from drivers.hall_client import HallAccess, HallClient, HallLine, LinePlan
from drivers.hall_island_lasting import LastingIsland
from drivers.printer import PrinterDevice
from drivers.reading import PaperReaderDevice
from drivers.scanner import ScannerDevice
from kiosk.config import TerminalConfig
from kiosk.desk import Desk
from kiosk.events import Post


def state_folder(config: TerminalConfig) -> Path:
    """Where undelivered errands wait: the configured folder, or the user's state folder."""
    return Path(config.store.folder) if config.store.folder else platformdirs.user_state_path("yitang")


@dataclass(frozen=True)
class Parts:
    """The drivers of one terminal. `desk` is what the core sees of them."""

    desk: Desk
    reader: CardReaderDevice
    camera: CameraDevice
    printer: PrinterDevice
    scanner: ScannerDevice
    hall: HallLine
    office: BackOffice
    copier: CopierDevice | None
    paper_reader: PaperReaderDevice | None

    def start(self) -> None:
        self.office.start()
        self.hall.start()
        for device in (self.reader, self.printer, self.scanner, self.camera, self.copier, self.paper_reader):
            if device is not None:
                device.start()

    def stop(self) -> None:
        for device in (self.paper_reader, self.copier, self.camera, self.scanner, self.printer, self.reader):
            if device is not None:
                device.stop()
        self.hall.close()
        self.office.close()


def hall_access(config: TerminalConfig) -> HallAccess:
    """As the terminal itself asks."""
    told = config.hall
    return HallAccess(told.url, told.token, told.connect_seconds, told.answer_seconds, told.ca_file)


def open_parts(config: TerminalConfig, desk: Desk, post: Post, open_capture: OpenCapture | None = None) -> Parts:
    """Nothing runs before `start`. `desk` gives clock, papers and numbering; `open_capture` replaces the configured
    camera's video source."""
    reader = CardReaderDevice(post, config.card_reader.port, config.card_reader.baud)
    camera = CameraDevice(post, open_capture or open_video(config.camera))
    printer = PrinterDevice(post, config.printer)
    copier = CopierDevice(post, config.copier.uri) if config.copier.uri else None
    paper_reader = PaperReaderDevice(post, lambda: desk.clock.now().date()) if config.visit.reads_papers else None
    island = LastingIsland(state_folder(config) / "island.db", desk.clock.now)
    hall = HallLine(HallClient(hall_access(config)), post, LinePlan(island, desk.clock.now))
    office = open_back_office(config, state_folder(config), post, desk.clock.now)
    connected = replace(
        desk,
        reader=reader,
        camera=camera,
        printer=printer,
        queue=hall,
        outbox=office.outbox,
        platform=office.platform,
        copier=copier,
        paper_reader=paper_reader,
    )
    scanner = ScannerDevice(post, config.scanner.port, config.scanner.baud)
    return Parts(connected, reader, camera, printer, scanner, hall, office, copier, paper_reader)
