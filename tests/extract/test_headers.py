"""What the headers of columns name, as a table of real ones."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.extract.fields import column_of
from pipeline.lexicon import load_lexicons
from tests.taken import take_text

TABLE = Path(__file__).with_name("headers.csv")
LEXICONS = load_lexicons().by_language
HEAD = "# Plan d’action 2025-2028\n\n## Axe 1 : Agir\n\n"


def _headers() -> list[tuple[str, str, str | None]]:
    with TABLE.open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines)
        return [(row["language"], row["header"], row["field"] or None) for row in rows]


@pytest.mark.parametrize(("language", "header", "field"), _headers())
def test_a_header_names_what_it_is_about(language: str, header: str, field: str | None) -> None:
    assert column_of(header, LEXICONS[language]) == field


def test_what_only_says_something_of_a_field_is_kept_under_its_header(tmp_path: Path) -> None:
    table = "| Action | Partenaires | Rôle des partenaires |\n|---|---|---|\n"
    plan = take_text(tmp_path, f"{HEAD}{table}| Planter | École | Arroser |\n").plan
    assert plan.actions[0].partners == ("École",)
    assert plan.actions[0].extra == {"Rôle des partenaires": "Arroser"}


@pytest.mark.parametrize(
    ("last", "budget"), [("Total", "9 $"), ("Coût total", "9 $"), ("Lieu", None)]
)
def test_the_budget_of_one_year_is_not_that_of_the_action(
    tmp_path: Path, last: str, budget: str | None
) -> None:
    table = f"| Action | Budget 2025 | Budget 2026 | {last} |\n|---|---|---|---|\n"
    (action,) = take_text(tmp_path, f"{HEAD}{table}| Paver | 4 $ | 5 $ | 9 $ |\n").plan.actions
    assert action.budget == budget
    assert {"Budget 2025": "4 $", "Budget 2026": "5 $"}.items() <= action.extra.items()


def test_a_column_of_one_school_year_is_time(tmp_path: Path) -> None:
    heads = ("Année scolaire 2025-2026", "Année scolaire 2026-2027")
    table = f"| Action | {heads[0]} | {heads[1]} |\n|---|---|---|\n| Lire | X | |\n"
    plan = take_text(tmp_path, HEAD + table).plan
    assert [(p.id, p.start, p.end) for p in plan.schedule.periods] == [
        (heads[0], "2025-01-01", "2026-12-31"), (heads[1], "2026-01-01", "2027-12-31")
    ]  # fmt: skip
    assert [entry.state for entry in plan.actions[0].schedule] == ["planned", "not_planned"]


def test_a_horizon_without_an_end_has_none(tmp_path: Path) -> None:
    table = "| Action | Court terme 2025-2026 | Long terme 2027 et plus |\n|---|---|---|\n"
    plan = take_text(tmp_path, f"{HEAD}{table}| Lire | X | |\n").plan
    ends = [(period.start, period.end) for period in plan.schedule.periods]
    assert ends == [("2025-01-01", "2026-12-31"), ("2027-01-01", None)]


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        ("01/2025", "02/2025", [("2025-01-01", "2025-01-31"), ("2025-02-01", "2025-02-28")]),
        ("Janv. à mars 2026", "Avril-juin 2026", [("2026-01-01", "2026-03-31"),
                                                  ("2026-04-01", "2026-06-30")]),
        ("D'ici 2026", "D'ici 2028", [(None, "2026-12-31"), (None, "2028-12-31")]),
        ("1re année", "2e année", [(None, None)] * 2),
        ("Phase I", "Phase II", [(None, None)] * 2),
        ("Automne 2025-hiver 2026", "Printemps-été 2026", [(None, None)] * 2),
        ("Immédiat", "Court terme", [(None, None)] * 2),
    ],
)  # fmt: skip
def test_headers_of_time_in_many_words(
    tmp_path: Path, first: str, second: str, days: list[tuple[str | None, str | None]]
) -> None:
    table = f"| Action | {first} | {second} |\n|---|---|---|\n| Lire | X | |\n| Jouer | | X |\n"
    taken = take_text(tmp_path, HEAD + table)
    assert [(p.id, p.start, p.end) for p in taken.plan.schedule.periods] == [
        (first, *days[0]), (second, *days[1])
    ]  # fmt: skip
    states = [[entry.state for entry in action.schedule] for action in taken.plan.actions]
    assert states == [["planned", "not_planned"], ["not_planned", "planned"]]
    assert "column_timeless" not in {finding.code for finding in taken.report.findings}


@pytest.mark.parametrize(("title", "told"), [("Échéancier", False), ("Clientèle", True)])
def test_spans_of_years_are_time_where_their_title_says_so(
    tmp_path: Path, title: str, told: bool
) -> None:
    page = (
        f"<html lang='fr'><h1>Plan d’action</h1><h2>Axe 1 : Agir</h2><table>"
        f"<tr><th rowspan=2>Action</th><th colspan=2>{title}</th></tr>"
        "<tr><th>0-2 ans</th><th>3 ans et plus</th></tr>"
        "<tr><td>Lire</td><td>X</td><td></td></tr></table></html>"
    )
    taken = take_text(tmp_path, page, "plan.html")
    (action,) = taken.plan.actions
    assert [bool(action.schedule), bool(action.grids)] == [not told, told]
    codes = [finding.code for finding in taken.report.findings]
    assert codes.count("column_timeless") == (2 if told else 0)


def test_a_mark_column_beside_those_of_time_is_told(tmp_path: Path) -> None:
    table = "| Action | Avant 2026 | 2026 | 2027 |\n|---|---|---|---|\n| Lire | X | | X |\n"
    taken = take_text(tmp_path, HEAD + table)
    assert "column_timeless" in {finding.code for finding in taken.report.findings}


def test_a_letter_among_those_of_roles_is_no_horizon(tmp_path: Path) -> None:
    table = "| Action | R | C | P |\n|---|---|---|---|\n| Lire | X | | |\n| Jouer | | | X |\n"
    plan = take_text(tmp_path, HEAD + table).plan
    assert plan.schedule.kind == "none"
    assert [[grid.column for grid in action.grids] for action in plan.actions] == [
        ["R", "C", "P"]
    ] * 2
