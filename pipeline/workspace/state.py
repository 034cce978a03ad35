"""What a run knows so far: the results of plans and their texts, and what is on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.paths import plan_files
from pipeline.workspace.results import PlanResult

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.link.readings import Reading
    from pipeline.model import Plan
    from pipeline.workspace.cache import Product
    from pipeline.workspace.errors import WorkspaceError
    from pipeline.workspace.link_memo import LinkMemo
    from pipeline.workspace.store import Store

Watcher = Callable[[PlanResult], None]


@dataclass(slots=True)
class RunState:
    """The results of a run so far, by plan, and the JSON of plan and report that they have."""

    store: Store
    watch: Watcher
    root: Path
    results: dict[str, PlanResult] = field(default_factory=dict)
    products: dict[str, Product] = field(default_factory=dict)
    kept: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    """The plans that were taken from their JSON already."""
    readings: dict[str, Reading] = field(default_factory=dict)
    """What linking read of the texts of plans."""
    there: Mapping[str, str] | None = None
    """The hashes of the files on disk, where they were looked at already."""
    memo: LinkMemo | None = None
    """What is kept of links between runs, where it was read already."""

    def plan(self, plan_id: str, content: bytes) -> Plan:
        """Return a plan, taken from its JSON once."""
        from pipeline.model import Plan

        if plan_id not in self.plans:
            self.plans[plan_id] = Plan.model_validate_json(content)
        return self.plans[plan_id]

    def prepare(self) -> None:
        """Get ready to link the plans at hand, while others are still being produced."""
        from pipeline.workspace.linking import prepare

        every = [(self.plan(name, made.plan), made) for name, made in self.products.items()]
        self.readings |= prepare((plan, made.reading) for plan, made in every if made.reading)
        self.look()

    def look(self) -> tuple[Mapping[str, str], LinkMemo]:
        """Return the hashes of the files on disk, and what is kept of links between runs."""
        if self.there is None or self.memo is None:
            self.there, self.memo = self.store.hashes(), link_memo(self.root)
            self.memo.know(self.store, self.there)
        return self.there, self.memo

    def read(self, plan_id: str) -> Product:
        """Return the product of a plan with what linking reads of its texts."""
        from pipeline.link.readings import read_plan, to_bytes

        made = self.products[plan_id]
        reading = self.readings[plan_id] = read_plan(self.plan(plan_id, made.plan))
        self.products[plan_id] = replace(made, reading=to_bytes(reading))
        return self.products[plan_id]

    def take(self, plan_id: str, made: Product, *, cached: bool) -> None:
        """Take the product of a plan."""
        self.products[plan_id] = made
        self._tell(PlanResult(plan_id, "cached" if cached else "fresh", made.counts))

    def fail(self, plan_id: str, error: WorkspaceError) -> None:
        """Take the error of a plan, and its last good result where there is one."""
        last = _last_good(plan_id, self.store)
        if last is not None:
            self.kept[plan_id] = last
        self._tell(PlanResult(plan_id, "failed", error=error, kept=last is not None))

    def all(self) -> tuple[PlanResult, ...]:
        """Return the results of all plans, by their ids."""
        return tuple(self.results[name] for name in sorted(self.results))

    def _tell(self, result: PlanResult) -> None:
        self.results[result.plan_id] = result
        self.watch(result)


def link_memo(root: Path) -> LinkMemo:
    """Return what is kept of the links of a workspace, still unread."""
    from pipeline.workspace.link_memo import LinkMemo
    from pipeline.workspace.linking import INDEX

    return LinkMemo(root / INDEX)


def _last_good(plan_id: str, store: Store) -> tuple[bytes, bytes] | None:
    """Return the published plan and report; None where they are not whole (or not there)."""
    from pydantic import ValidationError

    from pipeline.model import Plan, Report

    plan, report = (store.read(name) for name in plan_files(plan_id))
    if plan is None or report is None:
        return None
    try:
        Plan.model_validate_json(plan)
        Report.model_validate_json(report)
    except ValidationError:
        return None
    return plan, report
