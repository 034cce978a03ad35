"""One run at a time, and a lock that nobody leaves behind."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.lock import lock
from pipeline.workspace.run import run
from tests.safety.scene import ended, forked

if TYPE_CHECKING:
    from pathlib import Path

    from tests.safety.scene import Scene


def _holder(root: Path) -> int:
    """Start a process that takes the lock and keeps it; come back when it has it."""

    def hold() -> None:
        with lock(root):
            (root / "held").touch()
            signal.pause()

    process = forked(hold)
    while not (root / "held").exists():
        time.sleep(0.01)
    return process


def test_a_second_run_is_told_who_is_at_work(scene: Scene, tmp_path: Path) -> None:
    root = scene.copy(tmp_path / "w")
    process = _holder(root)
    try:
        with pytest.raises(WorkspaceError) as error:
            run(root, enrich=False)
    finally:
        os.kill(process, signal.SIGKILL)
        ended(process)
    assert str(error.value) == (
        f".cache/lock: another run is at work in this workspace (process {process}); "
        "wait until it has ended"
    )
    assert scene.result(root) == "old"


def test_a_lock_left_behind_does_not_block(scene: Scene, tmp_path: Path) -> None:
    root = scene.copy(tmp_path / "w")
    process = _holder(root)
    os.kill(process, signal.SIGKILL)
    ended(process)
    (root / "held").unlink()
    assert (root / ".cache" / "lock").read_text() == f"{process}\n"
    scene.finish(root)


def test_a_lock_file_without_a_number_is_no_fault(tmp_path: Path) -> None:
    with lock(tmp_path):
        (tmp_path / ".cache" / "lock").write_text("")
        with (
            pytest.raises(WorkspaceError, match="is at work in this workspace; wait"),
            lock(tmp_path),
        ):
            pass
    with lock(tmp_path):
        assert (tmp_path / ".cache" / "lock").read_text() == f"{os.getpid()}\n"
