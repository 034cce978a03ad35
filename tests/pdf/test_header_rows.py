"""How many rows head a table whose header is set like its body."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Table
from pipeline.read.pdf.primitives import Path, Word
from tests.pdf.test_unruled import laid_out, line, rule

XS = (55, 295, 355, 415, 475)
HEADS = (60, "Actions"), (310, "2025"), (370, "2026"), (430, "2027")


def grid(top: int, bottom: int) -> list[Path]:
    """Rules around cells of 18 points."""
    across = [rule(55, y, 475, y) for y in range(top, bottom + 1, 18)]
    return [*across, *(rule(x, top, x, bottom) for x in XS)]


def header_rows(words: Sequence[Word], paths: Sequence[Path]) -> int:
    (table,) = (item for item in laid_out(words, paths).items if isinstance(item, Table))
    return table.header_rows


def test_a_first_row_without_a_mark_is_no_part_of_the_header() -> None:
    words = [*line(104, *HEADS), *line(122, (60, "Open a place"))]
    words += [*line(140, (60, "Keep it"), (380, "✓")), *line(158, (60, "Tell all"), (320, "✓"))]
    assert header_rows(words, grid(100, 172)) == 1


def test_heads_beside_a_title_over_others_are_a_header_without_any_mark() -> None:
    words = [*line(112, HEADS[0]), *line(104, (360, "Calendar")), *line(122, *HEADS[1:])]
    words += line(140, (60, "Open a place"))
    top = [rule(55, 100, 475, 100), rule(295, 118, 475, 118)]
    down = [rule(55, 100, 55, 154), rule(295, 100, 295, 154), rule(475, 100, 475, 154)]
    inner = [rule(x, 118, x, 154) for x in XS[2:4]]
    paths = [*top, *down, *inner, *(rule(55, y, 475, y) for y in (136, 154))]
    assert header_rows(words, paths) == 2


def test_rows_of_text_alone_have_no_header() -> None:
    words = [*line(104, (60, "Open a place"), (300, "City")), *line(122, (60, "Keep it"))]
    assert header_rows(words, grid(100, 136)) == 0
