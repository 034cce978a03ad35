"""Labels and values printed one after the other in a line, whatever parts them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract.one_line import Said, said_in
from pipeline.lexicon import load_lexicons
from pipeline.model import Plan
from tests.taken import take_text

LEXICON = load_lexicons().pick("les actions de la ville")
HEAD = "# Plan d’action jeunesse 2025-2027\n\n"


def _read(tmp_path: Path, body: str) -> tuple[Plan, list[str]]:
    taken = take_text(tmp_path, HEAD + body)
    assert taken.errors == []
    return taken.plan, taken.unclaimed


PAIRS = (("Pilote", "Service jeunesse"), ("Échéance", "2026"), ("Budget", "10 000 $"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Pilote : Service jeunesse Échéance : 2026 Budget : 10 000 $", Said("", PAIRS)),
        ("Pilote : Service jeunesse | Échéance : 2026 | Budget : 10 000 $", Said("", PAIRS)),
        ("Pilote : Service jeunesse ; Échéance : 2026 ; Budget : 10 000 $", Said("", PAIRS)),
        ("Pilote: Service jeunesse – Échéance: 2026 – Budget: 10 000 $", Said("", PAIRS)),
        ("Ouvrir un local. Pilote : Service jeunesse. Échéance : 2026.",
         Said("Ouvrir un local.", (PAIRS[0], ("Échéance", "2026")))),
        ("Ouvrir un local — Pilote : Service jeunesse ; échéance : 2026",
         Said("Ouvrir un local", (PAIRS[0], ("échéance", "2026")))),
        ("Ouvrir un local — pilote : Service jeunesse ; couleur : verte",
         Said("Ouvrir un local — pilote : Service jeunesse ; couleur : verte")),
        ("Ouvrir un local (pilote : Service jeunesse, échéance : 2026)",
         Said("Ouvrir un local", (("pilote", "Service jeunesse"), ("échéance", "2026")))),
        ("Ouvrir un local (Responsable : Loisirs)",
         Said("Ouvrir un local", (("Responsable", "Loisirs"),))),
        ("Priorité : haute | Responsable : Loisirs | Échéance : 2026",
         Said("", (("Priorité", "haute"), ("Responsable", "Loisirs"), ("Échéance", "2026")))),
        ("Maître d'ouvrage : Ville Partenaires financiers : Région Échéance : 2026",
         Said("", (("Maître d'ouvrage", "Ville"), ("Partenaires financiers", "Région"),
                   ("Échéance", "2026")))),
    ],
)  # fmt: skip
def test_a_line_is_parted_at_its_labels(text: str, said: Said) -> None:
    assert said_in(text, LEXICON) == said


@pytest.mark.parametrize(
    "text",
    [
        "Responsable : Service de la culture, des loisirs et des bibliothèques",
        "Le budget : 10 000 $, un partenaire : la MRC, et rien de plus.",
        "Ouvrir un local (ancien nom : la Rotonde)",
        "Séance à 10:30, salle 2",
        "Note : l’échéance dépend du budget",
    ],
)
def test_a_text_with_no_further_label_stays_whole(text: str) -> None:
    assert said_in(text, LEXICON) == Said(text)


def _said(plan: Plan) -> list[tuple[str | None, str, tuple[str, ...], str]]:
    return [
        (a.number, a.text, a.leads, a.deadline.text if a.deadline else "") for a in plan.actions
    ]


def test_badges_under_an_action_say_its_fields(tmp_path: Path) -> None:
    body = """## Axe 1 : Participation

### Action 1 – Créer un conseil

Douze jeunes donneront leur avis.

Pilote : Service jeunesse Échéance : 2026

### Action 2 – Ouvrir un budget participatif

**Pilote :** Direction générale | **Échéance :** 2027
"""
    plan, unclaimed = _read(tmp_path, body)
    assert _said(plan) == [
        ("1", "Créer un conseil", ("Service jeunesse",), "2026"),
        ("2", "Ouvrir un budget participatif", ("Direction générale",), "2027"),
    ]
    assert plan.schedule.kind == "dates"
    assert unclaimed == []


def test_a_title_without_a_word_for_actions_is_one_by_its_badges(tmp_path: Path) -> None:
    body = """## Axe 1 : Loisirs

### Rénover la maison

Pilote : Immeubles Échéance : 2026

### Ouvrir un local

Pilote : Loisirs Échéance : 2027
"""
    plan, unclaimed = _read(tmp_path, body)
    assert _said(plan) == [
        (None, "Rénover la maison", ("Immeubles",), "2026"),
        (None, "Ouvrir un local", ("Loisirs",), "2027"),
    ]
    assert unclaimed == []


def test_what_an_item_says_in_brackets(tmp_path: Path) -> None:
    body = """## Axe 1 : Sobriété

- Action 1 : Éteindre la nuit (Responsable : Voirie ; Échéance : 2025)
- Action 2 : Isoler les écoles (Responsable : Bâtiments ; Échéance : 2027)

## Axe 2 : Mobilité

- 2.1 Prolonger la piste (responsable : Voirie, échéance : 2026)
- 2.2 Relier les parcs (responsable : Parcs, échéance : 2027)
"""
    plan, unclaimed = _read(tmp_path, body)
    assert _said(plan) == [
        ("1", "Éteindre la nuit", ("Voirie",), "2025"),
        ("2", "Isoler les écoles", ("Bâtiments",), "2027"),
        ("2.1", "Prolonger la piste", ("Voirie",), "2026"),
        ("2.2", "Relier les parcs", ("Parcs",), "2027"),
    ]
    assert unclaimed == []
