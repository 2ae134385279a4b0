"""What a hall sets in `config/terminal.toml`, typed and checked at start. Knows the file's form, opens no device."""

from pathlib import Path
from typing import Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

Seconds = Annotated[float, msgspec.Meta(gt=0, le=3600)]
Baud = Literal[9600, 19200, 38400, 57600, 115200]
Section = TypeVar("Section")


class ConfigError(ValueError):
    """A configuration file is wrong; the message names the file, the key and what was expected."""


class TerminalSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Annotated[str, msgspec.Meta(pattern="^[A-Z0-9-]{3,20}$")]
    hall_name_zh: str
    hall_name_en: str
    help_phone: str
    language: Literal["zh", "en"] = "zh"
    time_zone: str = "Asia/Shanghai"  # of papers and screen, whatever the machine's own setting

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"`time_zone`: no time zone is called {self.time_zone!r}") from error


class DisplaySection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    orientation: Literal["portrait", "landscape"] = "portrait"
    fullscreen: bool = True
    large: bool = False  # start in large mode


class VisitSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Idle time until the warning, the time the warning is shown before the visit is wiped, and what goes by itself."""

    idle_seconds: Seconds = 60
    warning_seconds: Seconds = 20
    farewell_seconds: Seconds = 12
    takes_pages: bool = True  # a page that lies still and is good is taken without the button
    reads_papers: bool = True  # what stands on a page fills the form; costs 400 MB of memory


class CardReaderSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    port: str  # a path under /dev/serial/by-id, or anything pyserial's serial_for_url takes
    baud: Baud = 115200


class CameraSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    device: str  # /dev/v4l/by-id/..., a number, or a film
    width: Annotated[int, msgspec.Meta(ge=320)] = 1920
    height: Annotated[int, msgspec.Meta(ge=240)] = 1080
    fps: Annotated[int, msgspec.Meta(ge=5, le=60)] = 30


class PrinterSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    port: str  # serial port, or "socket://host:9100"
    baud: Baud = 115200
    dots: Literal[384, 512, 576] = 576  # 58 mm, TM-T88, 80 mm


class ScannerSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    port: str
    baud: Baud = 115200


class CopierSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The A4 printer for free copies (免费复印). Empty: none are offered."""

    uri: str = ""  # a CUPS queue of this machine: ipp://localhost:631/printers/NAME
    pages: Annotated[int, msgspec.Meta(ge=1, le=20)] = 10  # in one visit


class PlatformSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    url: str  # https; http is for loopback alone
    secret: str
    ca_file: str = ""  # PEM file of the platform's own certificate authority; empty: the public ones
    connect_seconds: Seconds = 3
    answer_seconds: Seconds = 20


class HallSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    url: str  # https; http is for loopback alone
    token: str = ""
    ca_file: str = ""  # PEM file of the hall's own certificate authority; empty: the public ones
    connect_seconds: Seconds = 2
    answer_seconds: Seconds = 5


class StoreSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where undelivered errands wait, encrypted. Empty: the user's state folder."""

    folder: str = ""


class TerminalConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    terminal: TerminalSection
    card_reader: CardReaderSection
    camera: CameraSection
    printer: PrinterSection
    scanner: ScannerSection
    platform: PlatformSection
    hall: HallSection
    display: DisplaySection = DisplaySection()
    visit: VisitSection = VisitSection()
    store: StoreSection = StoreSection()
    copier: CopierSection = CopierSection()


def read_config(path: Path, kind: type[Section]) -> Section:
    """Read a TOML file as `kind`. Raises ConfigError naming file, key and what was expected."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ConfigError(f"{path}: {error}") from error
