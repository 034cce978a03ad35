"""What a worker hands back, as a stream of plain values, block by block.

Plain tuples go over faster than the values they stand for, and block by block neither side holds
the whole document twice.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any

from pipeline.document import Block, Cell, Line, Row, Table
from pipeline.model import Provenance
from pipeline.read.marks import mark_of
from pipeline.read.pdf import PdfBlocks
from pipeline.read.places import place, region

Packed = tuple[Any, ...]


def write_answer(answer: object, stream: IO[bytes]) -> None:
    """Write blocks, or anything else that was answered."""
    if not isinstance(answer, PdfBlocks):
        pickle.dump(answer, stream)
        return
    head = (
        answer.n_pages, answer.wordless, answer.scanned, answer.unread, answer.damage,
        answer.doubts,
    )  # fmt: skip
    pickle.dump(head, stream)
    pickler = pickle.Pickler(stream)
    pickler.fast = True  # nothing is written twice: a table of what was written is of no use
    for block in answer.blocks:
        pickler.dump(_packed(block))


def read_answer(data: bytes) -> object:
    """Read what `write_answer` wrote."""
    stream = BytesIO(data)
    answer = pickle.load(stream)
    if not isinstance(answer, tuple):
        return answer
    return PdfBlocks(tuple(_blocks(stream, len(data))), *answer)


def _packed(block: Block) -> Packed:
    if isinstance(block, Line):
        return (
            block.text, _place(block.provenance), block.level, block.depth, block.marker,
            block.strong, block.apart, block.kind, block.calls, block.struck, block.boxed,
            block.head,
        )  # fmt: skip
    rows = tuple((tuple(map(_cell, row.cells)), _place(row.provenance)) for row in block.rows)
    return rows, _place(block.provenance), block.n_columns, block.header_rows


def _cell(cell: Cell) -> Packed:
    mark = cell.mark and (cell.mark.kind, cell.mark.char)
    return (
        cell.row, cell.column, cell.text, _place(cell.provenance), cell.row_span,
        cell.column_span, mark, cell.strong, cell.calls, cell.struck, cell.paint,
        cell.breaks,
    )  # fmt: skip


def _place(provenance: Provenance) -> Packed:
    return provenance.method, tuple([(r.page, r.bbox) for r in provenance.regions])


def _blocks(stream: IO[bytes], length: int) -> Iterator[Block]:
    while stream.tell() < length:
        packed = pickle.load(stream)
        if isinstance(packed[0], str):
            text, where, *rest = packed
            yield Line(text, _unpacked_place(where), *rest)
        else:
            rows, where, n_columns, header_rows = packed
            made = tuple(map(_unpacked_row, rows))
            yield Table(made, n_columns, header_rows, _unpacked_place(where))


def _unpacked_row(packed: Packed) -> Row:
    cells, where = packed
    return Row(tuple(map(_unpacked_cell, cells)), _unpacked_place(where))


def _unpacked_cell(packed: Packed) -> Cell:
    row, column, text, where, row_span, column_span, mark, *rest = packed
    known = mark_of(*mark) if mark else None
    return Cell(row, column, text, _unpacked_place(where), row_span, column_span, known, *rest)


def _unpacked_place(packed: Packed) -> Provenance:
    method, regions = packed
    return place(tuple([region(*one) for one in regions]), method)
