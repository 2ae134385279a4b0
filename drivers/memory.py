"""The process's own memory: what is freed is overwritten. Knows the allocators of C and of Python, nothing of visitors.

Memory that is freed keeps what was written there until somebody needs the place, and where that one fills only half of
it, even then. glibc can overwrite every block that it takes back, but for the few that each thread keeps in a cache of
its own, which only the environment at the start of a program turns off; Python's allocator for small objects overwrites
nothing and is gone past. So a terminal is started anew once with that environment (`start_strictly`); a program that
was not, a test for instance, does what can be done while it runs.
"""

import ctypes
import gc
import os
import resource
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

FILL = 0x5A
WHOLE = 128 * 1024
"""Bytes. Blocks as large as this, all pictures, are asked of the kernel and go back to it, each by itself."""
STRICT = {
    "PYTHONMALLOC": "malloc",
    "GLIBC_TUNABLES": ":".join(
        f"glibc.malloc.{name}={value}"
        for name, value in (("perturb", FILL), ("tcache_count", 0), ("mmap_threshold", WHOLE), ("arena_max", 1))
    ),
}
"""glibc 2.26 and newer."""
M_ARENA_MAX, M_PERTURB, M_MMAP_THRESHOLD = -8, -6, -3  # malloc.h
PR_SET_DUMPABLE = 4  # sys/prctl.h
RAW, MEM, OBJECTS = range(3)  # PyMemAllocatorDomain
SHALLOW, DEEP = 64 * 1024, 1024 * 1024
"""Bytes of the stack below the present call: what earlier calls have left there."""

# A thread's cache holds up to 7 blocks of each size, 24 to 1032 bytes in steps of 16. Objects that fill such a block to
# its last byte: bytes, and floats the smallest. A block that glibc overwrites keeps its last 8 bytes.
HEAD = bytes.__basicsize__  # with the 0 at the end; the content comes on top
CACHED = range(40 - HEAD, 1033 - HEAD, 16)
FLOATS = 110  # Python itself keeps up to 100 freed ones
FLOAT_BLOCK = 32  # bytes of the heap
MOST_FLOATS = 200_000
# Python's own allocator has blocks of 16 to 512 bytes in steps of 16.
SMALL = range(48 - HEAD, 513 - HEAD, 16)
BATCH = 64
ZERO = b"\0"


class _Allocator(ctypes.Structure):
    """PyMemAllocatorEx."""

    _fields_ = [(name, ctypes.c_void_p) for name in ("context", "malloc", "calloc", "realloc", "free")]


class _ArenaAllocator(ctypes.Structure):
    """PyObjectArenaAllocator."""

    _fields_ = [(name, ctypes.c_void_p) for name in ("context", "alloc", "free")]


class _HeapFigures(ctypes.Structure):
    """struct mallinfo2, bytes."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "used", "free", "top")
    ]


def _blank(size: int) -> ctypes.Structure:
    """Handed over by value, it is copied onto the stack whole."""
    kind: type[ctypes.Structure] = type("Blank", (ctypes.Structure,), {"_fields_": [("room", ctypes.c_char * size)]})
    return kind()


_c = ctypes.PyDLL(None)  # its calls keep the interpreter's lock: they are short
_c.mallinfo2.restype = _HeapFigures
_any_call = _c.getpid  # takes no notice of what it is given
_shallow, _deep = _blank(SHALLOW), _blank(DEEP)
_began, _switching = threading.Lock(), threading.Lock()
_own: list[_Allocator] = []  # Python's own allocator of objects, once it is gone past,
_past: list[_Allocator] = []  # and what gives them their room instead
_asked = ctypes.create_string_buffer(64)  # a semaphore, as a counter


def is_strict() -> bool:
    """Whether this program was started so that nothing that is freed stays."""
    return all(os.environ.get(name) == value for name, value in STRICT.items())


def start_strictly() -> None:
    """Start this program anew, in its place, unless it was started strictly. To be called before anything else."""
    if not is_strict():
        os.environ.update(STRICT)
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  ourselves


def keep_off_the_disk() -> None:
    """No core file of this process, whatever ends it, and no look into it by its own user's other programs. Swap is
    the unit's to forbid."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _c.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def overwrite_what_is_freed() -> None:
    """From now on, in every thread; what is left, `tidy` overwrites. A second call does nothing."""
    if is_strict() or not _began.acquire(blocking=False):
        return
    for setting, value in ((M_PERTURB, FILL), (M_MMAP_THRESHOLD, WHOLE), (M_ARENA_MAX, 1)):
        _c.mallopt(setting, value)
    _go_past_pythons_own()


