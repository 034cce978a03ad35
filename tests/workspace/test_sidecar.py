"""plan.yaml and ids.csv are taken at their word, or refused with the key that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.folders import PlanFolder, find_folders
from pipeline.workspace.sidecar import Sidecar, load_pins, load_sidecar, parse_sidecar

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace.workbench import Workspace

KEYS = "publisher, url, published, retrieved, licence, follows, state, sha256, expect, columns"


def test_every_key_is_read() -> None:
    sidecar = parse_sidecar(
        b"""publisher: Ville d'Essai
url: https://example.org/plan
published: 2024-03-01
retrieved: 2026-01-31T10:00:00
licence: null
sha256: {source.md: abc}
expect: {actions: 58, axe: 5}
follows: essai-2021
state: reviewed
columns: {Effets attendus: indicator}
""",
        "plan.yaml",
    )
    assert sidecar == Sidecar(
        publisher="Ville d'Essai",
        url="https://example.org/plan",
        published="2024-03-01",
        retrieved="2026-01-31",
        sha256={"source.md": "abc"},
        expect={"actions": 58, "axe": 5},
        follows="essai-2021",
        state="reviewed",
        columns={"Effets attendus": "indicator"},
    )


@pytest.mark.parametrize("written", ["2024", '"2024"'])
def test_a_year_alone_is_text(written: str) -> None:
    assert parse_sidecar(f"published: {written}".encode(), "plan.yaml").published == "2024"


def test_a_plan_nobody_has_reviewed_is_a_draft() -> None:
    for text in (b"state: null\n", b"url: null\n"):
        assert parse_sidecar(text, "plan.yaml").state == "draft"


def test_a_key_whose_lines_are_comments_is_empty() -> None:
    assert parse_sidecar(b"expect:\n#  actions: 3\n", "plan.yaml").expect == {}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "editor: x",
            f"plan.yaml: key 'editor': nobody knows this key; the keys are {KEYS}",
        ),
        (
            "url: a\nurl: b",
            "plan.yaml: line 2: not readable as YAML: the key 'url' is written twice; "
            "correct that line",
        ),
        (
            "url: [a",
            "plan.yaml: line 1: not readable as YAML: expected ',' or ']', but got "
            "'<stream end>'; correct that line",
        ),
        ("", f"plan.yaml: holds no keys; write {KEYS}, one a line"),
        ("- a", f"plan.yaml: holds no keys; write {KEYS}, one a line"),
        (
            "expect: {actions: many}",
            "plan.yaml: key 'expect.actions': input should be a valid integer, not 'many'; "
            "correct it, or write null",
        ),
        (
            "expect: {actions: -1}",
            "plan.yaml: key 'expect.actions': input should be greater than or equal to 0, "
            "not -1; correct it, or write null",
        ),
        (
            "published: last year",
            "plan.yaml: key 'published': should be a date like 2024, 2024-03 or "
            "2024-03-01, not 'last year'; correct it, or write null",
        ),
        (
            "published: 2024-13",
            "plan.yaml: key 'published': should be a date like 2024, 2024-03 or "
            "2024-03-01, not '2024-13'; correct it, or write null",
        ),
        (
            "state: ready",
            "plan.yaml: key 'state': input should be 'draft', 'reviewed' or 'published', "
            "not 'ready'; correct it, or write null",
        ),
        (
            "columns: {Service porteur: leads}",
            "plan.yaml: key 'columns.Service porteur': input should be 'action', 'item', "
            "'number', 'role', 'lead', 'partner', 'indicator', 'budget', 'deadline', 'status', "
            "'note', 'period', 'grid' or 'extra', not 'leads'; correct it, or write null",
        ),
        (
            "follows: ../autre",
            "plan.yaml: key 'follows': should be the id of a plan, not '../autre'; "
            "correct it, or write null",
        ),
        (
            "publisher: [a]",
            "plan.yaml: key 'publisher': input should be a valid string, not ['a']; "
            "correct it, or write null",
        ),
        (
            "url: !!python/object/apply:os.getcwd []",
            "plan.yaml: line 1: not readable as YAML: could not determine a constructor for "
            "the tag 'tag:yaml.org,2002:python/object/apply:os.getcwd'; correct that line",
        ),
    ],
)
def test_what_cannot_be_is_refused(content: str, message: str) -> None:
    with pytest.raises(WorkspaceError) as error:
        parse_sidecar(content.encode(), "plan.yaml")
    assert str(error.value) == message


def test_a_depth_that_no_plan_needs_is_refused() -> None:
    with pytest.raises(WorkspaceError, match="not readable as YAML"):
        parse_sidecar(b"url: " + b"[" * 5000, "plan.yaml")


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        parse_sidecar(content, "plan.yaml")
    except WorkspaceError as error:
        message = str(error)
    else:
        return
    assert message.startswith("plan.yaml: ")
    assert "\n" not in message


def _folder(workspace: Workspace) -> PlanFolder:
    (folder,) = find_folders(workspace.root).folders
    return folder


def test_a_file_that_was_changed_is_refused(workspace: Workspace) -> None:
    path = workspace.plan("essai") / "source.md"
    path.write_text("# Autre chose\n")
    with pytest.raises(WorkspaceError) as error:
        load_sidecar(_folder(workspace))
    assert str(error.value).startswith(
        "raw/essai/plan.yaml: key 'sha256.source.md': source.md is not the file that was hashed"
    )
    assert str(error.value).endswith(
        "put the file back, or write the new hash if the change is meant"
    )


def test_a_file_without_hash_is_refused_with_the_line_to_write(workspace: Workspace) -> None:
    folder = workspace.plan("essai")
    (folder / "source.txt").write_text("a")
    with pytest.raises(WorkspaceError) as error:
        load_sidecar(_folder(workspace))
    assert str(error.value) == (
        "raw/essai/plan.yaml: key 'sha256.source.txt': the hash of this file is missing; write "
        "source.txt: ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    )


def test_a_hash_without_file_is_refused(workspace: Workspace) -> None:
    workspace.plan("essai")
    workspace.seal("essai", "  source.pdf: abc\n")
    with pytest.raises(WorkspaceError) as error:
        load_sidecar(_folder(workspace))
    assert str(error.value) == (
        "raw/essai/plan.yaml: key 'sha256.source.pdf': there is no such source; take the line out"
    )


def test_a_folder_without_sidecar_is_refused(workspace: Workspace) -> None:
    (workspace.plan("essai") / "plan.yaml").unlink()
    with pytest.raises(WorkspaceError) as error:
        load_sidecar(_folder(workspace))
    assert str(error.value) == (
        "raw/essai/plan.yaml: the file is missing; `arrimage new` shows what to write in it"
    )


def _pins(workspace: Workspace, content: bytes) -> dict[str, str]:
    folder: Path = workspace.plan("essai")
    (folder / "ids.csv").write_bytes(content)
    return load_pins(_folder(workspace))


def test_pins_are_read_by_their_clean_text(workspace: Workspace) -> None:
    content = '\ufefftext,id\n"Ouvrir,  un\u00a0refuge",refuge\n\nFormer,formation\n'.encode()
    assert _pins(workspace, content) == {"Ouvrir, un refuge": "refuge", "Former": "formation"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id,text\n", "line 1: the columns are not text,id; write text,id"),
        (b"", "line 1: the columns are not text,id; write text,id"),
        (b"text,id\na,b,c\n", "row 2: has 3 cells, not 2; put a text with a comma in quotes"),
        (
            b"text,id\na,B\n",
            "row 2: 'B' is not an id; use a-z, 0-9 and single hyphens",
        ),
        (
            b"text,id\na,x\nb,x\n",
            "row 3: the text or the id stands in an earlier row; keep one of the two",
        ),
        (
            b'text,id\n"a\n',
            "not readable as CSV: unexpected end of data; save it as CSV in UTF-8",
        ),
    ],
)
def test_pins_that_cannot_be_are_refused(
    workspace: Workspace, content: bytes, message: str
) -> None:
    with pytest.raises(WorkspaceError) as error:
        _pins(workspace, content)
    assert str(error.value) == f"raw/essai/ids.csv: {message}"


def test_pins_in_another_encoding_are_refused(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceError, match=r"^raw/essai/ids\.csv: not readable as CSV: "):
        _pins(workspace, "text,id\né,a\n".encode("latin-1"))


def test_no_pins_is_none_pinned(workspace: Workspace) -> None:
    workspace.plan("essai")
    assert load_pins(_folder(workspace)) == {}
