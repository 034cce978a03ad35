"""extracted/ is replaced whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.workspace.durable import exchange
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.inplace import bring_up, complete
from pipeline.workspace.store import Store
from tests.folders import files_in

if TYPE_CHECKING:
    from pathlib import Path

OWN = b'{\n  "schema_version": "1.0.0"\n}\n'
OLD = {"plans/a.json": OWN, "csv/plans.csv": b"old", "csv/same.csv": b"same"}
NEW = {"plans/b.json": OWN, "csv/plans.csv": b"new", "csv/same.csv": b"same"}


def _there(root: Path) -> dict[str, bytes]:
    return files_in(root / "extracted")


def test_what_is_put_is_all_there_is(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.replace(OLD)
    assert _there(tmp_path) == OLD
    store.replace(NEW)
    assert _there(tmp_path) == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["extracted"]


def test_what_other_commands_built_is_carried_over(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.replace(OLD)
    (tmp_path / "extracted" / "site").mkdir()
    (tmp_path / "extracted" / "site" / "index.html").write_text("<p>")
    (tmp_path / "extracted" / "arrimage.sqlite").write_bytes(b"db")
    assert store.compare(OLD).differing == ()
    store.replace(NEW)
    assert _there(tmp_path) == {**NEW, "site/index.html": b"<p>", "arrimage.sqlite": b"db"}


def test_a_write_that_fails_leaves_the_old_files(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.replace(OLD)
    with pytest.raises(ValueError, match="null"):
        store.replace({"a.csv": b"new", "b\0.csv": b"new"})
    assert _there(tmp_path) == OLD
    store.replace(NEW)
    assert _there(tmp_path) == NEW


@pytest.mark.parametrize("name", [".extracted-new", "extracted/.part"])
def test_what_a_killed_run_had_begun_is_taken_out(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path)
    store.replace(OLD)
    (tmp_path / name / "plans").mkdir(parents=True)
    (tmp_path / name / "plans" / "b.json").write_bytes(b"half")
    assert store.compare(OLD).differing == ()
    store.recover()
    assert _there(tmp_path) == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["extracted"]


def test_differences_name_what_is_missing_other_and_too_many(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.compare(OLD).differing == ("csv/plans.csv", "csv/same.csv", "plans/a.json")
    store.replace(OLD)
    assert store.compare(OLD).differing == ()
    assert store.compare(NEW).differing == ("csv/plans.csv", "plans/a.json", "plans/b.json")


@pytest.mark.parametrize("kind", ["file", "link"])
def test_something_else_in_its_place_is_refused(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "extracted"
    if kind == "file":
        place.write_text("à moi")
    else:
        (tmp_path / "dehors").mkdir()
        place.symlink_to(tmp_path / "dehors")
    with pytest.raises(WorkspaceError) as error:
        Store(tmp_path).replace(NEW)
    assert str(error.value) == "extracted: is not a folder; take it out: run makes one"
    assert place.is_symlink() or place.read_text() == "à moi"


@pytest.mark.parametrize("swap", [True, False])
def test_what_people_put_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swap: bool
) -> None:
    if not swap:
        monkeypatch.setattr("pipeline.workspace.store.exchange", lambda one, other: False)
    Store(tmp_path).replace(OLD)
    (tmp_path / "extracted" / "csv" / "notes.csv").write_bytes(b"notes")
    (tmp_path / "extracted" / "notes.json").write_bytes(b"{}")
    store = Store(tmp_path, OLD)
    store.replace(NEW)
    assert _there(tmp_path) == {**NEW, "csv/notes.csv": b"notes", "notes.json": b"{}"}
    assert store.foreign(NEW) == ("csv/notes.csv", "notes.json")
    assert [path.name for path in tmp_path.iterdir()] == ["extracted"]
    store.replace({})
    assert _there(tmp_path) == {"csv/notes.csv": b"notes", "notes.json": b"{}"}


@pytest.mark.parametrize(
    ("name", "kind", "message"),
    [
        ("csv", "file", "extracted/csv: is in the way of a folder; move it elsewhere"),
        ("csv", "link", "extracted/csv: is in the way of a folder; move it elsewhere"),
        ("csv/plans.csv", "folder", "extracted/csv/plans.csv: is in the way of a file; move"),
    ],
)
def test_what_stands_in_the_way_is_named_and_left(
    tmp_path: Path, name: str, kind: str, message: str
) -> None:
    place = tmp_path / "extracted" / name
    place.parent.mkdir(parents=True)
    if kind == "link":
        (tmp_path / "dehors").mkdir()
        place.symlink_to(tmp_path / "dehors")
    elif kind == "file":
        place.write_text("à moi")
    else:
        (place / "a").mkdir(parents=True)
    with pytest.raises(WorkspaceError) as error:
        Store(tmp_path).replace(NEW)
    assert str(error.value).startswith(message)
    assert place.is_symlink() or place.exists()
    assert not (tmp_path / ".extracted-new").exists()


def test_files_that_cannot_have_two_names_are_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*_: object, **__: object) -> None:
        raise PermissionError

    Store(tmp_path).replace(OLD)
    (tmp_path / "extracted" / "notes.txt").write_bytes(b"notes")
    monkeypatch.setattr("os.link", no_link)
    Store(tmp_path, OLD).replace(NEW)
    assert _there(tmp_path) == {**NEW, "notes.txt": b"notes"}


def test_folders_swap_only_where_the_system_can(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    (other / "in").mkdir(parents=True)
    assert exchange(one, other)
    assert (one / "in").is_dir()
    assert not exchange(one, one / "in")
    with pytest.raises(FileNotFoundError):
        exchange(one, tmp_path / "none")


def test_a_journal_is_followed_once_and_only_inside(tmp_path: Path) -> None:
    bring_up(tmp_path, {"a/b.csv": b"1", "c.csv": b"2"}, ())
    assert (tmp_path / "a" / "b.csv").read_bytes() == b"1"
    bring_up(tmp_path, {"c.csv": b"3"}, ("a/b.csv", "never.csv"))
    assert [path.name for path in tmp_path.iterdir()] == ["c.csv"]
    with pytest.raises(ValueError, match="null"):
        bring_up(tmp_path, {"a\0": b"1"}, ())
    assert [path.name for path in tmp_path.iterdir()] == ["c.csv"]
    for journal in (b"", b"[]", b'{"files": [], "removed": ["../x"]}'):
        (tmp_path / ".new").mkdir()
        (tmp_path / ".new" / ".journal").write_bytes(journal)
        complete(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["c.csv"]
