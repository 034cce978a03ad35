"""A second process that stands by → a runner that shares its tasks with it.

It is started early, so that it is ready when there is something to do, and ends with its parent.
Should it fail, its tasks are done here.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from pipeline.link.engine import Result, Task

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from types import TracebackType

_GONE = (EOFError, OSError)


class Beside:
    """Runs every second task in another process; results are the same whoever makes them."""

    def __init__(self) -> None:
        """Start the process."""
        context = get_context("spawn")
        self._other, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._shared: object = None

    def __enter__(self) -> Beside:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self._other.close()
        self._process.terminate()
        self._process.join()

    def run(
        self, function: Callable[[Any, Task], Result], shared: Any, tasks: Sequence[Task]
    ) -> Iterator[Result]:
        """Yield the results in the order of the tasks."""
        theirs = list(tasks[1::2])
        asked = bool(theirs) and self._ask(function, shared, theirs)
        ours = [function(shared, task) for task in tasks[::2]]
        answers = self._answers() if asked else None
        if answers is None:
            answers = [function(shared, task) for task in theirs]
        for number in range(len(tasks)):
            yield (answers if number % 2 else ours)[number // 2]

    def _ask(self, function: Callable[..., Any], shared: object, tasks: Sequence[Any]) -> bool:
        try:
            if shared is not self._shared:
                self._other.send((None, shared))
                self._shared = shared
            self._other.send((function, tasks))
        except _GONE:
            return False
        return True

    def _answers(self) -> list[Any] | None:
        try:
            answers: list[Any] = self._other.recv()
        except _GONE:
            return None
        return answers


def _serve(parent: Connection) -> None:
    """Do what is asked until nobody is there to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(*_GONE):
        shared: object = None
        while True:
            function, given = parent.recv()
            if function is None:
                shared = given
            else:
                parent.send([function(shared, task) for task in given])
