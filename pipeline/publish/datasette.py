"""metadata.json for Datasette: what the database and its tables and columns are called.

Datasette reads it beside the database (`datasette arrimage.sqlite -m metadata.json`). It needs
nothing more: keys, references and search stand in the database itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.model import Plan
from pipeline.publish.columns import TableDefinition
from pipeline.publish.datapackage import (
    NAME,
    Texts,
    licences,
    package_texts,
    publishers,
    table_texts,
)
from pipeline.publish.definitions import TABLES
from pipeline.publish.schema import FieldTexts, field_texts
from pipeline.publish.to_json import dump_any


def metadata(plans: Sequence[Plan]) -> str:
    """Return metadata.json for the database of these plans."""
    texts, names, fields = package_texts(), table_texts(), field_texts()
    given = {
        "license": ", ".join(licences(plans)),
        "source": ", ".join(publishers(plans)),
    }
    return dump_any(
        {
            "title": texts.title,
            "description": texts.description,
            **{name: value for name, value in given.items() if value},
            "databases": {
                NAME: {
                    "tables": {
                        table.name: _table(table, names[table.name], fields) for table in TABLES
                    }
                }
            },
        }
    )


def _table(table: TableDefinition, texts: Texts, fields: FieldTexts) -> dict[str, Any]:
    return {
        "title": texts.title,
        "description": texts.description,
        "columns": {column.name: fields[column.documented_by][2] for column in table.columns},
    }
