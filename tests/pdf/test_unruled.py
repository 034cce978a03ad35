"""Tables of which little or nothing is drawn, from words and rules that are put down by hand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from pipeline.document import Table
from pipeline.read.pdf.joined import join_tables
from pipeline.read.pdf.layout import PageLayout, lay_out
from pipeline.read.pdf.primitives import PageInk, Path, Subpath, Word

SIZE = 10.0
COLUMNS = (60, 300, 360, 420)
HEADS = ("Actions", "2024", "2025", "2026")


def line(top: float, *texts: tuple[float, str], bold: bool = False) -> list[Word]:
    """Words on one baseline: each text begins at an x."""
    words = []
    for x, text in texts:
        left = x
        for word in text.split():
            right = left + 5.0 * len(word)
            words.append(Word(word, left, top, right, top + SIZE, SIZE, "Text", bold))
            left = right + 3
    return words


def rule(x0: float, y0: float, x1: float, y1: float) -> Path:
    return Path([Subpath([(x0, y0), (x1, y1)])], (0, 0, 0), None)


def band(x0: float, top: float, x1: float, bottom: float) -> Path:
    corners = [(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)]
    return Path([Subpath(list(corners), closed=True)], None, (230, 230, 240))


def laid_out(
    words: Sequence[Word],
    paths: Sequence[Path] = (),
    number: int = 1,
    before: PageLayout | None = None,
) -> PageLayout:
    return lay_out(PageInk(number, 600.0, 800.0, list(words), list(paths)), before)


def tables(layout: PageLayout) -> list[list[list[str]]]:
    """The texts of the cells of each table, row by row, those merged with one before left out."""
    return [
        [[cell.text or (cell.mark.char if cell.mark else "") or "" for cell in row.cells]
         for row in item.rows]
        for item in layout.items if isinstance(item, Table)
    ]  # fmt: skip


def lines(layout: PageLayout) -> list[str]:
    return [item.text for item in layout.items if not isinstance(item, Table)]


def heads(top: float, size: int = 4) -> list[Word]:
    return line(top, *zip(COLUMNS[:size], HEADS[:size], strict=True), bold=True)


def rows(top: float, count: int, first: int = 1) -> list[Word]:
    """Rows of an action and a tick, the second line of each without anything beside it."""
    words = []
    for n in range(count):
        y = top + 36 * n
        mark = COLUMNS[1 + n % 3] + 8
        words += line(y, (60, f"{first + n}. Open places to everybody who wants"), (mark, "✓"))
        words += line(y + 12, (60, "to come in"))
    return words


TITLE = [
    *line(90, (330, "When all of this is to"), bold=True),
    *line(101, (360, "be done"), bold=True),
]
BESIDE = line(106, (60, "Actions"), bold=True)
YEARS = line(116, (300, "2024"), (360, "2025"), (420, "2026"), bold=True)
"""A title of two lines over the years; the head of the first column stands beside its end."""


def test_a_head_beside_the_lines_of_a_title() -> None:
    layout = laid_out([*TITLE, *BESIDE, *YEARS, *rows(140, 3)])
    (table,) = tables(layout)
    assert table[:2] == [["Actions", "When all of this is to be done"], ["2024", "2025", "2026"]]
    assert [row[1:] for row in table[2:]] == [["✓", "", ""], ["", "✓", ""], ["", "", "✓"]]
    assert lines(layout) == []


def test_a_title_and_a_head_that_bands_do_not_paint() -> None:
    bands = [band(55, 172, 470, 206), band(55, 244, 470, 278)]
    layout = laid_out([*TITLE, *BESIDE, *YEARS, *rows(140, 4)], bands)
    (table,) = tables(layout)
    assert table[:2] == [["Actions", "When all of this is to be done"], ["2024", "2025", "2026"]]
    assert len(table) == 6
    assert lines(layout) == []


def test_a_title_over_heads_that_a_band_paints() -> None:
    bands = [band(55, 115, 470, 130), band(55, 172, 470, 206), band(55, 244, 470, 278)]
    (table,) = tables(laid_out([*TITLE, *BESIDE, *YEARS, *rows(140, 4)], bands))
    assert "When all of this is to be done" in table[0]
    assert table[1][-3:] == ["2024", "2025", "2026"]
    assert len(table) == 6


def test_a_caption_over_a_painted_header_is_no_part_of_it() -> None:
    bands = [band(55, 105, 470, 125), band(55, 162, 470, 196)]
    words = [*line(90, (200, "Table 4 of actions"), bold=True), *heads(110), *rows(130, 3)]
    layout = laid_out(words, bands)
    (table,) = tables(layout)
    assert table[0] == list(HEADS)
    assert lines(layout) == ["Table 4 of actions"]


def test_a_last_row_that_is_not_painted_with_a_drawn_mark() -> None:
    bands = [band(55, 96, 470, 118), band(55, 118, 470, 140)]
    words = [*heads(100), *line(124, (60, "1. Open a place")), *line(144, (60, "2. Open more"))]
    ticks = [
        Path([Subpath([(370, y), (373, y + 4), (378, y - 4)])], (0, 0, 0), None) for y in (129, 149)
    ]
    (table,) = tables(laid_out(words, [*bands, *ticks]))
    assert [row[0] for row in table] == ["Actions", "1. Open a place", "2. Open more"]


def test_a_bold_row_that_is_painted_cell_by_cell_ends_a_table() -> None:
    cells = list(zip((55, 295, 355, 415), (295, 355, 415, 475), strict=True))
    paint = [band(x0, y, x1, y + 18) for y in (114, 150) for x0, x1 in cells]
    words = [*heads(100), *line(118, (60, "1. Open"), (310, "✓")), *line(136, (60, "2. Close"))]
    words += [*line(136, (370, "✓")), *line(153, (60, "Everywhere"), bold=True)]
    layout = laid_out(words, [*paint, rule(55, 96, 475, 96), rule(55, 114, 475, 114)])
    (table,) = tables(layout)
    assert [row[0] for row in table] == ["Actions", "1. Open", "2. Close", "Everywhere"]


def test_a_bold_first_column_under_heads_that_a_rule_closes_in_part() -> None:
    xs = (295, 475)
    words = [*TITLE, *line(90, (60, "Actions"), bold=True), *YEARS]
    words += [*line(130, (60, "the rest of an action"), bold=True)]
    words += [*line(150, (60, "2. Open a place"), bold=True), *line(150, (310, "✓"))]
    words += [*line(170, (60, "3. Open more"), bold=True), *line(170, (370, "✓"))]
    across = [rule(*xs[:1], 128, xs[1], 128), rule(55, 86, 475, 86), rule(55, 184, 475, 184)]
    (table,) = tables(laid_out(words, [*across, band(55, 147, 475, 166)]))
    assert table[0][0] == "Actions"
    assert [row[0] for row in table[2:]] == [
        "the rest of an action",
        "2. Open a place",
        "3. Open more",
    ]


def test_a_bold_text_goes_on_under_its_first_line() -> None:
    words = [*heads(100)]
    for n, y in enumerate((120, 150, 180)):
        words += [*line(y, (60, f"{n}. Open a place to all"), bold=True), *line(y, (310, "✓"))]
        words += line(y + 11, (60, "who come"), bold=True)
    (table,) = tables(laid_out(words))
    assert [row[0] for row in table[1:]] == [f"{n}. Open a place to all who come" for n in range(3)]


def test_a_caption_over_a_header_is_no_part_of_it() -> None:
    layout = laid_out([*line(90, (60, "Table 4"), bold=True), *heads(108), *rows(130, 3)])
    (table,) = tables(layout)
    assert table[0] == list(HEADS)
    assert lines(layout) == ["Table 4"]


def test_the_first_line_of_a_head_is_no_caption() -> None:
    words = [*line(90, (60, "Actions"), bold=True), *line(101, (60, "planned"), bold=True)]
    words += line(101, (300, "2024"), (360, "2025"), (420, "2026"), bold=True)
    layout = laid_out([*words, *rows(130, 3)])
    (table,) = tables(layout)
    assert table[0] == ["Actions planned", "2024", "2025", "2026"]


def test_a_single_row_under_a_header_is_a_table() -> None:
    (table,) = tables(laid_out([*heads(100), *rows(130, 1)]))
    assert table[1] == ["1. Open places to everybody who wants to come in", "✓", "", ""]


def test_a_single_line_of_text_under_bold_words_is_none() -> None:
    words = line(
        130, (60, "Places are open to everybody who wants to come in at any time of the day")
    )
    assert tables(laid_out([*heads(100), *words])) == []


def test_rules_that_strike_through_a_title() -> None:
    xs = (55, 295, 355, 415, 475)
    down = [rule(x, 85, x, 270) for x in xs]
    across = [rule(55, y, 475, y) for y in (85, 130, 270)]
    words = [*line(95, (320, "When this is to be done"), bold=True), *BESIDE, *YEARS]
    (table,) = tables(laid_out([*words, *rows(140, 3)], [*down, *across]))
    assert table[:2] == [["Actions", "When this is to be done"], ["2024", "2025", "2026"]]
    assert [row[1:] for row in table[2:]] == [["✓", "", ""], ["", "✓", ""], ["", "", "✓"]]


def test_rules_between_the_words_of_a_header_part_them() -> None:
    xs = (55, 295, 355, 415, 475)
    down = [rule(x, 85, x, 205) for x in xs]
    across = [rule(55, y, 475, y) for y in (85, 130, 205)]
    (table,) = tables(laid_out([*heads(100), *rows(140, 2)], [*down, *across]))
    assert table[0] == list(HEADS)


def test_the_number_of_a_page_is_no_row_of_the_table_over_it() -> None:
    def foot(number: int) -> list[Word]:
        return line(745, (280, str(number)))

    before = laid_out([*line(100, (60, "Some text")), *foot(9)], number=3)
    layout = laid_out([*heads(640), *rows(660, 2), *foot(10)], number=4, before=before)
    (table,) = tables(layout)
    assert len(table) == 3
    assert lines(layout) == ["10"]


def rest(words: Sequence[Word], paths: Sequence[Path] = ()) -> list[list[str]]:
    """The rows of a page that goes on with a table on the page before."""
    before = laid_out([*heads(600), *rows(630, 3)])
    (table,) = tables(laid_out(words, paths, number=2, before=before))
    return table


def test_the_rest_of_a_row_stands_over_the_next_row() -> None:
    table = rest([*line(60, (60, "in the town")), *rows(84, 1, first=4)])
    assert [row[0][:11] for row in table] == ["in the town", "4. Open pla"]


def test_the_rest_of_a_row_that_is_all_that_is_left() -> None:
    words = [*line(60, (60, "in the town")), *line(120, (60, "Then"), (200, "this"), bold=True)]
    assert rest(words) == [["in the town", "", "", ""]]


def test_the_rest_of_a_table_whose_texts_are_longer_than_those_before() -> None:
    words = line(700, (60, "Actions"), (250, "Lead"), (330, "Partners"), (460, "Date"), bold=True)
    for n in range(2):
        words += line(720 + 30 * n, (60, f"1.{n} Open a place"), (250, "Works"), (330, "All"))
        words += line(720 + 30 * n, (460, "2026"))
    first = laid_out(words)
    rest = []
    for n in range(2, 5):
        partner = "The clubs and the schools"
        rest += line(50 + 30 * n, (60, f"1.{n} Open a place"), (250, "Works"), (330, partner))
        rest += [*line(50 + 30 * n, (460, "2026")), *line(62 + 30 * n, (60, "to all"))]
    second = laid_out(rest, number=2, before=first)
    (table,) = join_tables([_tables(first), _tables(second)])
    assert isinstance(table, Table)
    assert [row.cells[2].text for row in table.rows[1:]] == ["All"] * 2 + [partner] * 3


def _tables(layout: PageLayout) -> list[Table]:
    return [item for item in layout.items if isinstance(item, Table)]


def test_a_paragraph_under_a_page_break_is_no_rest() -> None:
    before = laid_out([*heads(600), *rows(630, 3)])
    layout = laid_out(line(60, (60, "What follows is text.")), number=2, before=before)
    assert tables(layout) == []


def test_a_paragraph_with_a_space_at_every_gutter_is_no_rest() -> None:
    before = laid_out([*heads(600), *rows(630, 3)])
    text = "abcdefgh abcdefg abcdefg abcdef abcde abcde abcdefghijklmn ab ab ab ab a abc"
    words = line(60, (60, text))
    edges = (266.5, 340.0, 400.0)
    assert not any(w.x0 < x - 2 and w.x1 > x + 2 for w in words for x in edges)
    assert tables(laid_out(words, number=2, before=before)) == []


def test_the_rest_of_a_row_over_bands() -> None:
    bands = [band(55, 78, 470, 112), band(55, 150, 470, 184)]
    table = rest([*line(64, (60, "in the town")), *rows(82, 3, first=4)], bands)
    assert [row[0][:11] for row in table] == [
        "in the town", "4. Open pla", "5. Open pla", "6. Open pla",
    ]  # fmt: skip
    assert [row[1:] for row in table[1:]] == [["✓", "", ""], ["", "✓", ""], ["", "", "✓"]]


@pytest.mark.parametrize(("left", "hangs"), [(400, True), (60, False), (300, False)])
def test_the_rest_of_a_row_over_the_first_rule_hangs_under_its_column(
    left: float, hangs: bool
) -> None:
    def ruled(top: float, count: int, first: int) -> list[Word]:
        return [
            word
            for n in range(count)
            for word in line(
                top + 20 * n, (60, f"1.{first + n}"), (90, "Open"), (250, "Works"), (400, "Area")
            )
        ]

    def rules(*heights: float) -> list[Path]:
        return [rule(55, y, 470, y) for y in heights]

    head = line(600, (60, "N°"), (90, "Actions"), (250, "Lead"), (400, "Indicator"), bold=True)
    before = laid_out([*head, *ruled(620, 3, 1)], rules(616, 636, 656))
    words = [*line(60, (left, "(acres)")), *ruled(80, 3, 4)]
    after = laid_out(words, rules(76, 96, 116, 136), number=2, before=before)
    (table,) = tables(after)
    assert table[0] == (["", "", "", "(acres)"] if hangs else ["1.4", "Open", "Works", "Area"])


def test_a_last_row_whose_mark_stands_between_its_lines() -> None:
    across = [rule(55, y, 470, y) for y in (96, 114, 133)]
    words = [*heads(100), *line(118, (60, "1. Open"), (310, "✓"))]
    words += [*line(137, (60, "2. Close")), *line(142, (370, "✓")), *line(148, (60, "the rest"))]
    (table,) = tables(laid_out(words, across))
    assert table[2] == ["2. Close the rest", "", "✓", ""]


def test_rows_that_gaps_alone_part_under_painted_heads() -> None:
    words = [*heads(100), *line(170, (60, "What follows is text without any columns in it."))]
    for n, text in enumerate(("Open a place", "Open more of them")):
        words += line(122 + 20 * n, (60, text), (300, "Soon"), (360, "All"), (420, "Here"))
    layout = laid_out(words, [band(55, 96, 470, 114)])
    (table,) = tables(layout)
    assert table[1:] == [
        ["Open a place", "Soon", "All", "Here"],
        ["Open more of them", "Soon", "All", "Here"],
    ]
    assert lines(layout) == ["What follows is text without any columns in it."]


def test_the_heads_of_a_table_head_a_single_row_elsewhere() -> None:
    words = [*heads(100), *rows(120, 2), *heads(400), *line(420, (60, "Nothing is planned yet"))]
    assert [len(table) for table in tables(laid_out(words))] == [3, 2]


def test_a_single_row_without_a_number_has_marks() -> None:
    (table,) = tables(laid_out([*heads(100), *line(120, (60, "Open a place"), (368, "✓"))]))
    assert table[1] == ["Open a place", "", "✓", ""]


def ruled_columns(words: Sequence[Word], bottom: float, paths: Sequence[Path]) -> list[list[str]]:
    """The rows of a table of which only the columns and the header are ruled."""
    down = [rule(x, 96, x, bottom) for x in (55, 295, 355, 415, 475)]
    across = [rule(55, y, 475, y) for y in (96, 114, bottom)]
    (table,) = tables(laid_out(words, [*paths, *down, *across]))
    return table


def test_stripes_part_the_rows_between_ruled_columns() -> None:
    words = [*heads(100)]
    for y, text in ((118, "Open a place"), (136, "to all"), (154, "Open more"), (172, "of them")):
        words += line(y, (60, text))
    words += [*line(127, (370, "✓")), *line(163, (430, "✓"))]
    table = ruled_columns(words, 186, [band(55, 150, 475, 186)])
    assert table[1:] == [["Open a place to all", "", "✓", ""], ["Open more of them", "", "", "✓"]]


def test_gaps_part_the_rows_between_ruled_columns() -> None:
    words = [*heads(100)]
    for y, text in ((120, "Open a place"), (131, "to all"), (152, "Open more"), (163, "of them")):
        words += line(y, (60, text))
    words += [*line(120, (300, "Soon"), (360, "Here")), *line(152, (300, "Later"), (360, "There"))]
    table = ruled_columns(words, 180, [])
    assert table[1:] == [
        ["Open a place to all", "Soon", "Here", ""],
        ["Open more of them", "Later", "There", ""],
    ]


def test_ruled_columns_without_a_header_hold_rows() -> None:
    words = []
    for y, text in ((60, "Open a place"), (71, "to all"), (92, "Open more"), (103, "of them")):
        words += line(y, (60, text))
    words += [*line(60, (300, "Soon"), (368, "✓")), *line(92, (300, "Later"), (428, "✓"))]
    down = [rule(x, 50, x, 120) for x in (55, 295, 355, 415, 475)]
    (table,) = tables(laid_out(words, [*down, rule(55, 50, 475, 50), rule(55, 120, 475, 120)]))
    assert table == [
        ["Open a place to all", "Soon", "✓", ""],
        ["Open more of them", "Later", "", "✓"],
    ]


def test_a_tight_table_whose_narrow_column_breaks_the_sign_of_its_number() -> None:
    """Heads stand closer than texts do, a gutter is hardly wider than a space, and "N°" wraps."""
    header = [
        *line(96, (500, "Calendar"), bold=True),
        *line(98, (61, "N"), bold=True),
        *line(104, (100, "Measure"), (240, "Lead"), (300, "Money"), bold=True),
        *line(110, (61, "°"), (490, "2025"), (513.5, "2026"), (537, "2027"), bold=True),
    ]
    body = []
    for n in range(4):
        y = 126 + 40 * n
        body += line(y, (72, "Open all the doors of it now"))
        body += line(y + 6, (222, "City"))
        body += line(y + 12, (60, str(n + 1)), (72, "and keep them open for those"))
        body += line(y + 12, (300, "100 000"), (498 + 23.5 * (n % 3), "X"))
        body += line(y + 24, (72, "who come"))
    (table,) = tables(laid_out([*header, *body]))
    assert table[0] == ["N °", "Measure", "Lead", "Money", "Calendar"]
    assert table[1] == ["2025", "2026", "2027"]
    text = "Open all the doors of it now and keep them open for those who come"
    assert table[2] == ["1", text, "City", "100 000", "X", "", ""]
    assert [row[4:] for row in table[2:]] == [
        ["X", "", ""], ["", "X", ""], ["", "", "X"], ["X", "", ""]
    ]  # fmt: skip


def test_words_of_one_head_are_no_two_heads_over_a_gutter() -> None:
    header = line(100, (60, "Actions"), (300, "Whole amount"), (420, "2026"), bold=True)
    body = []
    for n in range(12):
        body += line(114 + 12 * n, (60, f"{n + 1}. Open"), (300, "12345"), (328, "EUR"))
        body += line(114 + 12 * n, (428, "✓"))
    (table,) = tables(laid_out([*header, *body]))
    assert table[0] == ["Actions", "Whole amount", "2026"]
    assert table[1] == ["1. Open", "12345 EUR", "✓"]


def bordered(x0: float, y0: float, x1: float, y1: float) -> list[Path]:
    """A cell with a border of its own, each side painted by itself and cut aslant at its ends."""
    sides = [
        [(x0, y0), (x1, y0), (x1 - 0.8, y0 + 0.8), (x0 + 0.8, y0 + 0.8)],
        [(x0, y1), (x1, y1), (x1 - 0.8, y1 - 0.8), (x0 + 0.8, y1 - 0.8)],
        [(x0, y0), (x0, y1), (x0 + 0.8, y1 - 0.8), (x0 + 0.8, y0 + 0.8)],
        [(x1, y0), (x1, y1), (x1 - 0.8, y1 - 0.8), (x1 - 0.8, y0 + 0.8)],
    ]
    return [Path([Subpath(side, closed=True)], None, (150, 150, 150)) for side in sides]


def test_borders_that_each_cell_has_of_its_own_are_no_marks() -> None:
    xs, ys = (60, 300, 330, 360), (100, 120, 142, 164)
    paths = [
        path
        for x0, x1 in pairwise(xs)
        for y0, y1 in pairwise(ys)
        for path in bordered(x0 + 0.8, y0 + 0.8, x1 - 0.8, y1 - 0.8)
    ]
    paths.append(band(300.8, 120.8, 329.2, 141.2))
    words = [
        *line(105, (66, "Actions"), (305, "2024"), (335, "2025"), bold=True),
        *line(126, (66, "1. Open doors")),
        *line(148, (66, "2. Close doors")),
    ]
    (table,) = [item for item in laid_out(words, paths).items if isinstance(item, Table)]
    marks = [[cell.mark.kind if cell.mark else None for cell in row.cells] for row in table.rows]
    assert marks == [[None, None, None], [None, "shade", None], [None, None, None]]


def test_prose_between_the_rules_of_a_picture_and_of_a_footer_is_no_table() -> None:
    """A caption and the number of a page leave a gutter free, which the paragraphs run over."""
    prose = [
        word
        for n in range(6)
        for word in line(520 + 14 * n, (60, "Les partenaires se réunissent deux fois par année et"))
    ]
    caption = line(640, (60, "Tableau 7"), (130, "Places offertes dans les refuges du centre"))
    footer = line(740, (60, "Page 10"), (200, "Bilan de mi-parcours"))
    drawn = [rule(60, y, 420, y) for y in (360, 510, 730)]
    layout = laid_out([*prose, *caption, *footer], drawn)
    assert tables(layout) == []
    assert len(lines(layout)) > 1


SAID = ("Responsable", "Service des parcs"), ("Partenaires", "Club de marche"), ("Budget", "5 $")


def _sheet(top: float, *, bold: bool, colon: str = "") -> list[Word]:
    words = line(top, (60, f"Fiche {top:.0f} du plan de la ville"), bold=True)
    for n, (label, value) in enumerate(SAID):
        y = top + 18 + 26 * n
        words += [*line(y, (60, f"{label}{colon}"), bold=bold), *line(y, (180, value))]
        words += line(y + 12, (180, "et les gens du quartier"))
    return words


@pytest.mark.parametrize(("bold", "colon"), [(True, ""), (False, " :"), (False, "")])
def test_labels_with_what_they_say_beside_them(bold: bool, colon: str) -> None:
    words = [word for top in (60.0, 180.0) for word in _sheet(top, bold=bold, colon=colon)]
    layout = laid_out(words)
    wanted = [[f"{label}{colon}", f"{said} et les gens du quartier"] for label, said in SAID]
    assert [
        [[" ".join(text.split()) for text in cells] for cells in table] for table in tables(layout)
    ] == [wanted, wanted]
    assert lines(layout) == ["Fiche 60 du plan de la ville", "Fiche 180 du plan de la ville"]


def test_names_in_two_columns_are_no_labels() -> None:
    words = [
        word
        for n, (one, other) in enumerate((*SAID, ("Musée", "Club")))
        for word in line(60 + 18 * n, (60, one), (180, other))
    ]
    assert tables(laid_out(words)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_edges_that_heads_alone_told_give_way_to_the_texts_on_the_next_page(count: int) -> None:
    before = PageLayout(1, 600.0, 800.0, open_columns=(60.0, 170.0, 355.0, 415.0, 470.0))
    words, paths = [], [rule(55, 50, 475, 50)]
    for n in range(count):
        top = 54 + 32 * n
        words += line(top, (60, f"{n}. Open a place that is warm to all of those"))
        words += line(top + 12, (60, "a place that is warm to all of those"[2 * n :]))
        paths += [rule(55, top + 28, 475, top + 28), band(295, top - 4, 355, top + 28)][
            : 2 - n // 2
        ]
    layout = laid_out(words, paths, number=2, before=before)
    (table,) = (item for item in layout.items if isinstance(item, Table))
    marks = [[cell.mark is not None for cell in row.cells] for row in table.rows]
    assert marks == [[False, n < 2, False, False] for n in range(count)]


def test_a_title_that_begins_with_a_painted_cell_stands_beside_the_head_before_it() -> None:
    title = line(100, (60, "Actions"), (297, "Calendar of what is to come"), bold=True)
    words = [*title, *line(118, (318, "25"), (378, "26"), (438, "27"), bold=True)]
    paths = [rule(295, 114, 475, 114), rule(55, 132, 475, 132)]
    for n in range(3):
        top = 136 + 18 * n
        words += line(top, (60, f"Open place {n} to those of us who come here at night"))
        paths += [
            rule(55, top + 14, 475, top + 14),
            band(295 + 60 * n, top - 4, 355 + 60 * n, top + 14),
        ]
    (table,) = tables(laid_out(words, paths))
    assert table[:2] == [["Actions", "Calendar of what is to come"], ["25", "26", "27"]]


def test_heads_alone_at_the_foot_of_a_page_head_the_rows_of_the_next() -> None:
    before = laid_out([*line(100, (60, "Some text")), *line(745, (280, "8"))], number=8)
    text = line(600, (60, "What the town will do")), line(745, (280, "9"))
    first = laid_out([*text[0], *heads(700), *text[1]], number=9, before=before)
    assert tables(first) == [[list(HEADS)]]
    assert lines(first) == ["What the town will do", "9"]
    second = laid_out(rows(60, 3), [rule(55, y, 475, y) for y in (52, 90, 126, 162)], 10, first)
    pages = [item for page in (first, second) for item in page.items if isinstance(item, Table)]
    (table,) = (block for block in join_tables([[page] for page in pages]))
    assert isinstance(table, Table)
    assert [row.cells[0].text for row in table.rows][:1] == ["Actions"]
    assert len(table.rows) == 4


@pytest.mark.parametrize("number", ["3.", "7."])
def test_the_beginning_of_a_row_that_a_page_break_cuts_goes_with_the_rows_over_it(
    number: str,
) -> None:
    words = heads(600)
    for n in (1, 2):
        words += [
            *line(600 + 20 * n, (60, f"{n}. Open place {n}")),
            *line(600 + 20 * n, (310, "✓")),
        ]
    words += line(660, (60, f"{number} Open a place that is warm to"))
    (table,) = tables(laid_out(words, [rule(55, y, 475, y) for y in (596, 616, 636, 656)]))
    assert len(table) == (4 if number == "3." else 3)


def test_a_list_under_headings_goes_on_with_no_table_of_the_page_before() -> None:
    before = PageLayout(1, 600.0, 800.0, open_columns=(58.0, 74.0, 300.0, 360.0, 420.0))
    words = [*line(60, (60, "Goal 2"), bold=True), *line(80, (60, "Aims"), bold=True)]
    for n in range(3):
        words += line(100 + 12 * n, (62, "•"), (78, f"Open place {n} to those who come"))
    layout = laid_out(words, number=2, before=before)
    assert tables(layout) == []
