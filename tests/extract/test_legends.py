"""Legends of marks in every form: what a sign is called is what it means, and is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Line
from pipeline.extract.legend import saying, with_legend, without_legends
from pipeline.lexicon import load_lexicons
from pipeline.model import Plan, Provenance
from pipeline.read.markdown import read_markdown
from tests.taken import take_text

ROWS = (("Planter des arbres", "●", "○"), ("Ouvrir une halte", "○", "●"))
TABLE = "<table><tr><th>N°</th><th>Actions</th><th>2026</th><th>2027</th></tr>{}</table>".format(
    "".join(
        f"<tr><td>{number}</td><td>{text}</td><td>{first}</td><td>{second}</td></tr>"
        for number, (text, first, second) in enumerate(ROWS, 1)
    )
)

TWO = [["réalisé", "abandonné"], ["abandonné", "réalisé"]]


def _plan(tmp_path: Path, before: str, after: str = "", table: str = TABLE) -> Plan:
    page = (
        "<!doctype html><html lang='fr'><body><main><h1>Plan d’action 2026-2027</h1>"
        f"<h2>Axe 1 : Loger</h2>{before}{table}{after}</main></body></html>"
    )
    return take_text(tmp_path, page, "plan.html").plan


def _meanings(plan: Plan) -> list[list[str]]:
    return [list(action.extra.values()) for action in plan.actions]


@pytest.mark.parametrize(
    "legend",
    [
        "<table><tr><th>Symbole</th><th>Sens</th></tr><tr><td>●</td><td>réalisé</td></tr>"
        "<tr><td>○</td><td>abandonné</td></tr></table>",
        "<table><tr><td>●</td><td>réalisé</td><td>○</td><td>abandonné</td></tr></table>",
        "<p>● réalisé ✚ reporté ○ abandonné</p>",
        "<ul><li>● : réalisé</li><li>○ : abandonné</li></ul>",
        "<p>(● = réalisé; ○ = abandonné)</p>",
        "<p>réalisé (●), abandonné (○)</p>",
        2 * "<p>● réalisé ✚ reporté</p><ul><li>○ abandonné</li></ul>",
        "<dl><dt>●</dt><dd>réalisé</dd><dt>○</dt><dd>abandonné</dd></dl>",
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_a_sign_means_what_the_legend_calls_it(legend: str, below: bool, tmp_path: Path) -> None:
    plan = _plan(tmp_path, "", legend) if below else _plan(tmp_path, legend)
    assert _meanings(plan) == TWO
    assert [[entry.state for entry in action.schedule] for action in plan.actions] == [
        ["planned", "not_planned"],
        ["not_planned", "planned"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<p>Les actions avec ● ne sont pas celles qui ont un ○ dans la grille.</p>",
        "<table><tr><td>●</td><td>réalisé</td></tr><tr><td>●</td><td>abandonné</td></tr></table>",
        f"<table><tr><td>●</td><td>{'mot ' * 9}</td></tr><tr><td>○</td><td>non</td></tr></table>",
    ],
)
def test_what_explains_no_sign_changes_none(text: str, tmp_path: Path) -> None:
    assert _meanings(_plan(tmp_path, "", text)) == [[], []]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<th>Actions</th>", "<th>Actions (● = réalisé, ○ = abandonné)</th>"),
        ("<th>Actions</th>", "<th>Actions<br>● réalisé, ○ abandonné</th>"),
        ("</table>", "<tr><td colspan=4>● : réalisé ; ○ : abandonné</td></tr></table>"),
    ],
)
def test_a_table_may_hold_its_legend(old: str, new: str, tmp_path: Path) -> None:
    assert _meanings(_plan(tmp_path, "", table=TABLE.replace(old, new))) == TWO


def test_letters_that_no_cell_holds_end_the_meaning_before_them(tmp_path: Path) -> None:
    table = TABLE.replace("●", "R").replace("○", "")
    plan = _plan(tmp_path, "<p>R : réalisé P : prévu A : abandonné</p>", table=table)
    assert _meanings(plan) == [["réalisé"], ["réalisé"]]
    assert [[entry.state for entry in action.schedule] for action in plan.actions] == [
        ["planned", "not_planned"],
        ["not_planned", "planned"],
    ]


def test_a_line_of_colons_explains_no_sign() -> None:
    text = "Volet R: suivi:\n\n| Actions | 2026 |\n| --- | --- |\n| Planter des arbres | R |\n"
    blocks, _ = read_markdown(text, "plan.md")
    lexicon = load_lexicons().by_language["fr"]
    assert with_legend(blocks, lexicon) is lexicon


@pytest.mark.parametrize(
    ("legend", "kind", "text"),
    [
        ("<h2>Légende</h2><p>● : réalisé, ○ : abandonné</p>", "implementation", None),
        ("<h2>Légende :</h2><p>● : réalisé, ○ : abandonné</p>", "implementation", None),
        ("<h2>Légende</h2><p>La Ville vise haut.</p>", "other", "La Ville vise haut."),
    ],
)
def test_the_heading_of_a_legend_is_known_where_it_was_read(
    legend: str, kind: str, text: str | None, tmp_path: Path
) -> None:
    plan = _plan(tmp_path, "", legend)
    assert [(one.kind, one.text) for one in plan.passages] == [
        (kind, text or "● : réalisé, ○ : abandonné")
    ]


@pytest.mark.parametrize(
    ("legend", "meant"),
    [
        ("<p>● : court terme (2 ans et moins); ○ : reporté</p>", "court terme (2 ans et moins)"),
        ("<p>● : réalisé (en partie)</p><p>○ : abandonné</p>", "réalisé (en partie)"),
        ("<p>(● = réalisé; ○ = abandonné)</p>", "réalisé"),
    ],
)
def test_brackets_of_a_meaning_stay_in_it(legend: str, meant: str, tmp_path: Path) -> None:
    assert _plan(tmp_path, legend).actions[0].extra["2026"] == meant


def test_a_sign_that_was_read_as_a_bullet_stays_in_the_text_of_its_legend() -> None:
    place = Provenance(lines=(1, 1), method="text")
    lexicon = load_lexicons().pick("Plan d’action de la ville, les actions et les années")
    known = saying(lexicon, {"✓": "planned"}, {"✓": "année de réalisation"})
    lines = [
        Line(": année de réalisation", place, marker="✓"),
        Line("Planter des arbres", place, marker="•", depth=1),
    ]
    assert [one.text for one in without_legends(lines, known) if isinstance(one, Line)] == [
        "✓ : année de réalisation",
        "Planter des arbres",
    ]
