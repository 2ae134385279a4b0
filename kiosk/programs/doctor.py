"""`kiosk doctor`: looks at everything a terminal needs and says what to do about what is missing."""

import ctypes.util
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

if TYPE_CHECKING:
    from kiosk.config import TerminalConfig

LEAST_FREE = 2_000_000_000  # bytes: some hundred undelivered errands with pages
LIBRARIES = {
    "zbar": "libzbar0 (codes)",
    "EGL": "libegl1 (Qt)",
    "xcb-cursor": "libxcb-cursor0 (Qt on X11)",
    "pulse": "libpulse0 (the screen's keyboard)",
}
SCREEN_FONTS = ("Noto Sans CJK SC", "Noto Sans SC")
MARKS = {"ok": "ok  ", "warn": "warn", "fail": "FAIL"}


@dataclass(frozen=True)
class Finding:
    """One line: what was looked at, how it is, and what to do if it is not well."""

    what: str
    state: Literal["ok", "warn", "fail"]
    detail: str = ""
    advice: str = ""


@click.command()
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("config/terminal.toml"),
    show_default=True,
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
def command(config: Path, as_json: bool) -> None:
    """Check this machine and its terminal. Exit code 1 where something would keep the terminal from working."""
    findings = list(examine(config))
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(f"{MARKS[finding.state]}  {finding.what:16} {finding.detail}")
            if finding.advice and finding.state != "ok":
                click.echo(f"      {'':16} -> {finding.advice}")
    sys.exit(1 if any(finding.state == "fail" for finding in findings) else 0)


def examine(path: Path) -> Iterator[Finding]:
    """Everything in turn; what depends on a configuration that cannot be read is left out."""
    from kiosk.config import ConfigError, TerminalConfig, read_config

    yield from _machine()
    try:
        config = read_config(path, TerminalConfig)
    except ConfigError as error:
        yield Finding("configuration", "fail", str(error), "correct the file; the message names the key")
        return
    yield Finding("configuration", "ok", str(path))
    yield from _texts()
    yield _state_folder(config)
    yield from _devices(config)
    yield from _servers(config)


def _machine() -> Iterator[Finding]:
    for name, package in LIBRARIES.items():
        found = ctypes.util.find_library(name)
        yield Finding(f"library {name}", "ok" if found else "fail", found or "", f"apt-get install {package}")
    from drivers.printer.fonts import FontMissingError, pdf_fonts

    try:
        yield Finding("paper font", "ok", pdf_fonts()[0].name)
    except FontMissingError as error:
        yield Finding("paper font", "fail", str(error), "apt-get install fonts-wqy-microhei")
    yield _screen_font()


def _screen_font() -> Finding:
    advice = "apt-get install fonts-noto-cjk"
    try:
        from PySide6.QtGui import QFontDatabase, QGuiApplication
    except ImportError as error:
        return Finding("screen font", "fail", str(error), "install the libraries above")
    application = QGuiApplication.instance() or QGuiApplication(["doctor", "-platform", "offscreen"])
    families = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese) if application else []
    chosen = next((name for name in families if name in SCREEN_FONTS), "")
    if chosen or not families:
        return Finding("screen font", "ok" if chosen else "fail", chosen, advice)
    return Finding("screen font", "warn", f"{families[0]}: screens are laid out for {SCREEN_FONTS[0]}", advice)


def _texts() -> Iterator[Finding]:
    from kiosk.catalogue import CatalogueError, read_catalogue
    from kiosk.config import ConfigError
    from kiosk.papers import read_wordings

    assets = Path(__file__).resolve().parents[2] / "assets"
    try:
        items = read_catalogue(assets / "catalogue").items
        yield Finding(
            "catalogue", "ok" if items else "fail", f"{len(items)} items", "put item files into assets/catalogue"
        )
    except CatalogueError as error:
        yield Finding("catalogue", "fail", str(error), "correct the item's file")
    try:
        read_wordings(assets / "texts" / "papers.toml")
        yield Finding("paper wording", "ok")
    except ConfigError as error:
        yield Finding("paper wording", "fail", str(error), "correct the file")
    translated = (assets / "translations" / "zh_CN.qm").exists()
    yield Finding("translations", "ok" if translated else "fail", "zh_CN", "make setup compiles them")


