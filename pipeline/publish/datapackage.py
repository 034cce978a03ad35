"""Plans and published files → datapackage.json, the description of all of it in one file.

By the Data Package standard, version 2: every table with its schema, keys and references, every
file with its size and hash, and the licence and sources that the plans give. What no plan says is
left out, never guessed. No clock: the same files have the same description.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pipeline.cores import on_all_cores
from pipeline.hashes import sha256
from pipeline.lexicon import data_file
from pipeline.model import SCHEMA_VERSION, Plan
from pipeline.publish.columns import TableDefinition
from pipeline.publish.csv_files import csv_path
from pipeline.publish.definitions import TABLES
from pipeline.publish.schema import FieldTexts, field_texts, table_schema
from pipeline.publish.to_json import dump_any

NAME = "arrimage"
_STANDARD = "https://datapackage.org/profiles/2.0"
_HASH = "sha256:"
_DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\n"}


@dataclass(frozen=True, slots=True)
class Texts:
    """What the package or a table is called, and what it holds."""

    title: str
    title_en: str
    description: str
    description_en: str

    def properties(self) -> dict[str, str]:
        """Return them as the properties of a descriptor, French first."""
        return {
            "title": self.title,
            "description": self.description,
            "title_en": self.title_en,
            "description_en": self.description_en,
        }


def datapackage(plans: Sequence[Plan], files: Mapping[str, bytes]) -> str:
    """Return datapackage.json for these plans and the files made from them, by path."""
    names, fields = table_texts(), field_texts()
    known = data_file("package.toml")["files"]
    titles = {plan.id: plan.title or plan.id for plan in plans}
    tables = {table.name: csv_path(table) for table in TABLES}
    paths = [*tables.values(), *(path for path in sorted(files) if path.endswith(".json"))]
    described = dict(zip(paths, on_all_cores(partial(_file, files), paths), strict=True))
    return dump_any(
        {
            "$schema": f"{_STANDARD}/datapackage.json",
            "name": NAME,
            "version": SCHEMA_VERSION,
            **package_texts().properties(),
            "keywords": keywords(),
            **_given("licenses", [{"name": name} for name in licences(plans)]),
            **_given("contributors", [_publisher(name) for name in publishers(plans)]),
            "sources": [_source(plan) for plan in plans],
            "resources": [
                *(
                    _table(table, described[tables[table.name]], names[table.name], fields)
                    for table in TABLES
                ),
                *(
                    _json(described[path], _file_texts(path, known, titles))
                    for path in paths[len(tables) :]
                ),
            ],
        }
    )


def package_texts() -> Texts:
    """Return the texts of the package as a whole."""
    return Texts(*data_file("package.toml")["package"]["text"])


def table_texts() -> dict[str, Texts]:
    """Return the texts of every table, by its name."""
    return {name: Texts(*texts) for name, texts in data_file("package.toml")["tables"].items()}


def _file_texts(
    path: str, known: Mapping[str, Sequence[str]], titles: Mapping[str, str]
) -> dict[str, str]:
    """Return the texts of a JSON file; none for one of a plan that the package does not have."""
    folder, _, name = path.rpartition("/")
    title = titles.get(name.removesuffix(".json"), "")
    texts = known.get(path) or (known.get(f"{folder}/") if title else None)
    if texts is None:
        return {}
    return Texts(*(text.replace("{plan}", title) for text in texts)).properties()


def keywords() -> list[str]:
    """Return the words people find the package by."""
    return list(data_file("package.toml")["keywords"]["fr"])


def licences(plans: Sequence[Plan]) -> list[str]:
    """Return the licences that the plans give, each once."""
    return sorted({plan.source.licence for plan in plans if plan.source.licence})


def publishers(plans: Sequence[Plan]) -> list[str]:
    """Return the publishers of the plans, each once."""
    return sorted({plan.publisher for plan in plans if plan.publisher})


def _given(name: str, values: list[dict[str, Any]]) -> dict[str, Any]:
    """The standard asks for lists that are not empty, or for none."""
    return {name: values} if values else {}


def _publisher(name: str) -> dict[str, Any]:
    return {"title": name, "roles": ["publisher"]}


def _source(plan: Plan) -> dict[str, str]:
    source = {
        "title": plan.title or plan.id,
        "path": plan.source.url,
        "version": plan.source.published,
        "retrieved": plan.source.retrieved,
        "plan_id": plan.id,
        "hash": f"{_HASH}{plan.source.sha256}",
    }
    return {name: value for name, value in source.items() if value is not None}


def _table(
    table: TableDefinition, file: Mapping[str, Any], texts: Texts, fields: FieldTexts
) -> dict[str, Any]:
    return {
        "$schema": f"{_STANDARD}/dataresource.json",
        "name": table.name,
        "type": "table",
        **texts.properties(),
        **file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"$schema": f"{_STANDARD}/tabledialect.json", **_DIALECT},
        "schema": {
            "$schema": f"{_STANDARD}/tableschema.json",
            **table_schema(table, fields),
        },
    }


def _json(file: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "$schema": f"{_STANDARD}/dataresource.json",
        # Never the name of a table: "links.json" stands beside the table "links".
        "name": file["path"].replace("/", "-").replace(".", "-"),
        **texts,
        **file,
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
    }


def _file(files: Mapping[str, bytes], path: str) -> dict[str, Any]:
    data = files[path]
    return {"path": path, "bytes": len(data), "hash": f"{_HASH}{sha256(data)}"}


def described(content: bytes) -> dict[str, str]:
    """Return the SHA-256 of every file that a datapackage.json describes, by path.

    Raises:
        ValueError, KeyError or TypeError: it is no datapackage.json of this package.
    """
    resources = json.loads(content)["resources"]
    return {one["path"]: one["hash"].removeprefix(_HASH) for one in resources}
