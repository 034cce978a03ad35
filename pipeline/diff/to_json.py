"""Differences → plain values for JSON; their form is described in docs/running.md and stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.diff.compare import KINDS
from pipeline.diff.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.diff.compare import Change, GroupDiff
    from pipeline.diff.folders import FolderDiff
    from pipeline.diff.parts import Part

FORM = 1
"""Changes with the form of the values."""
WORDED = frozenset({"text", "title", "label", "definition"})
"""The fields whose change is shown word by word."""


def as_values(diff: FolderDiff) -> dict[str, Any]:
    """Return the differences of two sets of plans."""
    return {
        "form": FORM,
        "same": diff.same,
        "added": list(diff.added),
        "removed": list(diff.removed),
        "plans": {name: plan_values(groups) for name, groups in diff.plans.items()},
    }


def plan_values(groups: Sequence[GroupDiff]) -> dict[str, Any]:
    """Return the differences of two states of one plan."""
    return {
        group.name: {
            "added": [_part(part) for part in group.added],
            "removed": [_part(part) for part in group.removed],
            "changed": [change_values(change) for change in group.changed],
        }
        for group in groups
    }


def change_values(change: Change) -> dict[str, Any]:
    """Return one change."""
    return {
        "old_id": change.old_id,
        "new_id": change.new_id,
        "kinds": list(change.kinds),
        "fields": {
            field: {"old": old, "new": new, **_words(field, old, new)}
            for field, (old, new) in change.fields.items()
        },
    }


def counts(groups: Sequence[GroupDiff]) -> dict[str, int]:
    """Return how often each kind of difference is found; those that are not are left out."""
    found = {
        "added": sum(len(group.added) for group in groups),
        "removed": sum(len(group.removed) for group in groups),
        **{
            kind: sum(kind in change.kinds for group in groups for change in group.changed)
            for kind in KINDS
        },
    }
    return {kind: number for kind, number in found.items() if number}


def _words(field: str, old: object, new: object) -> dict[str, Any]:
    if field not in WORDED or not isinstance(old, str) or not isinstance(new, str):
        return {}
    return {"words": [list(piece) for piece in wording(old, new)]}


def _part(part: Part) -> dict[str, Any]:
    return {"id": part.id, **part.fields}
