"""Headers of tables over page breaks: known beside the rows behind them, or printed again."""

from __future__ import annotations

import pytest

from pipeline.document import Block, Line, Table
from pipeline.read.pdf.joined import join_tables
from pipeline.read.pdf.primitives import Path, Word
from tests.pdf.test_unruled import laid_out, line, rule

XS = (60, 300, 420)
HEADS = ("Moyens", "Porteur", "Coût estimé")
GOAL = "Objectif 3.1 : Soutenir les parents"
ROWS = (("Ouvrir une halte", "Loisirs", "5 000 $"), ("Offrir du répit", "Greffe", "2 500 $"))


def _ruled(*ys: float, right: float = 520) -> list[Path]:
    down = [rule(x - 5, ys[0], x - 5, ys[-1]) for x in (*XS, right + 5)]
    return [*(rule(55, y, right, y) for y in ys), *down]


def _row(top: float, texts: tuple[str, ...], bold: bool = False) -> list[Word]:
    return line(top, *zip(XS, texts, strict=True), bold=bold)


def _tables(number: int, words: list[Word], paths: list[Path]) -> list[Block]:
    layout = laid_out(words, paths, number=number)
    return [item for item in layout.items if isinstance(item, Table)]


@pytest.mark.parametrize("again", [True, False])
def test_heads_over_a_title_alone_before_a_page_break_are_the_header(again: bool) -> None:
    goal = line(724, (60, GOAL), bold=True)
    paths = [*_ruled(700, 720), rule(55, 720, 55, 740), rule(55, 740, 520, 740)]
    before = _tables(1, [*_row(704, HEADS, bold=True), *goal], paths)
    words = _row(64, HEADS, bold=True) if again else []
    for top, row in zip((84, 104), ROWS, strict=True):
        words = [*words, *_row(top, row)]
    after = _tables(2, words, _ruled(*((60,) if again else ()), 80, 100, 120))
    table, *rest = join_tables([before, after])
    assert isinstance(table, Table)
    assert table.header_rows == 1
    assert [cell.text for row in table.rows for cell in row.cells] == [
        *HEADS, GOAL, *ROWS[0], *ROWS[1]
    ]  # fmt: skip
    again_as = [block.text for block in rest if isinstance(block, Line)]
    assert again_as == (list(HEADS) if again else [])


def test_a_header_is_printed_again_although_its_lines_end_elsewhere() -> None:
    words = [*_row(604, (*HEADS[:2], "Coût"), bold=True), *line(616, (420, "estimé"), bold=True)]
    before = _tables(
        1, [*words, *_row(634, (*ROWS[0][:2], "0 $"))], _ruled(600, 630, 650, right=443)
    )
    after = _tables(2, [*_row(64, HEADS, bold=True), *_row(84, ROWS[1])], _ruled(60, 80, 100))
    table, *rest = join_tables([before, after])
    assert isinstance(table, Table)
    assert [row.cells[0].text for row in table.rows] == ["Moyens", *(row[0] for row in ROWS)]
    assert [block.text for block in rest if isinstance(block, Line)] == list(HEADS)
