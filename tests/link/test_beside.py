"""A second process at the tasks changes nothing, whatever becomes of it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from pipeline.link import engine, link
from pipeline.link.beside import Beside
from pipeline.model import Links, Plan


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SEARCHED_ROWS", 30)
    monkeypatch.setattr(engine, "MEASURED_PAIRS", 200)


def test_two_processes_do_not_change_a_byte(plans: list[Plan], links: Links) -> None:
    with Beside() as both:
        for _ in range(2):
            assert link(plans, runner=both).model_dump_json() == links.model_dump_json()


def test_tasks_are_shared(tmp_path: Path) -> None:
    with Beside() as both:
        done = list(both.run(_sign, tmp_path, ["a", "b", "c"]))
    assert [name for name, _ in done] == ["a", "b", "c"]
    assert [process == os.getpid() for _, process in done] == [True, False, True]
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b", "c"}


def test_a_process_that_was_killed_is_done_without(plans: list[Plan], links: Links) -> None:
    with Beside() as both:
        assert link(plans, runner=both).model_dump_json() == links.model_dump_json()
        ((_, other),) = list(both.run(_sign, Path(os.devnull), ["", ""]))[1:]
        os.kill(other, signal.SIGKILL)
        assert link(plans, runner=both).model_dump_json() == links.model_dump_json()


def test_a_process_that_is_killed_at_work_is_done_without(tmp_path: Path) -> None:
    with Beside() as both:
        assert list(both.run(_die_elsewhere, os.getpid(), [1, 2, 3])) == [1, 2, 3]


def _sign(folder: Path, name: str) -> tuple[str, int]:
    if name:
        (folder / name).touch()
    return name, os.getpid()


def _die_elsewhere(here: int, number: int) -> int:
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return number
