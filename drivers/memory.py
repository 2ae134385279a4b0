"""The process's own memory: what was freed is overwritten. Knows the allocators of C and of Python, nothing of visitors.

Memory that is freed keeps what was written there until somebody happens to need the place: for hours, on a terminal.
C's allocator (glibc) is told to overwrite; where it does not, and in Python's, every free place is taken once, filled
with zeros, and let go.
"""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

FILL = 0x5A
WHOLE = 128 * 1024
"""Bytes. Blocks as large as this, all pictures, are asked of the kernel and go back to it, each by itself."""
M_ARENA_MAX, M_PERTURB, M_MMAP_THRESHOLD = -8, -6, -3  # malloc.h
STACK = 256 * 1024
"""Bytes below the present call that are overwritten: what the thread's earlier calls have left."""

# A thread keeps up to 7 freed blocks of each size, 24 to 1032 bytes in steps of 16, that C's allocator overwrites no
# more than the last 8 bytes of any block. Objects that fill them to the last byte: bytes, and floats for the smallest.
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


class _Blank(ctypes.Structure):
    """Handed over by value, it is copied onto the stack whole."""

    _fields_ = [("room", ctypes.c_char * STACK)]


RAW, OBJECTS = 0, 2  # PyMemAllocatorDomain
_c = ctypes.PyDLL(None)  # its calls keep the interpreter's lock: they are short
_c.mallinfo2.restype = _HeapFigures
_any_call = ctypes.PyDLL(None).getpid  # takes no notice of what it is given
_any_call.argtypes = [_Blank]
_blank = _Blank()
_asked = ctypes.create_string_buffer(64)  # a semaphore, as a counter


def overwrite_what_is_freed() -> None:
    """From now on, in every thread: C's allocator overwrites what it takes back. Calling it again changes nothing."""
    for setting, value in ((M_PERTURB, FILL), (M_MMAP_THRESHOLD, WHOLE), (M_ARENA_MAX, 1)):
        _c.mallopt(setting, value)


def tidy() -> None:
    """Overwrite what the calling thread has freed and kept for itself, and what lies on its stack below this call.

    Takes about 0.2 ms. For every thread that had personal data in hand, before it waits for more.
    """
    with _past_pythons_own():
        for length in CACHED:
            _kept = (
                (ZERO * length, ZERO * length, ZERO * length, ZERO * length),
                (ZERO * length, ZERO * length, ZERO * length, ZERO * length),
            )
        [float(n) for n in range(FLOATS)]
    _any_call(_blank)


def overwrite_all_that_is_free() -> None:
    """Tidy, and overwrite every free place of the whole process; free pages go back to the kernel. Takes 10 to 40 ms."""
    gc.collect()
    tidy()
    _overwrite_small_objects()
    _c.malloc_trim(0)
    figures = _c.mallinfo2()
    with _past_pythons_own():
        [float(n) for n in range(min(MOST_FLOATS, (figures.free - figures.top) // FLOAT_BLOCK))]
    _c.malloc_trim(0)


@contextmanager
def _past_pythons_own() -> Iterator[None]:
    """Meanwhile Python asks C's allocator for the room of every object. Its own one frees either's."""
    common, own = _allocator(RAW), _allocator(OBJECTS)
    if common.context:  # hooks for debugging, which overwrite by themselves
        yield
        return
    past = _Allocator(common.context, common.malloc, common.calloc, own.realloc, own.free)
    ctypes.pythonapi.PyMem_SetAllocator(OBJECTS, ctypes.byref(past))
    try:
        yield
    finally:
        ctypes.pythonapi.PyMem_SetAllocator(OBJECTS, ctypes.byref(own))


def _allocator(domain: int) -> _Allocator:
    found = _Allocator()
    ctypes.pythonapi.PyMem_GetAllocator(domain, ctypes.byref(found))
    return found


def _overwrite_small_objects() -> None:
    """Take every free block of Python's allocator: of each size until it would ask for more room, which it is denied."""
    kept: list[object] = []
    with _no_more_room():
        for length in SMALL:
            while _asked_for_room() < BATCH:
                kept += [ZERO * length for _ in range(BATCH)]
        while _asked_for_room() < BATCH:
            kept += [complex(n, n) for n in range(BATCH)]  # 32 bytes
        while _asked_for_room() < BATCH:
            kept += [object() for _ in range(BATCH)]  # 16 bytes
        kept.clear()


@contextmanager
def _no_more_room() -> Iterator[None]:
    """Meanwhile Python's allocator gets no new room and goes to C's instead, after having asked `sem_post`, which counts
    how often it was called and gives 0: nothing."""
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
    """How often, since the last time: with every object, once there is no free block of its size."""
    times = ctypes.c_int()
    _c.sem_getvalue(_asked, ctypes.byref(times))
    _c.sem_init(_asked, 0, 0)
    return times.value
