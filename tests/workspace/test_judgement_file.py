"""raw/judgements.csv grows by whole rows, whoever writes and whatever fails."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.link.judgements import COLUMNS, JudgementRow
from pipeline.workspace.durable import append
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.judgement_file import append_judgement, load_judgements
from tests.folders import ROOT

if TYPE_CHECKING:
    from tests.workspace.workbench import Workspace

HASH = "0123456789abcdef"


def row(number: int, by: str = "Anne", note: str | None = None) -> JudgementRow:
    return JudgementRow(
        f"a/action-{number}", "b/action-1", "same", HASH, HASH, by, "2026-01-02", note
    )


def test_rows_are_appended_under_a_header_and_read_again(workspace: Workspace) -> None:
    append_judgement(workspace.root, row(1, note='dit "oui",\n puis non'))
    append_judgement(workspace.root, row(2))
    text = (workspace.root / "raw/judgements.csv").read_text()
    assert text.splitlines()[0] == ",".join(COLUMNS)
    assert len(text.splitlines()) == 3
    first, second = load_judgements(workspace.root)
    assert first.note == 'dit "oui", puis non'
    assert (second.left, second.line) == ("a/action-2", 3)


def test_what_stands_in_the_file_is_never_changed(workspace: Workspace) -> None:
    path = workspace.root / "raw/judgements.csv"
    before = f"\ufeff{','.join(COLUMNS)}\r\na/x,b/y,none,{HASH},{HASH},Luc,2025-01-01,vu"
    path.write_bytes(before.encode())
    append_judgement(workspace.root, row(1))
    after = path.read_bytes().decode()
    assert after.startswith(before + "\n")
    assert [one.by for one in load_judgements(workspace.root)] == ["Luc", "Anne"]


def test_a_workspace_without_judgements_has_none(workspace: Workspace) -> None:
    assert load_judgements(workspace.root) == ()


def test_a_bad_row_is_an_error_of_the_workspace(workspace: Workspace) -> None:
    (workspace.root / "raw/judgements.csv").write_text(",".join(COLUMNS) + "\na,b\n")
    with pytest.raises(WorkspaceError, match=r"^raw/judgements.csv: line 2: has 2 cells"):
        load_judgements(workspace.root)


def test_a_link_out_of_the_workspace_is_refused(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("elsewhere") / "judgements.csv"
    outside.write_text("")
    (workspace.root / "raw/judgements.csv").symlink_to(outside)
    with pytest.raises(WorkspaceError, match="leads out of the workspace"):
        append_judgement(workspace.root, row(1))
    assert outside.read_text() == ""


WRITER = """
import sys
from pathlib import Path
from pipeline.link.judgements import JudgementRow
from pipeline.workspace.durable import append
from pipeline.workspace.judgement_file import append_judgement
from tests.folders import ROOT
for n in range(60):
    ids, digests = (f"a/action-{n}", "b/action-1"), ("0" * 16, "0" * 16)
    row = JudgementRow(*ids, "same", *digests, sys.argv[2], "2026-01-02")
    append_judgement(Path(sys.argv[1]), row)
"""


def test_two_readers_at_once_lose_nothing(workspace: Workspace) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(workspace.root), by],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for by in ("Anne", "Luc")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    rows = load_judgements(workspace.root)
    for by in ("Anne", "Luc"):
        assert [one.left for one in rows if one.by == by] == [f"a/action-{n}" for n in range(60)]


def test_a_row_that_does_not_fit_on_the_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_text("whole\n")
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            append(path, "twenty characters ..\n")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert path.read_text() == "whole\n"
