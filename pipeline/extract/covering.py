"""Several pieces of a document → the one place that covers them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Line, Table
from pipeline.model import Provenance


def place(pieces: Sequence[Line | Table], method: str) -> Provenance:
    """Return the one place that covers lines and tables: a range of lines, or all regions."""
    ranges = [piece.provenance.lines for piece in pieces if piece.provenance.lines]
    regions = tuple(region for piece in pieces for region in piece.provenance.regions)
    if ranges:
        first, last = min(r[0] for r in ranges), max(r[1] for r in ranges)
        return Provenance(lines=(first, last), method=method)
    return Provenance(regions=regions, method=method)
