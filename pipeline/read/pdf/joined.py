"""Tables that a page break parts are put together again.

A table that begins a page goes on with the one that ended the page before where both have the
same columns and the second has no header, or prints the first one's again. The first row of such
a part that goes on in the middle of a text ends the last row of the part before it. A repeated
header stays in the table as a row of its own kind: its words are words of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.document import Block, Cell, Line, Row, Table
from pipeline.model import Provenance, Region
from pipeline.read.pdf.header import headed, lone_header, prints
from pipeline.read.pdf.paragraphs import append
from pipeline.read.places import place, region
from pipeline.text import clean

SAME_COLUMN_PT = 15.0
HANGING_PT = 40.0
"""The text of a list item stands at most this far to the right of its bullet."""
_NUMBERED = re.compile(
    r"\(?(?:\d{1,3}(?:[.-]\d{1,3})*[.)]|\d{1,3}(?:[.-]\d{1,3})+(?!\S)|[A-Z]{1,4}[-.]?\d{1,3})"
)
_SENTENCE_END = re.compile(r"[.!?;:»”\")]\s*$")


def join_tables(pages: Iterable[Sequence[Block]]) -> list[Block]:
    """Return the blocks of a document, tables over page breaks as one."""
    joined: list[Block] = []
    for blocks in pages:
        for index, block in enumerate(blocks):
            last = _last_table(joined)
            if isinstance(block, Table) and last is not None:
                table = joined[last]
                assert isinstance(table, Table)
                block = headed(block, table)
                table = lone_header(table, block)
                if _may_go_on(table, block) and _same_columns(table, block):
                    joined[last] = _joined(table, block)
                    joined += _repeated_header(block)
                    continue
            before = _last_text(joined)
            if (
                isinstance(block, Line)
                and before is not None
                and _runs_on(joined[before], block, blocks[index + 1 : index + 2])
            ):
                joined[before] = _run_on(joined[before], block)
                continue
            joined.append(block)
    return joined


def _last_text(blocks: Sequence[Block]) -> int | None:
    """Return the last block that is neither running text nor a note, or None."""
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if isinstance(block, Table) or block.kind == "text":
            return index
    return None


def _runs_on(before: Block, line: Line, after: Sequence[Block]) -> bool:
    """Tell whether the first paragraph of a page or column goes on with the last one before it."""
    return (
        isinstance(before, Line)
        and line.kind == "text"
        and (_on_next_page(before, line) or _in_next_column(before, line))
        and not (before.level or line.level or line.depth)
        and (line.text[:1].islower() or line.text[:1] in "(«" or _is_inside(before, line, after))
        and not _SENTENCE_END.search(before.text)
        and (not before.depth or _is_hanging(before, line) or _hangs_elsewhere(before, line, after))
    )


def _in_next_column(before: Block, block: Block) -> bool:
    """Tell whether a block begins right of the one before it and higher on the page."""
    old, new = before.provenance.regions[-1], block.provenance.regions[0]
    return old.page == new.page and new.bbox[0] >= old.bbox[2] and new.bbox[1] < old.bbox[1]


def _hangs_elsewhere(item: Line, line: Line, after: Sequence[Block]) -> bool:
    """Tell whether a line goes on with a list item in another column.

    What stands there says how deep it hangs: the next item, where one follows.
    """
    old, new = item.provenance.regions[-1].bbox, line.provenance.regions[0].bbox
    if new[0] < old[2] and old[0] < new[2]:
        return False
    following = next((b for b in after if isinstance(b, Line) and b.depth == item.depth), None)
    return following is None or _is_hanging(following, line)


def _is_inside(item: Line, line: Line, after: Sequence[Block]) -> bool:
    """Tell whether a line hangs under a list item and the next item follows: a name begins it."""
    following = next((b for b in after if isinstance(b, Line)), None)
    more = following is not None and following.depth == item.depth
    return bool(item.depth) and more and _is_hanging(item, line)


def _is_hanging(item: Line, line: Line) -> bool:
    """Tell whether a line stands to the right of the bullet of a list item, as its text does."""
    left = item.provenance.regions[-1].bbox[0]
    return left + 2 < line.provenance.regions[0].bbox[0] <= left + HANGING_PT


def _run_on(before: Block, line: Line) -> Line:
    assert isinstance(before, Line)
    return replace(
        before,
        text=append(before.text, line.text),
        provenance=_both(before.provenance, line.provenance),
        calls=(*before.calls, *line.calls),
    )


def _last_table(blocks: Sequence[Block]) -> int | None:
    """Return the table that nothing but running text and notes follows, or None."""
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if isinstance(block, Table):
            return index
        if block.kind == "text":
            return None
    return None


def _on_next_page(before: Block, block: Block) -> bool:
    return block.provenance.regions[0].page == before.provenance.regions[-1].page + 1


def _may_go_on(table: Table, block: Table) -> bool:
    """Tell whether a table stands on the next page, or without a header in the next column."""
    if _on_next_page(table, block):
        return True
    headed = block.header_rows or prints(block, table, 1)
    return not headed and _in_next_column(table, block)


def _same_columns(table: Table, block: Table) -> bool:
    if table.n_columns != block.n_columns:
        return False
    if block.header_rows:
        same = block.header_rows == table.header_rows
        return same and prints(block, table, block.header_rows)
    theirs, ours = _edges(table), _edges(block)
    old, new = table.provenance.regions[-1].bbox, block.provenance.regions[0].bbox
    moved = new[0] - old[0] if new[0] >= old[2] or new[2] <= old[0] else 0.0
    # Text alone leaves an edge anywhere between the columns beside it.
    loose = table.n_columns > 2
    return all(
        abs(theirs[c] + moved - ours[c]) <= SAME_COLUMN_PT
        or (loose and theirs.get(c - 1, ours[c]) < ours[c] - moved < theirs.get(c + 1, old[2]))
        for c in theirs.keys() & ours.keys()
    )


def _edges(table: Table) -> dict[int, float]:
    """Return the left edge of each column, from the cells of the part on its last page."""
    page = table.provenance.regions[-1].page
    return {
        cell.column: cell.provenance.regions[-1].bbox[0]
        for row in table.rows
        for cell in row.cells
        if cell.provenance.regions[-1].page == page
    }


def _joined(table: Table, block: Table) -> Table:
    body = list(block.rows[block.header_rows :])
    rows = list(table.rows)
    offset = len(rows) - block.header_rows
    moved = [_moved(row, offset) for row in body]
    if moved and len(rows) > table.header_rows and _is_rest(table, rows, moved):
        rows, moved = _mended(rows, moved)
    regions = *table.provenance.regions, *block.provenance.regions
    return Table((*rows, *moved), table.n_columns, table.header_rows, place(regions, "table"))


def _moved(row: Row, offset: int) -> Row:
    return Row(tuple(replace(cell, row=cell.row + offset) for cell in row.cells), row.provenance)


def _is_rest(table: Table, rows: Sequence[Row], moved: Sequence[Row]) -> bool:
    """Tell whether the first row of a part is the end of the row before the break.

    It is where no cell of it begins anew: where the rows of the table are numbered and it is not,
    or where every text of it goes on in lower case or after a text that has not ended.
    """
    body = rows[table.header_rows :]
    numbered = _numbered_column([*body, *moved[1:]])
    first = {cell.column: cell for cell in moved[0].cells}
    if any(cell.column_span >= table.n_columns > 1 for cell in moved[0].cells):
        return False
    if numbered is not None:
        cell = first.get(numbered)
        return cell is None or not _NUMBERED.match(clean(cell.text))
    texts = [cell for cell in first.values() if cell.text]
    before = {cell.column: cell for cell in _covering(body)}
    return bool(texts) and all(
        cell.text[:1].islower()
        or (
            cell.column in before
            and bool(before[cell.column].text)
            and not _SENTENCE_END.search(before[cell.column].text)
            and cell.text[:1] in "-–•"
        )
        for cell in texts
    )


def _covering(body: Sequence[Row]) -> list[Cell]:
    """Return the cells that cover the last row of a table."""
    last = max((cell.row for row in body for cell in row.cells), default=0)
    return [cell for row in body for cell in row.cells if cell.row + cell.row_span > last]


def _numbered_column(rows: Sequence[Row]) -> int | None:
    """Return the column in which the most rows begin with numbers: not one merged over several."""
    columns: dict[int, list[bool]] = {}
    for row in rows:
        for cell in row.cells:
            if cell.text and cell.column_span == 1:
                columns.setdefault(cell.column, []).append(bool(_NUMBERED.match(clean(cell.text))))
    numbered = {
        column: sum(flags)
        for column, flags in sorted(columns.items())
        if len(flags) > 1 and sum(flags) >= 0.9 * len(flags)
    }
    return max(numbered, key=lambda column: numbered[column], default=None)


def _mended(rows: list[Row], moved: list[Row]) -> tuple[list[Row], list[Row]]:
    """Add the cells of the first row of a part to the cells they go on with."""
    first = moved[0]
    last = max(cell.row + cell.row_span - 1 for row in rows for cell in row.cells)
    parts = {cell.column: cell for cell in first.cells}
    mended = []
    for row in rows:
        cells = []
        for cell in row.cells:
            part = parts.get(cell.column)
            if cell.row + cell.row_span - 1 == last and part is not None:
                cells.append(_one(cell, part))
            else:
                cells.append(cell)
        place = row.provenance
        if row is rows[-1]:
            place = _both(row.provenance, first.provenance)
        mended.append(Row(tuple(cells), place))
    rest = [
        Row(tuple(replace(cell, row=cell.row - 1) for cell in row.cells), row.provenance)
        for row in moved[1:]
    ]
    return mended, rest


def _one(cell: Cell, part: Cell) -> Cell:
    text = cell.text
    if part.text:
        item = cell.text and part.text[:1] in "-–•"
        text = f"{cell.text}\n{part.text}" if item else append(cell.text, part.text)
    return replace(
        cell,
        text=text,
        mark=(cell.mark or part.mark) if not text else None,
        provenance=_both(cell.provenance, part.provenance),
        row_span=cell.row_span + part.row_span - 1,
        calls=(*cell.calls, *part.calls),
        breaks=(*cell.breaks, *part.breaks),
    )


def _both(a: Provenance, b: Provenance) -> Provenance:
    regions: dict[int, Region] = {}
    for new in (*a.regions, *b.regions):
        known = regions.get(new.page)
        if known is not None:
            (x0, top, x1, bottom), (left, up, right, down) = known.bbox, new.bbox
            new = region(new.page, (min(x0, left), min(top, up), max(x1, right), max(bottom, down)))
        regions[new.page] = new
    return place(tuple(regions.values()), a.method)


def _repeated_header(block: Table) -> list[Line]:
    return [
        Line(clean(cell.text), cell.provenance, kind="repeated_header")
        for row in block.rows[: block.header_rows]
        for cell in row.cells
        if cell.text
    ]
