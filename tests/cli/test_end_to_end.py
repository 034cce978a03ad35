"""From an empty folder to extracted/ with the installed command: the committed bytes, each time."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.cli.test_bad_input import arrimage
from tests.folders import ROOT, files_in
from tests.workspace.workbench import PLAN


def produced(folder: Path) -> dict[str, bytes]:
    """Return the files that are committed, by name; the database and the site are built only."""
    committed = {"plans", "reports", "csv", "links.json", "datapackage.json"}
    files = files_in(folder)
    return {name: content for name, content in files.items() if name.split("/")[0] in committed}


def test_two_folders_give_the_bytes_that_are_committed(tmp_path: Path) -> None:
    expected = produced(ROOT / "extracted")
    assert len(expected) > 20
    for name in ("ici", "un dossier à côté/plus loin"):
        here = tmp_path / name
        here.mkdir(parents=True)
        shutil.copytree(ROOT / "raw", here / "raw")
        done = arrimage(here, "run")
        assert done.returncode == 0, done.stderr
        assert done.stdout == ""
        found = produced(here / "extracted")
        assert sorted(found) == sorted(expected)
        assert [file for file in expected if found[file] != expected[file]] == []
        again = arrimage(here, "run")
        assert again.returncode == 0
        assert again.stderr.endswith("extracted/: nothing to write\n")
    here = tmp_path / "ici"
    assert arrimage(here, "validate").returncode == 0
    assert arrimage(here, "run", "--check").returncode == 0


def test_a_plan_that_fails_keeps_no_other_from_the_site(tmp_path: Path) -> None:
    for name in ("bon", "change"):
        (tmp_path / f"{name}.md").write_text(PLAN, encoding="utf-8")
        assert arrimage(tmp_path, "new", f"{name}.md").returncode == 0
    (tmp_path / "raw" / "change" / "source.md").write_text("# Autre chose\n")
    options = ["-f", str(ROOT / "Makefile"), "-o", "setup", f"BIN={Path(sys.executable).parent}"]
    done = subprocess.run(
        ["make", *options, "run"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    assert "(change failed; it has no earlier result)" in done.stderr
    assert (tmp_path / "extracted" / "site" / "plans" / "bon.html").is_file()
