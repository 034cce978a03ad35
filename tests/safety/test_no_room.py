"""No room, no right to write, a mount point in the way: the old result stays, or the new comes."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.run import run
from tests.safety.scene import ended, forked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.safety.scene import Scene

RUN = (sys.executable, "-m", "pipeline", "run", "--no-enrich", "--root")
NOBODY = 65534
_PRIVATE = ("unshare", "--user", "--map-root-user", "--mount")


def _namespaces() -> bool:
    """Tell whether file systems can be mounted here, for one process and its children alone."""
    if not shutil.which("unshare"):
        return False
    probe = [*_PRIVATE, "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


needs_mounts = pytest.mark.skipif(not _namespaces(), reason="this system mounts nothing for users")


def _mounted(script: str, *arguments: object) -> list[str]:
    """Run a shell script that may mount; return what it wrote, by line."""
    command = [*_PRIVATE, "sh", "-euc", script, "sh", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("limit", [0, 100, 500, 1000, 2000, 4000])
def test_a_file_that_cannot_grow(scene: Scene, tmp_path: Path, limit: int) -> None:
    root = scene.copy(tmp_path / "w")

    def cramped() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        run(root, enrich=False)

    assert ended(forked(cramped)) == 1
    assert scene.result(root) == "old"
    scene.finish(root)


def test_the_message_says_that_nothing_was_lost(scene: Scene, tmp_path: Path) -> None:
    root = scene.copy(tmp_path / "w")
    run(scene.copy(tmp_path / "made"), enrich=False)
    shutil.rmtree(root / ".cache")
    shutil.copytree(tmp_path / "made" / ".cache", root / ".cache")
    done = subprocess.run(
        [*RUN, str(root)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (3000, 3000)),
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == (
        "error: extracted: cannot be brought up to date: File too large; "
        "nothing was lost: make room or give the right to write, and run again"
    )
    assert scene.result(root) == "old"
    assert not (root / ".extracted-new").exists()


@needs_mounts
@pytest.mark.parametrize("pages", [1, 6, 12])
def test_a_full_disk(scene: Scene, tmp_path: Path, pages: int) -> None:
    script = """
        mount -t tmpfs -o size=20m none "$1"; cp -a "$2/." "$1"
        used=$(df -k --output=used "$1" | tail -1)
        mount -o remount,size=$((used + 4 * $3))k "$1"
        shift 3; out=$1; shift
        "$@" 2> "$out/message" && exit 9
        root=$(eval echo \\${$#})
        cp -a "$root" "$out/full"
        mount -o remount,size=20m "$root"
        "$@" 2>&1; cp -a "$root" "$out/more"
    """
    place, out = tmp_path / "disk", tmp_path / "out"
    place.mkdir()
    out.mkdir()
    _mounted(script, place, scene.root, pages, out, *RUN, place)
    assert "No space left on device" in (out / "message").read_text().splitlines()[-1]
    assert scene.result(out / "full") == "old"
    assert scene.result(out / "more") == "new"
    scene.finish(out / "more")


@needs_mounts
@pytest.mark.parametrize("kind", ["--bind", "tmpfs"])
def test_a_mount_point_cannot_be_swapped_and_is_brought_up_by_the_journal(
    scene: Scene, tmp_path: Path, kind: str
) -> None:
    mount = {
        "--bind": 'mount --bind "$1/extracted" "$1/extracted"',
        "tmpfs": 'mount -t tmpfs none "$1/extracted"; cp -a "$2/extracted" "$1"',
    }[kind]
    script = f"""
        {mount}
        number=$(stat -c %i "$1/extracted"); copy=$3; root=$1; shift 3
        "$@" 2>&1
        test "$number" = "$(stat -c %i "$root/extracted")"
        cp -a "$root" "$copy"
    """
    root = scene.copy(tmp_path / "w")
    _mounted(script, root, scene.root, tmp_path / "copy", *RUN, root)
    assert scene.result(tmp_path / "copy") == "new"
    scene.finish(tmp_path / "copy")


def _as_nobody(root: Path, writable: Sequence[str]) -> tuple[int, str]:
    """Run as one who may write only there; return the exit code and what was said."""
    for path in (root, *root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for name in writable:
        for path in [root] if name == "." else [root / name, *(root / name).rglob("*")]:
            path.chmod(0o777 if path.is_dir() else 0o666)
    said = root.with_name("said").open("w")

    def work() -> None:
        # The folders above belong to the user of the tests alone.
        os.chdir(root)
        if os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        try:
            run(Path(), enrich=False)
        except (OSError, WorkspaceError) as error:
            said.write(str(error))
            said.close()
            raise

    code = ended(forked(work))
    said.close()
    for path in (root, *root.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return code, root.with_name("said").read_text()


@pytest.mark.parametrize(
    ("writable", "place"),
    [([], ".cache/lock"), ([".cache"], "extracted: cannot be"), ([".cache", "."], "extracted: ca")],
)
def test_a_folder_that_may_not_be_written_in(
    scene: Scene, tmp_path: Path, writable: list[str], place: str
) -> None:
    root = scene.copy(tmp_path / "w")
    code, said = _as_nobody(root, writable)
    assert code == 1
    assert place in said
    assert "Permission denied" in said
    assert scene.result(root) == "old"
    scene.finish(root)


def test_a_workspace_of_which_only_the_results_may_be_written(scene: Scene, tmp_path: Path) -> None:
    root = scene.copy(tmp_path / "w")
    assert _as_nobody(root, [".cache", "extracted"]) == (0, "")
    assert scene.result(root) == "new"
    scene.finish(root)


def test_the_error_names_the_folder(scene: Scene, tmp_path: Path) -> None:
    root = scene.copy(tmp_path / "w")
    shutil.rmtree(root / "extracted" / "csv")
    (root / "extracted" / "csv").write_text("à moi")
    with pytest.raises(WorkspaceError) as error:
        run(root, enrich=False)
    assert str(error.value) == "extracted/csv: is in the way of a folder; move it elsewhere"
    assert (root / "extracted" / "csv").read_text() == "à moi"
