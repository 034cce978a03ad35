"""Items → scored pairs, by one path from two plans to a million actions.

Three steps: read the items into an index, search the candidates of blocks of rows, measure the
pairs of blocks of candidates. A block is the unit of work and of memory; who runs the blocks (this
process, or workers) does not change a byte of what comes out.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import numpy as np

from pipeline.link.features import FEATURES, Pairs, measure
from pipeline.link.matrices import dots, pair_keys
from pipeline.link.search import Found, best_of, ranks, search

if TYPE_CHECKING:
    from pipeline.link.index import Index
    from pipeline.link.matrices import Floats, Rows

SEARCHED_ROWS = 1_250
MEASURED_PAIRS = 12_500
USUAL = 5
"""How many of an item's best candidates say how like its candidates are as a rule."""

Task = TypeVar("Task")
Result = TypeVar("Result")


class Runner(Protocol):
    """Runs a function on every task of a list over one shared value, results in order."""

    def run(
        self, function: Callable[[Any, Task], Result], shared: Any, tasks: Sequence[Task]
    ) -> Iterator[Result]:
        """Yield the results in the order of the tasks."""
        ...


class Here:
    """Runs tasks in this process, on all cores: products of matrices leave the lock alone."""

    def run(
        self, function: Callable[[Any, Task], Result], shared: Any, tasks: Sequence[Task]
    ) -> Iterator[Result]:
        """Yield the results in the order of the tasks; few are done ahead of who takes them."""
        cores = os.cpu_count() or 1
        if cores == 1 or len(tasks) < 2:
            yield from (function(shared, task) for task in tasks)
            return
        ahead: deque[Future[Result]] = deque()
        with ThreadPoolExecutor(cores) as pool:
            for task in tasks:
                ahead.append(pool.submit(function, shared, task))
                if len(ahead) > cores:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()


@dataclass(frozen=True, slots=True)
class Measured:
    """Pairs of rows of two sides, and their features in the order of `FEATURES`."""

    left: Rows
    right: Rows
    features: Floats
    shared: Floats
    """What the concepts weigh that both items of a pair name."""


def joined(batches: Iterable[Measured]) -> Measured:
    """Return batches as one."""
    none = np.empty(0, np.int32)
    empty = Measured(none, none, np.empty((0, len(FEATURES)), np.float32), none.astype(np.float32))
    parts = (empty, *batches)
    return Measured(
        np.concatenate([part.left for part in parts]),
        np.concatenate([part.right for part in parts]),
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.shared for part in parts]),
    )


def measure_pairs(
    index: Index, left: str, right: str, found: Found, runner: Runner
) -> Iterator[Measured]:
    """Yield the features of pairs in batches; an unknown likeness (NaN) is worked out."""
    found, usual = with_usual(index, left, right, found)
    yield from in_batches(index, left, right, found, usual, runner)


def in_batches(
    index: Index, left: str, right: str, found: Found, usual: Floats, runner: Runner
) -> Iterator[Measured]:
    """Yield the features of pairs whose likeness is known, and what is usual of their items."""
    tasks = []
    for start in range(0, len(found.left), MEASURED_PAIRS):
        batch = slice(start, start + MEASURED_PAIRS)
        tasks.append((left, right, found.at(batch), usual[batch]))
    yield from runner.run(_measure, index, tasks)


def with_usual(index: Index, left: str, right: str, found: Found) -> tuple[Found, Floats]:
    """Return pairs with every likeness known, and how like the candidates of both are as a rule."""
    found = _known(index, left, right, found)
    sizes = len(index.side(left).plan), len(index.side(right).plan)
    return found, _usual(found, *sizes, left == right)


def candidates(index: Index, left: str, right: str, runner: Runner) -> Found:
    """Return the candidates of both sides in each other, each pair once."""
    best = best_of(max(len(index.actions.plan), len(index.sections.plan)), index.plans)
    found = [
        _swapped(part) if turned else part
        for turned in ((False, True) if left != right else (False,))
        for part in _searched(index, *((right, left) if turned else (left, right)), best, runner)
    ]
    pairs = Found(
        np.concatenate([part.left for part in found]),
        np.concatenate([part.right for part in found]),
        np.concatenate([part.likeness for part in found]),
    )
    if left == right:
        first, second = np.minimum(pairs.left, pairs.right), np.maximum(pairs.left, pairs.right)
        pairs = Found(first, second, pairs.likeness)
    _, places = np.unique(pair_keys(pairs.left, pairs.right), return_index=True)
    return pairs.at(places)


def _searched(index: Index, left: str, right: str, best: int, runner: Runner) -> list[Found]:
    rows = len(index.side(left).plan)
    tasks = [
        (left, right, start, min(start + SEARCHED_ROWS, rows), best)
        for start in range(0, rows, SEARCHED_ROWS)
    ]
    none = Found(np.empty(0, "i4"), np.empty(0, "i4"), np.empty(0, "f4"))
    return [none, *runner.run(_search, index, tasks)]


def _search(index: Index, task: tuple[str, str, int, int, int]) -> Found:
    left, right, start, stop, best = task
    return search(index.side(left), start, stop, index.side(right), best)


def _swapped(found: Found) -> Found:
    return Found(found.right, found.left, found.likeness)


def _known(index: Index, left: str, right: str, found: Found) -> Found:
    unknown = np.flatnonzero(np.isnan(found.likeness))
    likeness = found.likeness.copy()
    likeness[unknown] = dots(
        index.side(left).search[found.left[unknown]], index.side(right).search[found.right[unknown]]
    )
    return Found(found.left, found.right, likeness)


def _usual(found: Found, lefts: int, rights: int, one_side: bool) -> Floats:
    """Return for each pair the mean likeness of the best few pairs of both its items."""
    if one_side:
        items = _best_few(
            np.concatenate([found.left, found.right]), np.tile(found.likeness, 2), lefts
        )
        return _mean(items[found.left], items[found.right])
    left = _best_few(found.left, found.likeness, lefts)
    right = _best_few(found.right, found.likeness, rights)
    return _mean(left[found.left], right[found.right])


def _mean(first: Floats, second: Floats) -> Floats:
    return ((first + second) / 2).astype(np.float32)


def _best_few(rows: Rows, likeness: Floats, count: int) -> Floats:
    few = ranks(rows, likeness) < USUAL
    total = np.bincount(rows[few], likeness[few].astype(np.float64), minlength=count)
    return (total / USUAL).astype(np.float32)


def _measure(index: Index, task: tuple[str, str, Found, Floats]) -> Measured:
    left, right, found, usual = task
    pairs = Pairs(index, index.side(left), index.side(right), *found, usual)
    return Measured(found.left, found.right, measure(pairs), pairs.shared_weight)
