"""Killed with SIGKILL, at every step and at any moment: the old result or the new one, whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.workspace import store
from pipeline.workspace.run import run
from pipeline.workspace.store import Store
from tests.safety.scene import Scene, alive, children_of, ended, forked, people

if TYPE_CHECKING:
    from collections.abc import Callable


OWN = b'{\n  "schema_version": "1.0.0"\n}\n'
OLD = {"plans/a.json": OWN, "csv/plans.csv": b"old", "csv/same.csv": b"same", "old.csv": b"old"}
NEW = {"plans/b.json": OWN, "csv/plans.csv": b"new", "csv/same.csv": b"same", "x/y.csv": b"y"}
MOMENTS = 20
REAL_COMMANDS = 6
_CHANGES = ("os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.chmod")


def _die_at_step(work: Callable[[], object], step: int) -> None:
    """Do this, and die right before the change of the file system with this number."""
    seen = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event == "open":
            flags = arguments[2]
            counts = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_DIRECTORY)
        else:
            counts = event in _CHANGES
        if counts:
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    work()


@pytest.mark.parametrize("swap", [True, False])
def test_killed_before_every_change_that_the_exchange_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swap: bool
) -> None:
    if not swap:
        # What a file system without the exchange of folders answers.
        monkeypatch.setattr(store, "exchange", lambda one, other: False)
    few = Scene(tmp_path / "few", OLD, NEW)
    few.root.mkdir()
    Store(few.root).replace(OLD)
    people(few.root)
    seen: list[str] = []
    for step in range(1, 1000):
        root = few.copy(tmp_path / str(step))
        exchange = partial(Store(root, OLD).replace, NEW)
        code = ended(forked(partial(_die_at_step, exchange, step)))
        seen.append(few.result(root))
        exchange()
        assert few.result(root) == "new"
        assert [path.name for path in root.iterdir()] == ["extracted"]
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert code == 0
    assert len(seen) > 30
    if swap:
        assert seen == sorted(seen, key=["old", "new"].index)
    else:
        assert (seen[0], seen[-1]) == ("old", "new")


def test_killed_before_every_eighth_change_that_a_run_makes(scene: Scene, tmp_path: Path) -> None:
    seen: list[str] = []
    for step in range(1, 1000, 8):
        root = scene.copy(tmp_path / str(step))
        code = ended(forked(partial(_die_at_step, partial(run, root, enrich=False), step)))
        seen.append(scene.result(root))
        scene.finish(root)
        if code == 0:
            break
    assert code == 0
    assert seen == sorted(seen, key=["old", "new"].index)
    assert len(seen) > 10


def test_killed_at_any_moment(scene: Scene, tmp_path: Path) -> None:
    whole = scene.copy(tmp_path / "whole")
    start = time.perf_counter()
    assert ended(forked(partial(run, whole, enrich=False))) == 0
    length = time.perf_counter() - start
    codes = []
    for seed in range(MOMENTS):
        root = scene.copy(tmp_path / str(seed))
        process = forked(partial(run, root, enrich=False))
        time.sleep(random.Random(seed).uniform(0, length))
        os.kill(process, signal.SIGKILL)
        codes.append(ended(process))
        assert scene.result(root) in ("old", "new")
        scene.finish(root)
    assert codes.count(-signal.SIGKILL) > MOMENTS / 2


def test_the_real_command_killed(scene: Scene, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "run", "--no-enrich", "--root"]
    for seed in range(REAL_COMMANDS):
        root = scene.copy(tmp_path / str(seed))
        process = subprocess.Popen([*command, str(root)], stderr=subprocess.PIPE)
        time.sleep(random.Random(seed).uniform(0.1, 1.5))
        process.kill()
        process.communicate()
        assert scene.result(root) in ("old", "new")
        scene.finish(root)


def test_a_killed_run_takes_its_workers_with_it(scene: Scene, tmp_path: Path) -> None:
    root = scene.copy(tmp_path / "w")
    command = [sys.executable, "-m", "pipeline", "run", "--no-enrich", "--jobs", "2", "--force"]
    process = subprocess.Popen([*command, "--root", str(root)], stderr=subprocess.DEVNULL)
    children: list[str] = []
    deadline = time.monotonic() + 30
    while len(children) < 3 and process.poll() is None and time.monotonic() < deadline:
        children = children_of(process.pid)
    process.kill()
    process.wait()
    assert len(children) >= 3
    while any(alive(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [child for child in children if alive(child)] == []
    scene.finish(root)
