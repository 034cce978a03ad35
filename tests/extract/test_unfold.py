"""Headings that stand in rows of a table, and the tables that are left."""

from __future__ import annotations

from dataclasses import replace

from pipeline.document import Cell, Line, Row, Table
from pipeline.extract.grid import with_header
from pipeline.extract.headings import Headings
from pipeline.extract.unfold import unfold
from pipeline.lexicon import load_lexicons
from pipeline.model import Provenance

LEXICON = load_lexicons().by_language["fr"]
PLACE = Provenance(lines=(1, 1), method="table")


def table(*rows: list[tuple[int, str, int, int]], header_rows: int = 1) -> Table:
    """Build a table of (column, text, row span, column span)."""
    built = [
        Row(
            tuple(
                Cell(r, column, text, PLACE, row_span=down, column_span=across)
                for column, text, down, across in cells
            ),
            PLACE,
        )
        for r, cells in enumerate(rows)
    ]
    return Table(tuple(built), 3, header_rows, PLACE)


def printed(source: Table) -> list[object]:
    """Return heading lines as text, tables as the texts of their rows with their row spans."""
    return [
        block.text
        if isinstance(block, Line)
        else [[(c.text, c.row_span) for c in row.cells] for row in block.rows]
        for block in unfold([source], Headings(LEXICON), LEXICON).blocks
    ]


HEADER = [(0, "Sujet", 1, 1), (1, "Action", 1, 1), (2, "Effets", 1, 1)]
TOP = [("Sujet", 1), ("Action", 1), ("Effets", 1)]


def one(theme: str, action: str) -> list[tuple[int, str, int, int]]:
    return [(0, theme, 1, 1), (1, action, 1, 1), (2, "effet", 1, 1)]


def test_a_row_of_one_text_heads_those_under_it() -> None:
    source = table(
        HEADER, [(0, "1. Sols", 1, 3)], one("a", "b"), [(0, "2. Eaux", 1, 3)], one("c", "d")
    )
    assert printed(source) == [
        "1. Sols",
        [TOP, [("a", 1), ("b", 1), ("effet", 1)]],
        "2. Eaux",
        [TOP, [("c", 1), ("d", 1), ("effet", 1)]],
    ]


def test_a_head_beside_a_merged_cell_parts_it() -> None:
    source = table(
        HEADER,
        [(0, "Sols", 5, 1), (1, "Mesures communes", 1, 2)],
        [(1, "a", 1, 1), (2, "x", 1, 1)],
        [(1, "Mesures propres", 1, 2)],
        [(1, "b", 1, 1), (2, "y", 1, 1)],
        [(1, "c", 1, 1), (2, "z", 1, 1)],
        one("Eaux", "d"),
    )
    assert printed(source) == [
        "Mesures communes",
        [TOP, [("Sols", 1), ("a", 1), ("x", 1)]],
        "Mesures propres",
        [
            TOP,
            [("Sols", 2), ("b", 1), ("y", 1)],
            [("c", 1), ("z", 1)],
            [("Eaux", 1), ("d", 1), ("effet", 1)],
        ],
    ]
    parts = unfold([source], Headings(LEXICON), LEXICON).parts
    assert [part.first for part in parts] == [0, 1]
    assert [[c.row_span for c in row.cells] for row in parts[0].source.rows] == [
        [1, 1, 1],
        [3, 1, 1],
        [1, 1],
        [1, 1],
        [1, 1, 1],
    ]


def test_a_wide_cell_beside_a_cell_of_its_row_is_no_head() -> None:
    source = table(HEADER, [(0, "Sols", 1, 1), (1, "idem", 1, 2)], one("a", "b"))
    assert unfold([source], Headings(LEXICON), LEXICON).blocks == [source]


def test_a_merged_text_that_goes_on_is_no_head() -> None:
    source = table(
        HEADER, [(0, "Sols", 2, 1), (1, "a", 2, 1), (2, "x", 1, 1)], [(2, "y", 1, 1)], one("b", "c")
    )
    assert unfold([source], Headings(LEXICON), LEXICON).blocks == [source]


def test_a_wide_row_at_the_end_or_before_another_is_no_head() -> None:
    source = table(HEADER, one("a", "b"), [(0, "Total", 1, 3)], [(0, "Source : Ville", 1, 3)])
    assert printed(source)[0] == [TOP, [("a", 1), ("b", 1), ("effet", 1)], [("Total", 1)],
                                  [("Source : Ville", 1)]]  # fmt: skip


def test_a_title_over_the_header_stands_before_the_table() -> None:
    source = table([(0, "Axe 1", 1, 3)], HEADER, one("a", "b"), header_rows=2)
    assert printed(source) == ["Axe 1", [TOP, [("a", 1), ("b", 1), ("effet", 1)]]]


def test_heads_that_stand_one_under_the_other_head_what_is_under_both() -> None:
    source = table(
        HEADER,
        [(0, "Axe 1 : Nature", 1, 3)],
        [(0, "Objectif 1.1 : Verdir", 1, 3)],
        one("a", "b"),
        [(0, "Fin du tableau", 1, 3)],
    )
    assert printed(source) == [
        "Axe 1 : Nature",
        "Objectif 1.1 : Verdir",
        [TOP, [("a", 1), ("b", 1), ("effet", 1)], [("Fin du tableau", 1)]],
    ]


