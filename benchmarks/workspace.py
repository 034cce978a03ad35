"""`python -m benchmarks.workspace`: what a workspace of 50 plans and 5,000 actions costs.

The plans are recombined from the real ones, as those of the linking benchmark are, and written as
Markdown. Measured are a full run with everything published, the run on unchanged input, and the
run after one plan has changed. The exit code is 1 if a limit is passed.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.links import SEED, clauses_of, real_plans
from benchmarks.timing import Case, heading, report
from pipeline.text import clean
from tests.workspace.workbench import Workspace

PLANS, ACTIONS, PER_OBJECTIVE = 50, 100, 5
ROLES = ("Responsable", "Collaborateur", "Contributeur", "Mobilisateur")
SOURCE = "source.md"
YEARS = ("2025", "2026", "2027")

FIRST = (
    Case("run, from nothing", ("run",), 60.0),
    Case("publish", ("publish",), 60.0),
    Case("run, unchanged", ("run",), 1.0, 3),
)
CHANGED = (Case("run, one plan changed", ("run",), 5.0),)


def main() -> int:
    """Make the workspace, measure, and print the table."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        folders = list(_write(root))
        heading()
        slow = report(FIRST, root)
        changed = folders[len(folders) // 2]
        text = (changed / SOURCE).read_text(encoding="utf-8")
        (changed / SOURCE).write_text(text.replace("1. ", "1. Évaluer et ", 1), encoding="utf-8")
        Workspace(root).seal(changed.name)
        slow = report(CHANGED, root) or slow
    return 1 if slow else 0


def _write(root: Path) -> Iterator[Path]:
    """Write the plan folders and yield them."""
    draw = random.Random(SEED)
    plans = real_plans()
    clauses = [clean(clause).replace("|", "/") for clause in clauses_of(plans)]
    titles = [section.title for plan in plans for section in plan.sections]
    for number in range(1, PLANS + 1):
        plan = "\n".join(_plan(number, draw, clauses, titles))
        yield Workspace(root).plan(f"ville-plan-{number:02}", plan)


def _plan(number: int, draw: random.Random, clauses: list[str], titles: list[str]) -> Iterator[str]:
    """Yield the lines of a plan: axes, objectives and their tables of actions."""
    yield f"# Plan d'action {number} 2025-2027\n"
    for action in range(ACTIONS):
        if action % (4 * PER_OBJECTIVE) == 0:
            yield f"\n## Axe {action // (4 * PER_OBJECTIVE) + 1} : {draw.choice(titles)}\n"
        if action % PER_OBJECTIVE == 0:
            objective = action // PER_OBJECTIVE % 4 + 1
            yield f"\n### Objectif {objective} : {draw.choice(titles)}\n\nLa Ville vise :\n"
            yield from (f"- {draw.choice(clauses)}" for _ in range(2))
            yield f"\n| Actions | Rôle | {' | '.join(YEARS)} |\n|---|---|---|---|---|"
        text = " ".join(draw.choices(clauses, k=draw.randint(2, 4)))
        marks = " | ".join(draw.choice("✓✓—") for _ in YEARS)
        yield f"| {action + 1}. {text} | {draw.choice(ROLES)} | {marks} |"


if __name__ == "__main__":
    sys.exit(main())
