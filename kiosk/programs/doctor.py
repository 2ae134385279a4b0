"""`kiosk doctor`: looks at everything a terminal needs and says what to do about what is missing.

Speaks the configuration's language. What it calls ok it has opened or asked.
"""

import ctypes.util
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.programs.doctor_ports import CAMERAS, PRINTERS, SERIAL, found, port_trouble, queues
from kiosk.programs.doctor_store import examine_store
from kiosk.programs.findings import Finding
from kiosk.programs.shell import PATH, language, say, speak

if TYPE_CHECKING:
    from kiosk.config import TerminalConfig

LIBRARIES = {
    "zbar": "libzbar0",  # codes
    "EGL": "libegl1",  # Qt
    "xcb-cursor": "libxcb-cursor0",  # Qt on X11
    "pulse": "libpulse0",  # the screen's keyboard
}
SCREEN_FONTS = ("Noto Sans CJK SC", "Noto Sans SC")
PLACEHOLDER = "change-me"  # as in the config/terminal.toml that a hall starts from


@click.command()
@click.option("--config", type=PATH, default=Path("config/terminal.toml"), show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
def command(config: Path, as_json: bool) -> None:
    """Check this machine and its terminal. Exit code 1 where something would keep the terminal from working."""
    findings = list(examine(config))
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        click.echo("\n".join(line for finding in findings for line in finding.lines()))
    sys.exit(1 if any(finding.state == "fail" for finding in findings) else 0)


def examine(path: Path) -> Iterator[Finding]:
    """Everything in turn; what depends on a configuration that cannot be read is left out."""
    from kiosk.config import TerminalConfig
    from kiosk.programs.config_files import terminal_files
    from kiosk.settings import ConfigError, read_settings

    try:
        settings = read_settings(path, TerminalConfig)
    except ConfigError as error:
        speak("en" if error.language == "en" else "zh")
        yield from _machine()
        yield Finding("configuration", "fail", str(error), say("按上面每一行改好", "correct them, line by line"))
        yield _ports()
        return
    speak(settings.language)
    yield from _machine()
    faults = terminal_files(settings)
    told = str(settings.error(faults)) if faults else str(path)
    correct = say("按上面每一行改好", "correct them, line by line")
    yield Finding("configuration", "fail" if faults else "ok", told, correct)
    config = settings.value
    yield from _texts()
    yield from examine_store(config)
    yield _secrets(config)
    yield _ports()
    yield from _devices(config)
    yield from _servers(config)


def _machine() -> Iterator[Finding]:
    for name, package in LIBRARIES.items():
        there = ctypes.util.find_library(name)
        yield Finding(f"library {name}", "ok" if there else "fail", there or "", f"apt-get install {package}")
    from drivers.printer.fonts import FontMissingError, pdf_fonts

    try:
        yield Finding("paper font", "ok", pdf_fonts()[0].name)
    except FontMissingError as error:
        yield Finding("paper font", "fail", str(error), "apt-get install fonts-wqy-microhei")
    yield _screen_font()
    yield _keyboard()
    yield _clock()


def _screen_font() -> Finding:
    advice = "apt-get install fonts-noto-cjk"
    try:
        from PySide6.QtGui import QFontDatabase, QGuiApplication
    except ImportError as error:
        return Finding("screen font", "fail", str(error), say("先装好上面的系统库", "install the libraries above"))
    own = QGuiApplication(["doctor", "-platform", "offscreen"]) if QGuiApplication.instance() is None else None
    families = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    if own:
        own.shutdown()  # there is one in a process, and it is whose window it is
    chosen = next((name for name in families if name in SCREEN_FONTS), "")
    if chosen or not families:
        return Finding("screen font", "ok" if chosen else "fail", chosen, advice)
    detail = say(f"{families[0]}，界面按 {SCREEN_FONTS[0]} 设计", f"{families[0]}: laid out for {SCREEN_FONTS[0]}")
    return Finding("screen font", "warn", detail, advice)


def _keyboard() -> Finding:
    """Qt's virtual keyboard comes with PySide6's add-ons."""
    try:
        from PySide6.QtCore import QLibraryInfo
    except ImportError as error:
        return Finding("keyboard", "fail", str(error), say("先装好上面的系统库", "install the libraries above"))
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    there = list(folder.glob("*virtualkeyboard*"))
    return Finding("keyboard", "ok" if there else "fail", there[0].name if there else "", "make setup")


def _clock() -> Finding:
    """Numbers, papers and certificates hang on it."""
    detail = f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S %Z}"
    advice = say("打开自动对时：timedatectl set-ntp true", "let a time server set it: timedatectl set-ntp true")
    synced = _time_is_synced()
    if synced is None:
        unknown = say("不知道是否自动对时", "nobody says whether a time server sets it")
        return Finding("clock", "warn", f"{detail}, {unknown}", advice)
    return Finding("clock", "ok" if synced else "warn", detail, advice)


