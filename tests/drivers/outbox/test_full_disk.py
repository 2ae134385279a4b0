"""A disk that fills: what was taken is delivered, nothing more is taken, and it goes on once there is room."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.drivers.office import City

DISK = 24_000_000
MOUNT = 'mount -t tmpfs -o size="$1" disk "$2" && shift 2 && exec "$@"'


def on_small_disk(folder: Path, program: list[str]) -> list[str] | None:
    """The program in a mount namespace of its own, as root or as a user; None where this machine allows neither."""
    for unshare in (["unshare", "--mount"], ["unshare", "--mount", "--map-root-user"]):
        command = [*unshare, "sh", "-c", MOUNT, "sh", str(DISK), str(folder)]
        if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
            return [*command, *program]
    return None


def run(folder: Path, city: City) -> dict[str, Any]:
    program = [sys.executable, "-m", "tests.drivers.outbox.full_disk", str(folder), city.server.url]
    command = on_small_disk(folder, program) or [*program, str(DISK // 4)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_what_was_taken_is_delivered_from_a_full_disk(tmp_path: Path, city: City) -> None:
    (tmp_path / "disk").mkdir()
    told = run(tmp_path / "disk", city)
    assert told["taken"] >= 5
    assert told["refused_while_full"]
    assert (told["settled"], told["left"]) == (told["taken"], 0)
    assert told["again"] >= 5
    assert told["settled_again"] == told["again"]
    assert told["reserve"]
    assert told["sound"] == ["ok"]
    assert len(city.errands()) == told["taken"] + told["again"]
