"""Publications for the tests of the site: real, invented, large."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

from pipeline.diff import diff_folders
from pipeline.diff.editions import Editions, follow
from pipeline.model import Coverage, Finding, Link, LinkReport, Links, Plan, Report, SectionCoverage
from pipeline.publish.site import Comparison, DataFile, PageImage, Publication
from pipeline.publish.site.gather import gather
from tests.publish.published import files

VERSION = "0.0.0"
PDF = {"method": "table", "regions": [{"page": 3, "bbox": [72.0, 120.5, 400.0, 180.0]}]}
TWO_PAGES = {
    "method": "table",
    "regions": [
        {"page": 3, "bbox": [72.0, 700.0, 400.0, 760.0]},
        {"page": 4, "bbox": [72.0, 60.0, 400.0, 90.0]},
    ],
}


@cache
def real() -> Publication:
    """Return what this repository publishes."""
    return gather(files(), VERSION)


@cache
def full() -> Publication:
    """Return two invented plans with everything that a page can show."""
    old, new, other = _carried(_plan("ancien", 2021)), _plan("nouveau", 2024), _plan("voisin", 2024)
    first = new.actions[0]
    unclear = first.schedule[0].model_copy(update={"state": "unclear"})
    before = {
        "text": "Ouvrir deux refuges en hiver",
        "schedule": (unclear, *first.schedule[1:]),
    }
    changed = new.model_copy(
        update={
            "actions": (
                first.model_copy(update=before),
                *new.actions[2:],
            )
        }
    )
    plans = {plan.id: plan for plan in (old, new, other)}
    return Publication(
        plans=list(plans.values()),
        reports={name: _report(name) for name in plans},
        version=VERSION,
        links=_links(),
        link_report=LinkReport(findings=(_finding("no_concepts", "warning"),)),
        comparison=Comparison(
            "HEAD~1", diff_folders({"nouveau": changed, "parti": old, "voisin": other}, plans)
        ),
        editions=Editions(
            editions=(follow(old, new),), findings=(_finding("edition_unknown", "error"),)
        ),
        images={("nouveau", 3): PageImage("pages/nouveau/3.png", 612.0, 792.0)},
        files=[DataFile("../csv/actions.csv", 1200), DataFile("../arrimage.sqlite", 1_200_000)],
    )


def large(plans: int, actions: int) -> Publication:
    """Return many plans with many actions, each linked to its neighbours."""
    made = [_many(f"plan-{number:03}", actions) for number in range(plans)]
    links = [
        _link(left.actions[place].id, right.actions[place].id, "action", "overlap", 0.6)
        for left, right in pairwise(made)
        for place in range(0, actions, 4)
    ]
    return Publication(
        plans=made,
        reports={plan.id: _report(plan.id) for plan in made},
        version=VERSION,
        links=Links(links=tuple(links)),
    )


def wide(sections: int) -> Publication:
    """Return two plans with many sections that all find a counterpart."""
    made = [_many(name, 20 * sections) for name in ("gauche", "droite")]
    made = [
        plan.model_copy(
            update={
                "actions": plan.actions[:40],
                "sections": tuple(
                    section.model_copy(update={"title": "Soutenir les personnes. " * 20})
                    for section in plan.sections
                ),
            }
        )
        for plan in made
    ]
    pairs = list(zip(made[0].sections, made[1].sections, strict=True))
    links = [_link(right.id, left.id, "section", "overlap", 0.5) for left, right in pairs]
    links += [
        _link(right.id, left.id, "action", "overlap", 0.5)
        for left in made[0].actions
        for right in made[1].actions[:20]
    ]
    coverage = [
        Coverage(
            plan_id=one.id,
            other_plan_id=other.id,
            sections=tuple(
                SectionCoverage(section_id=mine.id, best=best.id, score=0.5, covered=True)
                for mine, best in zip(one.sections, other.sections, strict=True)
            ),
        )
        for one, other in (made, made[::-1])
    ]
    return Publication(
        plans=made,
        reports={plan.id: _report(plan.id) for plan in made},
        version=VERSION,
        links=Links(links=tuple(links), coverage=tuple(coverage)),
    )


def _plan(plan_id: str, year: int) -> Plan:
    years = [str(year + step) for step in range(3)]
    place = f"{plan_id}/axe-1/objectif-1"
    values: dict[str, Any] = {
        "id": plan_id,
        "title": f"Plan d'action {plan_id}",
        "subtitle": "Pour tout le monde",
        "publisher": "Ville d'Essai",
        "period": {"start": year, "end": year + 2},
        "language": "fr",
        "parent_title": "Vision d'essai",
        "announced_actions": {"text": "Plus de deux actions", "minimum": 2, "provenance": PDF},
        "partners": [{"text": "Le milieu communautaire", "provenance": PDF}],
        "funding": [{"text": "La province", "provenance": PDF}],
        "commitments": [{"text": "Rendre compte", "provenance": PDF}],
        "source": {
            "path": f"raw/{plan_id}/source.pdf",
            "sha256": "0" * 64,
            "media_type": "application/pdf",
            "pages": 8,
            "reader": "pdf",
            "url": "https://ville.example/plan.pdf",
            "licence": "CC-BY 4.0",
            "published": "2024-01-31",
            "retrieved": "2024-02-01",
        },
        "roles": [
            {"id": one, "label": one.capitalize(), "definition": f"{one} !", "provenance": PDF}
            for one in ("responsable", "collaborateur", "mobilisateur", "témoin", "cinquième")
        ],
        "schedule": {
            "kind": "years",
            "periods": [
                {"id": one, "label": one, "start": f"{one}-01-01", "provenance": PDF}
                for one in years
            ],
        },
        "principles": [{"id": "equite", "label": "Équité", "provenance": PDF}],
        "units": [{"id": "loisirs", "label": "Loisirs", "provenance": PDF}],
        "sections": [
            {
                "id": f"{plan_id}/axe-1",
                "kind": "axe",
                "number": "1",
                "title": "Un toit pour tous",
                "position": 1,
                "provenance": PDF,
            },
            {
                "id": place,
                "parent_id": f"{plan_id}/axe-1",
                "kind": "sphere_inconnue",
                "number": "1",
                "title": "Héberger l'été et l'hiver",
                "position": 1,
                "targets": [
                    {"id": f"{place}/cible-1", "text": "Des lits pour tous", "provenance": PDF}
                ],
                "unit_mentions": [{"unit_id": "loisirs", "text": "Loisirs", "provenance": PDF}],
                "principle_mentions": [
                    {"principle_id": "equite", "text": "Équité", "provenance": PDF}
                ],
                "provenance": PDF,
            },
        ],
        "actions": [_action(plan_id, place, years, number) for number in range(1, 5)],
        "documents": [
            {
                "id": f"{plan_id}/document-guide",
                "title": "Guide d'essai",
                "status": "adoption prévue",
                "provenance": PDF,
            }
        ],
        "citations": [
            {
                "id": f"{place}/ligne-1/document-1",
                "by": place,
                "line_id": f"{place}/ligne-1",
                "position": 1,
                "text": "Guide d'essai",
                "document_id": f"{plan_id}/document-guide",
                "provenance": PDF,
            }
        ],
        "passages": [
            {
                "id": f"{plan_id}/passage-1",
                "heading": "Mise en contexte",
                "kind": "context",
                "text": "Le contexte de l'essai.",
                "provenance": PDF,
            }
        ],
        "corrections": [
            {
                "where": f"{plan_id}/action-1#schedule/{years[0]}",
                "before": "unclear",
                "value": "planned",
                "reason": "La coche est pâle.",
            },
            {
                "where": f"{plan_id}/action-2#text",
                "before": "Action de",
                "value": "Ouvrir un refuge numéro 2 à l'été",
                "reason": "Une ligne manquait.",
            },
            {
                "where": f"{plan_id}/action-3#number",
                "before": "3",
                "value": "3",
                "reason": "Vérifié.",
            },
            {
                "where": f"{plan_id}#title",
                "before": "Plan",
                "value": f"Plan d'action {plan_id}",
                "reason": "Le titre est sur deux lignes.",
            },
        ],
    }
    return Plan.model_validate(values)


def _action(plan_id: str, place: str, years: list[str], number: int) -> dict[str, Any]:
    states = ["planned", "not_planned", "unclear" if number == 2 else "planned"]
    return {
        "id": f"{plan_id}/action-{number}",
        "number": str(number) if number != 4 else None,
        "text": f"Ouvrir un refuge numéro {number} à l'été",
        "items": [
            {
                "text": "Trouver un lieu",
                "deadline": {"text": "juin"},
                "extra": {"Coût": "5 $"},
                "provenance": PDF,
            }
        ],
        "section_id": place if number != 4 else None,
        "role_ids": ["responsable", "inconnu"] if number == 1 else [],
        "schedule": [
            {
                "period_id": year,
                "state": state,
                "mark": {"kind": "glyph", "char": "✓"},
                "provenance": PDF,
            }
            for year, state in zip(years, states, strict=True)
        ],
        "leads": ["Service du logement"],
        "partners": ["Le milieu"],
        "indicators": ["Nombre de lits"],
        "budget": "10 000 $",
        "deadline": {"text": "fin 2024", "date": None},
        "grids": [
            {
                "title": "Milieu",
                "column": "Rural",
                "state": "planned",
                "mark": {"kind": "fill"},
                "provenance": PDF,
            }
        ],
        "notes": [{"text": "Sous réserve du budget.", "provenance": PDF}],
        "extra": {"Remarque": "à suivre"},
        "mentions": [
            {
                "kind": "group",
                "text": "tous",
                "start": 0,
                "end": 4,
                "value": {"canonical": "personne"},
            }
        ],
        "provenance": TWO_PAGES if number == 2 else PDF,
        "flags": {1: ["corrected:schedule/2024"], 2: ["mark_unclear", "corrected:text"]}.get(
            number, []
        ),
    }


def _report(plan_id: str) -> Report:
    words = {"total": 100, "claimed": 80, "kept": 10, "ignored": {"toc": 9}, "unclaimed": 1}
    return Report.model_validate(
        {
            "plan_id": plan_id,
            "words": words,
            "ranges": [{"page": page, "words": words} for page in (3, 4)],
            "unclaimed": [{"text": "égaré", "provenance": PDF}],
            "findings": [
                _finding("schedule_unclear", "warning"),
                _finding("code_of_nobody", "info"),
                _finding("id_repeated", "error"),
            ],
        }
    )


def _finding(code: str, severity: str) -> Finding:
    return Finding.model_validate(
        {
            "code": code,
            "severity": severity,
            "where": "source.pdf, page 3",
            "message": "a mark could not be read",
            "hint": "look at it",
        }
    )


def _links() -> Links:
    judged = _link("nouveau/action-1", "voisin/action-1", "action", "same", 0.9).model_copy(
        update={
            "judgement": Link.model_validate(
                {
                    **_link("a", "b", "action", None, 0.5).model_dump(),
                    "judgement": {
                        "value": "overlap",
                        "by": "mt",
                        "on": "2024-05-01",
                        "note": "Même objet",
                    },
                }
            ).judgement
        }
    )
    place = "axe-1/objectif-1"
    return Links.model_validate(
        {
            "intercepts": {"action": -5.0},
            "links": [
                judged.model_dump(),
                *(
                    _link(left, right, kind, grade, score).model_dump()
                    for left, right, kind, grade, score in (
                        ("nouveau/action-2", "voisin/action-1", "action", "overlap", 0.6),
                        ("nouveau/action-3", f"voisin/{place}", "action_section", "related", 0.1),
                        (f"nouveau/{place}", f"voisin/{place}", "section", None, 0.2),
                        ("nouveau/document-guide", "voisin", "document", "same", 0.99),
                    )
                ),
            ],
            "groups": [{"id": "group-1", "members": ["nouveau/action-1", "voisin/action-1"]}],
            "coverage": [
                {
                    "plan_id": "nouveau",
                    "other_plan_id": "voisin",
                    "sections": [
                        {
                            "section_id": "nouveau/axe-1",
                            "best": "voisin/action-1",
                            "score": 0.9,
                            "covered": True,
                        },
                        {"section_id": f"nouveau/{place}", "covered": False},
                    ],
                }
            ],
        }
    )


def _link(left: str, right: str, kind: str, grade: str | None, score: float) -> Link:
    return Link.model_validate(
        {
            "id": f"{left}~{right}",
            "left": left,
            "right": right,
            "kind": kind,
            "grade": grade,
            "score": score,
            "features": [
                {
                    "name": "concepts",
                    "value": 0.5,
                    "contribution": 2.5,
                    "detail": "Les deux textes parlent de logement.",
                }
            ],
        }
    )


def _carried(plan: Plan) -> Plan:
    """Return an old edition of which one action is gone, and one is worded anew."""
    gone = plan.actions[0].model_copy(update={"text": "Planter des arbres le long du fleuve"})
    other = plan.actions[2].model_copy(update={"text": "Ouvrir un petit refuge numéro 3 à l'été"})
    actions = (gone, plan.actions[1], other, plan.actions[3])
    return plan.model_copy(update={"actions": actions})


def _many(plan_id: str, actions: int) -> Plan:
    small = _plan(plan_id, 2024)
    sections = [
        small.sections[1].model_copy(
            update={
                "id": f"{plan_id}/objectif-{number}",
                "parent_id": None,
                "number": str(number),
                "targets": (),
            }
        )
        for number in range(1, 1 + max(1, actions // 20))
    ]
    text = "Poursuivre et renforcer le soutien aux initiatives de travail de rue et de milieu. " * 3
    return small.model_copy(
        update={
            "sections": tuple(sections),
            "citations": (),
            "corrections": (),
            "actions": tuple(
                small.actions[0].model_copy(
                    update={
                        "id": f"{plan_id}/action-{number}",
                        "number": str(number),
                        "text": f"{text}{number}",
                        "section_id": sections[(number - 1) % len(sections)].id,
                    }
                )
                for number in range(1, actions + 1)
            ),
        }
    )