def _state_folder(config: "TerminalConfig") -> Finding:
    from kiosk.programs.parts import state_folder

    folder = state_folder(config)
    present = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free = shutil.disk_usage(present).free
    detail = f"{folder}, {free / 1e9:.1f} GB free"
    if not os.access(present, os.W_OK):
        return Finding("state folder", "fail", detail, "the terminal's user must be able to write there")
    return Finding("state folder", "ok" if free > LEAST_FREE else "warn", detail, "make room: errands wait there")


def _devices(config: "TerminalConfig") -> Iterator[Finding]:
    yield _try("card reader", config.card_reader.port, lambda: _knock_reader(config))
    yield _try("printer", config.printer.port, lambda: _knock_printer(config))
    yield _try("scanner", config.scanner.port, lambda: _knock_scanner(config))
    yield _try("camera", config.camera.device, lambda: _knock_camera(config))
    if config.copier.uri:
        yield _try("copier", config.copier.uri, lambda: _knock_copier(config))


def _try(what: str, where: str, knock: Callable[[], str]) -> Finding:
    from drivers.device import DeviceError

    try:
        return Finding(what, "ok", f"{where} {knock()}".strip())
    except DeviceError as error:
        advice = "check cable, power and the port's name in the configuration; is the terminal running?"
        return Finding(what, "fail", f"{where}: {error}", advice)


def _knock_reader(config: "TerminalConfig") -> str:
    from drivers.card_reader.device import CardReaderDevice

    device = CardReaderDevice(lambda event: None, config.card_reader.port, config.card_reader.baud)
    try:
        device.connect()
    finally:
        device.disconnect()
    return "answers"


def _knock_printer(config: "TerminalConfig") -> str:
    from drivers.printer import PrinterDevice

    device = PrinterDevice(lambda event: None, config.printer)
    try:
        device.connect()
    finally:
        device.disconnect()
    return "answers"


def _knock_scanner(config: "TerminalConfig") -> str:
    from drivers.serial_port import SerialPort

    SerialPort(config.scanner.port, config.scanner.baud).close()
    return "opens (a scanner says nothing until it scans)"


def _knock_camera(config: "TerminalConfig") -> str:
    from drivers.camera import open_video
    from drivers.device import DeviceGone
    from kiosk.trouble import Trouble

    capture = open_video(config.camera)()
    try:
        came, image = capture.read()
    finally:
        capture.release()
    if not came:
        raise DeviceGone(Trouble.NO_ANSWER)
    return f"{image.shape[1]}x{image.shape[0]}"


def _knock_copier(config: "TerminalConfig") -> str:
    from drivers.copier import CopierDevice

    CopierDevice(lambda event: None, config.copier.uri).connect()
    return "answers"


def _servers(config: "TerminalConfig") -> Iterator[Finding]:
    """Asked as the terminal asks, so that a wrong token, secret or certificate shows here and not at 2 a.m."""
    yield _ask("hall", config.hall.url, lambda: _ask_hall(config))
    yield _ask("platform", config.platform.url, lambda: _ask_platform(config))


def _ask(what: str, url: str, question: Callable[[], str]) -> Finding:
    from drivers.http.failure import ExchangeError
    from kiosk.trouble import Trouble

    try:
        return Finding(what, "ok", f"{url} {question()}")
    except ValueError as error:
        return Finding(what, "fail", str(error), "correct url or ca_file in the configuration")
    except ExchangeError as error:
        if error.trouble is Trouble.NOT_SIGNED_IN:
            advice = "it does not know this terminal: set the token or secret it has given out"
        else:
            advice = "is it running, is the address right, is its certificate known? Numbers or errands wait meanwhile"
        return Finding(what, "fail", f"{url}: {error} {error.reason}".strip(), advice)


def _ask_hall(config: "TerminalConfig") -> str:
    from drivers.hall_client import HallClient
    from kiosk.programs.parts import hall_access

    with closing(HallClient(hall_access(config))) as hall:
        themes = hall.themes()  # anybody may ask for these; for the half hours of one it must know the token
        for theme in themes[:1]:
            hall.slots_of(theme.code, datetime.now(UTC).date())
        return f"knows the token, {len(themes)} themes"


def _ask_platform(config: "TerminalConfig") -> str:
    from drivers.back_office import platform_access
    from drivers.platform.client import PlatformClient

    with closing(PlatformClient(platform_access(config))) as platform:
        edition = platform.newer_catalogue()
    return "knows the secret" + (f", {len(edition.catalogue.items)} items" if edition else "")
