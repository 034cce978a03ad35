"""What two items share → how that stands beside what either shares with the other's plan.

The one idea is that two plans which say the same thing say it once each: a pair of which neither
item shares more with the plan of the other is likelier to be meant than one of many like it.
Items are held against one plan at a time, so that more plans never make a pair less likely.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.link.matrices import begins_run, pair_keys

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.link.engine import Measured
    from pipeline.link.index import Side
    from pipeline.link.matrices import Floats, Rows


def mutual(pairs: Measured, left: Side, right: Side) -> Floats:
    """Neither shares more with anything else in the other's plan.

    The weight of the concepts that both name over the most that either item shares with an item
    of the other's plan, for both items, multiplied: 1 where each is the best that the other has.
    It tells the counterpart of an action from what stands under the same theme.
    """
    best = _best(pairs.left, right.plan[pairs.right], pairs.shared) * _best(
        pairs.right, left.plan[pairs.left], pairs.shared
    )
    part: Floats = np.divide(pairs.shared**2, best, out=np.zeros_like(best), where=best > 0)
    return part


def _best(rows: Rows, plans: NDArray[np.int32], shared: Floats) -> Floats:
    """Return for each pair the most that its item shares with an item of the other's plan."""
    keys = pair_keys(rows, plans)
    order = np.argsort(keys, kind="stable")
    begins = begins_run(keys[order])
    best = np.empty(len(keys), np.float32)
    if len(keys):
        starts = np.flatnonzero(begins)
        best[order] = np.maximum.reduceat(shared[order], starts)[np.cumsum(begins) - 1]
    return best
