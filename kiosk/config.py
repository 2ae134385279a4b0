"""What a hall sets in `config/terminal.toml`, typed and checked at start. Knows the file's form, opens no device."""

from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec

from kiosk.settings import ConfigError, read_settings
from kiosk.settings.kinds import (
    GuardedAddress,
    Named,
    NamedLong,
    QueueOrNone,
    SerialPort,
    TimeZone,
    is_time_zone,
    told,
)
from kiosk.words import Language

__all__ = ["ConfigError", "TerminalConfig", "read_config"]

Seconds = Annotated[float, msgspec.Meta(gt=0, le=3600)]
Baud = Literal[9600, 19200, 38400, 57600, 115200]
Section = TypeVar("Section")
TerminalId = Annotated[
    str,
    told("3 到 20 个大写字母、数字或减号，如 CZ-01", "3 to 20 capital letters, digits or hyphens, like CZ-01",
         pattern="^[A-Z0-9-]{3,20}$"),
]  # fmt: skip
CameraName = Annotated[
    str,
    told(
        "摄像头，如 /dev/v4l/by-id/名称，或编号如 0",
        "a camera like /dev/v4l/by-id/NAME, or a number like 0",
        min_length=1,
    ),
]


class TerminalSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: TerminalId
    hall_name_zh: Named
    hall_name_en: NamedLong
    help_phone: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    language: Literal["zh", "en"] = (
        "zh"  # of the screen at the start of a visit; of faults of this file and of `doctor`
    )
    time_zone: TimeZone = "Asia/Shanghai"  # of papers and screen, whatever the machine's own setting

    def __post_init__(self) -> None:
        if not is_time_zone(self.time_zone):
            raise ValueError(f"`time_zone`: no time zone is called {self.time_zone!r}")


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
    port: SerialPort
    baud: Baud = 115200


class CameraSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    device: CameraName  # /dev/v4l/by-id/..., a number, or a film
    width: Annotated[int, msgspec.Meta(ge=320, le=8192)] = 1920
    height: Annotated[int, msgspec.Meta(ge=240, le=8192)] = 1080
    fps: Annotated[int, msgspec.Meta(ge=5, le=60)] = 30


class PrinterSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    port: SerialPort  # or "socket://host:9100"
    baud: Baud = 115200
    dots: Literal[384, 512, 576] = 576  # 58 mm, TM-T88, 80 mm


class ScannerSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    port: SerialPort
    baud: Baud = 115200


class CopierSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The A4 printer for free copies (免费复印). Empty: none are offered."""

    uri: QueueOrNone = ""  # a CUPS queue of this machine: ipp://localhost:631/printers/NAME
    pages: Annotated[int, msgspec.Meta(ge=1, le=20)] = 10  # in one visit


class PlatformSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    url: GuardedAddress
    secret: Annotated[str, msgspec.Meta(min_length=1)]
    ca_file: str = ""  # PEM file of the platform's own certificate authority; empty: the public ones
    connect_seconds: Seconds = 3
    answer_seconds: Seconds = 20


class HallSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    url: GuardedAddress
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


def read_config(path: Path, kind: type[Section], language: Language = "zh") -> Section:
    """Read a TOML file as `kind`. Raises ConfigError with a line for every fault, in the language that the file sets,
    else in `language`."""
    return read_settings(path, kind, language).value
