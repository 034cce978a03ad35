"""extracted/ on disk: read whole, compared whole, replaced whole.

Files come in as a mapping from relative path to content. The new folder is put together beside
the old one and swaps places with it in one step, so that whoever looks, whenever the run was
killed, sees all of the old result or all of the new one; where the system cannot swap folders, a
journal does it (`inplace`). What people put in the folder, and what other commands build there,
is carried over.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.cores import on_all_cores
from pipeline.hashes import sha256
from pipeline.paths import BUILT, DATABASE, EXTRACTED
from pipeline.workspace import inplace
from pipeline.workspace.durable import drop, exchange, settle, settle_names, write
from pipeline.workspace.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

BESIDE = ".extracted-new"
_BUILT = (*BUILT, f"{DATABASE}-journal", f"{DATABASE}-wal")
"""What other commands build in the folder: carried over as it is, and never compared."""

_NO_RIGHT = (errno.EACCES, errno.EPERM, errno.EROFS)
"""The workspace itself may not be written in; extracted/ may all the same."""
_OWN_START = b'{\n  "schema_version": "'
"""How every JSON of the contract begins: so a file is known as one that some run wrote."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The hashes of the files on disk and of those that are wanted, by relative path."""

    there: Mapping[str, str]
    wanted: Mapping[str, str]
    differing: tuple[str, ...]
    """The names of the files that are missing, other, or left over on disk."""

    def same(self, name: str) -> bool:
        """Tell whether a file on disk is as it is wanted."""
        return name in self.wanted and self.there.get(name) == self.wanted[name]


