"""raw/judgements.csv on disk: one row after the other, and none ever rewritten.

A judgement comes in and is on the disk when the call returns: it is one line, written at the end
of the file in one go while the file is locked, so that neither a kill nor a second reader at
work can lose or mix rows. What does not fit on a full disk is taken back before the error.
"""

from __future__ import annotations

import csv
import io
import os
from typing import TYPE_CHECKING

from pipeline.link.judgements import COLUMNS, FILE, JudgementError, JudgementRow, read_judgements
from pipeline.text import clean
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.folders import workspace_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def load_judgements(root: Path) -> tuple[JudgementRow, ...]:
    """Read the judgements of a workspace.

    Raises:
        WorkspaceError: the file is no plain file of the workspace, or a row is not a judgement.
    """
    path = workspace_file(root, FILE)
    try:
        return read_judgements(path) if path else ()
    except JudgementError as error:
        raise WorkspaceError(error.file, error.place, error.reason, error.hint) from error


def append_judgement(root: Path, row: JudgementRow) -> None:
    """Write a judgement at the end of the file, and return when the disk has it.

    Raises:
        WorkspaceError: the file is no plain file of the workspace.
        OSError: it cannot be written; no part of the row is left in it.
    """
    workspace_file(root, FILE)
    append_line(root / FILE, _line(_cells(row)), header=_line(COLUMNS))


def append_line(path: Path, text: str, header: str = "") -> None:
    """Append text to a file, whole or not at all; an empty file gets the header first."""
    import fcntl

    is_new = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        size = os.fstat(descriptor).st_size
        last = os.pread(descriptor, 1, size - 1) if size else b"\n"
        lead = "" if last == b"\n" else "\n"
        content = f"{lead}{'' if size else header}{text}".encode()
        try:
            _write_whole(descriptor, content)
        except OSError:
            os.ftruncate(descriptor, size)
            raise
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        _sync_folder(path.parent)


def _write_whole(descriptor: int, content: bytes) -> None:
    while content:
        content = content[os.write(descriptor, content) :]


def _sync_folder(folder: Path) -> None:
    """A new file outlives a power cut only once its folder is on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _cells(row: JudgementRow) -> Sequence[str]:
    cells = (
        row.left,
        row.right,
        row.value,
        row.left_hash,
        row.right_hash,
        row.by,
        row.on,
        row.note or "",
    )
    return [clean(cell) for cell in cells]


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()
