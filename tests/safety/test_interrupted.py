"""Ctrl-C, which reaches every process of a terminal: one line, exit code 130, nothing lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.safety.scene import alive, children_of

if TYPE_CHECKING:
    from tests.safety.scene import Scene

COMMAND = [sys.executable, "-m", "pipeline", "run", "--no-enrich", "--jobs", "2", "--force"]
LINE = "interrupted: no file is lost or half written; the same command again does what was left\n"


AT_A_SEMAPHORE = """
import os, signal, sys
from multiprocessing import resource_tracker

known = resource_tracker.register

def register(*name):
    known(*name)
    os.kill(os.getpid(), signal.SIGINT)

resource_tracker.register = register
from pipeline.cli import main
main(sys.argv[1:])
"""


_heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
_ignoring = partial(signal.signal, signal.SIGINT, signal.SIG_IGN)


def interrupted(
    root: Path, children: int, everybody: bool, *, ignored: bool = False
) -> tuple[int, str, list[str]]:
    """Run, press Ctrl-C once so many processes have been started, and say how all of it ended.

    Where the tests run, the signal may be `ignored`, and whatever they start would ignore it too.
    """
    process = subprocess.Popen(
        [*COMMAND, "--root", str(root)],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_ignoring if ignored else _heeding,
    )
    found: list[str] = []
    deadline = time.monotonic() + 30
    while len(found) < children and process.poll() is None and time.monotonic() < deadline:
        found = children_of(process.pid)
    if everybody:
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=30)[1]
    while any(alive(child) for child in found) and time.monotonic() < deadline:
        time.sleep(0.05)
    return process.returncode, said, [child for child in found if alive(child)]


@pytest.mark.parametrize("everybody", [True, False])
@pytest.mark.parametrize("children", [1, 2, 3])
def test_an_interrupted_run_says_one_line(
    scene: Scene, tmp_path: Path, children: int, everybody: bool
) -> None:
    root = scene.copy(tmp_path / "w")
    assert interrupted(root, children, everybody) == (130, LINE, [])
    assert scene.result(root) == "old"
    scene.finish(root)


def test_a_run_that_ignores_it_goes_on_with_all_its_processes(scene: Scene, tmp_path: Path) -> None:
    root = scene.copy(tmp_path / "w")
    code, said, left = interrupted(root, 3, True, ignored=True)
    assert (code, left) == (0, [])
    assert "killed" not in said
    assert scene.result(root) == "new"


def test_nothing_is_left_of_a_pool_that_is_interrupted_while_it_is_made(
    scene: Scene, tmp_path: Path
) -> None:
    root = scene.copy(tmp_path / "w")
    command = [sys.executable, "-c", AT_A_SEMAPHORE, *COMMAND[3:], "--root", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=_heeding)
    assert (done.returncode, done.stderr) == (130, LINE)
