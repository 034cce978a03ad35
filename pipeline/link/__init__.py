"""Stage link: plans come in, and what they have in common goes out, with reasons.

Candidates are searched sparsely, measured by a few features, and scored by weights that are data
(`weights.json`). Only what a person could act on is kept: links that score at least `SCORE_MIN`,
the best few of each item. What people judged is applied by `pipeline.link.judgements`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import LinkReport, Links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.link.engine import Runner
    from pipeline.model import Plan

__all__ = ["link", "link_report"]


def link(plans: Sequence[Plan], *, runner: Runner | None = None) -> Links:
    """Return the links between plans.

    Args:
        plans: Any number of plans, each with an id of its own.
        runner: Who does the work; this process where nobody is given.
    """
    from pipeline.link.drafts import draft

    return draft(plans, runner).links()


def link_report(plans: Sequence[Plan]) -> LinkReport:
    """Return what is amiss before any pair is looked at: languages, and plans without items."""
    from pipeline.link.findings import findings

    return LinkReport(findings=tuple(findings(plans)))
