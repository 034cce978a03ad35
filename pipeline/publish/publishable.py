"""A plan, its report and its state → what is missing before it may leave the house.

What is of several plans, their links and their editions, has reports too: an error in one of
these keeps all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.model import Finding, Plan, Report

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
    return [*missing, *without_errors(plan.id, report.findings)]


def without_errors(name: str, findings: Iterable[Finding]) -> list[str]:
    """Return that a report has error findings, in a line; nothing where it has none."""
    errors = Counter(f.code for f in findings if f.severity == "error")
    codes = ", ".join(f"{number} {code}" for code, number in sorted(errors.items()))
    return [f"{name}: has error findings ({codes}); mend them and run again"] if errors else []
