"""The JSON Schemas and the table schemas, generated from the contract and its field texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel

from pipeline.lexicon import data_file
from pipeline.model import SCHEMA_VERSION, Contract, LinkReport, Links, Plan, Report
from pipeline.publish.columns import Column, Reference, TableDefinition
from pipeline.publish.definitions import TABLES
from pipeline.publish.to_json import dump_any

FieldTexts = Mapping[str, tuple[str, str, str, str]]
"""French title, English title, French and English description, by "Type.field"."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"
ROOTS: Mapping[str, type[BaseModel]] = {
    "plan": Plan,
    "report": Report,
    "links": Links,
    "link-report": LinkReport,
}


def schema_files() -> dict[str, str]:
    """Return every generated file of `schemas/`, by its relative path."""
    texts = field_texts()
    major = SCHEMA_VERSION.split(".")[0]
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


def contracts() -> dict[str, type[Contract]]:
    """Return every type of the contract by its name, in the order of the model."""
    return {typed.__name__: typed for typed in Contract.__subclasses__()}


def table_schema(table: TableDefinition, texts: FieldTexts) -> dict[str, Any]:
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
            if _whole(table, reference)
        ],
    }


def _whole(table: TableDefinition, reference: Reference) -> bool:
    """Tell whether a reference can be held by programs that know no partly unknown key.

    SQL passes over a row where one column of a reference is unknown; Frictionless looks for it.
    The database has such references all the same.
    """
    required = {column.name for column in table.columns if column.required}
    return len({name in required for name in reference.columns}) == 1


def _field(column: Column, key: bool, texts: FieldTexts) -> dict[str, Any]:
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
    typed = contracts().get(owner)
    field = typed.model_fields.get(name) if typed else None
    values = get_args(field.annotation) if field is not None else ()
    inner = [part for value in values for part in (get_args(value) or (value,))]
    return [value for value in inner if isinstance(value, str)]


def _json_schema(name: str, root: type[BaseModel], texts: FieldTexts) -> dict[str, Any]:
    schema = root.model_json_schema(mode="serialization")
    major = SCHEMA_VERSION.split(".")[0]
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
