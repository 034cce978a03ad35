"""Two sets of plans → the plans added and removed, and the differences of the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.diff.compare import GroupDiff, diff_plans
from pipeline.diff.parts import SCOPES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pipeline.model import Plan


@dataclass(frozen=True, slots=True)
class FolderDiff:
    """The differences of two sets of plans by their ids; `plans` holds those that have any."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    plans: Mapping[str, tuple[GroupDiff, ...]]

    @property
    def same(self) -> bool:
        """Tell whether there is no difference."""
        return not (self.added or self.removed or self.plans)


def diff_folders(
    old: Mapping[str, Plan],
    new: Mapping[str, Plan],
    *,
    exact: bool = False,
    only: Collection[str] = SCOPES,
) -> FolderDiff:
    """Compare plans by their ids."""
    diffs = {
        name: diff_plans(old[name], new[name], exact=exact, only=only)
        for name in sorted(old.keys() & new.keys())
        if old[name] != new[name]
    }
    return FolderDiff(
        added=tuple(sorted(new.keys() - old.keys())),
        removed=tuple(sorted(old.keys() - new.keys())),
        plans={name: groups for name, groups in diffs.items() if groups},
    )
