"""The grids of all tables of a plan: each is read whole, then cut where headings part it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.document import Table
from pipeline.extract.findings import Findings
from pipeline.extract.grid import Grid, part_of, read_grid
from pipeline.extract.unfold import Part
from pipeline.lexicon import Lexicon
from pipeline.text import fold


@dataclass(frozen=True, slots=True)
class Grids:
    """The grids of tables without the headings in them, and of the parts that these cut."""

    whole: dict[Table, Grid]
    parts: dict[Table, Grid]


def read_grids(
    parts: Sequence[Part],
    period_ids: tuple[str, ...],
    own: Mapping[str, str],
    lexicon: Lexicon,
    findings: Findings,
) -> Grids:
    """Read each table as it is printed, and what of it stands in each of its parts."""
    whole = {part.source: read_grid(part.source, lexicon, period_ids, own) for part in parts}
    _report_absent(own, whole.values(), findings)
    cut = {part.table: part_of(whole[part.source], part.table, part.first) for part in parts}
    return Grids(whole, cut)


def _report_absent(own: Iterable[str], grids: Iterable[Grid], findings: Findings) -> None:
    """Say which headers of plan.yaml no table has: such a line does nothing."""
    headers = {fold(column.header) for grid in grids for column in grid.columns}
    for header in own:
        if fold(header) not in headers:
            findings.add(
                "column_absent",
                "warning",
                None,
                f"plan.yaml names the column '{header}', which no table has",
                "write the header as `arrimage tables` prints it, or take the line out",
            )
