"""A workspace whose result is about to change, as often as a test wants to see that go wrong."""

from __future__ import annotations

import os
import shutil
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.workspace.run import run
from tests.workspace.workbench import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

KEPT = ("LISEZMOI.md", "arrimage.sqlite", "csv/notes.csv", "site/index.html")
"""The files of extracted/ that no run writes."""
STAGED = (".part/", ".new/")
"""Where a run keeps, inside extracted/, what it has not declared valid."""


@dataclass(frozen=True)
class Scene:
    """The workspace to copy, the result that it has, and the one that a run from nothing gives."""

    root: Path
    old: Mapping[str, bytes]
    new: Mapping[str, bytes]

    def copy(self, place: Path) -> Path:
        """Copy the workspace as it stands before the run."""
        return Path(shutil.copytree(self.root, place))

    def result(self, root: Path) -> str:
        """Say which result stands in extracted/: old or new, whole; else what is there."""
        files = {
            name: content
            for name, content in Workspace(root).published().items()
            if not name.startswith(STAGED)
        }
        for name in KEPT:
            assert files.pop(name).decode() == "à nous"
        if files == self.old:
            return "old"
        return "new" if files == self.new else f"neither: {sorted(files)}"

    def finish(self, root: Path) -> None:
        """Run again and see that all is done, and that nothing lies about."""
        run(root, enrich=False)
        assert self.result(root) == "new"
        assert sorted(path.name for path in root.iterdir()) == [".cache", "extracted", "raw"]
        assert [path.name for path in (root / "extracted").iterdir() if path.name[0] == "."] == []
        assert list((root / ".cache").rglob("*.part")) == []


def people(root: Path) -> None:
    """Put files in extracted/ that no run writes, and what other commands build there."""
    for name in KEPT:
        path = root / "extracted" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("à nous")


def forked(work: Callable[[], object]) -> int:
    """Start a process that does this and ends: with 0, or with 1 where it raised."""
    process = os.fork()
    if process:
        return process
    code = 1
    try:
        work()
        code = 0
    except BaseException:
        # Shown by the test that did not expect it; it may be the disk that is full.
        with suppress(OSError):
            traceback.print_exc()
    finally:
        os._exit(code)


def ended(process: int) -> int:
    """Wait for a process; return its exit code, or minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def children_of(process: int) -> list[str]:
    """List the resource tracker and the workers that a process has started."""
    try:
        return Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except FileNotFoundError:
        return []


def alive(process: str) -> bool:
    """A child that has ended and that nobody has waited for is dead too."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
