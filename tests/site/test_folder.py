"""extracted/site/ on disk: old or new and whole, page images with it, nothing outside touched."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from pipeline.workspace import inplace, site_folder
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.lock import lock
from pipeline.workspace.site_folder import put_site
from tests.folders import files_in
from tests.safety.scene import ended, forked
from tests.safety.test_killed import _die_at_step as die_at_step

OLD = {"index.html": b"old", "gone.html": b"gone", "plans/a.html": b"same"}
NEW = {"index.html": b"new", "plans/a.html": b"same", "actions/a/b.html": b"more"}
COUNT, CHANGED = 3, 2


@pytest.fixture(params=["swap", "journal"])
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace, on a system that can swap folders and on one that cannot."""
    if request.param == "journal":
        monkeypatch.setattr(site_folder, "exchange", lambda one, other: False)
    (tmp_path / "extracted").mkdir()
    put_site(tmp_path, OLD.items())
    return tmp_path


def there(root: Path) -> dict[str, bytes]:
    return files_in(root / "extracted" / "site")


def test_a_site_takes_the_place_of_another_whole(root: Path) -> None:
    assert put_site(root, NEW.items()) == (COUNT, CHANGED)
    assert there(root) == NEW
    assert not list((root / ".cache").glob("site-new*"))
    assert put_site(root, NEW.items()) == (COUNT, 0)


def test_unchanged_files_are_not_written_again(root: Path) -> None:
    path = root / "extracted" / "site" / "plans" / "a.html"
    before = path.stat()
    put_site(root, NEW.items())
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_page_images_are_linked_and_those_of_before_go(root: Path) -> None:
    drawn = root / "1.png"
    drawn.write_bytes(b"png")
    image = {"pages/plan/1.png": drawn}
    assert put_site(root, NEW.items(), image) == (COUNT + 1, CHANGED + 1)
    assert there(root) == NEW | {"pages/plan/1.png": b"png"}
    assert put_site(root, NEW.items(), image) == (COUNT + 1, 0)
    drawn.unlink()
    drawn.write_bytes(b"other")
    assert put_site(root, NEW.items(), image) == (COUNT + 1, 1)
    assert there(root) == NEW | {"pages/plan/1.png": b"other"}
    put_site(root, NEW.items())
    assert there(root) == NEW


def test_a_site_that_fails_half_way_leaves_the_old_one(root: Path) -> None:
    def failing() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"half"
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        put_site(root, failing())
    assert there(root) == OLD
    assert not (root / ".cache" / "site-new").exists()


def test_what_a_killed_build_left_is_cleared(root: Path) -> None:
    left = root / ".cache" / "site-new" / "plans"
    left.mkdir(parents=True)
    (left / "x.html").write_bytes(b"half")
    put_site(root, NEW.items())
    assert there(root) == NEW


def test_killed_before_every_change_it_makes(
    request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copies = tmp_path_factory.mktemp("copies")
    seen: list[str] = []
    for step in range(1, 200):
        copy = Path(shutil.copytree(root, copies / str(step)))
        work = partial(put_site, copy, NEW.items())
        code = ended(forked(partial(die_at_step, work, step)))
        left = {name: content for name, content in there(copy).items() if name[0] != "."}
        # Without the exchange of folders, what a journal declared valid is completed by the next.
        whole = {"old": left == OLD, "new": left == NEW}
        seen.append(next((name for name, fits in whole.items() if fits), "between"))
        put_site(copy, NEW.items())
        assert there(copy) == NEW
        assert not (copy / ".cache" / "site-new").exists()
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert code == 0
    assert len(seen) > 8
    assert (seen[0], seen[-1]) == ("old", "new")
    if "journal" not in request.node.name:
        assert "between" not in seen


def test_a_journal_of_a_killed_build_is_completed_first(root: Path) -> None:
    valid = root / "extracted" / "site" / inplace.VALID
    valid.mkdir()
    (valid / "index.html").write_bytes(b"between")
    (valid / ".journal").write_text(json.dumps({"files": ["index.html"], "removed": []}))
    put_site(root, NEW.items())
    assert there(root) == NEW


def test_a_run_at_work_is_waited_for_by_nobody(root: Path) -> None:
    with lock(root), pytest.raises(WorkspaceError, match="another run is at work"):
        put_site(root, NEW.items())
    assert there(root) == OLD


def test_a_link_in_its_place_is_refused(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_text("mine")
    (tmp_path / "extracted").mkdir()
    (tmp_path / "extracted" / "site").symlink_to(elsewhere)
    with pytest.raises(WorkspaceError, match="is not a folder"):
        put_site(tmp_path, NEW.items())
    assert [path.name for path in elsewhere.iterdir()] == ["mine.txt"]


def test_a_disk_without_hard_links_gets_copies(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("not here")

    image = root / "1.png"
    image.write_bytes(b"png")
    monkeypatch.setattr(os, "link", refuse)
    put_site(root, NEW.items(), {"pages/1.png": image})
    assert there(root) == NEW | {"pages/1.png": b"png"}
