"""A plan that a city's site prints as a page: accordions, icons for marks, ARIA tables."""

from __future__ import annotations

from pathlib import Path

from pipeline.model import Plan
from tests.taken import take_text

ROWS = """
<tr><td>{number}. {text}</td><td>{role}</td>{marks}</tr>"""
DONE, OPEN = '<td><i class="fas fa-check" aria-hidden="true"></i></td>', "<td></td>"
PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Plan vert</title></head>
<body><nav><ul><li><a href="/">Accueil</a></li></ul></nav>
<div class="cookie-banner">Ce site utilise des témoins. <button>Accepter</button></div>
<main><h1>Plan d’action en environnement 2025-2026</h1>
<p>La Ville agit pour ses milieux naturels.</p>
<h2><button aria-expanded="false">Axe 1 : Verdir la ville</button></h2>
<h3>Objectif 1 : Planter des arbres</h3>
<table><thead><tr><th scope="col">Actions</th><th scope="col">Rôle de la Ville</th>
<th scope="col">2025</th><th scope="col">2026</th></tr></thead><tbody>{first}</tbody></table>
<h2><button aria-expanded="false">Axe 2 : Protéger l’eau</button></h2>
<h3>Objectif 1 : Réduire la consommation</h3>
<div role="table"><div role="row"><span role="columnheader">Actions</span>
<span role="columnheader">Rôle de la Ville</span><span role="columnheader">2025</span>
<span role="columnheader">2026</span></div>
<div role="row"><span role="cell">3. Poser des compteurs</span>
<span role="cell">Responsable</span><span role="cell"></span>
<span role="cell"><svg aria-label="oui"><path d="M0 0"/></svg></span></div></div>
</main><footer>Tous droits réservés</footer></body></html>"""


def _plan(tmp_path: Path) -> Plan:
    rows = ROWS.format(number=1, text="Planter des chênes", role="Responsable", marks=DONE + OPEN)
    rows += ROWS.format(number=2, text="Former", role="Collaborateur", marks=DONE + DONE)
    return take_text(tmp_path, PAGE.format(first=rows), "plan.html").plan


def test_the_actions_of_a_page(tmp_path: Path) -> None:
    plan = _plan(tmp_path)
    assert [(s.kind, s.number, s.title) for s in plan.sections] == [
        ("axe", "1", "Verdir la ville"),
        ("objectif", "1", "Planter des arbres"),
        ("axe", "2", "Protéger l’eau"),
        ("objectif", "1", "Réduire la consommation"),
    ]
    assert [(a.number, a.text, a.role_ids) for a in plan.actions] == [
        ("1", "Planter des chênes", ("responsable",)),
        ("2", "Former", ("collaborateur",)),
        ("3", "Poser des compteurs", ("responsable",)),
    ]
    assert [[e.state for e in a.schedule] for a in plan.actions] == [
        ["planned", "not_planned"],
        ["planned", "planned"],
        ["not_planned", "planned"],
    ]
