"""The servers that are measured, each in a process of its own: the hall, and the floor under it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import FastAPI

from drivers.hall_report import settlement_pdf
from drivers.hall_store import HallStore
from drivers.timepiece import Timepiece
from kiosk.config import read_config
from kiosk.hall.clock import HallClock
from kiosk.hall.config import HallConfig
from kiosk.hall.hall import hall_of
from kiosk.hall.identity import IdentitySeal
from tests.bench.hall_floor import floor_app
from ui.hall.app import create_app
from ui.hall.context import Context
from ui.hall.server import listen, serve

START = "listening on "


def hall_app(url: str, config: Path) -> FastAPI:
    settings = read_config(config, HallConfig)
    store = HallStore(url, settings.hall.id)
    hall = hall_of(settings, True)
    clock = HallClock(Timepiece(), hall.hours)
    return create_app(Context(hall, store, IdentitySeal(b"k" * 32), clock, settlement_pdf))


@contextmanager
def server(*arguments: str) -> Iterator[tuple[str, int]]:
    """The address and the process id of `python -m tests.bench.hall_servers ARGUMENTS`."""
    command = [sys.executable, "-m", "tests.bench.hall_servers", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().removeprefix(START).strip(), process.pid
    finally:
        process.terminate()
        process.wait(20)
        if process.stdout:
            process.stdout.close()


def main() -> None:
    kind, url, *rest = sys.argv[1:]
    app = floor_app(url) if kind == "floor" else hall_app(url, Path(rest[0]))
    on = listen("127.0.0.1", 0)
    address = f"{START}http://127.0.0.1:{on.getsockname()[1]}"
    serve(
        app, on, ("", ""), ready=lambda: print(address, flush=True), ending=getattr(app.state, "ending", lambda: None)
    )


if __name__ == "__main__":
    main()
