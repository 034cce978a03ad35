"""Plans to produce → their products or their errors, one process or several.

Where nobody says how many, PDF files are spread over the cores; so are many of the rest, of which
a few take less than a process does to start.

Nothing that happens to one plan reaches another: a plan that cannot be produced comes out as the
error that says why, also where it took its process down.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from pipeline.interrupted import end_without_a_word, held
from pipeline.workspace.cache import Product
from pipeline.workspace.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor
    from pathlib import Path

    from pipeline.read import ReadOptions
    from pipeline.workspace.fingerprint import Fingerprint, Options
    from pipeline.workspace.folders import PlanFolder

WORTH_A_PROCESS = 12
"""So many files without pages take longer to produce than a process takes to start."""


@dataclass(frozen=True, slots=True)
class Task:
    """One plan to produce: everything a worker needs to know."""

    folder: PlanFolder
    fingerprint: Fingerprint
    lexicon: Path | None
    options: Options
    cache: Path


@dataclass(frozen=True, slots=True)
class FileTask:
    """One file without a folder to extract a plan from."""

    file: Path
    plan_id: str
    lexicon: Path | None
    enriched: bool
    model: str | None
    options: ReadOptions


AnyTask = TypeVar("AnyTask", Task, FileTask)
Made = Product | WorkspaceError
Outcome = tuple[AnyTask, Made]


def produce_all(
    tasks: Sequence[Task], jobs: int | None, meanwhile: Callable[[], None] | None = None
) -> Iterator[Outcome[Task]]:
    """Produce the plans in the order given, as many at a time as there are jobs.

    What is to be done `meanwhile` is worth a process for even a single plan.
    """
    paged = [any(map(_is_paged, task.folder.renditions)) for task in tasks]
    yield from _spread(_produce, tasks, jobs or _cores(paged), _killed_plan, meanwhile)


def extract_all(tasks: Sequence[FileTask]) -> Iterator[Outcome[FileTask]]:
    """Extract the plans of files in the order given."""
    paged = [_is_paged(task.file.name) for task in tasks]
    yield from _spread(_extract, tasks, _cores(paged), _killed_file)


def _is_paged(name: str) -> bool:
    return name.lower().endswith(".pdf")


def _cores(paged: Sequence[bool]) -> int:
    worth = sum(paged) + paged.count(False) // WORTH_A_PROCESS
    return min(os.cpu_count() or 1, max(worth, 1))


def _spread(
    function: Callable[[AnyTask], Made],
    tasks: Sequence[AnyTask],
    jobs: int,
    killed: Callable[[AnyTask], WorkspaceError],
    meanwhile: Callable[[], None] | None = None,
) -> Iterator[Outcome[AnyTask]]:
    if not tasks or (meanwhile is None and (jobs == 1 or len(tasks) < 2)):
        yield from ((task, function(task)) for task in tasks)
        return
    # Imported here: a single file needs no other process but its reader's.
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import active_children, get_context
    from multiprocessing.resource_tracker import ensure_running

    workers = min(jobs, len(tasks))
    context = get_context("spawn")
    ensure_running()  # it lets signals through again, so it must stand before they are held
    with held():  # a semaphore that is known to the tracker alone is said to have leaked
        pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)
    try:
        futures = [_submitted(pool, function, task) for task in tasks]
        if meanwhile:
            meanwhile()
        for task, future in zip(tasks, futures, strict=True):
            try:
                yield task, future.result()
            except BrokenProcessPool:
                yield task, killed(task)
    except KeyboardInterrupt:
        # Where the signal came to this process alone, nobody waits for the work of the others.
        for worker in active_children():
            worker.terminate()
        raise
    finally:
        # A process takes a while to end; nobody needs to wait for it.
        pool.shutdown(wait=False, cancel_futures=True)


def _submitted(
    pool: ProcessPoolExecutor, function: Callable[[AnyTask], Made], task: AnyTask
) -> Future[Made]:
    """Hand work to a pool; one whose process has ended already takes none."""
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    try:
        with held():
            return pool.submit(function, task)
    except BrokenProcessPool as error:
        refused: Future[Made] = Future()
        refused.set_exception(error)
        return refused


def _begin() -> None:
    end_without_a_word()
    _end_with_parent()


def _end_with_parent() -> None:
    """A worker whose run was killed would wait for work for ever."""
    from multiprocessing import parent_process

    def watch() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


def _produce(task: Task) -> Made:
    from pipeline.workspace.produce import produce

    try:
        return produce(task.folder, task.lexicon, task.options, task.cache)
    except WorkspaceError as error:
        return error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return WorkspaceError(task.folder.name, "", reason, "make the files readable")


def _extract(task: FileTask) -> Made:
    from pipeline.workspace.single import extract_file

    try:
        return extract_file(
            task.file,
            task.plan_id,
            lexicon=task.lexicon,
            enriched=task.enriched,
            model=task.model,
            options=task.options,
        )
    except WorkspaceError as error:
        return error


def _killed_plan(task: Task) -> WorkspaceError:
    return _killed(task.folder.name, "run again with --jobs 1")


def _killed_file(task: FileTask) -> WorkspaceError:
    return _killed(task.file.name, "extract it alone")


def _killed(name: str, hint: str) -> WorkspaceError:
    reason = "its process was killed, by this plan or by one beside it"
    return WorkspaceError(name, "", reason, hint)
