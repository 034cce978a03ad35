"""A folder that cannot be swapped → the same folder, brought up to date file by file.

Everything is written to a part folder inside it with a journal that says what is to be done; one
rename declares the whole of it valid. From then on it can only be completed: whoever comes next,
the same run or one after a kill, moves what is not moved yet. Before that rename nothing has
happened.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline.workspace.durable import drop, settle, settle_names, write

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

PART = ".part"
VALID = ".new"
_JOURNAL = ".journal"


def bring_up(folder: Path, files: Mapping[str, bytes], removed: Collection[str]) -> None:
    """Write these files in a folder and take those out."""
    part = folder / PART
    drop(part)
    try:
        part.mkdir()
        for name, content in sorted(files.items()):
            write(part / name, content)
        plan = {"files": sorted(files), "removed": sorted(removed)}
        write(part / _JOURNAL, json.dumps(plan).encode())
        settle(part)
        part.rename(folder / VALID)
        settle_names(folder)
    except BaseException:
        drop(part)
        raise
    complete(folder)


def complete(folder: Path) -> None:
    """Do what a valid journal says is to be done; without one, take out what was begun."""
    drop(folder / PART)
    valid = folder / VALID
    if not valid.is_dir() or valid.is_symlink():
        drop(valid)
        return
    files, removed = _journal(valid)
    for name in files:
        if (valid / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (valid / name).replace(folder / name)
    for name in removed:
        (folder / name).unlink(missing_ok=True)
        with suppress(OSError):
            (folder / name).parent.rmdir()
    for touched in sorted({(folder / name).parent for name in (*files, *removed)}):
        if touched.is_dir():
            settle_names(touched)
    drop(valid)


def _journal(valid: Path) -> tuple[list[str], list[str]]:
    """Read the journal; where it was taken out already, nothing is left to do."""
    try:
        plan = json.loads((valid / _JOURNAL).read_bytes())
        return _inside(plan["files"]), _inside(plan["removed"])
    except (OSError, ValueError, KeyError, TypeError):
        return [], []


def _inside(names: list[str]) -> list[str]:
    """A name that leads out of the folder was not written by this module."""
    paths = [PurePosixPath(name) for name in names]
    if any(path.is_absolute() or ".." in path.parts or not path.parts for path in paths):
        raise ValueError("a name leads out of the folder")
    return names
