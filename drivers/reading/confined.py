"""What the kernel lets the reading worker do: compute and answer. It gets no socket and writes no file, whatever a
library in it, or a picture made to break one, may want. Knows system calls, no print."""

import ctypes
import platform
import resource

ADDRESS_SPACE = 4 * 2**30
"""Bytes. Resident memory is a fifth of it (see `process.MOST_MEMORY`); mapped models and threads' stacks count here."""

# linux/prctl.h, linux/seccomp.h, linux/audit.h, linux/bpf_common.h
NO_NEW_PRIVILEGES, SECCOMP, FILTER = 38, 22, 2
LOAD, EQUALS, RETURN = 0x20, 0x15, 0x06
NUMBER_AT, MACHINE_AT = 0, 4  # within struct seccomp_data
ALLOW, REFUSE, END = 0x7FFF0000, 0x00050000, 0x80000000
NOT_PERMITTED = 1  # EPERM
IO_URING_SETUP = 425  # which could open one in its own way
MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7, "loongarch64": 0xC0000102}
"""What `uname` says, and how the kernel's audit names it."""
CALLS = {"socket": {"x86_64": 41}, "connect": {"x86_64": 42}}
ELSEWHERE = {"socket": 198, "connect": 203}
"""The numbers of system calls: x86 has its own, younger machines share theirs."""


class _Step(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("value", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


def confine() -> None:
    """For good, and for all that this process starts. Reading goes on where a kernel has no such filter."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # pipes are no files
    refuse("socket")


def refuse(call: str, answer: int = REFUSE | NOT_PERMITTED) -> bool:
    """Whether the kernel refuses this call of `CALLS` from now on. `answer` END: whoever makes it is ended."""
    name = platform.machine()
    machine, number = MACHINES.get(name), CALLS[call].get(name, ELSEWHERE[call])
    if machine is None:
        return False
    steps = (
        _Step(LOAD, 0, 0, MACHINE_AT),
        _Step(EQUALS, 0, 4, machine),
        _Step(LOAD, 0, 0, NUMBER_AT),
        _Step(EQUALS, 1, 0, number),
        _Step(EQUALS, 0, 1, IO_URING_SETUP),
        _Step(RETURN, 0, 0, answer),
        _Step(RETURN, 0, 0, ALLOW),
    )
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    control = ctypes.CDLL(None, use_errno=True).prctl
    return bool(control(NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0 and control(SECCOMP, FILTER, ctypes.byref(program)) == 0)
