"""The marks of an action that could not be read, each with the place that a correction names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.model import Action, Mark, Provenance


class UnclearMark(NamedTuple):
    """A mark whose state is unclear: how corrections.yaml names it, its column, and where it is."""

    where: str
    column: str
    mark: Mark
    provenance: Provenance


def unclear_marks(action: Action) -> Iterator[UnclearMark]:
    """Yield the unclear marks of an action: those of its schedule, then those of its grids."""
    for entry in action.schedule:
        if entry.state == "unclear":
            where = f"{action.id}#schedule/{entry.period_id}"
            yield UnclearMark(where, entry.period_id, entry.mark, entry.provenance)
    for number, grid in enumerate(action.grids, 1):
        if grid.state == "unclear":
            where = f"{action.id}#grids/{number}"
            yield UnclearMark(where, grid.column, grid.mark, grid.provenance)