def _time_is_synced() -> bool | None:
    """What systemd says; None where it does not say."""
    if shutil.which("timedatectl") is None:
        return None
    question = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
    try:
        told = subprocess.run(question, capture_output=True, text=True, timeout=5, check=False).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return None
    return {"yes": True, "no": False}.get(told)


def _texts() -> Iterator[Finding]:
    from kiosk.catalogue import CatalogueError, read_catalogue
    from kiosk.config import ConfigError
    from kiosk.papers import read_wordings

    assets = Path(__file__).resolve().parents[2] / "assets"
    correct = say("按上面每一行改好", "correct them, line by line")
    try:
        items = read_catalogue(assets / "catalogue", language=language()).items
        detail = say(f"{len(items)} 个事项", f"{len(items)} items")
        missing = say("把事项文件放进 assets/catalogue", "put item files into assets/catalogue")
        yield Finding("catalogue", "ok" if items else "fail", detail, missing)
    except CatalogueError as error:
        yield Finding("catalogue", "fail", str(error), correct)
    try:
        read_wordings(assets / "texts" / "papers.toml", language())
        yield Finding("paper wording", "ok")
    except ConfigError as error:
        yield Finding("paper wording", "fail", str(error), correct)
    translated = (assets / "translations" / "zh_CN.qm").exists()
    yield Finding("translations", "ok" if translated else "fail", "zh_CN", "make setup")


def _secrets(config: "TerminalConfig") -> Finding:
    missing = []
    if config.platform.secret == PLACEHOLDER:
        missing.append("platform.secret")
    if not config.hall.token:
        missing.append("hall.token")
    advice = say("填上平台和大厅发给本终端的密钥、令牌", "set what platform and hall have given out for this terminal")
    return Finding("secrets", "warn" if missing else "ok", ", ".join(missing), advice)


def _ports() -> Finding:
    there = [*found(SERIAL), *found(CAMERAS), *found(PRINTERS), *queues()]
    none = say("没有找到串口、摄像头、打印机", "no serial port, camera or printer was found")
    return Finding("ports", "ok", "\n".join(there) or none)


def _devices(config: "TerminalConfig") -> Iterator[Finding]:
    yield _try("card reader", config.card_reader.port, lambda: _knock_reader(config))
    yield _try("printer", config.printer.port, lambda: _knock_printer(config), (*SERIAL, *PRINTERS))
    yield _try("scanner", config.scanner.port, lambda: _knock_scanner(config))
    camera = config.camera.device
    path = f"/dev/video{camera}" if camera.isdigit() else camera
    yield _try("camera", path, lambda: _knock_camera(config), CAMERAS, "video")
    if config.copier.uri:
        yield _try("copier", config.copier.uri, lambda: _knock_copier(config))


