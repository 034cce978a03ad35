"""Every bad file by name, with what must become of it."""

from __future__ import annotations

from tests.pdf.bad import files, guarded, streams, structure
from tests.pdf.bad.case import Bad

__all__ = ["BAD", "Bad"]

BAD: dict[str, Bad] = {
    bad.name: bad
    for group in (
        files.NOT_PDF,
        files.DAMAGED,
        structure.TABLES,
        structure.TREES,
        structure.PAGES_OF_ODD_SHAPE,
        streams.BOMBS,
        streams.LOOPS,
        streams.NONSENSE,
        streams.FONTS,
        guarded.LOCKED,
        guarded.ACTIVE,
    )
    for bad in group
}
