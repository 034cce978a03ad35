"""What a worker hands back, as a stream of plain values, block by block.

Plain tuples go over faster than the values they stand for, and block by block neither side holds
the whole document twice.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import IO, Any

from pipeline.document import Block, Cell, Line, Row, Table
from pipeline.model import Mark, Provenance
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
    return PdfBlocks(tuple(_Unpacker().blocks(stream, len(data))), *answer)


def _packed(block: Block) -> Packed:
    if isinstance(block, Line):
        return (
            block.text, _place(block.provenance), block.level, block.depth, block.marker,
            block.strong, block.apart, block.kind, block.calls, block.struck, block.boxed,
        )  # fmt: skip
    rows = tuple((tuple(map(_cell, row.cells)), _place(row.provenance)) for row in block.rows)
    return rows, _place(block.provenance), block.n_columns, block.header_rows


def _cell(cell: Cell) -> Packed:
    mark = cell.mark and (cell.mark.kind, cell.mark.char)
    return (
        cell.row, cell.column, cell.text, _place(cell.provenance), cell.row_span,
        cell.column_span, mark, cell.strong, cell.calls, cell.struck,
    )  # fmt: skip


def _place(provenance: Provenance) -> Packed:
    return provenance.method, tuple([(r.page, r.bbox) for r in provenance.regions])


class _Unpacker:
    """Makes blocks of what was packed; the cells of a row or a column share their edges."""

    def __init__(self) -> None:
        self._edges: dict[float, float] = {}

    def blocks(self, stream: IO[bytes], length: int) -> Iterator[Block]:
        while stream.tell() < length:
            packed = pickle.load(stream)
            if isinstance(packed[0], str):
                text, where, *rest = packed
                yield Line(text, self._place(where), *rest)
            else:
                rows, where, n_columns, header_rows = packed
                yield Table(tuple(map(self._row, rows)), n_columns, header_rows, self._place(where))

    def _row(self, packed: Packed) -> Row:
        cells, where = packed
        return Row(tuple(map(self._cell, cells)), self._place(where))

    def _cell(self, packed: Packed) -> Cell:
        row, column, text, where, row_span, column_span, mark, *rest = packed
        known = _mark(*mark) if mark else None
        return Cell(row, column, text, self._place(where), row_span, column_span, known, *rest)

    def _place(self, packed: Packed) -> Provenance:
        method, regions = packed
        edge = self._edges.setdefault
        return place(
            tuple(
                [
                    region(page, (edge(a, a), edge(b, b), edge(c, c), edge(d, d)))
                    for page, (a, b, c, d) in regions
                ]
            ),
            method,
        )


@cache
def _mark(kind: Any, char: str | None) -> Mark:
    return Mark(kind=kind, char=char)
