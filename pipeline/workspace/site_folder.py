"""extracted/site/ on disk: put together beside the old site, and exchanged with it whole.

Whoever has the site open sees all of the old one or all of the new one. Files that did not change
are linked and not written. Page images (`pages/`), which are drawn by others, are carried over.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pipeline.workspace import inplace
from pipeline.workspace.built import SITE
from pipeline.workspace.durable import drop, exchange
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.lock import lock
from pipeline.workspace.store import OUTPUT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.publish.site import PageImage

PAGES = "pages"
IMAGES = "pages/index.json"
"""What the images of pages are: plan id → page → {file, width, height} (in points)."""
_BESIDE = Path(".cache") / "site-new"


def put_site(root: Path, files: Iterable[tuple[str, bytes]]) -> tuple[int, int]:
    """Exchange the site for these files; return how many there are, and how many changed.

    Raises:
        WorkspaceError: a run is at work in the workspace, or something is in the way.
    """
    folder, beside = root / OUTPUT / SITE, root / _BESIDE
    if folder.is_symlink() or folder.is_file():
        raise WorkspaceError(f"{OUTPUT}/{SITE}", "", "is not a folder", "take it out")
    with lock(root):
        if folder.exists():
            inplace.complete(folder)
        drop(beside)
        try:
            names, changed = _fill(beside, folder, files)
            left_over = [name for name in _names(folder) if name not in names]
            if changed or left_over:
                _swap(folder, beside, changed, left_over)
        finally:
            with suppress(OSError):
                drop(beside)
    return len(names), len(changed)


def page_images(root: Path) -> dict[tuple[str, int], PageImage]:
    """Return the images of pages that stand in the site; none where none were drawn.

    Raises:
        WorkspaceError: the file that lists them is not what it should be.
    """
    from pipeline.publish.site import PageImage

    folder = root / OUTPUT / SITE
    path = folder / IMAGES
    if not path.is_file():
        return {}
    try:
        found: dict[tuple[str, int], PageImage] = {}
        for plan_id, pages in json.loads(path.read_bytes()).items():
            for page, values in pages.items():
                name = _inside(values["file"])
                if (folder / name).is_file():
                    image = PageImage(name, _length(values["width"]), _length(values["height"]))
                    found[plan_id, int(page)] = image
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WorkspaceError(
            f"{OUTPUT}/{SITE}/{IMAGES}", "", "is not a list of images", "draw the pages again"
        ) from error
    return found


def _fill(
    beside: Path, folder: Path, files: Iterable[tuple[str, bytes]]
) -> tuple[set[str], list[str]]:
    """Put the new folder together; return the names of all files, and of those that changed."""
    beside.mkdir(parents=True)
    names: set[str] = set()
    changed: list[str] = []
    made: set[Path] = set()
    for name, content in files:
        target = beside / name
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        names.add(name)
        if not _linked(folder / name, target, content):
            target.write_bytes(content)
            changed.append(name)
    for name in _names(folder):
        if name.startswith(f"{PAGES}/") and name not in names:
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            if not _linked(folder / name, beside / name):
                shutil.copy2(folder / name, beside / name)
            names.add(name)
    return names, changed


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


def _inside(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or path.parts[:1] != (PAGES,):
        raise ValueError("a name leads out of the folder")
    return path.as_posix()


def _length(value: Any) -> float:
    if not 0 < float(value) < 1_000_000:
        raise ValueError("not a length")
    return round(float(value), 2)
