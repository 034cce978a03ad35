"""raw/ and extracted/ on disk: which plans there are, what they were made from, what is new."""

from __future__ import annotations

from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.results import PlanResult, RunResult
from pipeline.workspace.run import compare, run
from pipeline.workspace.status import Made, Standing, hashes, made, status

__all__ = [
    "Made",
    "PlanResult",
    "RunResult",
    "Standing",
    "WorkspaceError",
    "compare",
    "hashes",
    "made",
    "run",
    "status",
]
