"""Which ports there are, and why one cannot be used: not there, not allowed, taken by another program, or silent."""

import fcntl
import os
import shutil
import stat
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.settings.check import nearest
from kiosk.words import Words

DEV = Path("/dev")
SERIAL = ("serial/by-id/*", "ttyUSB*", "ttyACM*")
CAMERAS = ("v4l/by-id/*", "video*")
PRINTERS = ("usb/lp*",)
QUEUE_SECONDS = 5


@dataclass(frozen=True)
class PortTrouble:
    """What is wrong with a port, and what to do."""

    said: Words
    advice: Words


def found(patterns: Iterable[str], dev: Path = DEV) -> list[str]:
    """The ports there are, stable names first; a port that has such a name is not told twice."""
    paths = [path for pattern in patterns for path in sorted(dev.glob(pattern))]
    stable = {path.resolve() for path in paths if path.is_symlink()}
    return [str(path) for path in paths if path.is_symlink() or path.resolve() not in stable]


def queues() -> list[str]:
    """The print queues of CUPS on this machine."""
    if shutil.which("lpstat") is None:
        return []
    try:
        told = subprocess.run(["lpstat", "-e"], capture_output=True, text=True, timeout=QUEUE_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return [f"ipp://localhost:631/printers/{name}" for name in told.stdout.split()]


def port_trouble(port: str, patterns: Iterable[str], group: str, dev: Path = DEV) -> PortTrouble | None:
    """Why this port cannot even be opened; None where it can, or is none of this machine (`socket://`)."""
    if "://" in port:
        return None
    path = Path(port)
    if not path.exists():
        return _absent(port, found(patterns, dev))
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        return PortTrouble(
            Words("这是文件夹，不是端口", "this is a folder, not a port"),
            Words("写到端口名为止", "name the port in it"),
        )
    if not os.access(path, os.R_OK | os.W_OK):
        return PortTrouble(
            Words("没有权限打开", "no permission to open it"),
            Words(
                f"把运行终端的用户加入 {group} 组：usermod -aG {group} 用户名，再重新登录或重启服务",
                f"put the terminal's user into the group {group}: usermod -aG {group} USER, then log in anew",
            ),
        )
    return _taken(path) if stat.S_ISCHR(mode) else None


def _absent(port: str, there: list[str]) -> PortTrouble:
    near = nearest(Path(port).name, {Path(one).name for one in there})
    path = next((one for one in there if Path(one).name == near), "")
    if path:
        advice = Words(f"是不是想写 {path}", f"did you mean {path}")
    elif there:
        advice = Words(f"现有的：{'、'.join(there)}", f"there are: {', '.join(there)}")
    else:
        advice = Words("这台机器上没有这类端口：检查连线和电源", "there is no such port at all: check cable and power")
    return PortTrouble(Words("没有这个端口", "there is no such port"), advice)


def _taken(path: Path) -> PortTrouble | None:
    """Our drivers lock their port, as other careful programs do."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError as error:
        return PortTrouble(
            Words(f"打不开：{error.strerror}", f"cannot be opened: {error.strerror}"),
            Words("检查连线和电源", "check cable and power"),
        )
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        who = holder(path)
        by = Words(f"（{who}）", f" ({who})") if who else Words("", "")
        return PortTrouble(
            Words(f"正被另一个程序使用{by.zh}", f"another program is using it{by.en}"),
            Words("终端在运行时这是正常的；要检查就先停掉它", "that is right while the terminal runs; stop it to look"),
        )
    finally:
        os.close(handle)
    return None


def holder(path: Path, proc: Path = Path("/proc")) -> str:
    """Name and number of another process that has this file open, as far as we may see."""
    real = path.resolve()
    for fd in proc.glob("[0-9]*/fd/*"):
        try:
            if fd.readlink() == real and fd.parts[-3] != str(os.getpid()):
                return f"{(fd.parents[1] / 'comm').read_text().strip()}, PID {fd.parts[-3]}"
        except OSError:
            continue
    return ""
