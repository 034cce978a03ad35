"""What a person names → the plans it holds: a file, a folder, or a revision of either in git.

A path that exists is taken for what it is. Anything else is asked of git: `HEAD~1` is extracted/
as it was then, `HEAD~1:extracted/plans/x.json` one file of it. Git is asked for objects and
nothing else: no filter, pager or other program of a repository's configuration is run.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from pipeline.paths import EXTRACTED
from pipeline.workspace.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.model import Plan

_GIT = ("git", "-c", "core.fsmonitor=false", "--no-optional-locks", "--no-replace-objects")


def load_plans(name: str, root: Path) -> tuple[dict[str, Plan], bool]:
    """Return the plans that a name stands for, by id, and whether it names one file.

    Raises:
        WorkspaceError: there is no such thing, or what it holds is no plan.
    """
    path = root / name
    if path.is_file():
        return _parsed([(name, path.read_bytes())]), True
    if name and path.is_dir():
        inside = path / "plans" if (path / "plans").is_dir() else path
        files = sorted(inside.glob("*.json"))
        return _parsed((str(file), file.read_bytes()) for file in files), False
    return _revision(name, root)


def parse_plan(name: str, content: bytes) -> Plan:
    """Return the plan that a file holds; `name` is what errors call the file.

    Raises:
        WorkspaceError: it is no plan of the contract.
    """
    from pydantic import ValidationError

    from pipeline.invalid import placed_fault
    from pipeline.model import Plan

    try:
        return Plan.model_validate_json(content)
    except ValidationError as error:
        place, reason = placed_fault(error)
        raise WorkspaceError(name, place or "file", reason, "give the JSON of a plan") from error


def _revision(name: str, root: Path) -> tuple[dict[str, Plan], bool]:
    revision, colon, inside = name.partition(":")
    commit = _ask(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if not revision or commit is None:
        raise WorkspaceError(
            name or "''",
            "",
            "there is no such file or folder, and git knows no such revision",
            "check the path, or start in the workspace",
        )
    place = inside.rstrip("/") if colon else EXTRACTED
    start = commit.decode().strip()
    files = dict(_listed(root, start, place))
    if place in files:
        return _parsed([(name, _content(root, files[place]))]), True
    plans = {
        path: blob
        for path, blob in files.items()
        if path.endswith(".json") and path.rpartition("/")[0] in (f"{place}/plans", place)
    }
    inner = {path: blob for path, blob in plans.items() if path.startswith(f"{place}/plans/")}
    if not files:
        raise WorkspaceError(name, "", f"has no {place}", "give a revision in which it was there")
    chosen = sorted((inner or plans).items())
    return _parsed((f"{name}:{path}", _content(root, blob)) for path, blob in chosen), False


def _listed(root: Path, commit: str, place: str) -> Iterator[tuple[str, str]]:
    """Yield path and object of the plain files at a place, from the folder that root is."""
    out = _ask(root, "ls-tree", "-r", "-z", commit, "--", place) or b""
    for entry in out.decode("utf-8", "surrogateescape").split("\0"):
        description, _, path = entry.partition("\t")
        if description.startswith("100"):
            yield path, description.split()[2]


def _content(root: Path, blob: str) -> bytes:
    content = _ask(root, "cat-file", "blob", blob)
    if content is None:
        raise WorkspaceError(blob, "", "git has lost this object", "fetch the revision anew")
    return content


def _ask(root: Path, *arguments: str) -> bytes | None:
    """Return what git says; None where it knows nothing, or where there is no git."""
    try:
        done = subprocess.run(
            [*_GIT, *arguments],
            cwd=root,
            env={**os.environ, "GIT_NO_LAZY_FETCH": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except (OSError, ValueError):
        return None
    return done.stdout if done.returncode == 0 else None


def _parsed(files: Iterator[tuple[str, bytes]] | list[tuple[str, bytes]]) -> dict[str, Plan]:
    plans = [parse_plan(name, content) for name, content in files]
    return {plan.id: plan for plan in plans}
