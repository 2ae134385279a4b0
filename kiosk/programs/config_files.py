"""Reads the configurations for the commands: also the files that they name, and in the language that they set."""

import ssl
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kiosk.programs.shell import Told, speak, trouble_words
from kiosk.settings import ConfigError, Settings, read_settings
from kiosk.settings.faults import Fault
from kiosk.settings.lines import Place
from kiosk.words import Words

if TYPE_CHECKING:
    from kiosk.config import TerminalConfig
    from kiosk.hall.config import HallConfig

Kind = TypeVar("Kind")


def terminal_settings(file: Path) -> "Settings[TerminalConfig]":
    """Raises Told with every fault of the file itself; `terminal_files` looks at the files that it names."""
    from kiosk.config import TerminalConfig

    return _read(file, TerminalConfig)


def hall_settings(file: Path) -> "Settings[HallConfig]":
    """Raises Told with every fault of the file itself."""
    from kiosk.hall.config import HallConfig

    return _read(file, HallConfig)


def _read(file: Path, kind: type[Kind]) -> Settings[Kind]:
    try:
        settings = read_settings(file, kind)
    except ConfigError as error:
        speak("en" if error.language == "en" else "zh")
        raise Told(str(error)) from error
    speak(settings.language)
    return settings


def whole(settings: Settings[Kind], faults: list[Fault]) -> Kind:
    """The configuration, if the files that it names are right too. Raises Told with every one that is not."""
    if faults:
        raise Told(str(settings.error(faults)))
    return settings.value


def terminal_files(settings: "Settings[TerminalConfig]") -> list[Fault]:
    """What is wrong with the files that terminal.toml names."""
    value = settings.value
    faults = [
        settings.fault((section, "ca_file"), said)
        for section, file in (("platform", value.platform.ca_file), ("hall", value.hall.ca_file))
        if file and (said := _authority(Path(file)))
    ]
    folder = Path(value.store.folder) if value.store.folder else None
    if folder and folder.exists() and not folder.is_dir():
        said = Words(f"{folder} 是文件，应为文件夹", f"{folder} is a file, expected a folder")
        faults.append(settings.fault(("store", "folder"), said))
    return faults


def hall_files(settings: "Settings[HallConfig]") -> list[Fault]:
    """What is wrong with the files that hall.toml names."""
    return [settings.fault(place, said) for place, said in _hall_files(settings.value)]


def _hall_files(value: "HallConfig") -> Iterator[tuple[Place, Words]]:
    server = value.server
    if server.tls_certificate and server.tls_key:
        before = [(("server", key), said) for key, file in _tls(value) if (said := _unreadable(Path(file)))]
        yield from before
        if not before and (said := _pair(Path(server.tls_certificate), Path(server.tls_key))):
            yield ("server", "tls_certificate"), said
    if value.notices.ca_file and (said := _authority(Path(value.notices.ca_file))):
        yield ("notices", "ca_file"), said


def _tls(value: "HallConfig") -> tuple[tuple[str, str], ...]:
    return ("tls_certificate", value.server.tls_certificate), ("tls_key", value.server.tls_key)


def _unreadable(file: Path) -> Words | None:
    try:
        with file.open("rb"):
            return None
    except OSError as error:
        return trouble_words(error)


def _authority(file: Path) -> Words | None:
    if said := _unreadable(file):
        return said
    with suppress(ssl.SSLError, OSError, ValueError):
        if ssl.create_default_context(cafile=str(file)).get_ca_certs():
            return None
    return Words(f"{file} 里没有 PEM 格式的证书", f"there is no certificate (PEM) in {file}")


def _pair(certificate: Path, key: Path) -> Words | None:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password=lambda: "")
    except ssl.SSLError as error:
        if "KEY_VALUES_MISMATCH" in str(error):
            return Words("证书和 tls_key 不是一对", "the certificate and tls_key do not belong together")
        return Words(
            f"{certificate} 和 {key} 不是可用的 PEM 证书和（无密码的）私钥",
            f"{certificate} and {key} are not a certificate and its key (PEM, without a password)",
        )
    except (OSError, ValueError) as error:
        return Words(f"证书读不出来：{error}", f"the certificate cannot be read: {error}")
    return None
