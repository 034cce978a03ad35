"""Editions → which plans are editions of one plan, so that what joins them is no overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.diff.editions import Editions


class Lines:
    """The lines of plans that follow one another (`follows:` in plan.yaml)."""

    def __init__(self, editions: Editions | None) -> None:
        """Take who follows whom."""
        self._before = {one.plan_id: one.follows for one in editions.editions} if editions else {}

    def before(self, plan_id: str) -> str | None:
        """Return the plan that a plan follows."""
        return self._before.get(plan_id)

    def after(self, plan_id: str) -> tuple[str, ...]:
        """Return the plans that follow a plan."""
        return tuple(sorted(new for new, old in self._before.items() if old == plan_id))

    def first(self, plan_id: str) -> str:
        """Return the first edition of a plan; the plan itself where it follows none."""
        passed = {plan_id}
        while self._before.get(plan_id, plan_id) not in passed:
            plan_id = self._before[plan_id]
            passed.add(plan_id)
        return plan_id

    def same(self, one: str | None, other: str | None) -> bool:
        """Tell whether two plans are editions of one."""
        if one is None or other is None or one == other:
            return False
        return self.first(one) == self.first(other)
