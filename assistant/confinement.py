"""Bounds that a process sets on itself before it opens a file that nobody vouches for."""

import ctypes
import errno
import platform
import resource
import struct
import sys
from typing import Any

_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2  # linux/prctl.h, linux/seccomp.h
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06  # linux/bpf_common.h: ld [k], jeq #k, ret #k
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4  # of struct seccomp_data
# Of each machine: its AUDIT_ARCH and its number for socket(2).
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_LOADS_CODE_OR_SPEAKS = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo")


def confine(memory: int, seconds: int) -> None:
    """Bounds this process and its children for good: `memory` bytes of addresses, `seconds` of processor.

    They open no socket and leave no core dump. Beyond its memory an allocation fails; beyond its time the
    process is killed. Where the system cannot refuse sockets, Python at least does.
    """
    _bound(resource.RLIMIT_AS, memory)
    _bound(resource.RLIMIT_CPU, seconds)
    _bound(resource.RLIMIT_CORE, 0)
    sys.addaudithook(_refuse_network)
    if sys.platform == "linux" and platform.machine() in _MACHINES:
        _refuse_sockets(*_MACHINES[platform.machine()])


def _bound(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (bound, bound))


def _refuse_network(event: str, _: tuple[Any, ...]) -> None:
    if event in _LOADS_CODE_OR_SPEAKS:
        raise PermissionError(errno.EACCES, "network refused")


def _refuse_sockets(architecture: int, socket_call: int) -> None:
    """A filter of the kernel (seccomp) under which socket(2) fails; a kernel without it changes nothing."""
    instructions = (
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_EQUAL, 0, 3, architecture),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_EQUAL, 0, 1, socket_call),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    )
    code = b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions)
    held = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("@HP", len(instructions), ctypes.addressof(held))
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    system.prctl(_SECCOMP, _FILTER, program, 0, 0)
