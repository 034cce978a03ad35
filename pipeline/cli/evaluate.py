"""`arrimage evaluate`: hold links against reference links that people made."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import (
    data,
    fail,
    failures,
    json_data,
    json_option,
    message,
    read_plans,
    root_option,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.link.evaluate import Evaluation, Line


@click.group("evaluate")
def command() -> None:
    """Measure results against references that people made.

    \b
    Examples:
      arrimage evaluate links reference.csv
    """


@command.command("links")
@click.argument("gold", type=click.Path(path_type=Path))
@root_option
@click.option("--fit", is_flag=True, help="Print the weights fitted to these links, as JSON.")
@json_option
def links(gold: Path, root: Path, fit: bool, as_json: bool) -> None:
    """Measure the links of two plans on reference links.

    GOLD is a CSV with `left`, `right` (ids) and `grade`, or with two columns of action numbers
    that end in `_no` and `grade` (same, overlap, related, none). An action of the first column
    that is listed is judged against all actions of the other plan. "held out" figures score each
    pair by weights fitted without its objectives; they are what to expect of unseen pairs.

    \b
    Examples:
      arrimage evaluate links reference.csv
      arrimage evaluate links reference.csv --json | jq .actions[0]
      arrimage evaluate links reference.csv --fit > pipeline/link/weights.json
    """
    from pipeline.link.evaluate import evaluate, fitted
    from pipeline.link.gold import GoldError, read_gold

    with failures():
        plans = read_plans((), root)
        try:
            reference = read_gold(gold.read_bytes(), gold.name, plans)
        except GoldError as error:
            fail(str(error))
    if fit:
        note = (
            f"logistic weights fitted to {gold.name} by `arrimage evaluate links --fit`: held to a "
            "prior, calibrated by Platt's method on scores held out by objective"
        )
        data(fitted(plans, reference).as_json(note))
        return
    evaluation = evaluate(plans, reference)
    if as_json:
        json_data(_as_json(evaluation))
    else:
        _show(evaluation)


def _show(evaluation: Evaluation) -> None:
    lines = ["action with action\n", *_table(evaluation.actions)]
    lines += ["\naction with objective\n", *_table(evaluation.objectives)]
    threshold = evaluation.training.threshold
    lines.append(f"\nheld out, by grade of the reference (threshold {threshold:.2f})\n")
    for grade, counts in evaluation.grades.items():
        lines.append(f"  {grade:<10}{counts['above']:>6} above{counts['below']:>6} below\n")
    for title, worst in (("missed", evaluation.missed), ("false alarms", evaluation.false)):
        lines.append(f"\nworst {title}\n")
        lines += [f"  {w.score:.3f}  {w.grade:<9}{w.left}  {w.right}\n" for w in worst]
    data("".join(lines))
    message(f"{len(evaluation.pairs)} pairs, {sum(p.positive for p in evaluation.pairs)} positive")


def _table(lines: Sequence[Line]) -> list[str]:
    names = ("AP", "95 %", "P", "R", "F1", "R@3", "90 %", "top1")
    widths = (6, 14, 7, 7, 7, 7, 7, 7)
    columns = "".join(f"{name:>{width}}" for name, width in zip(names, widths, strict=True))
    head = f"  {'method':<46}{columns}\n"
    rows = []
    for line in lines:
        m = line.metrics
        span = f"{line.interval[0]:.2f}-{line.interval[1]:.2f}"
        rows.append(
            f"  {line.method:<46}{m.average_precision:>6.3f}{span:>14}{m.precision:>7.2f}"
            f"{m.recall:>7.2f}{m.f1:>7.2f}{m.recall_at_3:>7.2f}{m.read_for_90:>7.1%}{m.top_1:>7.2f}\n"
        )
    return [head, *rows]


def _as_json(evaluation: Evaluation) -> dict[str, object]:
    return {
        "threshold": evaluation.training.threshold,
        "actions": [_line(one) for one in evaluation.actions],
        "objectives": [_line(one) for one in evaluation.objectives],
        "grades": evaluation.grades,
        "missed": [asdict(one) for one in evaluation.missed],
        "false": [asdict(one) for one in evaluation.false],
    }


def _line(line: Line) -> dict[str, object]:
    return {"method": line.method, **asdict(line.metrics), "interval": list(line.interval)}
