"""Several renditions of a document: the best one is published, the others must agree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from docx import Document
from reportlab.lib.pagesizes import A5, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from pipeline.workspace.run import run
from tests.workspace.workbench import PLAN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace.workbench import Workspace

TABLE = [line for line in PLAN.splitlines() if line.startswith("| ")]
HTML = """<!DOCTYPE html><html lang="fr"><body>
<h1>Plan d'action 2024-2026</h1>
<h2>Axe 1 : Logement</h2>
<h3>Objectif 1 : Loger toutes les personnes</h3>
<p>La Ville vise :</p>
<ul><li>Une hausse du nombre de logements.</li></ul>
<table>
<tr><th>Actions</th><th>Rôle</th><th>2024</th><th>2025</th><th>2026</th></tr>
<tr><td>1. Ouvrir un refuge</td><td>Responsable</td><td>✓</td><td>✓</td><td>—</td></tr>
<tr><td>2. Former les équipes</td><td>Collaborateur</td><td>—</td><td>✓</td><td>✓</td></tr>
</table></body></html>
"""


def _produced(workspace: Workspace) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    workspace.seal("essai")
    assert not run(workspace.root, enrich=False).failed()
    files = workspace.published()
    findings = json.loads(files["reports/essai.json"])["findings"]
    return json.loads(files["plans/essai.json"]), [
        finding for finding in findings if finding["code"].startswith("rendition")
    ]


def test_renditions_that_agree_are_no_finding(workspace: Workspace) -> None:
    (workspace.plan("essai") / "source.html").write_text(HTML)
    plan, findings = _produced(workspace)
    assert plan["source"]["path"] == "raw/essai/source.html"
    assert findings == []


def test_renditions_that_differ_are_a_warning_with_the_words(workspace: Workspace) -> None:
    (workspace.plan("essai") / "source.html").write_text(HTML.replace("un refuge", "deux abris"))
    _, findings = _produced(workspace)
    assert findings == [
        {
            "code": "rendition_differs",
            "severity": "warning",
            "where": "source.md",
            "message": "source.html alone has 2 words ('abris', 'deux'); "
            "source.md alone has 2 words ('refuge', 'un')",
            "hint": "source.html is the one that counts; take out the rendition that is wrong",
        }
    ]


def test_a_word_document_comes_before_a_page(workspace: Workspace) -> None:
    folder = workspace.plan("essai")
    (folder / "source.html").write_text(HTML)
    document = Document()
    for level, text in enumerate(("Plan d'action 2024-2026", "Axe 1 : Logement"), 1):
        document.add_heading(text, level)
    document.add_heading("Objectif 1 : Loger toutes les personnes", 3)
    document.add_paragraph("La Ville vise :")
    document.add_paragraph("Une hausse du nombre de logements.", style="List Bullet")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE]
    table = document.add_table(0, 5)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(folder / "source.docx"))
    plan, findings = _produced(workspace)
    assert plan["source"]["path"] == "raw/essai/source.docx"
    assert [action["text"] for action in plan["actions"]] == [
        "Ouvrir un refuge",
        "Former les équipes",
    ]
    assert findings == []


HEADER = ["Actions", "Responsable", "2025", "2026"]
VERBS = ("Planter", "Ouvrir", "Adopter", "Former", "Publier", "Aménager")
THINGS = ("des arbres", "un refuge", "une politique", "les équipes", "un bilan", "le parc")
ROWS = [
    [f"{6 * i + j + 1}. {verb} {thing}", "Service des parcs", "x" if j % 2 else "", "x"]
    for i, thing in enumerate(THINGS)
    for j, verb in enumerate(VERBS)
]


def _typeset(path: Path) -> None:
    """Set the rows over several pages, each with a header, a footer and the head of the table."""
    style = getSampleStyleSheet()
    table = Table([HEADER, *ROWS], repeatRows=1, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])
    story = [
        Paragraph("Plan d'action 2025-2026", style["Title"]),
        Paragraph("Axe 1 : Milieux de vie", style["Heading1"]),
        table,
    ]

    def furnish(canvas: Any, _: object) -> None:
        canvas.setFont("Helvetica", 7)
        canvas.drawString(40, 400, "Ville d'Essai, milieux de vie")
        canvas.drawRightString(560, 15, f"Page {canvas.getPageNumber()}")

    file = SimpleDocTemplate(str(path), pagesize=landscape(A5), invariant=1)
    file.build(story, onFirstPage=furnish, onLaterPages=furnish)


def test_what_comes_with_the_form_of_a_file_is_no_difference(workspace: Workspace) -> None:
    lines = [" | ".join(row) for row in (HEADER, ["---"] * len(HEADER), *ROWS)]
    table = "\n".join(f"| {line} |" for line in lines)
    text = f"# Plan d'action 2025-2026\n\n## Axe 1 : Milieux de vie\n\n{table}\n"
    folder = workspace.plan("essai", text)
    _typeset(folder / "source.pdf")
    plan, findings = _produced(workspace)
    assert len(plan["actions"]) == len(ROWS)
    assert findings == []
    (folder / "source.md").write_text(text.replace("36. Aménager", "36. Agrandir"))
    (finding,) = _produced(workspace)[1]
    assert finding["message"] == (
        "source.pdf alone has 1 words ('amenager'); source.md alone has 1 words ('agrandir')"
    )


def test_the_name_that_a_page_has_in_a_browser_is_no_difference(workspace: Workspace) -> None:
    head = "<head><title>Ville d'Essai - Plan</title></head>"
    page = HTML.replace("<body>", f"{head}<body>")
    (workspace.plan("essai") / "source.html").write_text(page)
    assert _produced(workspace)[1] == []


def test_a_second_rendition_that_cannot_be_read_fails_the_plan(workspace: Workspace) -> None:
    (workspace.plan("essai") / "source.txt").write_bytes(b"")
    workspace.seal("essai")
    (plan,) = run(workspace.root, enrich=False).plans
    assert plan.state == "failed"
    assert str(plan.error).startswith("raw/essai/source.txt: ")
