"""Starts the hall and the sandbox as processes of their own and ends them, whatever ends this one."""

import ctypes
import logging
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

log = logging.getLogger(__name__)

LISTENING = re.compile(r"listening on (http\S+)")
START_SECONDS = 60.0
STOP_SECONDS = 8.0
PR_SET_PDEATHSIG = 1


class ServerError(RuntimeError):
    """A server did not come up; the message holds what it said last."""


class Server:
    """One `kiosk` subcommand that listens. `url` is what it printed once it really listens; `state` is its folder."""

    def __init__(self, arguments: Sequence[str], log_file: Path, state: Path) -> None:
        self.name = arguments[0]
        self._log_file = log_file
        with log_file.open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "kiosk", *arguments],
                stdout=subprocess.PIPE,
                stderr=errors,
                stdin=subprocess.DEVNULL,
                env=os.environ | {"XDG_STATE_HOME": str(state)},
                process_group=0,  # Ctrl-C reaches us alone; we end the server in order
                preexec_fn=_die_with_parent,  # noqa: PLW1509  no thread runs yet
            )
        self.url = ""

    def wait_until_listening(self) -> str:
        """The address it listens on. Raises ServerError where it ends or stays silent."""
        self.url = self._read_address(time.monotonic() + START_SECONDS)
        log.info("%s listens on %s", self.name, self.url)
        return self.url

    def _read_address(self, deadline: float) -> str:
        out = self._process.stdout
        assert out is not None  # noqa: S101  asked for with PIPE
        heard = b""
        while (left := deadline - time.monotonic()) > 0:
            ready, _, _ = select.select([out], [], [], left)
            chunk = os.read(out.fileno(), 4096) if ready else b""
            heard += chunk
            if found := LISTENING.search(heard.decode(errors="replace")):
                return found[1]
            if ready and not chunk:
                break
        raise ServerError(f"{self.name} did not start; see {self._log_file}")

    def stop(self) -> None:
        """SIGTERM, then SIGKILL for one that does not listen."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            log.warning("%s did not end by itself", self.name)
            self._process.kill()
            self._process.wait(STOP_SECONDS)
        if self._process.stdout is not None:
            self._process.stdout.close()


def _die_with_parent() -> None:
    """Linux: the kernel sends SIGTERM when the parent is gone, so that even kill -9 leaves no server behind."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def run_kiosk(arguments: Sequence[str], state: Path) -> str:
    """A `kiosk` subcommand that ends by itself; what it printed. Raises ServerError."""
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", *arguments],
        env=os.environ | {"XDG_STATE_HOME": str(state)},
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    if done.returncode:
        raise ServerError(f"{' '.join(arguments[:2])}: {done.stderr.strip()[-400:]}")
    return done.stdout
