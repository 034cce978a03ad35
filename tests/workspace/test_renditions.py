"""Several renditions of a document: the best one is published, the others must agree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.workspace import run
from tests.workspace.workbench import PLAN

if TYPE_CHECKING:
    from tests.workspace.workbench import Workspace

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
            "hint": "source.html is what was published; take out the rendition that is wrong",
        }
    ]


def test_a_rendition_without_reader_is_a_warning(workspace: Workspace) -> None:
    (workspace.plan("essai", PLAN) / "source.docx").write_bytes(b"PK\x03\x04")
    plan, findings = _produced(workspace)
    assert plan["source"]["path"] == "raw/essai/source.md"
    assert findings == [
        {
            "code": "rendition_unread",
            "severity": "warning",
            "where": "source.docx",
            "message": "no reader of this version reads this kind of file; source.md was read",
            "hint": "check by eye that source.md says the same",
        }
    ]


def test_a_second_rendition_that_cannot_be_read_fails_the_plan(workspace: Workspace) -> None:
    (workspace.plan("essai") / "source.txt").write_bytes(b"")
    workspace.seal("essai")
    (plan,) = run(workspace.root, enrich=False).plans
    assert plan.state == "failed"
    assert str(plan.error).startswith("raw/essai/source.txt: ")
