"""What is made for spreadsheets and for programs that read columns, and that the data stays."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.columns import Column, TableDefinition
from pipeline.publish.csv_files import csv_path, read_cells, read_tables, write_cells
from pipeline.publish.definitions import TABLES
from pipeline.publish.parquet import parquet_files
from pipeline.publish.safe_csv import BOM, quote_formulas, variants
from tests.publish.published import files

TABLE = TableDefinition(
    "essai", (Column("text", "string", "Quote.text"), Column("n", "number", "table.x0")), ("text",)
)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "\u00a0=1", "＝1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_quoted_and_nothing_else(text: str) -> None:
    data = write_cells([["text", "n"], [text, "-1.5"], ["a=b", "2"], ["", ""]])
    assert read_cells(quote_formulas(TABLE, data)) == [
        ["text", "n"],
        [f"'{text}", "-1.5"],
        ["a=b", "2"],
        ["", ""],
    ]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_quoting_adds_one_character_at_most(texts: list[str]) -> None:
    data = write_cells([["text", "n"], *([text, ""] for text in texts)])
    for text, row in zip(texts, read_cells(quote_formulas(TABLE, data))[1:], strict=True):
        assert row[0] in (text, f"'{text}")
        assert not row[0].lstrip().startswith(("=", "+", "-", "@"))


def test_variants_change_what_they_say_and_leave_the_package_alone() -> None:
    before = dict(files())
    plain = variants(files(), safe=False, bom=False)
    assert plain == {csv_path(table): files()[csv_path(table)] for table in TABLES}
    marked = variants(files(), safe=False, bom=True)
    assert marked == {path: BOM + data for path, data in plain.items()}
    safe = variants(files(), safe=True, bom=False)
    assert {path for path in safe if safe[path] != plain[path]} == {
        csv_path(table)
        for table in TABLES
        if any(
            cell.lstrip().startswith(("=", "+", "-", "@"))
            for row in read_cells(plain[csv_path(table)])[1:]
            for cell, column in zip(row, table.columns, strict=True)
            if column.type == "string"
        )
    }
    assert files() == before


def test_parquet_holds_what_the_tables_hold() -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    made, tables = parquet_files(files()), read_tables(files())
    assert made == parquet_files(files())
    for table in TABLES:
        read = parquet.read_table(io.BytesIO(made[f"parquet/{table.name}.parquet"]))
        assert read.column_names == [column.name for column in table.columns]
        assert (
            list(zip(*(column.to_pylist() for column in read.columns), strict=True))
            == (tables[table.name])
        )
