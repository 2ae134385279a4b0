"""Searches the memory of a process for what must not be there any more, and shows where it stands.

`python -m tests.residue.searching PID TEXT ...` prints every trace with its surroundings: text and the word before it
tell a live string (a count of references) from a freed block.
"""

import mmap
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np
import psutil

CODINGS = ("utf-8", "utf-16-le", "utf-32-le", "gb18030")
PIECE = 32 * 2**20
PAGE = mmap.PAGESIZE
PRESENT, ENTRY = 0b11 << 62, 8
"""Of an entry of /proc/PID/pagemap: in memory or in swap; bytes. What is neither was never written."""
AROUND = 48  # bytes


@dataclass(frozen=True)
class Trace:
    """`mapping` is [heap], [stack], a file's name or nothing, as in /proc."""

    mark: str
    program: str
    mapping: str
    address: int
    around: bytes = field(repr=False)

    def __str__(self) -> str:
        return f"{self.mark} in {self.program} {self.mapping or 'anonymous'} {self.address:x}: {self.around!r}"


Marks = Mapping[str, str | bytes]
"""What is searched for by what it is called: a text in every coding, bytes as they are."""


def patterns(marks: Marks) -> dict[bytes, str]:
    found: dict[bytes, str] = {}
    for name, mark in marks.items():
        if isinstance(mark, bytes):
            found[mark] = name
        else:
            found |= {mark.encode(coding): f"{name} ({coding})" for coding in reversed(CODINGS)}
    return found


def traces(pid: int, marks: Marks) -> list[Trace]:
    """In the process and all that it has started. Files that are mapped are not its own memory."""
    wanted = patterns(marks)
    top = psutil.Process(pid)
    children = top.children(recursive=True)
    return [*_of_one(top, wanted), *(trace for child in children for trace in _of_child(child, wanted))]


def _of_child(process: psutil.Process, wanted: Mapping[bytes, str]) -> list[Trace]:
    """Nothing of one that has ended meanwhile: the system has taken its memory back."""
    try:
        return list(_of_one(process, wanted))
    except (psutil.NoSuchProcess, FileNotFoundError, ProcessLookupError):
        return []


def _of_one(process: psutil.Process, wanted: Mapping[bytes, str]) -> Iterator[Trace]:
    program = f"{process.name()}[{process.pid}]"
    longest = max(map(len, wanted))
    for low, piece, mapping in _pieces(process.pid, longest):
        for pattern, name in wanted.items():
            at = piece.find(pattern)
            while at >= 0:
                around = piece[max(0, at - AROUND) : at + len(pattern) + AROUND]
                yield Trace(name, program, mapping, low + at, around)
                at = piece.find(pattern, at + 1)


def _pieces(pid: int, overlap: int) -> Iterator[tuple[int, bytes, str]]:
    """Address, content and mapping of everything that the process can read and no file holds."""
    with Path(f"/proc/{pid}/mem").open("rb", 0) as memory, Path(f"/proc/{pid}/pagemap").open("rb", 0) as pages:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, _, _, _, *rest = line.split(maxsplit=5)
            mapping = rest[0] if rest else ""
            if not rights.startswith("r") or _is_file(mapping) or mapping.startswith("[v"):
                continue
            low, high = (int(end, 16) for end in span.split("-"))
            for start, end in _written(pages, low, high):
                try:
                    memory.seek(start)
                    yield start, memory.read(min(high, end + overlap) - start), mapping
                except OSError:  # unmapped meanwhile
                    break


def _written(pages: BinaryIO, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Runs of pages that hold something, each at most a piece long. Most of what is mapped has never been touched."""
    pages.seek(low // PAGE * ENTRY)
    entries = np.frombuffer(pages.read((high - low) // PAGE * ENTRY), np.uint64)
    there = np.flatnonzero(np.diff((entries & np.uint64(PRESENT)) != 0, prepend=False, append=False))
    for first, after in there.reshape(-1, 2).tolist():
        start, end = low + first * PAGE, low + after * PAGE
        yield from ((at, min(end, at + PIECE)) for at in range(start, end, PIECE))


def _is_file(mapping: str) -> bool:
    return mapping.startswith("/") and not mapping.startswith(("/memfd:", "/dev/shm"))  # noqa: S108 - memory, not a file that is written


def main() -> None:
    pid, *texts = sys.argv[1:]
    for trace in traces(int(pid), {text: text for text in texts}):
        print(trace)


if __name__ == "__main__":
    main()
