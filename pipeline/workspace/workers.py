"""Plans to produce → their products or their errors, one process or several.

Nothing that happens to one plan reaches another: a plan that cannot be produced comes out as the
error that says why, also where it took its process down.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING

from pipeline.workspace.cache import Product
from pipeline.workspace.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.workspace.fingerprint import Fingerprint, Options
    from pipeline.workspace.folders import PlanFolder


@dataclass(frozen=True, slots=True)
class Task:
    """One plan to produce: everything a worker needs to know."""

    folder: PlanFolder
    fingerprint: Fingerprint
    lexicon: Path | None
    options: Options
    cache: Path


Outcome = tuple[Task, Product | WorkspaceError]


def produce_all(tasks: Sequence[Task], jobs: int) -> Iterator[Outcome]:
    """Produce the plans in the order given, as many at a time as there are jobs."""
    if jobs == 1 or len(tasks) < 2:
        yield from ((task, _produce(task)) for task in tasks)
        return
    workers = min(jobs, len(tasks))
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent) as pool:
        futures = [pool.submit(_produce, task) for task in tasks]
        for task, future in zip(tasks, futures, strict=True):
            try:
                yield task, future.result()
            except BrokenProcessPool:
                yield task, _killed(task)


def _end_with_parent() -> None:
    """A worker whose run was killed would wait for work for ever."""

    def watch() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


def _produce(task: Task) -> Product | WorkspaceError:
    from pipeline.workspace.produce import produce

    try:
        return produce(task.folder, task.lexicon, task.options, task.cache)
    except WorkspaceError as error:
        return error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return WorkspaceError(task.folder.name, "", reason, "make the files readable")


def _killed(task: Task) -> WorkspaceError:
    return WorkspaceError(
        task.folder.name,
        "",
        "its process was killed, by this plan or by one beside it",
        "run again with --jobs 1",
    )
