"""Freed memory, searched from outside: strings of Python, blocks of C, stacks, in the main thread and in another."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from drivers import memory
from tests.residue.searching import traces

PROGRAM = """
import ctypes, sys, threading
from drivers import memory

memory.overwrite_what_is_freed()
c = ctypes.CDLL(None)
c.malloc.restype, c.malloc.argtypes, c.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]

def say(word):
    print(word, flush=True)
    sys.stdin.readline()

def secrets():
    return ["-".join((word, str(number), "x" * length)) for number in range(4, 400) for word in ("confidential", "机密")
            for length in (1, 40, 700)]

def in_blocks_of_c():
    blocks = []
    for size in (24, 32, 40, 100, 500, 1000, 4000, 300_000):
        for _ in range(20):
            block = c.malloc(size)
            ctypes.memmove(block, "-".join(("confidential", "4")).encode()[:size], min(size, 14))
            ctypes.memmove(block + size - 8, "-".join(("inside", "4")).encode(), 8)
            blocks.append(block)
    for block in blocks:
        c.free(block)

def work(end=memory.tidy):
    kept = secrets()
    grown = bytearray()
    for one in kept[:40]:
        grown += one.encode()
    in_blocks_of_c()
    if threading.current_thread() is threading.main_thread():
        say("known")
    del kept, grown
    end()

def elsewhere():
    work()
    done.set()
    over.wait()

done, over = threading.Event(), threading.Event()
threading.Thread(target=elsewhere, daemon=True).start()
done.wait()
work()
memory.overwrite_all_that_is_free()
say("over")
over.set()
"""
ROOT = Path(__file__).parents[2]
MARKS = {"words": "confidential-4", "hanzi": "机密-4", "end of a block": b"inside-4"}


@pytest.mark.parametrize("start", ["strictly", "as it comes"])
def test_nothing_that_was_freed_is_left(start: str) -> None:
    environment = os.environ | (memory.STRICT if start == "strictly" else {})
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )
    assert program.stdin is not None
    assert program.stdout is not None
    found = []
    for word in program.stdout:
        found.append({trace.mark for trace in traces(program.pid, MARKS)})
        program.stdin.write("\n")
        program.stdin.flush()
        assert word in ("known\n", "over\n")
    program.communicate(timeout=30)
    assert {"words (utf-8)", "hanzi (utf-16-le)"} <= found[0]
    assert found[1:] == [set()]


def test_a_program_starts_anew_once_and_keeps_its_arguments() -> None:
    code = "import sys; from drivers import memory; memory.start_strictly(); print(memory.is_strict(), sys.argv[1:])"
    environment = {name: value for name, value in os.environ.items() if name not in memory.STRICT}
    told = subprocess.run(
        [sys.executable, "-c", code, "a", "b c"], capture_output=True, text=True, env=environment, check=True
    )
    assert told.stdout == "True ['a', 'b c']\n"


@pytest.mark.parametrize("allocator", ["malloc", "debug", "pymalloc"])
def test_whatever_python_was_told_to_allocate_with(allocator: str) -> None:
    code = (
        "from drivers import memory\n"
        "memory.overwrite_what_is_freed(); memory.overwrite_what_is_freed()\n"
        "[str(n) for n in range(10_000)]; memory.tidy(); memory.overwrite_all_that_is_free()"
    )
    subprocess.run([sys.executable, "-c", code], env=os.environ | {"PYTHONMALLOC": allocator}, check=True, timeout=60)


def test_the_unit_says_the_same() -> None:
    """Else the program would start itself anew."""
    unit = (ROOT / "config" / "systemd" / "yitang-terminal.service").read_text()
    assert all(f"Environment={name}={value}\n" in unit for name, value in memory.STRICT.items())