def _go_past_pythons_own() -> None:
    """New objects get cleared room from C's allocator; Python's own frees either's."""
    common, own = _allocator(RAW), _allocator(OBJECTS)
    if common.context or own.malloc == common.malloc:  # hooks for debugging overwrite by themselves; or C's already
        return
    cleared = ctypes.cast(_c.calloc, ctypes.c_void_p).value
    for domain in (MEM, OBJECTS):
        own = _allocator(domain)
        past = _Allocator(1, cleared, common.calloc, own.realloc, own.free)  # asked by (1, size), as calloc is
        ctypes.pythonapi.PyMem_SetAllocator(domain, ctypes.byref(past))
    _own.append(own)
    _past.append(past)


def _allocator(domain: int) -> _Allocator:
    found = _Allocator()
    ctypes.pythonapi.PyMem_GetAllocator(domain, ctypes.byref(found))
    return found


def tidy() -> None:
    """Overwrite what the calling thread has freed and kept for itself, and what earlier calls have left on its stack.

    Takes about 0.1 ms. For every thread that had personal data in hand, before it waits for more.
    """
    _tidy(_shallow)


def _tidy(blank: ctypes.Structure) -> None:
    if _past:
        with _from_the_cache():
            for length in CACHED:
                _kept = (ZERO * length, ZERO * length, ZERO * length, ZERO * length), (
                    ZERO * length, ZERO * length, ZERO * length, ZERO * length
                )  # fmt: skip
            [float(n) for n in range(FLOATS)]
    _any_call(blank)


@contextmanager
def _from_the_cache() -> Iterator[None]:
    """Meanwhile Python's objects are given what C's allocator has at hand: cleared room never comes from the cache."""
    common, usual = _allocator(RAW), _past[-1]
    with _instead(_Allocator(common.context, common.malloc, common.calloc, usual.realloc, usual.free)):
        yield


@contextmanager
def _instead(allocator: _Allocator) -> Iterator[None]:
    """Meanwhile this one gives Python's objects their room: one at a time, there is one for all threads."""
    with _switching:
        ctypes.pythonapi.PyMem_SetAllocator(OBJECTS, ctypes.byref(allocator))
        try:
            yield
        finally:
            ctypes.pythonapi.PyMem_SetAllocator(OBJECTS, ctypes.byref(_past[-1]))


def overwrite_all_that_is_free() -> None:
    """Tidy, and overwrite what is left at the blocks' ends; free pages go back to the kernel. 5 to 40 ms."""
    _forget_the_last_error()
    gc.collect()
    _tidy(_deep)
    if _own:
        _overwrite_small_objects()
    _c.malloc_trim(0)
    figures = _c.mallinfo2()
    [float(n) for n in range(FLOATS + min(MOST_FLOATS, (figures.free - figures.top) // FLOAT_BLOCK))]
    _c.malloc_trim(0)


def _forget_the_last_error() -> None:
    """Python keeps what nobody has caught, with everything that the calls had in hand, for a debugger."""
    for name in ("last_type", "last_value", "last_traceback"):
        vars(sys).pop(name, None)


def _overwrite_small_objects() -> None:
    """Python's own allocator is still where a bytearray begins to grow: take every free block of it, of each size until
    it asks for more room, which it does not get."""
    kept: list[object] = []
    with _instead(_own[-1]), _no_more_room():
        for length in SMALL:
            while _asked_for_room() < BATCH:
                kept += [ZERO * length for _ in range(BATCH)]
        while _asked_for_room() < BATCH:
            kept += [complex(n, n) for n in range(BATCH)]  # 32 bytes
        kept.clear()


@contextmanager
def _no_more_room() -> Iterator[None]:
    """Meanwhile Python's own allocator goes to C's when it is full: for new room it asks `sem_post`, which counts how
    often it was called and gives 0, nothing."""
    usual = _ArenaAllocator()
    ctypes.pythonapi.PyObject_GetArenaAllocator(ctypes.byref(usual))
    denying = _ArenaAllocator(ctypes.addressof(_asked), ctypes.cast(_c.sem_post, ctypes.c_void_p).value, usual.free)
    _c.sem_init(_asked, 0, 0)
    ctypes.pythonapi.PyObject_SetArenaAllocator(ctypes.byref(denying))
    try:
        yield
    finally:
        ctypes.pythonapi.PyObject_SetArenaAllocator(ctypes.byref(usual))


def _asked_for_room() -> int:
    """How often since the last time: with every object, once there is no free block of its size."""
    times = ctypes.c_int()
    _c.sem_getvalue(_asked, ctypes.byref(times))
    _c.sem_init(_asked, 0, 0)
    return times.value
