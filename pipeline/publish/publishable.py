"""A plan, its report and its state → what is missing before it may leave the house."""

from __future__ import annotations

from collections import Counter

from pipeline.model import Plan, Report

READY = ("reviewed", "published")
"""The states of plan.yaml in which a person stands for a plan."""


def publishable(plan: Plan, report: Report, state: str | None) -> list[str]:
    """Return what keeps a plan from being released, a line each; nothing where it may go."""
    missing = []
    if state not in READY:
        missing.append(
            f"{plan.id}: its state is {state or 'not given'}; have it reviewed, "
            "then write `state: reviewed` in its plan.yaml"
        )
    errors = Counter(f.code for f in report.findings if f.severity == "error")
    if errors:
        codes = ", ".join(f"{number} {code}" for code, number in sorted(errors.items()))
        missing.append(f"{plan.id}: has error findings ({codes}); mend them and run again")
    return missing
