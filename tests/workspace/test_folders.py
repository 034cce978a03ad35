"""Names and links never lead out of the workspace, and one folder's fault is its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.paths import PLAN_ID
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.folders import find_folders, unread, workspace_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace.workbench import Workspace

OUTSIDE = "is a link that leads out of the workspace; put the file itself there"


def _refusal(workspace: Workspace, name: str) -> str:
    found = find_folders(workspace.root)
    assert name not in [folder.plan_id for folder in found.folders]
    return str(found.refused[name])


def test_folders_come_by_name_with_the_files_that_count(workspace: Workspace) -> None:
    workspace.plan("ville-b")
    (workspace.plan("ville-a", name="source.txt") / "notes.md").write_text("à moi")
    (workspace.root / "raw" / "judgements.csv").write_text("")
    (workspace.root / "raw" / ".ville-c.12").mkdir()
    found = find_folders(workspace.root)
    assert [(folder.plan_id, sorted(folder.files)) for folder in found.folders] == [
        ("ville-a", ["plan.yaml", "source.txt"]),
        ("ville-b", ["plan.yaml", "source.md"]),
    ]
    assert not found.refused


def test_what_nothing_reads_is_named_with_what_may_be_meant(workspace: Workspace) -> None:
    folder, raw = workspace.plan("essai"), workspace.root / "raw"
    for name in ("corrections.yml", "Plan.yaml", "notes.txt", ".DS_Store"):
        (folder / name).write_text("à moi")
    for name in ("judgments.csv", "lexicon.toml", "Plan climat.PDF", "LISEZMOI"):
        (raw / name).write_text("")
    assert unread(workspace.root) == {
        "raw/LISEZMOI": "",
        "raw/Plan climat.PDF": "a plan has a folder of its own: `arrimage new "
        "'raw/Plan climat.PDF'` makes it",
        "raw/judgments.csv": "is it meant to be judgements.csv?",
        "raw/essai/Plan.yaml": "is it meant to be plan.yaml?",
        "raw/essai/corrections.yml": "is it meant to be corrections.yaml?",
        "raw/essai/notes.txt": "",
    }


def test_renditions_come_in_the_order_of_preference(workspace: Workspace) -> None:
    folder = workspace.plan("essai")
    for name in ("source.txt", "source.html", "source.pdf"):
        (folder / name).write_text("a")
    (found,) = find_folders(workspace.root).folders
    assert found.renditions == ("source.pdf", "source.html", "source.md", "source.txt")


@pytest.mark.parametrize(
    "name", ["Ville", "ville_a", "-ville", "ville-", "a--b", "é", "a.b", "a b"]
)
def test_a_name_that_is_no_id_is_refused(workspace: Workspace, name: str) -> None:
    workspace.plan(name)
    workspace.plan("bon")
    assert _refusal(workspace, name) == (
        f"raw/{name}: '{name}' cannot be the id of a plan; "
        "rename the folder with a-z, 0-9 and single hyphens"
    )
    assert [folder.plan_id for folder in find_folders(workspace.root).folders] == ["bon"]


@given(st.text(alphabet="abz09-_.A/\\é \n", max_size=8))
def test_ids_hold_nothing_but_letters_digits_and_inner_hyphens(name: str) -> None:
    good = bool(name) and all(
        part and all(char in "abz09" for char in part) for part in name.split("-")
    )
    assert bool(PLAN_ID.fullmatch(name)) == good


def test_a_folder_without_document_is_refused(workspace: Workspace) -> None:
    (workspace.root / "raw" / "vide").mkdir()
    assert _refusal(workspace, "vide") == (
        "raw/vide: holds no document; put one of source.pdf, source.docx, source.html, "
        "source.md, source.txt there"
    )


def test_a_document_that_is_a_link_out_is_refused(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("dehors") / "secret.md"
    secret.write_text("# Secret\n")
    folder = workspace.plan("essai")
    (folder / "source.md").unlink()
    (folder / "source.md").symlink_to(secret)
    assert _refusal(workspace, "essai") == f"raw/essai/source.md: {OUTSIDE}"


def test_a_folder_that_is_a_link_out_is_refused(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("dehors")
    (outside / "source.md").write_text("# Secret\n")
    (workspace.root / "raw" / "essai").symlink_to(outside)
    assert _refusal(workspace, "essai") == f"raw/essai: {OUTSIDE}"


def test_a_workspace_whose_raw_is_a_link_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dehors").mkdir()
    root = tmp_path / "atelier"
    root.mkdir()
    (root / "raw").symlink_to(tmp_path / "dehors")
    with pytest.raises(WorkspaceError) as error:
        find_folders(root)
    assert str(error.value) == f"raw: {OUTSIDE}"


def test_a_link_inside_the_workspace_is_followed(workspace: Workspace) -> None:
    workspace.plan("ville-a")
    folder = workspace.plan("ville-b")
    (folder / "source.md").unlink()
    (folder / "source.md").symlink_to("../ville-a/source.md")
    assert [found.plan_id for found in find_folders(workspace.root).folders] == [
        "ville-a",
        "ville-b",
    ]


def test_a_link_to_itself_and_a_pipe_are_refused(workspace: Workspace) -> None:
    loop, pipe = workspace.plan("boucle"), workspace.plan("tuyau")
    for folder in (loop, pipe):
        (folder / "source.md").unlink()
    (loop / "source.md").symlink_to("source.md")
    os.mkfifo(pipe / "source.md")
    for name in ("boucle", "tuyau"):
        assert _refusal(workspace, name) == (
            f"raw/{name}/source.md: is not a plain file; put a file there, or take it out"
        )


def test_a_link_in_raw_to_a_file_of_the_workspace_is_no_folder(workspace: Workspace) -> None:
    source = workspace.plan("essai") / "source.md"
    (workspace.root / "raw" / "lien").symlink_to(source)
    assert _refusal(workspace, "lien") == "raw/lien: is not a folder; put the plan in a folder"


def test_a_missing_raw_is_said(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError) as error:
        find_folders(tmp_path)
    assert str(error.value) == (
        "raw/: the folder is missing; start in the workspace, or give it with --root"
    )


def test_a_file_that_is_not_there_is_none(workspace: Workspace) -> None:
    assert workspace_file(workspace.root, "raw/lexicon.toml") is None
