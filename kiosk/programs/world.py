"""A whole hall on one machine: servers as processes, network cables as relays, devices as fakes on pseudo-terminals.

Everything lives in one private folder that goes with it. The terminal gets a configuration like any other and opens
its devices with the real drivers.
"""

import logging
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from drivers.sim import papers, people
from drivers.sim.camera import FakeCamera
from drivers.sim.card_reader import FakeCardReader
from drivers.sim.copier import FakeCopier
from drivers.sim.network import Line, Relay
from drivers.sim.printer import FakePrinter
from drivers.sim.pty_port import PtyDevice
from drivers.sim.scanner import FakeScanner
from kiosk.config import (
    CameraSection,
    CardReaderSection,
    CopierSection,
    DisplaySection,
    HallSection,
    PlatformSection,
    PrinterSection,
    ScannerSection,
    StoreSection,
    TerminalConfig,
    TerminalSection,
    VisitSection,
)
from kiosk.events import Device
from kiosk.programs.doors import Doors, open_doors
from kiosk.programs.processes import Server, run_kiosk

log = logging.getLogger(__name__)

HALL_CONFIG = Path(__file__).resolve().parents[2] / "config" / "hall.toml"
TERMINAL, HALL, SECRET = "CZ-01", "CZ-HALL", "for-trying-out"  # of a sandbox that listens on loopback, dies with us
NOTICES = re.compile(r"^\[notices\].*?(?=^\[)", re.DOTALL | re.MULTILINE)


def with_notices(config: str, platform: str) -> str:
    """The hall's settings, with messages through this platform, for short lines too."""
    section = f'[notices]\nurl = "{platform}"\nid = "{HALL}"\nsecret = "{SECRET}"\nahead = 1\n\n'
    return NOTICES.sub(section, config)


class World:
    """What a person at the bench, or the tour, can do to the terminal's surroundings."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="yitang-"))
        self.reader = FakeCardReader(self.folder)
        self.camera = FakeCamera()
        self.printer = FakePrinter(self.folder)
        self.scanner = FakeScanner(self.folder)
        self.copier = FakeCopier()
        self._servers: dict[str, Server] = {}
        self._relays: dict[Device, Relay] = {}
        self._hall: list[str] = []
        self._token = ""

    # ---- beginning and end

    def start(self) -> None:
        """Start everything. Raises ServerError."""
        state = self.folder / "state"
        state.mkdir()
        config = self.folder / "hall.toml"
        config.write_text(HALL_CONFIG.read_text("utf-8"), "utf-8")
        self._hall = ["hall", "--config", str(config), "--database", f"sqlite:///{self.folder / 'hall.db'}"]
        known = [word for one in (TERMINAL, HALL) for word in ("--terminal", f"{one}={SECRET}")]
        sandbox = ["sandbox", "--data", str(self.folder / "sandbox"), *known]
        self._servers["sandbox"] = Server(sandbox, self.folder / "sandbox.log", state)
        platform = self._connect(Device.PLATFORM, "sandbox")
        config.write_text(with_notices(config.read_text("utf-8"), platform), "utf-8")
        self._servers["hall"] = Server([*self._hall, "--port", "0", "--always-open"], self.folder / "hall.log", state)
        for fake in (self.reader, self.printer, self.scanner, self.copier):
            fake.start()
        self._connect(Device.HALL, "hall")
        self._token = self._new_token("terminal")

    def _connect(self, device: Device, server: str) -> str:
        """Lay the cable to a server that has been started, and give the address at its end."""
        address = urlsplit(self._servers[server].wait_until_listening())
        self._relays[device] = relay = Relay(address.hostname or "", address.port or 0)
        relay.start()
        return relay.url

    def stop(self) -> None:
        """End every process and thread, and forget everything that was entered."""
        for relay in self._relays.values():
            relay.close()
        for server in self._servers.values():
            server.stop()
        for fake in (self.reader, self.printer, self.scanner, self.copier):
            fake.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _new_token(self, kind: str) -> str:
        made = run_kiosk([*self._hall, "token", "create", "--kind", kind, "--name", TERMINAL], self.folder / "state")
        return made.split()[-1]

    def doors(self) -> Doors:
        """The hall's web pages, to be opened in a browser."""
        return open_doors(self.server_url("hall"), self._new_token("manager"))

    def server_url(self, name: str) -> str:
        """The server's own address, past the cable that can be cut: "hall" or "sandbox"."""
        return self._servers[name].url

    def config(self, display: DisplaySection, visit: VisitSection | None = None) -> TerminalConfig:
        """The terminal's settings for this world."""
        return TerminalConfig(
            terminal=TerminalSection(
                id=TERMINAL,
                hall_name_zh="沧州市政务服务大厅",
                hall_name_en="Cangzhou Government Service Hall",
                help_phone="0317-12345",
            ),
            card_reader=CardReaderSection(port=str(self.reader.path)),
            camera=CameraSection(device="simulated"),
            printer=PrinterSection(port=str(self.printer.path)),
            scanner=ScannerSection(port=str(self.scanner.path)),
            copier=CopierSection(uri=self.copier.uri),
            platform=PlatformSection(url=self._relays[Device.PLATFORM].url, secret=SECRET),
            hall=HallSection(url=self._relays[Device.HALL].url, token=self._token),
            display=display,
            visit=visit or VisitSection(),
            store=StoreSection(folder=str(self.folder / "outbox")),
        )

    # ---- the bench

    def people(self) -> list[tuple[str, str]]:
        """Key and what stands on the button."""
        return [(person.key, person.says) for person in people.PEOPLE]

    def present(self, person: str) -> None:
        self.reader.present(people.find(person).card)

    def take_away(self) -> None:
        self.reader.take_away()

    def papers(self) -> list[tuple[str, str]]:
        return [(paper.key, paper.says) for paper in papers.PAPERS]

    def lay(self, paper: str) -> None:
        self.camera.lay(paper)

    def clear_desk(self) -> None:
        self.camera.clear()

    def scan(self, text: str) -> None:
        self.scanner.scan(text)

    def printed(self) -> bytes | None:
        """The newest paper in the printer's tray, PNG."""
        return self.printer.png()

    def copies(self) -> list[bytes]:
        """Every job that came out of the A4 printer, as PDF."""
        return self.copier.printed

    def take_paper(self) -> None:
        self.printer.take_paper()

    def set_paper_out(self, out: bool) -> None:
        """An empty roll, or a new one."""
        self.printer.paper_out = out

    def unplug(self, device: Device) -> None:
        self._cables(device)[0]()

    def plug(self, device: Device) -> None:
        self._cables(device)[1]()

    def _cables(self, device: Device) -> tuple[Callable[[], None], Callable[[], None]]:
        if device in self._relays:
            relay = self._relays[device]
            return (lambda: relay.set_line(Line.REFUSED)), (lambda: relay.set_line(Line.OPEN))
        ends: dict[Device, PtyDevice | FakeCamera | FakeCopier] = {
            Device.CARD_READER: self.reader,
            Device.CAMERA: self.camera,
            Device.PRINTER: self.printer,
            Device.SCANNER: self.scanner,
            Device.COPIER: self.copier,
        }
        return ends[device].unplug, ends[device].plug

    def cut_network(self) -> None:
        for device in self._relays:
            self.unplug(device)

    def mend_network(self) -> None:
        for device in self._relays:
            self.plug(device)
