"""What is made from extracted/ and is not committed: where it comes from and how it is written.

The committed files come in through `package`, built files go out through `put_built` and
`put_all`: written beside and moved into place, so that whoever opens one sees the old one or the
new one. `not_ready` says what keeps all of it from leaving the house.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.paths import CACHE, EXTRACTED, SITE
from pipeline.workspace.cache import Cache
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.folders import find_folders
from pipeline.workspace.lock import lock
from pipeline.workspace.sidecar import load_sidecar
from pipeline.workspace.status import built_from, status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def package(root: Path) -> dict[str, bytes]:
    """Return the committed files of extracted/, held against their description.

    Raises:
        WorkspaceError: a file is missing, too many or changed by hand.
    """
    from pipeline.publish.package import PackageError, read_package

    try:
        return read_package(root / EXTRACTED)
    except PackageError as error:
        raise as_workspace_error(error) from error


def site(root: Path) -> dict[str, bytes]:
    """Return the files of the site as it was built; none where it was not."""
    folder = root / EXTRACTED / SITE
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def put_built(root: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write built files into extracted/, and return those that changed.

    Raises:
        WorkspaceError: a run is at work in the workspace.
    """
    with lock(root):
        changed = put_all(root / EXTRACTED, files, beside=root / CACHE)
        remember_built(root, *files)
    return changed


def remember_built(root: Path, *names: str) -> None:
    """Keep what built files were made from, for `arrimage status`."""
    cache, ground = Cache(root), built_from(root)
    for name in names:
        cache.remember_built(name, ground)


def put_all(folder: Path, files: Mapping[str, bytes], *, beside: Path | None = None) -> list[str]:
    """Write files into a folder, each whole, and return the paths of those that changed.

    Args:
        folder: The folder.
        files: Contents by path inside the folder.
        beside: Where a file is written before it is moved; a folder of the same disk.
    """
    changed = [path for path in sorted(files) if not _same(folder / path, files[path])]
    for path in changed:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        new = (beside or target.parent) / f".{target.name}.new"
        new.write_bytes(files[path])
        new.replace(target)
    return changed


def not_ready(root: Path, files: Mapping[str, bytes]) -> list[str]:
    """Return what keeps a workspace from being released, a line each; nothing where it may go."""
    from pipeline.publish.package import plans_of, report_of, shared_findings
    from pipeline.publish.publishable import publishable, without_errors

    stale = [one.plan_id for one in status(root) if one.state != "unchanged"]
    missing = [f"{name}: extracted/ is not what raw/ gives; run `arrimage run`" for name in stale]
    states = {folder.plan_id: load_sidecar(folder).state for folder in find_folders(root).folders}
    for plan in plans_of(files):
        missing += publishable(plan, report_of(files, plan.id), states.get(plan.id))
    for path, findings in shared_findings(files).items():
        missing += without_errors(f"{EXTRACTED}/{path}", findings)
    return missing


def site_is_of(root: Path) -> bool | None:
    """Tell whether the site was made from extracted/ as it is; None where nobody knows.

    Nobody does where it was made elsewhere, or what was kept of that is gone.
    """
    ground = Cache(root).built().get(SITE)
    return None if ground is None else ground == built_from(root)


def as_workspace_error(error: Exception) -> WorkspaceError:
    """Return an error of what is published as one of the workspace: its parts are in its text."""
    file, _, rest = str(error).partition(": ")
    reason, _, hint = rest.rpartition("; ")
    return WorkspaceError(file, "", reason or rest, hint if reason else "run `arrimage run`")


def _same(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
