"""A document → its plan folder: the file, a plan.yaml with its hash, and words to think about.

The folder is put together beside raw/ and renamed into it, so that it is there whole or not at
all; one that exists is never touched. A trial extraction proposes the counts that `expect:` could
hold, and lists the headings and columns that no lexicon knows, as lines to paste into
lexicon.toml.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from pipeline.extract.fields import column_of
from pipeline.hashes import sha256
from pipeline.model import PassageKind
from pipeline.paths import LEXICON
from pipeline.text import clean
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.folders import RENDITIONS, workspace_file
from pipeline.workspace.sidecar import SIDECAR, Sidecar
from pipeline.workspace.single import id_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.document import Document
    from pipeline.hashes import sha256
    from pipeline.lexicon import Lexicons
from pipeline.model import Plan

_OTHER_ENDINGS = {".markdown": ".md", ".htm": ".html"}


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What was made: the folder, the trial's plan, and the proposed lexicon lines."""

    folder: Path
    plan: Plan
    lexicon: str


def new_plan(root: Path, file: Path, wished_id: str | None = None) -> NewPlan:
    """Make the plan folder of a document.

    Raises:
        WorkspaceError: the folder exists, or the file cannot be read as a plan.
    """
    from pipeline.workspace.produce import lexicons_with, read_source

    plan_id = id_for(file, wished_id)
    folder = root / "raw" / plan_id
    if folder.exists() or folder.is_symlink():
        raise WorkspaceError(
            f"raw/{plan_id}", "", "exists already, and was left as it is", "give another --id"
        )
    name = _source_name(file)
    document = read_source(file, file.name)
    lexicons = lexicons_with(workspace_file(root, LEXICON), LEXICON)
    plan = _try(document, plan_id, lexicons)
    content = file.read_bytes()
    _put(folder, {name: content, SIDECAR: _sidecar(name, content, plan).encode()})
    return NewPlan(folder, plan, _lexicon_lines(plan, document, lexicons))


def _source_name(file: Path) -> str:
    suffix = file.suffix.lower()
    name = f"source{_OTHER_ENDINGS.get(suffix, suffix)}"
    if name not in RENDITIONS:
        endings = ", ".join(Path(rendition).suffix for rendition in RENDITIONS)
        raise WorkspaceError(
            file.name, "", f"'{suffix}' is not what documents end in", f"they end in {endings}"
        )
    return name


def _try(document: Document, plan_id: str, lexicons: Lexicons) -> Plan:
    from pipeline.extract import Identity
    from pipeline.workspace.produce import make

    plan, _ = make(document, lexicons, Identity(plan_id, document.name), enriched=False)
    return plan


def _sidecar(name: str, content: bytes, plan: Plan) -> str:
    """Write a plan.yaml: null for what nobody knows, the counts found as comments to confirm."""
    from pipeline.check.rules import counts

    unknown = [key for key, field in Sidecar.model_fields.items() if field.default is None]
    found = [f"#  {key}: {number}" for key, number in counts(plan).items() if number]
    return "\n".join(
        [
            "# null is what nobody knows. Dates are written 2024, 2024-03 or 2024-03-01.",
            *(f"{key}: null" for key in unknown),
            "state: draft",
            "sha256:",
            f"  {name}: {sha256(content)}",
            "# What was found. Count in the document, then take the '#' off these lines.",
            "#expect:",
            *found,
            "",
        ]
    )


def _lexicon_lines(plan: Plan, document: Document, lexicons: Lexicons) -> str:
    """Write the words no lexicon knows as TOML, commented: which list each joins is a choice."""
    kinds = [kind for kind in get_args(PassageKind) if kind != "other"]
    headings = [p.heading for p in plan.passages if p.kind == "other" and p.heading]
    lexicon = lexicons.by_language[plan.language]
    unknown = _kept_aside(plan)
    columns = [
        f"={header}"
        for header in _headers(document)
        if header in unknown and column_of(header, lexicon) is None
    ]
    fields = list(lexicon.columns)
    return "\n".join(
        [
            *_table(f"{plan.language}.passages", kinds, headings),
            *_table(f"{plan.language}.columns", fields, columns),
            "",
        ]
    ).lstrip("\n")


def _kept_aside(plan: Plan) -> set[str]:
    """Return the headers whose texts stand in `extra`, but for those of marks.

    What a legend calls a mark stands in `extra` too, under the header of a column that was read.
    """
    rows = [[action.extra, *(item.extra for item in action.items)] for action in plan.actions]
    read = {name for period in plan.schedule.periods for name in (period.id, period.label)}
    read |= {grid.column for action in plan.actions for grid in action.grids if grid.column}
    return {header for extras in rows for extra in extras for header in extra} - read


def _headers(document: Document) -> list[str]:
    """Return what heads the columns of a document, as printed."""
    rows = [row for table in document.tables() for row in table.rows[: table.header_rows]]
    return [clean(cell.text) for row in rows for cell in row.cells]


def _table(table: str, keys: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Write a table of TOML; JSON writes strings in a form that TOML reads."""
    if not texts:
        return []
    words = ", ".join(json.dumps(text, ensure_ascii=False) for text in dict.fromkeys(texts))
    return [
        f"[{table}]",
        f"# give each word the key it belongs to: {', '.join(keys)}",
        f"# {keys[0]} = [{words}]",
    ]


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = folder.parent / f".{folder.name}.{os.getpid()}"
    beside.mkdir()
    try:
        for name, content in files.items():
            (beside / name).write_bytes(content)
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
