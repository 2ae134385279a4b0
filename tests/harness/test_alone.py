"""What a program does beside its work is seen: calls of Python and of C, look-ups, files."""

import sys
from pathlib import Path

import pytest

from tests.harness.alone import run_alone

FAR = ("192.0.2.1", 9)  # RFC 5737: nobody
IN_C = f"""
import ctypes, socket
address = (2).to_bytes(2, "little") + bytes([0, 9]) + socket.inet_aton("{FAR[0]}") + bytes(8)
libc = ctypes.CDLL(None)
libc.connect(libc.socket(2, 1, 0), address, 16)
"""


def program(code: str) -> list[str]:
    return [sys.executable, "-c", code]


@pytest.mark.parametrize(
    ("code", "calls"),
    [
        (f"import socket; socket.socket().connect_ex({FAR})", [f"socket.connect {FAR[0]}"]),
        (IN_C, []),
    ],
    ids=["Python", "C"],
)
def test_a_call_is_noted(tmp_path: Path, code: str, calls: list[str]) -> None:
    seen = run_alone(program(code), tmp_path, 60)
    assert (seen.code, seen.calls) == (0, calls)
    assert seen.lost_packets in (1, None), "None: this machine gives nobody a network of their own"


def test_a_name_that_is_looked_up_is_noted(tmp_path: Path) -> None:
    code = "import socket\ntry: socket.getaddrinfo('example.invalid', 443)\nexcept OSError: pass"
    assert run_alone(program(code), tmp_path, 60).calls == ["socket.getaddrinfo example.invalid"]


def test_loopback_is_no_call_and_a_file_at_home_is_left(tmp_path: Path) -> None:
    code = """
import socket, pathlib
server = socket.create_server(("127.0.0.1", 0))
socket.create_connection(server.getsockname())
pathlib.Path.home().joinpath(".told").write_text("x")
"""
    seen = run_alone(program(code), tmp_path, 60)
    assert (seen.code, seen.calls, seen.lost_packets or 0, seen.left) == (0, [], 0, [".told"])
