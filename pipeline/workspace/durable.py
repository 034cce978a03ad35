"""Files that stay: written to the disk and not only handed over, and folders that swap places.

`write`, `append` and `settle` come back when the disk has what they were given, so that a later
rename never puts a name on content that a power cut takes away. `replace` is for what may be lost
and must not be there by halves. `exchange` swaps two folders in one step, where the system and its
file system can; it says no otherwise, and has then changed nothing.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_HERE = -100
"""AT_FDCWD: paths are taken from the current folder."""
_EXCHANGE = 2
"""RENAME_EXCHANGE."""
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EBUSY, errno.EPERM, errno.ENOTSUP}
"""The system, the file system or a mount point in the way does not allow the swap."""


def write(path: Path, content: bytes) -> None:
    """Write a file, with the folders above it, down to the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def append(path: Path, text: str, header: str = "") -> None:
    """Append text to a file, whole or not at all; an empty file gets the header first.

    The file is locked and written in one go, so that neither a kill nor a second writer loses or
    mixes lines. What does not fit on a full disk is taken back before the error.
    """
    is_new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        size = os.fstat(handle).st_size
        last = os.pread(handle, 1, size - 1) if size else b"\n"
        lead = "" if last == b"\n" else "\n"
        rest = f"{lead}{'' if size else header}{text}".encode()
        try:
            while rest:
                rest = rest[os.write(handle, rest) :]
        except OSError:
            os.ftruncate(handle, size)
            raise
        os.fsync(handle)
    finally:
        os.close(handle)
    if is_new:
        settle_names(path.parent)


def replace(path: Path, *parts: bytes) -> None:
    """Write a file beside its place and move it there; where that fails, nothing is left of it."""
    beside = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.writelines(parts)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise


def settle(folder: Path) -> None:
    """Bring the names in a folder, and in those under it, down to the disk."""
    for place, _, _ in os.walk(folder, topdown=False):
        settle_names(place)


def settle_names(folder: Path | str) -> None:
    """Bring the names in one folder down to the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def drop(path: Path) -> None:
    """Take out whatever stands there; what a link leads to is left alone."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; return False where that cannot be done."""
    swap = _renameat2()
    if swap is None:
        return False
    if swap(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(other))


@lru_cache(maxsize=1)
def _renameat2() -> Callable[[int, bytes, int, bytes, int], int] | None:
    """Return the C library's function; other systems than Linux have none."""
    try:
        function = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return None
    function.argtypes = (
        ctypes.c_int,
        ctypes.c_char_p,
        ctypes.c_int,
        ctypes.c_char_p,
        ctypes.c_uint,
    )
    function.restype = ctypes.c_int
    swap: Callable[[int, bytes, int, bytes, int], int] = function
    return swap
