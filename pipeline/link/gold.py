"""Reference links → judged pairs: a CSV and the plans it is about come in, labels go out.

The file has either the ids of both things (`left`, `right`) or the numbers of actions in two
columns that end in `_no`, and a `grade`. An action of the first column that is listed at all is
judged against every action of the other plan: a pair that is not listed is none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.link.grades import APART, OVERLAPPING
from pipeline.model import Plan

GRADES = (*OVERLAPPING, *APART)


class GoldError(ValueError):
    """A file of reference links that cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Gold:
    """What readers said of the actions of two plans."""

    left: str
    right: str
    judged: tuple[str, ...]
    """The ids of the left actions that were judged against all of the right plan."""
    grades: Mapping[tuple[str, str], str]

    def grade(self, left: str, right: str) -> str:
        """Return the grade of a pair of a judged action."""
        return self.grades.get((left, right), "none")


def read_gold(content: bytes, name: str, plans: Sequence[Plan]) -> Gold:
    """Read reference links; `name` is what errors call the file.

    Raises:
        GoldError: a column, a grade, a plan or an action that cannot be used.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise GoldError(f"{name}: not readable as CSV: {error}; save it as CSV in UTF-8") from error
    if not rows:
        raise GoldError(f"{name}: holds no row; give reference links")
    left, right = _columns(list(rows[0]), name)
    known = {action.id: plan.id for plan in plans for action in plan.actions}
    pair = _plans(rows, (left, right), known, plans, name)
    judged: dict[str, None] = {}
    grades: dict[tuple[str, str], str] = {}
    for line, row in enumerate(rows, 2):
        ids = [
            _id(row.get(column) or "", plan, known, f"{name}: line {line}")
            for column, plan in zip((left, right), pair, strict=True)
        ]
        grade = (row.get("grade") or "").strip()
        if grade not in GRADES:
            raise GoldError(
                f"{name}: line {line}: '{grade}' is not a grade; one of {', '.join(GRADES)}"
            )
        if not ids[0] or (not ids[1] and grade != "none"):
            raise GoldError(f"{name}: line {line}: names no pair; give both actions")
        judged[ids[0]] = None
        if ids[1]:
            grades[ids[0], ids[1]] = grade
    return Gold(*pair, tuple(judged), grades)


def _columns(names: list[str], name: str) -> tuple[str, str]:
    if "left" in names and "right" in names and "grade" in names:
        return "left", "right"
    numbered = [one for one in names if one.endswith("_no")]
    if len(numbered) != 2 or "grade" not in names:
        raise GoldError(
            f"{name}: line 1: the columns are {', '.join(names)}; "
            "give left, right and grade, or two columns that end in _no and grade"
        )
    return numbered[0], numbered[1]


def _plans(
    rows: Sequence[Mapping[str, str]],
    columns: tuple[str, str],
    known: Mapping[str, str],
    plans: Sequence[Plan],
    name: str,
) -> tuple[str, str]:
    """Return the two plans: those of the ids, or those whose ids hold the columns' letters."""
    found: list[str] = []
    for column in columns:
        if column.endswith("_no"):
            stem = column.removesuffix("_no")
            fitting = [plan.id for plan in plans if plan.actions and stem in plan.id]
            fitting = fitting or [p.id for p in plans if p.actions and _letters(stem, p.id)]
        else:
            values = {row[column] for row in rows if row.get(column)}
            fitting = sorted({known[value] for value in values if value in known})
        if len(fitting) != 1:
            raise GoldError(
                f"{name}: column {column}: {len(fitting)} plans fit "
                f"({', '.join(fitting) or 'none'}); name the column after one plan"
            )
        found.append(fitting[0])
    return found[0], found[1]


def _letters(stem: str, plan_id: str) -> bool:
    """Tell whether the letters of a stem stand in an id in their order ("devsoc")."""
    rest = iter(plan_id)
    return all(char in rest for char in stem)


def _id(value: str, plan: str, known: Mapping[str, str], where: str) -> str:
    value = value.strip()
    if not value:
        return ""
    found = value if "/" in value else f"{plan}/action-{value}"
    if known.get(found) != plan:
        raise GoldError(f"{where}: '{value}' is no action of {plan}; check the number")
    return found
