"""Kinds of values that several files share: what is right, and in words what is allowed. `Meta`s for annotations."""

import re
from collections.abc import Callable
from functools import lru_cache
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from kiosk.words import Words

ICONS = Path(__file__).resolve().parents[2] / "assets" / "icons"
RATE = re.compile(r"[1-9]\d{0,6} ?(?:/|per) ?(?:[1-9]\d{0,3} ?)?(?:second|minute|hour|day)s?")
DATABASE = re.compile(r"(?:sqlite(?:\+pysqlite)?:///|postgresql\+psycopg://).*")


def told(zh: str, en: str, check: Callable[[Any], bool] | None = None, **limits: Any) -> msgspec.Meta:
    """A limit with words of its own; `check` is for what a limit cannot know and is asked of files alone."""
    extra: dict[str, Any] = {"words": Words(zh, en)} | ({"check": check} if check else {})
    return msgspec.Meta(extra=extra, **limits)


def is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def is_loopback(host: str) -> bool:
    """This machine itself."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def is_network(text: str) -> bool:
    """An address, or a network of them."""
    try:
        return bool(ip_network(text, strict=False))
    except ValueError:
        return False


def is_web_address(url: str) -> bool:
    """http or https, a host, and a port that there can be."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    has_host = bool(parts.hostname) and not re.search(r"\s", url)
    return parts.scheme in ("http", "https") and has_host and (port is None or port > 0)


def is_guarded_address(url: str) -> bool:
    """Personal data goes there: https, or http that does not leave this machine."""
    parts = urlsplit(url) if is_web_address(url) else None
    return parts is not None and (parts.scheme == "https" or is_loopback(parts.hostname or ""))


def is_serial_port(port: str) -> bool:
    """A path, or `socket://host:port` with a port that there can be."""
    if not port.startswith("socket://"):
        return bool(port.strip()) and "://" not in port.replace("loop://", "")
    try:
        parts = urlsplit(port)
        return bool(parts.hostname) and bool(parts.port)
    except ValueError:
        return False


def is_queue(uri: str) -> bool:
    """A print queue of IPP."""
    try:
        parts = urlsplit(uri)
        return parts.scheme in ("ipp", "ipps") and bool(parts.hostname) and len(parts.path) > 1 and parts.port != 0
    except ValueError:
        return False


@lru_cache(maxsize=1)
def icons() -> tuple[str, ...]:
    """The names of the icons there are."""
    return tuple(sorted(path.stem for path in ICONS.glob("*.svg")))


def _or_empty(check: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda text: not text or check(text)


TimeZone = Annotated[str, told("时区名，如 Asia/Shanghai", "a time zone like Asia/Shanghai", is_time_zone)]
GuardedAddress = Annotated[
    str,
    told(
        "以 https:// 开头的网址（本机 127.0.0.1 也可用 http://）",
        "an address with https:// (http:// on 127.0.0.1 alone)",
        is_guarded_address,
    ),
]
GuardedAddressOrNone = Annotated[
    str,
    told(
        "以 https:// 开头的网址（本机也可用 http://），不用时留空",
        "an address with https:// (http:// on this machine alone), or empty",
        _or_empty(is_guarded_address),
    ),
]
WebAddressOrNone = Annotated[
    str,
    told(
        "以 http:// 或 https:// 开头的网址，不用时留空",
        "an address with http:// or https://, or empty",
        _or_empty(is_web_address),
    ),
]
SerialPort = Annotated[
    str,
    told(
        "串口，如 /dev/serial/by-id/名称，或 socket://主机:9100",
        "a serial port like /dev/serial/by-id/NAME, or socket://HOST:9100",
        is_serial_port,
    ),
]
QueueOrNone = Annotated[
    str,
    told(
        "打印队列，如 ipp://localhost:631/printers/名称，不用时留空",
        "a queue like ipp://localhost:631/printers/NAME, or empty",
        _or_empty(is_queue),
    ),
]
Rate = Annotated[
    str,
    told('次数和时间，如 "5/minute"（second、minute、hour、day）', 'a rate like "5/minute" (second, minute, hour, day)',
         lambda text: RATE.fullmatch(text) is not None),
]  # fmt: skip
DatabaseOrNone = Annotated[
    str,
    told(
        "postgresql+psycopg://用户@主机/库名 或 sqlite:////路径，用默认的就留空",
        "postgresql+psycopg://USER@HOST/NAME or sqlite:////PATH, or empty",
        _or_empty(lambda text: DATABASE.fullmatch(text) is not None),
    ),
]
Proxy = Annotated[
    str,
    told("IP 地址或网段，如 10.0.0.5 或 10.0.1.0/24", "an address or network like 10.0.0.5 or 10.0.1.0/24", is_network),
]
Icon = Annotated[
    str,
    msgspec.Meta(
        extra={
            "words": Words(
                "图标名，如 general、business、property、insurance、residence、collect（见 assets/icons）",
                "an icon like general, business, property, insurance, residence, collect (see assets/icons)",
            ),
            "choices": icons,
            "check": lambda name: name in icons(),
        }
    ),
]
Named = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
"""A name in Chinese."""
NamedLong = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
"""A name in English takes more letters."""
