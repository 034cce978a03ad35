"""What people put in extracted/ is kept, and what other commands build there goes along."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from pipeline.workspace.run import compare, run
from pipeline.workspace.status import status
from tests.workspace.workbench import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.safety.scene import Scene

FAR = (0, 4_102_444_800)
"""1970 and 2100, in seconds."""


def test_files_of_people_are_kept_and_named(scene: Scene, tmp_path: Path) -> None:
    root = scene.copy(tmp_path / "w")
    result = run(root, enrich=False)
    assert scene.result(root) == "new"
    assert result.foreign == ("LISEZMOI.md", "csv/notes.csv")
    assert run(root, enrich=False).foreign == result.foreign
    checked = compare(root, enrich=False)
    assert (checked.files, checked.foreign) == ((), result.foreign)


def test_links_of_people_are_kept_as_links(scene: Scene, tmp_path: Path) -> None:
    root = scene.copy(tmp_path / "w")
    outside = tmp_path / "dehors"
    outside.mkdir()
    (outside / "a.txt").write_text("à moi")
    (root / "extracted" / "ailleurs").symlink_to(outside)
    plan = root / "extracted" / "plans" / "reste.json"
    plan.unlink()
    plan.symlink_to(outside / "a.txt")
    run(root, enrich=False)
    assert (root / "extracted" / "ailleurs").is_symlink()
    assert not plan.is_symlink()
    assert [path.read_text() for path in outside.iterdir()] == ["à moi"]


def test_without_a_cache_the_plans_of_an_earlier_run_are_known_for_what_they_are(
    scene: Scene, tmp_path: Path
) -> None:
    root = scene.copy(tmp_path / "w")
    shutil.rmtree(root / ".cache")
    assert "plans/retire.json" in compare(root, enrich=False).files
    shutil.rmtree(root / ".cache", ignore_errors=True)
    assert run(root, enrich=False).foreign == ("LISEZMOI.md", "csv/notes.csv")
    assert scene.result(root) == "new"


def test_unchanged_files_are_not_written_again(scene: Scene, tmp_path: Path) -> None:
    root = scene.copy(tmp_path / "w")
    plan = root / "extracted" / "plans" / "reste.json"
    before = plan.stat()
    run(root, enrich=False)
    after = plan.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert after.st_nlink == 1


def test_the_clock_is_never_asked(scene: Scene, tmp_path: Path) -> None:
    root = scene.copy(tmp_path / "w")
    run(root, enrich=False)
    for moment in FAR:
        for path in root.rglob("*"):
            os.utime(path, (moment, moment))
        assert {one.state for one in status(root, enrich=False)} == {"unchanged"}
        result = run(root, enrich=False)
        assert ({plan.state for plan in result.plans}, result.files) == ({"cached"}, ())
    for path in root.rglob("source.md"):
        path.write_bytes(path.read_bytes() + b"\n\n")
        os.utime(path, (FAR[0], FAR[0]))
        Workspace(root).seal(path.parent.name)
    assert {one.state for one in status(root, enrich=False)} == {"changed"}


def test_a_journal_that_leads_out_is_not_followed(scene: Scene, tmp_path: Path) -> None:
    root = scene.copy(tmp_path / "w")
    precious = tmp_path / "precieux"
    precious.write_text("à moi")
    valid = root / "extracted" / ".new"
    valid.mkdir()
    for names in ('["../../precieux"]', '["/"]', "3"):
        valid.mkdir(exist_ok=True)
        (valid / ".journal").write_text(f'{{"files": [], "removed": {names}}}')
        scene.finish(root)
        assert precious.read_text() == "à moi"
    valid.symlink_to(tmp_path)
    scene.finish(root)
    assert precious.read_text() == "à moi"
