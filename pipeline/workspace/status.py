"""What a run would do, and why: the fingerprints of now held against those of the last run.

Plans come first, then what is made of all of them: the links, the database and the site.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.hashes import sha256
from pipeline.paths import BUILT, DATAPACKAGE, EXTRACTED, LINKS, plan_files
from pipeline.workspace.cache import Cache
from pipeline.workspace.fingerprint import Options, code_hash
from pipeline.workspace.linking import judgements_hash
from pipeline.workspace.run import find_tasks
from pipeline.workspace.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pipeline.workspace.cache import Manifest
    from pipeline.workspace.workers import Task


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one plan stands: unchanged, new, changed (and what), failed, or removed."""

    plan_id: str
    state: str
    why: tuple[str, ...] = ()


def status(
    root: Path,
    *,
    enrich: bool = True,
    model: str | None = None,
    there: Mapping[str, str] | None = None,
) -> tuple[Standing, ...]:
    """Say for each plan whether a run would produce it again, and why.

    Args:
        root: The workspace.
        enrich: Whether the run would look for mentions.
        model: The trained pipeline that it would look for them with too.
        there: The hashes of the files in extracted/, where they are known.

    Raises:
        WorkspaceError: something is wrong with the workspace as a whole.
    """
    tasks, refused = find_tasks(root, Options(enrich, model))
    manifest = Cache(root).manifest()
    there = hashes(root) if there is None else there
    standings = [Standing(name, "failed", (str(error),)) for name, error in refused.items()]
    standings += [_standing(task, manifest, there) for task in tasks]
    names = {standing.plan_id for standing in standings}
    standings += [Standing(name, "removed") for name in manifest.inputs if name not in names]
    return tuple(sorted(standings, key=lambda standing: standing.plan_id))


def hashes(root: Path) -> Mapping[str, str]:
    """Return the hashes of the files in extracted/, by their names there."""
    return Store(root).hashes()


@dataclass(frozen=True, slots=True)
class Made:
    """Where stands what is made of all plans: unchanged, new, or changed (and what)."""

    file: str
    state: str
    why: tuple[str, ...] = ()


def made(root: Path, plans: Sequence[Standing], there: Mapping[str, str]) -> tuple[Made, ...]:
    """Say for links, database and site whether they are those of the plans as they stand.

    The links are made by a run, the others by `arrimage publish`; one that was never made, or was
    made by another copy of the workspace, is new. What else a run makes of all plans is named
    where it is not as the last run left it, by the hashes of the files that are there: the next
    one puts it back.
    """
    cache = Cache(root)
    manifest, ground, built = cache.manifest(), built_from(root), cache.built()
    why = ["plans"] if any(one.state not in ("unchanged", "failed") for one in plans) else []
    if manifest.judgements != judgements_hash(root):
        why.append("judgements")
    edited = _edited(manifest, plans, there)
    if LINKS in edited:
        why.append("extracted")
    links = Made(LINKS, "changed" if why else "unchanged", tuple(why))
    if not (root / EXTRACTED / LINKS).is_file():
        links = Made(LINKS, "new")
    others = (Made(name, "changed", ("extracted",)) for name in edited if name != LINKS)
    return links, *others, *(_made(root, name, built, ground, links) for name in BUILT)


def _edited(manifest: Manifest, plans: Iterable[Standing], there: Mapping[str, str]) -> list[str]:
    """Return the files of all plans together that are not as the last run wrote them."""
    of_a_plan = {name for one in plans for name in plan_files(one.plan_id)}
    return sorted(
        name
        for name, digest in manifest.files.items()
        if name not in of_a_plan and there.get(name) != digest
    )


def built_from(root: Path) -> str:
    """Return the hash of what built files are made from: extracted/ by its description, and code.

    It is empty where there is no extracted/ yet.
    """
    description = root / EXTRACTED / DATAPACKAGE
    if not description.is_file():
        return ""
    return sha256(code_hash().encode() + description.read_bytes())


def _made(root: Path, name: str, built: Mapping[str, str], ground: str, links: Made) -> Made:
    if name not in built or not (root / EXTRACTED / name).exists():
        return Made(name, "new")
    if built[name] != ground or links.state != "unchanged":
        return Made(name, "changed", ("extracted",))
    return Made(name, "unchanged")


def _standing(task: Task, manifest: Manifest, there: Mapping[str, str]) -> Standing:
    plan_id, now = task.folder.plan_id, task.fingerprint.parts()
    then = manifest.inputs.get(plan_id)
    # What failed and was put back as it was published will not fail again.
    if plan_id in manifest.failed and then != now:
        return Standing(plan_id, "failed", (f"in the last run: {manifest.failed[plan_id]}",))
    if then is None:
        return Standing(plan_id, "new")
    why = [part for part, digest in now.items() if digest != then.get(part)]
    if any(
        name not in there or there[name] != manifest.files.get(name) for name in plan_files(plan_id)
    ):
        why.append("extracted")
    return Standing(plan_id, "changed" if why else "unchanged", tuple(why))
