"""Work on all cores of the machine, of the kind that leaves the interpreter's lock alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Item = TypeVar("Item")
Result = TypeVar("Result")


def on_all_cores(function: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """Return what a function returns of items, in their order; it raises what the first raised."""
    # Imported here: few commands come this far.
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor() as pool:
        return list(pool.map(function, items))
