"""Loaded by every Python of a program under watch, as it stands on PYTHONPATH: notes calls beyond this machine."""

import ipaddress
import os
import sys
from typing import Any

AT = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}
"""What is said to the audit (PEP 578), and which of its words is the address."""


def _note(event: str, words: tuple[Any, ...]) -> None:
    if event not in AT or not (log := os.environ.get("WATCHED_CALLS")):
        return
    address = words[AT[event]]
    host = address[0] if isinstance(address, tuple) else address
    name = host.decode() if isinstance(host, bytes) else host
    is_host = event.startswith("socket.get") or isinstance(address, tuple)  # others are files of this machine
    if is_host and not _is_here(name):
        with open(log, "a", encoding="utf-8") as file:  # noqa: PTH123  nothing more is loaded than must be
            file.write(f"{event} {name}\n")


def _is_here(name: str | None) -> bool:
    if name in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(name).partition("%")[0]).is_loopback
    except ValueError:
        return False


sys.addaudithook(_note)
