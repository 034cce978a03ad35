"""Python's cyclic garbage collector, switched off while many small values are made.

The stages make values by the hundred thousand and no cycles; looking for some among them takes a
sixth of a run of a large collection.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_off() -> Iterator[None]:
    """Switch the collector off, and on again afterwards where it was on."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
