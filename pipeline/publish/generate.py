"""What is generated from the contract and committed: `schemas/` and `docs/fields.md`.

`python -m pipeline.publish.generate` writes them; with `--check` it writes nothing and fails where
a file is not what it would write. Neither passes over a contract that changed under the same
version.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pipeline.model import SCHEMA_VERSION
from pipeline.publish.dictionary import dictionary
from pipeline.publish.schema import schema_files
from pipeline.publish.to_json import dump_any
from pipeline.publish.versions import VERSIONS, recorded

ROOT = Path(__file__).parents[2]


def generated(root: Path = ROOT) -> dict[str, str]:
    """Return every generated file by its path in the repository.

    Raises:
        ValueError: the schemas changed and the version did not say so.
    """
    schemas, kept = schema_files(), root / "schemas" / VERSIONS
    versions = json.loads(kept.read_bytes()) if kept.exists() else {}
    record = dump_any(recorded(schemas, SCHEMA_VERSION, versions))
    return {
        **{f"schemas/{path}": text for path, text in schemas.items()},
        f"schemas/{VERSIONS}": record,
        "docs/fields.md": dictionary(),
    }


def stale(root: Path = ROOT) -> list[str]:
    """Return the paths that are missing, other, or too many on disk."""
    files = generated(root)
    kept = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in [*(root / "schemas").rglob("*.json"), root / "docs" / "fields.md"]
        if path.is_file()
    }
    return sorted(path for path in {*files, *kept} if files.get(path) != kept.get(path))


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Write the files, or with `--check` say which are stale; return the exit code."""
    try:
        found = stale(root) if "--check" in arguments else _write(root)
    except ValueError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    for path in found:
        sys.stderr.write(f"error: {path} is stale; run python -m pipeline.publish.generate\n")
    return 1 if found else 0


def _write(root: Path) -> list[str]:
    for path, text in generated(root).items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
