"""The JSON Schemas and the table schemas, generated from the contract and its field texts.

`python -m pipeline.publish.schema` writes `schemas/`; with `--check` it writes nothing and fails
where a file there is not what it would write.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from pipeline import model
from pipeline.lexicon import data_file
from pipeline.publish.definitions import TABLES, Column, TableDefinition
from pipeline.publish.to_json import dump_any

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ROOTS: Mapping[str, type[BaseModel]] = {
    "plan": model.Plan,
    "report": model.Report,
    "links": model.Links,
    "link-report": model.LinkReport,
}
FOLDER = Path(__file__).parents[2] / "schemas"


def schema_files() -> dict[str, str]:
    """Return every generated file of `schemas/`, by its relative path."""
    texts = field_texts()
    major = model.SCHEMA_VERSION.split(".")[0]
    files = {
        f"{name}-{major}.schema.json": dump_any(_json_schema(name, root, texts))
        for name, root in ROOTS.items()
    }
    files |= {
        f"tables/{table.name}.schema.json": dump_any(table_schema(table, texts)) for table in TABLES
    }
    return files


def field_texts() -> dict[str, tuple[str, str, str, str]]:
    """Return French title, English title, French and English description by "Type.field"."""
    return {
        f"{owner}.{name}": (texts[0], texts[1], texts[2], texts[3])
        for owner, fields in data_file("fields.toml").items()
        for name, texts in fields.items()
    }


def table_schema(
    table: TableDefinition, texts: Mapping[str, tuple[str, str, str, str]]
) -> dict[str, Any]:
    """Return the Frictionless table schema of a table."""
    return {
        "fields": [_field(column, column.name in table.key, texts) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {
                "fields": list(reference.columns),
                "reference": {
                    "resource": "" if reference.table == table.name else reference.table,
                    "fields": list(reference.target),
                },
            }
            for reference in table.references
        ],
    }


def _field(
    column: Column, key: bool, texts: Mapping[str, tuple[str, str, str, str]]
) -> dict[str, Any]:
    title_fr, title_en, text_fr, text_en = texts[column.documented_by]
    constraints: dict[str, Any] = {"required": True} if column.required or key else {}
    values = choices(column.documented_by)
    if values:
        constraints["enum"] = values
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "title": title_fr,
        "description": text_fr,
        "title_en": title_en,
        "description_en": text_en,
    }
    return field | ({"constraints": constraints} if constraints else {})


def choices(documented_by: str) -> list[str]:
    """Return the closed set of values of a field, where its type is one (or one or null)."""
    owner, _, name = documented_by.partition(".")
    typed = getattr(model, owner, None)
    field = typed.model_fields.get(name) if typed is not None else None
    values = get_args(field.annotation) if field is not None else ()
    inner = [part for value in values for part in (get_args(value) or (value,))]
    return [value for value in inner if isinstance(value, str)]


def _json_schema(
    name: str, root: type[BaseModel], texts: Mapping[str, tuple[str, str, str, str]]
) -> dict[str, Any]:
    schema = root.model_json_schema(mode="serialization")
    major = model.SCHEMA_VERSION.split(".")[0]
    for owner, node in _objects(root.__name__, schema):
        _document(node, texts[f"{owner}._"])
        for field, part in node.get("properties", {}).items():
            _document(part, texts[f"{owner}.{field}"])
    head = {"$schema": DIALECT, "$id": f"{name}-{major}.schema.json"}
    return head | schema


def _objects(root: str, schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield root, schema
    yield from schema.get("$defs", {}).items()


def _document(node: dict[str, Any], texts: tuple[str, str, str, str]) -> None:
    node["title"], node["x-title-en"], node["description"], node["x-description-en"] = texts


def main(arguments: list[str]) -> int:
    """Write `schemas/`, or with `--check` say what in it is stale; return the exit code."""
    files = schema_files()
    if "--check" not in arguments:
        for path, text in files.items():
            target = FOLDER / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return 0
    kept = {
        str(path.relative_to(FOLDER)): path.read_text(encoding="utf-8")
        for path in sorted(FOLDER.rglob("*.schema.json"))
    }
    stale = sorted(path for path in {*files, *kept} if files.get(path) != kept.get(path))
    for path in stale:
        sys.stderr.write(f"schemas/{path} is stale: run python -m pipeline.publish.schema\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
