"""extracted/site/ on disk: put together beside the old site, and exchanged with it whole.

Whoever has the site open sees all of the old one or all of the new one. Files that did not change
are linked and not written; page images, which are drawn elsewhere, are linked to where they are.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.paths import CACHE, EXTRACTED, SITE
from pipeline.workspace import inplace
from pipeline.workspace.built import remember_built
from pipeline.workspace.durable import drop, exchange
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.lock import lock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_BESIDE = Path(CACHE) / "site-new"
_NONE: Mapping[str, Path] = MappingProxyType({})


def put_site(
    root: Path, files: Iterable[tuple[str, bytes]], images: Mapping[str, Path] = _NONE
) -> tuple[int, int]:
    """Exchange the site for these files; return how many there are, and how many changed.

    Args:
        root: The workspace.
        files: Path inside the site and content, one after the other.
        images: Files that already are on disk, by their path inside the site.

    Raises:
        WorkspaceError: a run is at work in the workspace, or something is in the way.
    """
    folder, beside = root / EXTRACTED / SITE, root / _BESIDE
    if folder.is_symlink() or folder.is_file():
        raise WorkspaceError(f"{EXTRACTED}/{SITE}", "", "is not a folder", "take it out")
    with lock(root):
        if folder.exists():
            inplace.complete(folder)
        drop(beside)
        try:
            names, changed = _fill(beside, folder, files, images)
            left_over = [name for name in _names(folder) if name not in names]
            if changed or left_over:
                _swap(folder, beside, changed, left_over)
            remember_built(root, SITE)
        finally:
            with suppress(OSError):
                drop(beside)
    return len(names), len(changed)


def _fill(
    beside: Path, folder: Path, files: Iterable[tuple[str, bytes]], images: Mapping[str, Path]
) -> tuple[set[str], list[str]]:
    """Put the new folder together; return the names of all files, and of those that changed."""
    beside.mkdir(parents=True)
    names: set[str] = set()
    changed: list[str] = []
    for name, content in files:
        target = _room(beside / name)
        if not _linked(folder / name, target, content):
            target.write_bytes(content)
            changed.append(name)
        names.add(name)
    for name, image in images.items():
        target = _room(beside / name)
        if not _same(folder / name, image):
            changed.append(name)
        if not _linked(image, target):
            shutil.copyfile(image, target)
        names.add(name)
    return names, changed


def _room(path: Path) -> Path:
    """Make the folder of a file; most are there already, and asking costs less than making."""
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True)
    return path


def _same(old: Path, new: Path) -> bool:
    return old.is_file() and (old.samefile(new) or old.read_bytes() == new.read_bytes())


def _linked(old: Path, new: Path, content: bytes | None = None) -> bool:
    """Give an unchanged file a second name."""
    try:
        if content is not None and (
            old.stat().st_size != len(content) or old.read_bytes() != content
        ):
            return False
        os.link(old, new, follow_symlinks=False)
    except OSError:
        return False
    return True


def _swap(folder: Path, beside: Path, changed: list[str], left_over: list[str]) -> None:
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            beside.rename(folder)
            return
        folder.mkdir()
    elif exchange(beside, folder):
        return
    contents = {name: (beside / name).read_bytes() for name in changed}
    inplace.bring_up(folder, contents, left_over)


def _names(folder: Path) -> list[str]:
    """Return the plain files of the site by their path in it."""
    names = []
    for place, _, files in os.walk(folder):
        here = Path(place)
        names += [(here / name).relative_to(folder).as_posix() for name in files]
    return sorted(names)