def _try(
    what: str, where: str, knock: Callable[[], str], patterns: Iterable[str] = SERIAL, group: str = "dialout"
) -> Finding:
    from drivers.device import DeviceError

    trouble = port_trouble(where, patterns, group)
    if trouble is not None:
        detail = f"{where}: {trouble.said.get(language())}"
        return Finding(what, "fail", detail, trouble.advice.get(language()))
    try:
        return Finding(what, "ok", f"{where} {knock()}".strip())
    except DeviceError as error:
        return Finding(what, "fail", f"{where}: {error}", _silent(where))


def _silent(where: str) -> str:
    """The port itself opens."""
    if "://" in where:
        return say("检查地址、网线和设备电源", "check the address, the network cable and the device's power")
    return say(
        "端口打得开，但设备没有正确回答：检查电源、波特率，以及接的是不是这台设备",
        "the port opens, but the device does not answer: check power, baud rate, and whether it is this device",
    )


def _knock_reader(config: "TerminalConfig") -> str:
    from drivers.card_reader.device import CardReaderDevice

    device = CardReaderDevice(lambda event: None, config.card_reader.port, config.card_reader.baud)
    try:
        device.connect()
    finally:
        device.disconnect()
    return say("有回答", "answers")


def _knock_printer(config: "TerminalConfig") -> str:
    from drivers.printer import PrinterDevice

    device = PrinterDevice(lambda event: None, config.printer)
    try:
        device.connect()
    finally:
        device.disconnect()
    return say("有回答", "answers")


def _knock_scanner(config: "TerminalConfig") -> str:
    from drivers.serial_port import SerialPort

    SerialPort(config.scanner.port, config.scanner.baud).close()
    return say("打得开（扫码时才有数据）", "opens (a scanner says nothing until it scans)")


def _knock_camera(config: "TerminalConfig") -> str:
    from drivers.camera import open_video
    from drivers.camera.stream import Stream

    stream = Stream(open_video(config.camera)())
    try:
        image = stream.first(threading.Event().wait)  # many a camera gives nothing at first
    finally:
        stream.release()
    return f"{image.shape[1]}x{image.shape[0]}"


def _knock_copier(config: "TerminalConfig") -> str:
    from drivers.copier import CopierDevice

    CopierDevice(lambda event: None, config.copier.uri).connect()
    return say("有回答", "answers")


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
        advice = say("改正配置里的 url 或 ca_file", "correct url or ca_file in the configuration")
        return Finding(what, "fail", str(error), advice)
    except ExchangeError as error:
        if error.trouble is Trouble.NOT_SIGNED_IN:
            advice = say(
                "对方不认识本终端：填上它发给本终端的令牌或密钥",
                "it does not know this terminal: set the token or secret it has given out",
            )
        else:
            advice = say(
                "它在运行吗？地址对吗？证书受信任吗？在此期间号和件会等着",
                "is it running, is the address right, is its certificate known? Numbers or errands wait meanwhile",
            )
        return Finding(what, "fail", f"{url}: {error} {error.reason}".strip(), advice)


def _ask_hall(config: "TerminalConfig") -> str:
    from drivers.hall_client import HallClient
    from kiosk.programs.parts import hall_access

    with closing(HallClient(hall_access(config))) as hall:
        themes = hall.themes()  # anybody may ask for these; for the half hours of one it must know the token
        for theme in themes[:1]:
            hall.slots_of(theme.code, datetime.now(UTC).date())
        return say(f"令牌有效，{len(themes)} 个主题", f"knows the token, {len(themes)} themes")


def _ask_platform(config: "TerminalConfig") -> str:
    from drivers.back_office import platform_access
    from drivers.platform.client import PlatformClient

    with closing(PlatformClient(platform_access(config))) as platform:
        edition = platform.newer_catalogue()
    items = (
        say(f"，{len(edition.catalogue.items)} 个事项", f", {len(edition.catalogue.items)} items") if edition else ""
    )
    return say("密钥有效", "knows the secret") + items
