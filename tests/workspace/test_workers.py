"""Whatever happens to one plan is the error of that plan."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from pipeline.extract import Identity
from pipeline.read import ReadOptions
from pipeline.workspace.cache import Product
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.fingerprint import Options
from pipeline.workspace.produce import lexicons_with, make, read_source
from pipeline.workspace.run import find_tasks
from pipeline.workspace.workers import FileTask, Task, extract_all, produce_all
from tests.pdf.bad.case import whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.workspace.workbench import Workspace


class Deadly:
    """What ends the process that takes it over."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (1,)


def _tasks(workspace: Workspace) -> tuple[Task, ...]:
    return find_tasks(workspace.root, Options(enrich=False))[0]


def test_several_jobs_give_the_products_in_order(workspace: Workspace) -> None:
    for name in ("ville-b", "ville-c", "ville-a"):
        workspace.plan(name)
    tasks = _tasks(workspace)
    alone = [outcome for _, outcome in produce_all(tasks, 1)]
    assert [task.folder.plan_id for task, _ in produce_all(tasks, 2)] == [
        "ville-a",
        "ville-b",
        "ville-c",
    ]
    assert [outcome for _, outcome in produce_all(tasks, 2)] == alone
    assert all(isinstance(outcome, Product) for outcome in alone)


def test_plans_are_produced_while_something_else_is_done(workspace: Workspace) -> None:
    for name in ("ville-b", "ville-c", "ville-a"):
        workspace.plan(name)
    (workspace.root / "raw/ville-c/plan.yaml").unlink()
    done: list[str] = []
    made = produce_all(_tasks(workspace), None, lambda: done.append("meanwhile"))
    assert [(task, str(outcome)) for task, outcome in made] == [
        (task, str(outcome)) for task, outcome in produce_all(_tasks(workspace), 1)
    ]
    assert done == ["meanwhile"]


@pytest.mark.parametrize("meanwhile", [None, lambda: None])
def test_a_process_that_is_killed_is_an_error_of_its_plan(
    workspace: Workspace, meanwhile: Callable[[], None] | None
) -> None:
    workspace.plan("ville-a")
    workspace.plan("ville-b")
    tasks = [
        Task(task.folder, task.fingerprint, cast("Path", Deadly()), task.options, task.cache)
        for task in _tasks(workspace)
    ]
    jobs = 1 if meanwhile else 2
    assert [str(outcome) for _, outcome in produce_all(tasks, jobs, meanwhile)] == [
        f"raw/{name}: its process was killed, by this plan or by one beside it; "
        "run again with --jobs 1"
        for name in ("ville-a", "ville-b")
    ]


def _files(folder: Path, *names: str) -> list[FileTask]:
    for name in names:
        (folder / f"{name}.pdf").write_bytes(whole())
    return [
        FileTask(folder / f"{name}.pdf", name, None, False, None, ReadOptions()) for name in names
    ]


def test_pdf_files_are_spread_over_the_cores_and_come_out_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = _files(tmp_path, "c", "a", "b")
    (tmp_path / "a.pdf").write_bytes(b"no plan")
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    alone = list(extract_all(tasks))
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    spread = list(extract_all(tasks))
    assert [task.plan_id for task, _ in spread] == ["c", "a", "b"]
    assert [str(outcome) for _, outcome in spread] == [str(outcome) for _, outcome in alone]
    assert str(spread[1][1]) == "a.pdf: is not a PDF; check that the whole document was saved"
    assert isinstance(spread[0][1], Product)


def test_a_file_that_takes_its_process_down_is_an_error_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    tasks = [
        FileTask(task.file, task.plan_id, cast("Path", Deadly()), False, None, task.options)
        for task in _files(tmp_path, "a", "b")
    ]
    assert [str(outcome) for _, outcome in extract_all(tasks)] == [
        f"{name}.pdf: its process was killed, by this plan or by one beside it; extract it alone"
        for name in ("a", "b")
    ]


def test_a_file_that_goes_away_is_an_error_of_its_plan(workspace: Workspace) -> None:
    folder = workspace.plan("essai")
    (task,) = _tasks(workspace)
    (folder / "plan.yaml").unlink()
    ((_, outcome),) = produce_all([task], 1)
    assert str(outcome) == "raw/essai: No such file or directory; make the files readable"


def test_a_fault_of_the_program_is_one_line_with_the_file(workspace: Workspace) -> None:
    path = workspace.plan("essai") / "source.md"
    identity = Identity("essai", "raw/essai/source.md", columns=cast("Any", 3))
    with pytest.raises(WorkspaceError) as error:
        make(read_source(path, "source.md"), lexicons_with(None), identity, enriched=False)
    assert str(error.value).startswith(
        "raw/essai/source.md: the program failed on it: AttributeError: "
    )
    assert str(error.value).endswith("; this is a fault of the program: report it with the file")
    with pytest.raises(WorkspaceError, match=r"^essai\.md: the program failed on it: "):
        read_source(cast("Path", 3), "essai.md")
