"""A terminal's outbox on a disk of 24 MB, run as a program: taken until it refuses, filled up by others, delivered.

`python -m tests.drivers.outbox.full_disk FOLDER PLATFORM [LIMIT]` prints what happened as JSON. Where a LIMIT is
given, it stands in for a small disk: no file may grow beyond so many bytes.
"""

import json
import resource
import sqlite3
import sys
from contextlib import suppress
from pathlib import Path

from drivers.outbox.courier import Courier, Pace
from drivers.outbox.reserve import NoRoomError
from drivers.outbox.store import Store
from drivers.platform.client import PlatformAccess, PlatformClient
from tests.drivers.office import NOW, SECRET, TERMINAL, parcel

PIECE = 4096


def take_until_refused(store: Store, first: int) -> tuple[int, str]:
    """How many of 3 x 300 KB were taken, and what ended it."""
    for number in range(30):
        try:
            store.take(parcel(f"key-{first + number:08}", pages=3, size=300_000))
        except sqlite3.Error as error:
            return number, "no room" if isinstance(error, NoRoomError) else "disk full"
    return 30, "never"


def fill(folder: Path) -> None:
    """Another program takes the last byte."""
    with suppress(OSError), (folder / "filler").open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * PIECE)


def deliver(store: Store, courier: Courier) -> int:
    """How many are settled with as many tries as there are errands."""
    settled = 0
    for _ in range(store.waiting()):
        tried = courier.deliver_one(store)
        settled += bool(tried and tried.settled)
    return settled


def main(folder: Path, url: str, limit: int) -> None:
    store = Store(folder / "outbox", TERMINAL, lambda: NOW)
    courier = Courier(
        PlatformClient(PlatformAccess(url, TERMINAL, SECRET, 2, 10)), lambda _: None, Pace(first=0, longest=0.001)
    )
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    taken, ended = take_until_refused(store, 0)
    if not limit:
        fill(folder)
    refused_while_full = bool(limit) or not store.has_room(900_000)
    settled, left = deliver(store, courier), store.waiting()
    (folder / "filler").unlink(missing_ok=True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    again, _ = take_until_refused(store, 500)
    print(
        json.dumps(
            {
                "taken": taken,
                "ended": ended,
                "settled": settled,
                "left": left,
                "refused_while_full": refused_while_full,
                "again": again,
                "settled_again": deliver(store, courier),
                "reserve": store.reserve.lay(),
                "sound": sqlite3.connect(folder / "outbox" / "outbox.db").execute("PRAGMA integrity_check").fetchone(),
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 0)
