"""What became of the plans of a workspace in a run: the answer a caller gets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.workspace.cache import Counts
    from pipeline.workspace.errors import WorkspaceError


@dataclass(frozen=True, slots=True)
class PlanResult:
    """What became of one plan."""

    plan_id: str
    state: Literal["fresh", "cached", "failed"]
    counts: Counts | None = None
    error: WorkspaceError | None = None
    kept: bool = False
    """Whether a plan that failed has a last good result, which stays."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What became of a workspace: its plans, and the files of extracted/ that differ."""

    plans: tuple[PlanResult, ...]
    files: tuple[str, ...] = ()
    checked: bool = False
    """Whether the files were only held against what is on disk."""
    foreign: tuple[str, ...] = ()
    """The files of extracted/ that no run wrote: they were kept."""
    problems: tuple[dict[str, str], ...] = ()
    """The findings that are of no single plan."""
    unread: Mapping[str, str] = field(default_factory=dict)
    """The files of raw/ that nothing reads, with what may be meant by each."""

    def failed(self, *, strict: bool = False) -> bool:
        """Tell whether the exit code is 1; `strict` counts warnings too."""
        grave = ("error", "warning") if strict else ("error",)
        if self.checked and self.files:
            return True
        if any(problem["severity"] in grave for problem in self.problems):
            return True
        return any(
            plan.error or (plan.counts and any(plan.counts.findings[name] for name in grave))
            for plan in self.plans
        )
