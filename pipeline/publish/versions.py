"""The schemas → whether the version of the contract says that they changed.

`schemas/versions.json` holds two hashes for each version: of the structure (names, types, keys)
and of the whole (with titles and descriptions). What is recorded for a version never changes; a
new structure asks for a new major or minor version, new texts for a patch at least.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from pipeline.hashes import sha256

VERSIONS = "versions.json"
Versions = Mapping[str, Mapping[str, str]]
_TEXTS = ("title", "description", "title_en", "description_en", "x-title-en", "x-description-en")


def recorded(schemas: Mapping[str, str], version: str, versions: Versions) -> dict[str, object]:
    """Return the record with this version in it.

    Raises:
        ValueError: the schemas are not those of this version.
    """
    now = {"structure": _structure(schemas), "whole": _hash(schemas)}
    if version in versions:
        if versions[version] != now:
            raise ValueError(
                f"schemas/: not those of version {version}; raise SCHEMA_VERSION in "
                "pipeline/model.py and say in schemas/CHANGELOG.md what changed"
            )
        return dict(versions)
    last = list(versions)[-1] if versions else None
    if last is not None:
        _check_step(last, version, same=versions[last]["structure"] == now["structure"])
    return {**versions, version: now}


def _check_step(last: str, version: str, *, same: bool) -> None:
    old, new = _numbers(last), _numbers(version)
    if new <= old:
        raise ValueError(f"SCHEMA_VERSION: {version} does not come after {last}; raise it")
    if not same and new[:2] == old[:2]:
        raise ValueError(
            f"SCHEMA_VERSION: {version} is a patch of {last}, and fields, types or keys changed; "
            "raise the minor version, or the major one if something was removed or renamed"
        )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _structure(schemas: Mapping[str, str]) -> str:
    return _hash({path: json.dumps(_bare(json.loads(text))) for path, text in schemas.items()})


def _bare(node: object, *, names: bool = False) -> object:
    """Return a schema without its texts; under `properties` every key is the name of a field."""
    if isinstance(node, dict):
        return {
            key: _bare(value, names=key in ("properties", "$defs") and not names)
            for key, value in node.items()
            if names or key not in _TEXTS
        }
    return [_bare(value) for value in node] if isinstance(node, list) else node


def _hash(texts: Mapping[str, str]) -> str:
    content = json.dumps(sorted(texts.items()), ensure_ascii=False)
    return sha256(content.encode("utf-8"))
