"""Keeps every test on this machine: a connection, a datagram or a name look-up beyond loopback fails it.

Holds for what goes through Python's sockets. A driver in C that opens its own (libpq) is given loopback addresses only.
"""

import ipaddress
import socket
from collections.abc import Callable, Generator
from typing import Any

import pytest


class BeyondLoopbackError(OSError):
    """What the code under test sees; the test fails even where the code takes it for an ordinary fault."""


def is_here(host: str | bytes | None) -> bool:
    """Whether a host, as a socket address or a look-up names it, is this machine."""
    name = host.decode() if isinstance(host, bytes) else host
    address = _address(name or "localhost")
    return name in (None, "", "localhost") or (address is not None and address.is_loopback)


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


class NetworkGuard:
    def __init__(self) -> None:
        self._reached: list[str] = []
        self._patch = pytest.MonkeyPatch()

    def pytest_configure(self) -> None:
        for name, at in (("connect", 0), ("connect_ex", 0), ("sendto", -1)):
            self._patch.setattr(socket.socket, name, self._guarded(getattr(socket.socket, name), at))
        resolve = socket.getaddrinfo

        def getaddrinfo(host: Any, *rest: Any, **options: Any) -> Any:
            if not is_here(host) and _address(str(host)) is None:  # a number needs no look-up
                self._refuse(host)
            return resolve(host, *rest, **options)

        self._patch.setattr(socket, "getaddrinfo", getaddrinfo)

    def pytest_unconfigure(self) -> None:
        self._patch.undo()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, Any, Any]:
        result = yield
        reached, self._reached = self._reached, []
        if reached:
            pytest.fail(f"reached beyond this machine: {', '.join(reached)}", pytrace=False)
        return result

    def _guarded(self, original: Callable[..., Any], at: int) -> Callable[..., Any]:
        def call(sock: socket.socket, *arguments: Any) -> Any:
            if sock.family in (socket.AF_INET, socket.AF_INET6) and not is_here(arguments[at][0]):
                self._refuse(arguments[at][0])
            return original(sock, *arguments)

        return call

    def _refuse(self, address: Any) -> None:
        self._reached.append(str(address))
        raise BeyondLoopbackError(f"a test may not reach {address}")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(NetworkGuard(), "yitang-network")
