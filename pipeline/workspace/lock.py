"""One run at a time in a workspace: a lock that ends with the process that holds it."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.paths import CACHE
from pipeline.workspace.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOCK = f"{CACHE}/lock"


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold the workspace's lock; the system lets it go with the process, however that ends.

    Raises:
        WorkspaceError: another process holds it.
    """
    handle = _take(root / _LOCK)
    try:
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(handle)


def _take(path: Path) -> int:
    """Lock the file that stands there: one that was deleted meanwhile locks nobody out."""
    while True:
        handle = _opened(path)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_there(handle, path):
                return handle
        except BlockingIOError as error:
            holder = os.read(handle, 20).decode("ascii", "replace").strip()
            os.close(handle)
            process = f" (process {holder})" if holder.isdigit() else ""
            raise WorkspaceError(
                _LOCK,
                "",
                f"another run is at work in this workspace{process}",
                "wait until it has ended",
            ) from error
        os.close(handle)


def _opened(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise WorkspaceError(
            _LOCK,
            "",
            f"cannot be written: {error.strerror or type(error).__name__}",
            "nothing was done: give the right to write, and run again",
        ) from error


def _is_there(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
