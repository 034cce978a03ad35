"""The plans of a workspace that follow another (`follows:` in plan.yaml) → reports/editions.json.

The file is made from the plans, their sidecars and raw/judgements.csv alone, and is not there
where no plan follows another. A `follows:` that leads nowhere, or round in a circle, is an error
finding of the file and leaves the plans themselves as they are.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.paths import EDITIONS
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.folders import workspace_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.model import Finding, Plan


def edition_files(root: Path, plans: Sequence[Plan], last: bytes | None) -> dict[str, bytes]:
    """Return the file by its name, or nothing; `last` is what stands in extracted/."""
    follows = _follows(root, plans, last)
    if not follows:
        return {}
    from pipeline.diff.editions import Editions, follow
    from pipeline.publish.to_json import dump
    from pipeline.workspace.judgement_file import load_judgements

    by_id = {plan.id: plan for plan in plans}
    judged = load_judgements(root)
    findings = list(_findings(follows, by_id))
    astray = {finding.where for finding in findings}
    editions = Editions(
        editions=tuple(
            follow(by_id[old], by_id[new], judged)
            for new, old in sorted(follows.items())
            if _place(new) not in astray
        ),
        findings=tuple(findings),
    )
    return {EDITIONS: dump(editions)}


def _follows(root: Path, plans: Sequence[Plan], last: bytes | None) -> dict[str, str]:
    """Return who follows whom; a plan whose sidecar cannot be read follows whom it followed."""
    from pipeline.workspace.sidecar import parse_sidecar

    before = _before(last)
    found: dict[str, str | None] = {}
    for plan in plans:
        name = _place(plan.id)
        try:
            path = workspace_file(root, name)
            found[plan.id] = parse_sidecar(path.read_bytes(), name).follows if path else None
        except (OSError, WorkspaceError):
            found[plan.id] = before.get(plan.id)
    return {new: old for new, old in found.items() if old is not None}


def _before(last: bytes | None) -> dict[str, str]:
    """Return who followed whom; a file that somebody changed tells nothing."""
    try:
        return {one["plan_id"]: one["follows"] for one in json.loads(last or b"")["editions"]}
    except (ValueError, KeyError, TypeError):
        return {}


def _findings(follows: Mapping[str, str], plans: Mapping[str, Plan]) -> Iterator[Finding]:
    from pipeline.model import Finding

    for new, old in sorted(follows.items()):
        chain = [new]
        while chain[-1] in follows and chain.count(chain[-1]) == 1:
            chain.append(follows[chain[-1]])
        if old not in plans:
            yield Finding(
                code="edition_unknown",
                severity="error",
                where=_place(new),
                message=f"follows '{old}', which is no plan of this workspace",
                hint="correct the id, or put that plan in raw/",
            )
        elif chain.count(new) > 1:
            yield Finding(
                code="edition_circle",
                severity="error",
                where=_place(new),
                message=f"follows itself: {' → '.join(chain)}",
                hint="take one of these `follows` out",
            )


def _place(plan_id: str) -> str:
    return f"raw/{plan_id}/plan.yaml"