def lone(text: str) -> list[tuple[int, str, int, int]]:
    return [(0, text, 1, 1), (1, "", 1, 1), (2, "", 1, 1)]


def test_a_section_beside_empty_cells_heads_the_rows_under_it() -> None:
    source = table(
        HEADER, lone("Axe A – Sols"), one("a", "b"), lone("Mesure 3 : Semer"), one("c", "d")
    )
    assert printed(source) == [
        "Axe A – Sols",
        [TOP, [("a", 1), ("b", 1), ("effet", 1)], [("Mesure 3 : Semer", 1), ("", 1), ("", 1)],
         [("c", 1), ("d", 1), ("effet", 1)]],
    ]  # fmt: skip


def test_a_bold_text_beside_empty_cells_heads_where_no_other_is_bold() -> None:
    def bold(source: Table, *rows: int) -> Table:
        made = (
            replace(row, cells=(replace(row.cells[0], strong=True), *row.cells[1:]))
            if index in rows
            else row
            for index, row in enumerate(source.rows)
        )
        return replace(source, rows=tuple(made))

    source = table(HEADER, lone("Sols"), one("a", "b"), lone("Eaux"), one("c", "d"))
    heads = printed(bold(source, 0, 1, 3))
    assert heads[::2] == ["Sols", "Eaux"]
    assert printed(bold(source, 1, 2, 3)) == printed(source)


def test_a_header_printed_again_is_no_row() -> None:
    source = table(HEADER, one("a", "b"), HEADER, one("c", "d"))
    assert printed(source) == [
        [TOP, [("a", 1), ("b", 1), ("effet", 1)], [("c", 1), ("d", 1), ("effet", 1)]]
    ]
    assert [c.text for c in unfold([source], Headings(LEXICON), LEXICON).headers] == [
        "Sujet",
        "Action",
        "Effets",
    ]


def test_a_section_over_two_cells_of_the_header_is_one_line() -> None:
    source = table(
        [(0, "Objectif 1", 1, 1), (1, "Verdir", 1, 2)], HEADER, one("a", "b"), header_rows=1
    )
    assert printed(source) == ["Objectif 1 : Verdir", [TOP, [("a", 1), ("b", 1), ("effet", 1)]]]
    source = table(HEADER, [(0, "Objectif 1", 1, 1), (1, "Verdir", 1, 1), (2, "x", 1, 1)])
    assert unfold([source], Headings(LEXICON), LEXICON).blocks == [source]


def test_a_word_for_sections_beside_an_action_stays_in_its_row() -> None:
    for first in ("Mesure 1", "Objectif 1"):
        source = table(HEADER, [(0, first, 1, 1), (1, "Semer", 1, 1), (2, "", 1, 1)], one("a", "b"))
        assert unfold([source], Headings(LEXICON), LEXICON).blocks == [source]
    source = table(HEADER, [(0, "Axe 1", 1, 1), (1, "Sols", 1, 2)], one("a", "b"))
    assert printed(source)[0] == "Axe 1 : Sols"


def test_a_header_in_plain_type_reaches_as_far_as_its_cells() -> None:
    top = [(0, "Action", 2, 1), (1, "Échéance", 1, 2)]
    source = table(top, [(1, "CT", 1, 1), (2, "MT", 1, 1)], one("a", "b"), header_rows=0)
    assert with_header(source, LEXICON).header_rows == 2
    alone = replace(source, rows=source.rows[:2])
    assert with_header(alone, LEXICON) == alone
    empty = replace(source, rows=())
    assert with_header(empty, LEXICON) == empty


def test_a_blank_header_reaches_down_to_the_names_of_the_columns() -> None:
    blank = [(column, "", 1, 1) for column in range(3)]
    named = [(0, "N°", 1, 1), (1, "Action", 1, 1), (2, "Pilote", 1, 1)]
    (read,) = unfold([table(blank, named, one("1", "b"))], Headings(LEXICON), LEXICON).blocks
    assert isinstance(read, Table)
    assert read.header_rows == 2
    source = table(blank, one("1", "a"), one("2", "b"))
    assert unfold([source], Headings(LEXICON), LEXICON).blocks == [source]


def test_labels_under_their_rows_head_nothing_and_over_them_they_do() -> None:
    head = [(0, "Action", 1, 1), (1, "Pilote", 1, 1), (2, "Échéance", 1, 1)]
    rows = [[(0, f"Semer {n}", 1, 1), (1, "Parcs", 1, 1), (2, "2027", 1, 1)] for n in range(3)]
    said = [[(0, f"Indicateur : {n} parcs", 1, 3)] for n in range(3)]
    under = [row for pair in zip(rows, said, strict=True) for row in pair]
    over = [row for pair in zip(said, rows, strict=True) for row in pair]
    kept = unfold([table(head, *under)], Headings(LEXICON), LEXICON).blocks
    assert [type(block) for block in kept] == [Table]
    headed = unfold([table(head, *over)], Headings(LEXICON), LEXICON).blocks
    assert [type(block) for block in headed] == [Line, Table] * 3
