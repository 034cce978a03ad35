"""Attestations are what a check of the bytes finds: each answer, and what turns it around."""

from __future__ import annotations

import pytest

from pipeline.publish.attestations import attest
from pipeline.publish.columns import Column, TableDefinition
from pipeline.publish.csv_files import csv_path
from pipeline.publish.definitions import TABLES
from tests.publish.published import files

TABLE = TableDefinition(
    "essai",
    (
        Column("text", "string", "Quote.text"),
        Column("kind", "string", "Mark.kind"),
        Column("n", "number", "table.x0"),
        Column("day", "date", "Deadline.date"),
    ),
    ("text",),
)
HEAD = "text,kind,n,day\n"
GOOD = HEAD + "Été,none,1.5,2024-03-01\n,,,\n"


def answers(data: bytes, table: TableDefinition = TABLE) -> dict[str, str]:
    return {one.field.removeprefix("relidi_"): one.answer for one in attest(table, data)}


def test_a_table_that_keeps_the_rules() -> None:
    assert answers(GOOD.encode()) == {
        "confic_utf8": "oui",
        "confic_separateur_virgule": "oui",
        "confic_pascom": "oui",
        "confic_epsg": "n/a",
        "condon_valinc": "oui",
        "condon_nombre": "oui",
        "condon_boolee": "n/a",
        "condon_datheu": "oui",
    }


@pytest.mark.parametrize(
    ("data", "field", "place"),
    [
        (GOOD.encode("latin-1"), "confic_utf8", "octet 17"),
        (GOOD.replace(",", ";").encode(), "confic_separateur_virgule", "ligne 1"),
        ((HEAD + "a,none,1\n").encode(), "confic_separateur_virgule", "rangée 2"),
        (b"", "confic_separateur_virgule", "ligne 1"),
        ((HEAD + "# note,none,1,\n").encode(), "confic_pascom", "rangée 2"),
        ((HEAD + "N/D,none,1,\n").encode(), "condon_valinc", "rangée 2, text"),
        ((HEAD + "a,none,,null\n").encode(), "condon_valinc", "rangée 2, day"),
        ((HEAD + 'a,none,"1,5",\n').encode(), "condon_nombre", "rangée 2, n"),
        ((HEAD + "a,none,1 500,\n").encode(), "condon_nombre", "rangée 2, n"),
        ((HEAD + "a,none,1,01/03/2024\n").encode(), "condon_datheu", "rangée 2, day"),
        ((HEAD + "a,none,1,2024-13-01\n").encode(), "condon_datheu", "rangée 2, day"),
    ],
)
def test_what_breaks_a_rule_is_attested_so(data: bytes, field: str, place: str) -> None:
    found = {one.field: one for one in attest(TABLE, data)}
    assert found[f"relidi_{field}"].answer == "non"
    assert found[f"relidi_{field}"].reason.startswith(place)


def test_a_packed_file_is_attested_so() -> None:
    table = TableDefinition("essai", (Column("PK\x03\x04", "string", "Quote.text"),), ("x",))
    assert answers(b"PK\x03\x04\n", table)["confic_pascom"] == "non"


def test_a_table_without_dates_or_numbers_is_not_concerned() -> None:
    found = answers((HEAD + "a,none,,\n").encode())
    assert (found["condon_nombre"], found["condon_datheu"]) == ("n/a", "n/a")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_published_tables_keep_the_rules(table: TableDefinition) -> None:
    found = attest(table, files()[csv_path(table)])
    assert [one for one in found if one.answer == "non"] == []
