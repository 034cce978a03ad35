"""extracted/ on disk: read whole, compared whole, replaced whole.

Files come in as a mapping from relative path to content. The new folder is written beside the old
one and takes its place by being renamed, so that whoever looks sees all of the old result or all
of the new one. A run that was killed between the two renames is put right by the next.
"""

from __future__ import annotations

import hashlib
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.workspace.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OUTPUT = "extracted"
_BESIDE = ".extracted-new"
_ASIDE = ".extracted-old"
_BUILT = ("arrimage.sqlite", "site")
"""What other commands build in the folder: carried over as it is, and never compared."""


class Store:
    """The published folder of one workspace."""

    def __init__(self, root: Path) -> None:
        """Take the workspace's root."""
        self.folder = root / OUTPUT
        self._beside = root / _BESIDE
        self._aside = root / _ASIDE

    def hashes(self) -> dict[str, str]:
        """Return the hash of every file, by relative path."""
        return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in self._files()}

    def read(self, name: str) -> bytes | None:
        """Return the content of a file, or None where there is none."""
        path = self.folder / name
        return path.read_bytes() if path.is_file() else None

    def differences(self, files: Mapping[str, bytes]) -> tuple[str, ...]:
        """Return the names of the files that are missing, other, or too many on disk."""
        there = self.hashes()
        wanted = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        return tuple(
            sorted(name for name in {*there, *wanted} if there.get(name) != wanted.get(name))
        )

    def replace(self, files: Mapping[str, bytes]) -> None:
        """Put these files in place of all that is there."""
        self.recover()
        self._beside.mkdir()
        for name, content in sorted(files.items()):
            path = self._beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if self.folder.exists():
            for name in _BUILT:
                if (self.folder / name).exists():
                    (self.folder / name).rename(self._beside / name)
            self.folder.rename(self._aside)
        self._beside.rename(self.folder)
        shutil.rmtree(self._aside, ignore_errors=True)

    def recover(self) -> None:
        """Put right what a run that was killed left behind."""
        if self.folder.is_symlink() or self.folder.is_file():
            raise WorkspaceError(OUTPUT, "", "is not a folder", "take it out: run makes one")
        if self._aside.exists() and not self.folder.exists():
            self._aside.rename(self.folder)
        for leftover in (self._beside, self._aside):
            if leftover.exists():
                shutil.rmtree(leftover)

    def _files(self) -> Iterator[tuple[str, Path]]:
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder)
            if path.is_file() and name.parts[0] not in _BUILT:
                yield name.as_posix(), path


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold the workspace's lock.

    Raises:
        WorkspaceError: another run holds it.
    """
    import fcntl

    path = root / ".cache" / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WorkspaceError(
                str(Path(".cache") / "lock"),
                "",
                "another run is at work in this workspace",
                "wait until it has ended",
            ) from error
        yield
