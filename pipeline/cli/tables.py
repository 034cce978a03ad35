"""`arrimage tables`: every table of a file as read, before any meaning."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.common import data, failures, json_data
from pipeline.cli.paged import paged, read_options

if TYPE_CHECKING:
    from pipeline.document import Cell, Table
    from pipeline.model import Provenance

_COLUMNS = (
    "table",
    "row",
    "column",
    "row_span",
    "column_span",
    "text",
    "mark_kind",
    "mark_char",
    "page",
    "line_first",
    "line_last",
)


@click.command("tables")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, a line for each cell.")
@paged
def command(file: Path, as_csv: bool, **given: Any) -> None:
    """Print every table of FILE as JSON: its cells with texts, marks, spans and places.

    Rows and columns count from 0; tables, pages and lines from 1.

    \b
    Examples:
      arrimage tables plan.md
      arrimage tables plan.md | jq '.[0].cells[] | select(.mark)'
      arrimage tables --csv plan.html > cells.csv
      arrimage tables --pages 19-20 plan.pdf
    """
    from pipeline.workspace.produce import read_source

    with failures():
        document = read_source(file, file.name, read_options(given))
    tables = list(document.tables())
    if as_csv:
        data(_csv(tables))
    else:
        json_data([_table(table) for table in tables])


def _table(table: Table) -> dict[str, Any]:
    place = table.provenance
    return {
        "n_rows": len(table.rows),
        "n_columns": table.n_columns,
        "header_rows": table.header_rows,
        "regions": [region.model_dump(mode="json") for region in place.regions],
        "lines": place.lines,
        "cells": [_cell(cell) for row in table.rows for cell in row.cells],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    page, bbox = _box(cell.provenance)
    return {
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "text": cell.text,
        "mark": cell.mark.model_dump() if cell.mark else None,
        "page": page,
        "bbox": bbox,
        "lines": cell.provenance.lines,
    }


def _box(place: Provenance) -> tuple[int | None, tuple[float, float, float, float] | None]:
    if not place.regions:
        return None, None
    return place.regions[0].page, place.regions[0].bbox


def _csv(tables: list[Table]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for number, table in enumerate(tables, 1):
        for row in table.rows:
            writer.writerows(_csv_row(number, cell) for cell in row.cells)
    return text.getvalue()


def _csv_row(number: int, cell: Cell) -> tuple[object, ...]:
    first, last = cell.provenance.lines or (None, None)
    return (
        number,
        cell.row,
        cell.column,
        cell.row_span,
        cell.column_span,
        cell.text,
        cell.mark.kind if cell.mark else None,
        cell.mark.char if cell.mark else None,
        _box(cell.provenance)[0],
        first,
        last,
    )
