"""raw/judgements.csv on disk: one row after the other, and none ever rewritten.

A judgement comes in and is on the disk when the call returns: it is one line at the end of the
file (`durable.append`).
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from pipeline.link.judgements import COLUMNS, JudgementError, JudgementRow, parse_judgements
from pipeline.paths import JUDGEMENTS
from pipeline.text import clean
from pipeline.workspace.durable import append
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
    path = workspace_file(root, JUDGEMENTS)
    try:
        return parse_judgements(path.read_bytes()) if path else ()
    except JudgementError as error:
        raise WorkspaceError(error.file, error.place, error.reason, error.hint) from error


def append_judgement(root: Path, row: JudgementRow) -> None:
    """Write a judgement at the end of the file, and return when the disk has it.

    Raises:
        WorkspaceError: the file is no plain file of the workspace.
        OSError: it cannot be written; no part of the row is left in it.
    """
    workspace_file(root, JUDGEMENTS)
    append(root / JUDGEMENTS, _line(_cells(row)), header=_line(COLUMNS))


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