class Store:
    """The published folder of one workspace; `written` names the files of the last run."""

    def __init__(self, root: Path, written: Collection[str] = ()) -> None:
        """Take the workspace's root."""
        self.root = root
        self.folder = root / EXTRACTED
        self._beside = root / BESIDE
        self._written = frozenset(written)

    def hashes(self) -> dict[str, str]:
        """Return the hash of every file that is compared, by relative path."""
        found = list(self._files())
        digests = on_all_cores(_hash_of, [path for _, path in found])
        return dict(zip((name for name, _ in found), digests, strict=True))

    def read(self, name: str) -> bytes | None:
        """Return the content of a file, or None where there is none."""
        path = self.folder / name
        return path.read_bytes() if path.is_file() else None

    def compare(
        self,
        files: Mapping[str, bytes],
        there: Mapping[str, str] | None = None,
        hashed: Mapping[str, str] = MappingProxyType({}),
    ) -> Comparison:
        """Hold files against those on disk.

        Args:
            files: The files that are wanted.
            there: The hashes of those on disk, where they are known.
            hashed: The hashes of those that are wanted, of the ones that are known.
        """
        there = there if there is not None else self.hashes()
        names = [name for name in files if not _is_built(name)]
        rest = [name for name in names if name not in hashed]
        digests = dict(zip(rest, on_all_cores(sha256, [files[n] for n in rest]), strict=True))
        wanted = {name: digests.get(name) or hashed[name] for name in names}
        other = {name for name in wanted if there.get(name) != wanted[name]}
        return Comparison(there, wanted, tuple(sorted(other | self.left_over(there, wanted))))

    def holds(self, hashes: Mapping[str, str]) -> bool:
        """Tell whether these files, and nothing left over beside them, are on disk."""
        there = self.hashes()
        return not self.left_over(there, hashes) and all(
            there.get(name) == digest for name, digest in hashes.items() if not _is_built(name)
        )

    def left_over(self, there: Collection[str], wanted: Collection[str]) -> set[str]:
        """Return the files of an earlier run that nothing makes any more."""
        return {name for name in there if name not in wanted and self._is_own(name)}

    def foreign(self, wanted: Collection[str]) -> tuple[str, ...]:
        """Return the files that people put in the folder: they are kept."""
        shown = [name for name in self._kept(wanted) if not _is_built(name)]
        return tuple(name for name in shown if not name.startswith("."))

    def replace(self, files: Mapping[str, bytes], compared: Comparison | None = None) -> None:
        """Put these files in place of those of the last run; `compared` spares a second look.

        Raises:
            WorkspaceError: they cannot be written; the folder is then as it was.
        """
        try:
            self.recover()
            self._refuse_what_is_in_the_way(files)
            self._ask_leave()
            compared = compared or self.compare(files)
            if not self._swap(files, compared):
                self._journalled(files, compared)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise WorkspaceError(
                EXTRACTED,
                "",
                f"cannot be brought up to date: {reason}",
                "nothing was lost: make room or give the right to write, and run again",
            ) from error

    def recover(self) -> None:
        """Put right what a run that was killed left behind."""
        if self.folder.is_symlink() or self.folder.is_file():
            raise WorkspaceError(EXTRACTED, "", "is not a folder", "take it out: run makes one")
        drop(self._beside)
        if self.folder.exists():
            inplace.complete(self.folder)

    def _refuse_what_is_in_the_way(self, files: Mapping[str, bytes]) -> None:
        parents = {parent for name in files for parent in Path(name).parents if parent != Path()}
        for parent in sorted(parents):
            path = self.folder / parent
            if path.is_symlink() or (path.exists() and not path.is_dir()):
                raise WorkspaceError(
                    f"{EXTRACTED}/{parent}", "", "is in the way of a folder", "move it elsewhere"
                )
        for name in sorted(files):
            path = self.folder / name
            if path.is_dir() and not path.is_symlink():
                raise WorkspaceError(
                    f"{EXTRACTED}/{name}", "", "is in the way of a file", "move it elsewhere"
                )

    def _ask_leave(self) -> None:
        """A folder can be swapped by who may not write in it; that is not what its owner meant."""
        for place, _, _ in os.walk(self.folder):
            if not os.access(place, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), place)

    def _swap(self, files: Mapping[str, bytes], compared: Comparison) -> bool:
        """Put the folder together beside and swap; False where the system cannot."""
        try:
            self._beside.mkdir()
        except OSError as error:
            if error.errno in _NO_RIGHT:
                return False
            raise
        try:
            self._fill(files, compared)
            if not self.folder.exists():
                self._beside.rename(self.folder)
            elif not exchange(self._beside, self.folder):
                return False
            settle_names(self.root)
        finally:
            with suppress(OSError):
                drop(self._beside)
        return True

    def _fill(self, files: Mapping[str, bytes], compared: Comparison) -> None:
        changed = [name for name in sorted(files) if not compared.same(name)]
        # Imported here: few commands come this far.
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor() as pool:
            # The disk takes its time with what is new: the rest gets its names meanwhile.
            written = [pool.submit(write, self._beside / name, files[name]) for name in changed]
            for name in sorted(files.keys() - set(changed)):
                if not _link(self.folder / name, self._beside / name):
                    write(self._beside / name, files[name])
            for name in self._kept(files):
                if not _link(self.folder / name, self._beside / name):
                    shutil.copy2(self.folder / name, self._beside / name, follow_symlinks=False)
            for one in written:
                one.result()
        if self.folder.exists():
            shutil.copymode(self.folder, self._beside)
        settle(self._beside)

    def _journalled(self, files: Mapping[str, bytes], compared: Comparison) -> None:
        self.folder.mkdir(exist_ok=True)
        changed = {name: content for name, content in files.items() if not compared.same(name)}
        inplace.bring_up(self.folder, changed, self.left_over(compared.there, files))

    def _kept(self, files: Collection[str]) -> list[str]:
        return [
            name
            for name in self._all()
            if name not in files and (_is_built(name) or not self._is_own(name))
        ]

    def _is_own(self, name: str) -> bool:
        """Tell whether a run wrote a file: the last one here, or one that wrote its contract."""
        if name in self._written:
            return True
        path = self.folder / name
        if path.suffix != ".json" or path.is_symlink() or not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(_OWN_START)) == _OWN_START

    def _files(self) -> Iterator[tuple[str, Path]]:
        for name in self._all():
            path = self.folder / name
            if not _is_built(name) and path.is_file() and not path.is_symlink():
                yield name, path

    def _all(self) -> list[str]:
        """Return the names of all that is no folder; links are not followed."""
        names: list[str] = []
        for place, folders, files in os.walk(self.folder):
            here = Path(place)
            links = [name for name in folders if (here / name).is_symlink()]
            # A site has thousands of files: what leads to them is worked out once a folder.
            above = here.relative_to(self.folder).as_posix()
            lead = "" if above == "." else f"{above}/"
            names += [f"{lead}{name}" for name in (*links, *files)]
        staged = (f"{inplace.PART}/", f"{inplace.VALID}/")
        return sorted(name for name in names if not name.startswith(staged))


def _is_built(name: str) -> bool:
    return name.split("/", 1)[0] in _BUILT


def _link(old: Path, new: Path) -> bool:
    """Give a file a second name; what is unchanged is then not written again."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        return False
    return True


def _hash_of(path: Path) -> str:
    return sha256(path.read_bytes())
