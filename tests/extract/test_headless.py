"""Tables that go on under a heading without printing their header again."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Block, Cell, Line, Row, Table
from pipeline.extract.headless import with_headers
from pipeline.lexicon import load_lexicons
from pipeline.model import Provenance, Region

LEXICON = load_lexicons().by_language["fr"]
COLUMNS = (50.0, 90.0, 300.0)
HEADER = ("N°", "Actions", "Échéance")


def place(x: float, y: float) -> Provenance:
    return Provenance(regions=(Region(page=1, bbox=(x, y, x + 20, y + 10)),), method="table")


def table(
    y: float, *rows: Sequence[str], header_rows: int = 0, columns: Sequence[float] = COLUMNS
) -> Table:
    built = tuple(
        Row(
            tuple(Cell(r, c, text, place(columns[c], y + 20 * r)) for c, text in enumerate(texts)),
            place(50, y + 20 * r),
        )
        for r, texts in enumerate(rows)
    )
    return Table(built, len(columns), header_rows, place(50, y))


def printed(*blocks: Block) -> list[object]:
    """Return lines as text, tables as the texts of their rows under the number of header rows."""
    return [
        block.text
        if isinstance(block, Line)
        else (block.header_rows, [tuple(cell.text for cell in row.cells) for row in block.rows])
        for block in with_headers(blocks, LEXICON)
    ]


FIRST = ("1", "Planter des arbres", "2026")
SECOND = ("2", "Ouvrir un jardin", "2027")
HEADING = Line("Axe 2 : Culture", place(50, 150), strong=True)


def test_a_table_under_a_heading_goes_on_with_the_header_before() -> None:
    blocks = table(100, HEADER, FIRST, header_rows=1), HEADING, table(170, SECOND)
    assert printed(*blocks) == [(1, [HEADER, FIRST]), HEADING.text, (1, [HEADER, SECOND])]


def test_a_row_of_names_alone_heads_the_tables_behind_it() -> None:
    blocks = table(100, HEADER), HEADING, table(170, FIRST), HEADING, table(210, SECOND)
    assert printed(*blocks) == [
        HEADING.text, (1, [HEADER, FIRST]), HEADING.text, (1, [HEADER, SECOND])
    ]  # fmt: skip


def test_a_row_of_names_that_nothing_follows_stays_a_table() -> None:
    assert printed(table(100, HEADER), HEADING) == [(0, [HEADER]), HEADING.text]


def test_a_table_with_other_columns_does_not_go_on() -> None:
    moved = table(170, SECOND, columns=(50.0, 180.0, 300.0))
    blocks = table(100, HEADER, FIRST, header_rows=1), HEADING, moved
    assert printed(*blocks) == [(1, [HEADER, FIRST]), HEADING.text, (0, [SECOND])]


def test_a_header_printed_alone_again_is_no_row() -> None:
    first, alone = table(100, HEADER, FIRST, header_rows=1), table(700, HEADER)
    assert printed(first, alone, HEADING) == [(1, [HEADER, FIRST]), (0, [HEADER]), HEADING.text]


def test_a_table_without_places_goes_on_with_the_one_it_follows_at_once() -> None:
    spot = Provenance(lines=(1, 1), method="table")

    def bare(*rows: Sequence[str], header_rows: int = 0) -> Table:
        cells = [[Cell(r, c, t, spot) for c, t in enumerate(row)] for r, row in enumerate(rows)]
        return Table(tuple(Row(tuple(row), spot) for row in cells), 3, header_rows, spot)

    first, second = bare(HEADER, FIRST, header_rows=1), bare(SECOND)
    assert printed(first, second)[1] == (1, [HEADER, SECOND])
    between = Line("Membres du comité", spot, level=2)
    assert printed(first, between, second)[2] == (0, [SECOND])
