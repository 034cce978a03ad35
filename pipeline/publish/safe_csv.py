"""The tables as CSV for people who open them in a spreadsheet.

A spreadsheet takes a cell that begins with =, +, - or @ (or a tab or a carriage return) for a
formula. Here an apostrophe is put before such texts, so that they are shown and never run. The
published CSV files are data and are not altered: only what is made on request is.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.publish.columns import TableDefinition
from pipeline.publish.csv_files import csv_path, read_cells, write_cells
from pipeline.publish.definitions import TABLES

BOM = b"\xef\xbb\xbf"
"""What makes older spreadsheets read a file as UTF-8."""

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a cell a formula; the wide forms do so in spreadsheets set to an Asian language."""


def variants(files: Mapping[str, bytes], *, safe: bool, bom: bool) -> dict[str, bytes]:
    """Return the CSV files of the package by path, quoted and marked as asked for."""
    made: dict[str, bytes] = {}
    for table in TABLES:
        data = files[csv_path(table)]
        data = quote_formulas(table, data) if safe else data
        made[csv_path(table)] = BOM + data if bom else data
    return made


def quote_formulas(table: TableDefinition, data: bytes) -> bytes:
    """Return a table's CSV with an apostrophe before every text that would be a formula."""
    header, *rows = read_cells(data)
    texts = [column.type == "string" for column in table.columns]
    quoted = [
        [_quote(cell) if text else cell for cell, text in zip(row, texts, strict=True)]
        for row in rows
    ]
    return write_cells([header, *quoted])


def _quote(cell: str) -> str:
    # Spreadsheets pass over leading blanks when they look for a formula.
    return f"'{cell}" if cell.startswith(_STARTS) or cell.lstrip().startswith(_STARTS) else cell
