"""The plan folders of a workspace: which there are, and which files of theirs count.

A workspace's root comes in, `PlanFolder`s go out, in the order of their names, beside an error
for each folder that cannot be one. Nothing a name or a link says leads out of the workspace: a
link to a place outside is refused, and so is anything that is not a plain file.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.paths import JUDGEMENTS, LEXICON, PLAN_ID, PORTAL, RAW
from pipeline.workspace.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RENDITIONS = ("source.pdf", "source.docx", "source.html", "source.md", "source.txt")
"""The files a document may stand in; the first that can be read is the one that is published."""

_BESIDE = ("plan.yaml", "ids.csv", "corrections.yaml")
_OF_ALL = tuple(name.removeprefix(f"{RAW}/") for name in (JUDGEMENTS, LEXICON, PORTAL))
_LIKE = 0.7
"""How alike two names are, from 0 to 1, where one may be meant for the other."""


@dataclass(frozen=True, slots=True)
class PlanFolder:
    """A folder of raw/: its id, and its files that count, by name."""

    plan_id: str
    name: str
    files: Mapping[str, Path]

    @property
    def renditions(self) -> tuple[str, ...]:
        """The document's files, in the order in which they are preferred."""
        return tuple(name for name in RENDITIONS if name in self.files)


@dataclass(frozen=True, slots=True)
class Found:
    """The plan folders of a workspace, and the errors of those that cannot be one, by name."""

    folders: tuple[PlanFolder, ...]
    refused: Mapping[str, WorkspaceError]


def find_folders(root: Path) -> Found:
    """List the plan folders under raw/.

    Raises:
        WorkspaceError: there is no raw/, or it lies outside the workspace.
    """
    raw = root / "raw"
    if not raw.is_dir():
        raise WorkspaceError(
            "raw/", "", "the folder is missing", "start in the workspace, or give it with --root"
        )
    _keep_inside(raw, root, "raw")
    folders: list[PlanFolder] = []
    refused: dict[str, WorkspaceError] = {}
    for path in sorted(raw.iterdir()):
        if path.name.startswith(".") or not (path.is_dir() or path.is_symlink()):
            continue
        try:
            folders.append(_folder(path, root))
        except WorkspaceError as error:
            refused[path.name] = error
    return Found(tuple(folders), refused)


def unread(root: Path) -> dict[str, str]:
    """Return the files under raw/ that nothing reads, each with what may be meant by it.

    People may keep what they like there; but a file that is called nearly as one that counts
    holds words that would be passed over in silence.
    """
    found: dict[str, str] = {}
    for path in _files(root / "raw"):
        if path.name not in _OF_ALL:
            ending = path.suffix.lower()
            document = ending in {f".{name.rpartition('.')[2]}" for name in RENDITIONS}
            made = f"a plan has a folder of its own: `arrimage new 'raw/{path.name}'` makes it"
            found[f"raw/{path.name}"] = _meant(path.name, _OF_ALL) or (made if document else "")
    for folder in _entries(root / "raw"):
        if PLAN_ID.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink():
            known = (*RENDITIONS, *_BESIDE)
            for path in _files(folder):
                if path.name not in known:
                    found[f"raw/{folder.name}/{path.name}"] = _meant(path.name, known)
    return found


def _files(folder: Path) -> list[Path]:
    return [path for path in _entries(folder) if path.is_file()]


def _entries(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]


def _meant(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name.lower(), known, n=1, cutoff=_LIKE)
    return f"is it meant to be {close[0]}?" if close else ""


def workspace_file(root: Path, name: str) -> Path | None:
    """Return a plain file of the workspace, or None where there is none."""
    path = root / name
    if not path.exists() and not path.is_symlink():
        return None
    _keep_inside(path, root, name)
    if not path.is_file():
        raise WorkspaceError(name, "", "is not a plain file", "put a file there, or take it out")
    return path


def _folder(path: Path, root: Path) -> PlanFolder:
    name = f"raw/{path.name}"
    if not PLAN_ID.fullmatch(path.name):
        raise WorkspaceError(
            name,
            "",
            f"'{path.name}' cannot be the id of a plan",
            "rename the folder with a-z, 0-9 and single hyphens",
        )
    _keep_inside(path, root, name)
    if not path.is_dir():
        raise WorkspaceError(name, "", "is not a folder", "put the plan in a folder")
    files = {
        file: found
        for file in (*RENDITIONS, *_BESIDE)
        if (found := workspace_file(root, f"{name}/{file}")) is not None
    }
    if not any(file in files for file in RENDITIONS):
        raise WorkspaceError(
            name, "", "holds no document", f"put one of {', '.join(RENDITIONS)} there"
        )
    return PlanFolder(path.name, name, files)


def _keep_inside(path: Path, root: Path, name: str) -> None:
    # Path.resolve raises on a link to itself before Python 3.13; realpath does not.
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        raise WorkspaceError(
            name,
            "",
            "is a link that leads out of the workspace",
            "put the file itself there",
        )
