"""Actions that a table numbers by a word and a number."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check import check
from pipeline.document import Cell, Row, Table
from pipeline.extract import Identity, extract
from pipeline.extract.grid import read_grid
from pipeline.lexicon import load_lexicons
from pipeline.model import Provenance
from pipeline.read import read

LEXICON = load_lexicons().by_language["fr"]
HEAD = "# Plan d'action culturel 2026-2028\n\n## Axe 1 – Lire\n\n"


@pytest.mark.parametrize(
    "table",
    [
        "| Action | Budget |\n|---|---|\n| Action 1.1 : Prêter | 5 $ |\n"
        "| Action 1.2 : Lire | 6 $ |\n",
        "| N° | Action | Budget |\n|---|---|---|\n| Action 1.1 | Prêter | 5 $ |\n"
        "| Action 1.2 | Lire | 6 $ |\n",
    ],
)
def test_the_label_is_no_part_of_number_and_text(tmp_path: Path, table: str) -> None:
    path = tmp_path / "plan.md"
    path.write_text(HEAD + table, encoding="utf-8")
    document = read(path)
    extraction = extract(document, load_lexicons().pick(HEAD), Identity("plan", "plan.md"))
    report = check(extraction, document, {})
    assert [(a.number, a.text) for a in extraction.plan.actions] == [
        ("1.1", "Prêter"), ("1.2", "Lire")
    ]  # fmt: skip
    assert report.words.unclaimed == 0


def test_a_label_that_not_all_texts_have_stays(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    rows = "| Projet 2030 : Planter | 5 $ |\n| Lire aux enfants | 6 $ |\n"
    path.write_text(f"{HEAD}| Action | Budget |\n|---|---|\n{rows}", encoding="utf-8")
    document = read(path)
    plan = extract(document, load_lexicons().pick(HEAD), Identity("plan", "plan.md")).plan
    assert [a.text for a in plan.actions] == ["Projet 2030 : Planter", "Lire aux enfants"]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Échéance / Deadline", "deadline"),
        ("Action / Acción", "action"),
        ("Date / Budget", "extra"),
    ],
)
def test_a_header_of_two_names(header: str, field: str) -> None:
    place = Provenance(lines=(1, 1), method="table")
    rows = tuple(
        Row((Cell(r, 0, text, place), Cell(r, 1, "Lire", place)), place)
        for r, text in enumerate((header, "Mars 2026"))
    )
    grid = read_grid(Table(rows, 2, 1, place), LEXICON, (), {})
    assert grid.columns[0].field == field


def test_the_title_of_an_action_may_be_long(tmp_path: Path) -> None:
    title = "Élaborer un plan de gestion des matières résiduelles pour les événements " + (
        "tenus sur le domaine public, en s'appuyant sur les meilleures pratiques recensées au "
        "Québec et en tenant compte des particularités de chaque site et de chaque saison"
    )
    path = tmp_path / "plan.md"
    heads = (("1.1", "Lire aux enfants"), ("1.2", title))
    path.write_text(
        HEAD
        + "\n".join(f"### Action {n} : {text}\n\nResponsable : Loisirs\n" for n, text in heads),
        encoding="utf-8",
    )
    plan = extract(read(path), load_lexicons().pick(HEAD), Identity("plan", "plan.md")).plan
    assert [(a.number, a.text) for a in plan.actions] == list(heads)


@pytest.mark.parametrize(
    ("row", "indicators", "passages"),
    [
        ("Indicateur : Nombre de livres prêtés", ["Nombre de livres prêtés"], 0),
        ("Une note d'explication sur les prêts de la bibliothèque et de ses annexes", [], 1),
    ],
)
def test_a_row_under_an_action_may_say_one_thing_of_it(
    tmp_path: Path, row: str, indicators: list[str], passages: int
) -> None:
    path = tmp_path / "plan.html"
    rows = "".join(
        f"<tr><td>{n}</td><td>{text}</td><td>Loisirs</td></tr>"
        + (f"<tr><td></td><td colspan=2>{row}</td></tr>" if n == 1 else "")
        for n, text in enumerate(("Prêter", "Lire", "Jouer"), 1)
    )
    path.write_text(
        "<html lang=fr><h1>Plan d'action culturel</h1><h2>Axe 1 : Lire</h2><table>"
        f"<tr><th>N°</th><th>Action</th><th>Responsable</th></tr>{rows}</table></html>",
        encoding="utf-8",
    )
    document = read(path)
    extraction = extract(document, LEXICON, Identity("plan", "plan.html"))
    assert [a.text for a in extraction.plan.actions] == ["Prêter", "Lire", "Jouer"]
    assert list(extraction.plan.actions[0].indicators) == indicators
    assert len(extraction.plan.passages) == passages
    assert check(extraction, document, {}).words.unclaimed == 0


def test_rows_of_labels_are_no_actions_however_many(tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    rows = "".join(
        f"<tr><td>{n}</td><td>{text}</td><td>Loisirs</td></tr>"
        "<tr><td></td><td colspan=2>Indicateur : Nombre de livres</td></tr>"
        f"<tr><td></td><td colspan=2>Budget : {n} 000 $</td></tr>"
        for n, text in enumerate(("Prêter", "Lire", "Jouer"), 1)
    )
    path.write_text(
        "<html lang=fr><h1>Plan d'action culturel</h1><h2>Axe 1 : Lire</h2><table>"
        f"<tr><th>N°</th><th>Action</th><th>Responsable</th></tr>{rows}</table></html>",
        encoding="utf-8",
    )
    plan = extract(read(path), LEXICON, Identity("plan", "plan.html")).plan
    assert [(a.number, a.indicators, a.budget) for a in plan.actions] == [
        (f"{n}", ("Nombre de livres",), f"{n} 000 $") for n in (1, 2, 3)
    ]
