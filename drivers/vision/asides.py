"""What libraries in C say on the error output, which is this process's own, caught while they work."""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager


class Asides:
    """`text` is there once the work is done."""

    text: str = ""


@contextmanager
def overheard() -> Generator[Asides]:
    """Nothing reaches the error output meanwhile, whoever writes: for a command with one thread, not for a service."""
    heard = Asides()
    sys.stderr.flush()
    aside, real = os.memfd_create("asides"), os.dup(2)
    os.dup2(aside, 2)
    try:
        yield heard
    finally:
        sys.stderr.flush()
        os.dup2(real, 2)
        os.close(real)
        os.lseek(aside, 0, os.SEEK_SET)
        with os.fdopen(aside, "rb") as said:
            heard.text = said.read().decode(errors="replace")
