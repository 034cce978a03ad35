"""`arrimage new`: the plan folder of a document, and words for the lexicon."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.common import data, failures, message, root_option


@click.command("new")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--id", "plan_id", help="The plan's id, and the name of its folder.")
@root_option
def command(file: Path, plan_id: str | None, root: Path) -> None:
    """Make raw/<id>/ with FILE and a plan.yaml; what exists is never overwritten.

    The words that no lexicon knows are printed as lines for raw/lexicon.toml. plan.yaml holds
    null for all that the document does not say: fill in what you know.

    \b
    Examples:
      arrimage new ~/plan.md --id ville-plan-2026
      arrimage new plan.html >> proposals.toml
    """
    from pipeline.workspace.new import new_plan

    with failures():
        made = new_plan(root, file, plan_id)
    data(made.lexicon)
    plan = made.plan
    message(
        f"raw/{plan.id}: made; a trial found {len(plan.sections)} sections and "
        f"{len(plan.actions)} actions. Fill in raw/{plan.id}/plan.yaml, then `arrimage run`."
    )
