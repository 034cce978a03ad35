"""What a run would do, and why: the fingerprints of now held against those of the last run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.workspace.cache import Cache
from pipeline.workspace.fingerprint import Options
from pipeline.workspace.run import find_tasks
from pipeline.workspace.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.workspace.cache import Manifest
    from pipeline.workspace.workers import Task


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one plan stands: unchanged, new, changed (and what), failed, or removed."""

    plan_id: str
    state: str
    why: tuple[str, ...] = ()


def status(root: Path, *, enrich: bool = True, model: str | None = None) -> tuple[Standing, ...]:
    """Say for each plan whether a run would produce it again, and why.

    Raises:
        WorkspaceError: something is wrong with the workspace as a whole.
    """
    tasks, refused = find_tasks(root, Options(enrich, model))
    manifest, there = Cache(root).manifest(), Store(root).hashes()
    standings = [Standing(name, "failed", (str(error),)) for name, error in refused.items()]
    standings += [_standing(task, manifest, there) for task in tasks]
    names = {standing.plan_id for standing in standings}
    standings += [Standing(name, "removed") for name in manifest.inputs if name not in names]
    return tuple(sorted(standings, key=lambda standing: standing.plan_id))


def _standing(task: Task, manifest: Manifest, there: Mapping[str, str]) -> Standing:
    plan_id, now = task.folder.plan_id, task.fingerprint.parts()
    then = manifest.inputs.get(plan_id)
    # What failed and was put back as it was published will not fail again.
    if plan_id in manifest.failed and then != now:
        return Standing(plan_id, "failed", (manifest.failed[plan_id],))
    if then is None:
        return Standing(plan_id, "new")
    why = [part for part, digest in now.items() if digest != then.get(part)]
    names = (f"plans/{plan_id}.json", f"reports/{plan_id}.json")
    if any(name not in there or there[name] != manifest.files.get(name) for name in names):
        why.append("extracted")
    return Standing(plan_id, "changed" if why else "unchanged", tuple(why))
