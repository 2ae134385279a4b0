"""Runs a program by itself: its own empty home, a network in which there is loopback alone, a note of every call.

`python -m tests.harness.alone REPORT COMMAND...`. The report says how many packets found no way out (null where the
machine allows no network of one's own, to containers mostly): code in C is seen by that, Python's calls by their names
too (`watched/sitecustomize.py`).
"""

import ctypes
import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

NEW_USER, NEW_NET = 0x10000000, 0x40000000  # linux/sched.h
SET_FLAGS, UP = 0x8914, 0x1  # SIOCSIFFLAGS, IFF_UP
WATCHED = Path(__file__).with_name("watched")
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Alone:
    """How it went: exit code and output, what lies in the home afterwards, whom it called."""

    code: int
    output: str
    left: list[str]
    calls: list[str]
    lost_packets: int | None


def run_alone(command: list[str], folder: Path, seconds: float) -> Alone:
    """Run it with `folder`/home for every folder that programs take for their own."""
    home, report, calls = folder / "home", folder / "report.json", folder / "calls"
    home.mkdir(parents=True)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "DISPLAY") if name in os.environ}
    own = {"HOME": str(home), "TMPDIR": str(home), "PYTHONPATH": f"{WATCHED}:{ROOT}", "WATCHED_CALLS": str(calls)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.harness.alone", str(report), *command],
        env=kept | own,
        cwd=ROOT,
        timeout=seconds,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    left = sorted(str(path.relative_to(home)) for path in home.rglob("*") if not path.is_dir())
    called = calls.read_text().splitlines() if calls.exists() else []
    lost = json.loads(report.read_text())["lost"] if report.exists() else None
    return Alone(done.returncode, done.stdout, left, called, lost)


def main(report: str, *command: str) -> int:
    apart = _into_own_network()
    code = subprocess.run(command, check=False).returncode
    Path(report).write_text(json.dumps({"lost": _lost() if apart else None}))
    return code


def _into_own_network() -> bool:
    """Whether this process and its children are in a network of their own now."""
    libc, user, group = ctypes.CDLL(None, use_errno=True), os.getuid(), os.getgid()
    if libc.unshare(NEW_NET) != 0:
        if libc.unshare(NEW_USER | NEW_NET) != 0:
            return False
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh", b"lo", UP))
    return True


def _lost() -> int:
    """Packets of this network for which there was no way (RFC 1213: ipOutNoRoutes), of both kinds."""
    names, values = (line.split() for line in Path("/proc/net/snmp").read_text().splitlines()[:2])
    six = dict(line.split() for line in Path("/proc/net/snmp6").read_text().splitlines())
    return int(dict(zip(names, values, strict=True))["OutNoRoutes"]) + int(six["Ip6OutNoRoutes"])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
