"""What a run would do, and why: the fingerprints of now held against those of the last run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.workspace.cache import Cache
from pipeline.workspace.fingerprint import Options
from pipeline.workspace.run import find_tasks
from pipeline.workspace.store import Store

if TYPE_CHECKING:
    from pathlib import Path


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
    for task in tasks:
        plan_id, now = task.folder.plan_id, task.fingerprint.parts()
        published = {
            name: digest
            for name, digest in there.items()
            if name in (f"plans/{plan_id}.json", f"reports/{plan_id}.json")
        }
        if plan_id in manifest.failed:
            standings.append(Standing(plan_id, "failed", (manifest.failed[plan_id],)))
        elif plan_id not in manifest.inputs:
            standings.append(Standing(plan_id, "new"))
        else:
            then = manifest.inputs[plan_id]
            why = [part for part, digest in now.items() if digest != then.get(part)]
            if len(published) < 2 or any(
                manifest.files.get(name) != digest for name, digest in published.items()
            ):
                why.append("extracted")
            standings.append(Standing(plan_id, "changed" if why else "unchanged", tuple(why)))
    known = {standing.plan_id for standing in standings}
    standings += [Standing(name, "removed") for name in manifest.inputs if name not in known]
    return tuple(sorted(standings, key=lambda standing: standing.plan_id))
