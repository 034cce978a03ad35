"""corrections.yaml of a plan folder: read strictly, and only ever added to.

The file comes in as entries with the lines they begin on; a new entry goes out as YAML at the end
of the file. What people wrote there, comments and order included, is never rewritten: where the
file is not of a form that can be added to, nothing is written and the error says so.
"""

from __future__ import annotations

import datetime
import textwrap
from typing import TYPE_CHECKING, Any

import yaml

from pipeline.corrections import CorrectionError, Entry
from pipeline.text import clean
from pipeline.workspace.durable import append
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.folders import workspace_file
from pipeline.workspace.strict_yaml import StrictLoader, readable

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.workspace.folders import PlanFolder

CORRECTIONS = "corrections.yaml"
_KEYS = ("where", "expect", "value", "reason")
_TEXT = "text"
"""The key that an entry may have besides."""


def load_corrections(folder: PlanFolder) -> tuple[Entry, ...]:
    """Read the corrections of a plan folder; a folder without the file has none.

    Raises:
        WorkspaceError: the file is not a list of entries, or an entry is not whole.
    """
    if CORRECTIONS not in folder.files:
        return ()
    return parse_corrections(folder.files[CORRECTIONS].read_bytes(), f"{folder.name}/{CORRECTIONS}")


def parse_corrections(content: bytes, name: str) -> tuple[Entry, ...]:
    """Read the text of a corrections.yaml; `name` is what errors call the file."""
    return tuple(_entry(values, line, name) for values, line, _ in _items(content, name))


def append_correction(root: Path, plan_id: str, entry: Entry) -> None:
    """Write an entry at the end of a plan's corrections, and return when the disk has it.

    Raises:
        WorkspaceError: the file is not one that can be added to, or corrects the place already.
        OSError: it cannot be written; no part of the entry is left in it.
    """
    name = f"raw/{plan_id}/{CORRECTIONS}"
    path = workspace_file(root, name)
    before = path.read_bytes() if path else b""
    text = _written(entry, before, name)
    old = parse_corrections(before, name)
    if entry.where in {one.where for one in old}:
        raise WorkspaceError(
            name, entry.where, "is corrected there already", "change that entry by hand"
        )
    separator = b"" if not before or before.endswith(b"\n") else b"\n"
    try:
        after = parse_corrections(before + separator + text.encode(), name)
    except WorkspaceError:
        after = ()
    if [_said(one) for one in after] != [_said(one) for one in (*old, entry)]:
        raise WorkspaceError(
            name,
            "",
            "an entry cannot be added at its end",
            "write the entries as a list, each beginning with '- where:' on a line of its own",
        )
    append(root / name, text)


def misfit(error: CorrectionError, name: str) -> WorkspaceError:
    """Return the error of an entry that does not fit its plan, with file and line."""
    entry = error.entry
    return WorkspaceError(name, f"line {entry.line} ({entry.where})", error.reason, error.hint)


def _items(content: bytes, name: str) -> list[tuple[Any, int, int]]:
    """Return the values of the list, with the line and the column where each begins."""
    with readable(name):
        loader = StrictLoader(content)
        node = loader.get_single_node()
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise WorkspaceError(
                name, "", "is not a list", "write entries that begin with '- where:'"
            )
        return [
            (
                loader.construct_document(one),
                one.start_mark.line + 1,
                node.start_mark.column,
            )
            for one in node.value
        ]


def _entry(values: Any, line: int, name: str) -> Entry:
    place = f"line {line}"
    if not isinstance(values, dict) or set(values) - {_TEXT} != set(_KEYS):
        has = ", ".join(str(key) for key in values) if isinstance(values, dict) else "none"
        raise WorkspaceError(
            name,
            place,
            f"an entry has the keys {', '.join(_KEYS)}; this one has {has}",
            f"write them all, with null for a value that nobody knows; {_TEXT} may follow",
        )
    for key in ("where", "reason"):
        if not isinstance(values[key], str) or not values[key].strip():
            raise WorkspaceError(
                name, f"{place}, key '{key}'", "says nothing", "write it in words, in quotes"
            )
    return Entry(
        where=clean(values["where"]),
        expect=_value(values["expect"], f"{place}, key 'expect'", name),
        value=_value(values["value"], f"{place}, key 'value'", name),
        reason=clean(values["reason"]),
        line=line,
        text=_about(values[_TEXT], f"{place}, key '{_TEXT}'", name) if _TEXT in values else (),
    )


def _about(value: Any, place: str, name: str) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else [value]
    if not texts or not all(isinstance(one, str) and one.strip() for one in texts):
        raise WorkspaceError(
            name, place, "is neither a text nor a list of texts", "write it in words, in quotes"
        )
    return tuple(clean(one) for one in texts)


def _value(value: Any, place: str, name: str) -> str | int | tuple[str, ...] | None:
    # YAML reads an unquoted day as a date.
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    if value is None or (isinstance(value, (str, int)) and not isinstance(value, bool)):
        return value
    raise WorkspaceError(
        name,
        place,
        f"{value!r} is neither a text, a whole number, a list of texts nor null",
        "put a text in quotes",
    )


def _written(entry: Entry, before: bytes, name: str) -> str:
    """Return an entry as YAML, indented like the entries that are there."""
    value = list(entry.value) if isinstance(entry.value, tuple) else entry.value
    expect = list(entry.expect) if isinstance(entry.expect, tuple) else entry.expect
    values = {"where": entry.where, "expect": expect, "value": value, "reason": entry.reason}
    if entry.text:
        values[_TEXT] = list(entry.text) if len(entry.text) > 1 else entry.text[0]
    text = yaml.safe_dump([values], allow_unicode=True, sort_keys=False, width=100)
    columns = [column for _, _, column in _items(before, name)]
    return textwrap.indent(text, " " * (columns[0] if columns else 0))


def _said(entry: Entry) -> tuple[object, ...]:
    return entry.where, entry.expect, entry.value, entry.reason, entry.text
