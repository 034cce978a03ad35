"""Headings of sections that are worded as those of passages, or carry no word at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Plan
from tests.taken import take_text

TABLE = "| Action | Responsable |\n|---|---|\n"
ACTIONS = (
    ("Planter des arbres", "Ouvrir un local"), ("Former le personnel", "Prêter du matériel"),
    ("Éclairer les sentiers", "Offrir des ateliers"), ("Nommer un agent", "Tenir un registre"),
    ("Réparer les trottoirs", "Publier un guide"),
)  # fmt: skip


def _plan(tmp_path: Path, *heads: str) -> Plan:
    """Return a plan with two actions under each heading that begins with `!`."""
    text = "# Plan d'action 2026-2028\n\n"
    for head, (first, second) in zip(heads, ACTIONS, strict=False):
        text += f"{head.lstrip('!')}\n\n"
        if head.startswith("!"):
            text += f"{TABLE}| {first} | Parcs |\n| {second} | Loisirs |\n\n"
    return take_text(tmp_path, text).plan


def _sections(plan: Plan) -> list[tuple[str | None, str, str | None]]:
    numbers = {section.id: section.number for section in plan.sections}
    return [(s.number, s.title, numbers.get(s.parent_id or "")) for s in plan.sections]


def test_a_number_makes_a_heading_a_section_as_those_beside_it(tmp_path: Path) -> None:
    plan = _plan(
        tmp_path,
        "## A. Une ville solidaire", "!### A1. Soutenir le milieu",
        "!### A2. Simplifier les démarches", "## B. Suivi des milieux", "!### B1. Rafraîchir",
    )  # fmt: skip
    assert _sections(plan) == [
        ("A", "Une ville solidaire", None), ("A1", "Soutenir le milieu", "A"),
        ("A2", "Simplifier les démarches", "A"), ("B", "Suivi des milieux", None),
        ("B1", "Rafraîchir", "B"),
    ]  # fmt: skip
    assert [a.section_id for a in plan.actions[2:4]] == [plan.sections[2].id] * 2


def test_plain_integers_that_count_number_sections(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "!## 1 Habiter la ville", "!## 2 Budget participatif", "!## 3 Bouger")
    assert _sections(plan) == [
        ("1", "Habiter la ville", None), ("2", "Budget participatif", None), ("3", "Bouger", None)
    ]  # fmt: skip


def test_a_passage_over_sections_stays_one(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "## 1. Démarche", "## 2. Le plan", "!### 2.1 Habiter", "!### 2.2 Bouger")
    assert [s.title for s in plan.sections] == ["Le plan", "Habiter", "Bouger"]


def test_a_heading_without_a_word_stands_beside_a_section_with_actions(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "!## Axe 1 : Habiter", "!## Axe 2 : Bouger", "!## Chantiers communs")
    assert [(s.title, s.parent_id) for s in plan.sections] == [
        ("Habiter", None), ("Bouger", None), ("Chantiers communs", None)
    ]  # fmt: skip


def test_codes_of_one_level_stand_in_those_they_go_on_from(tmp_path: Path) -> None:
    plan = _plan(
        tmp_path, "## A – Habiter", "!## A1 – Louer", "!## A2 – Acheter", "## B – Bouger",
        "!## B1 – Marcher",
    )  # fmt: skip
    assert [(number, parent) for number, _, parent in _sections(plan)] == [
        ("A", None), ("A1", "A"), ("A2", "A"), ("B", None), ("B1", "B")
    ]  # fmt: skip


def test_a_bold_label_heads_a_section_though_its_title_is_not_bold(tmp_path: Path) -> None:
    table = (
        "<table><tr><th>N°</th><th>Action</th></tr><tr><td>{0}.1</td><td>Semer</td></tr></table>"
    )
    objective = "<p><b>Objectif {0}</b> Verdir les rues</p>"
    body = "".join(
        f"<h2>{n} Une ville qui bouge</h2>"
        + "".join((objective + table).format(f"{n}.{k}") for k in (1, 2))
        for n in (1, 2)
    )
    page = f"<html lang='fr'><main><h1>Plan d'action 2026-2028</h1>{body}</main></html>"
    plan = take_text(tmp_path, page, "plan.html").plan
    assert [(s.kind, s.number, s.title) for s in plan.sections] == [
        row
        for n in (1, 2)
        for row in (
            ("section", str(n), "Une ville qui bouge"),
            ("objectif", f"{n}.1", "Verdir les rues"),
            ("objectif", f"{n}.2", "Verdir les rues"),
        )
    ]
    assert len({action.section_id for action in plan.actions}) == 4


def test_a_passage_set_deeper_over_actions_leaves_them_their_section(tmp_path: Path) -> None:
    plan = _plan(
        tmp_path, "## Axe 1 : Habiter", "!### Échéancier de mise en œuvre", "## Axe 2 : Bouger",
        "!### Échéancier de mise en œuvre", "!## Suivi",
    )  # fmt: skip
    (first, second) = (section.id for section in plan.sections)
    assert [a.section_id for a in plan.actions] == [first, first, second, second, None, None]


def test_a_counted_principle_over_actions_is_a_section(tmp_path: Path) -> None:
    plan = _plan(
        tmp_path, "!## Principe directeur 1 : Habiter", "!## Principe directeur 2 : Bouger",
        "## Bilan 2024 : Semer",
    )  # fmt: skip
    assert [(s.kind, s.number, s.title) for s in plan.sections] == [
        ("principe_directeur", "1", "Habiter"), ("principe_directeur", "2", "Bouger")
    ]  # fmt: skip
    assert [a.section_id for a in plan.actions[2:]] == [plan.sections[1].id] * 2


@pytest.mark.parametrize("title", ["Renforcer la collaboration", "Mobiliser les partenaires"])
def test_a_section_whose_title_holds_the_word_of_a_field_is_one(tmp_path: Path, title: str) -> None:
    said = "<h4>{}</h4><p><b>Responsable</b> : Parcs<br><b>Échéance</b> : 2027</p>"
    body = "".join(
        f"<h3>Objectif {n} – {head}</h3>" + "".join(said.format(text) for text in texts)
        for n, (head, texts) in enumerate(zip(("Bouger", title), ACTIONS, strict=False), 1)
    )
    page = f"<html lang='fr'><h1>Plan d’action</h1><h2>Axe 1 : Agir</h2>{body}</html>"
    plan = take_text(tmp_path, page, "plan.html").plan
    assert [s.title for s in plan.sections] == ["Agir", "Bouger", title]
    assert [a.section_id for a in plan.actions[2:]] == [plan.sections[2].id] * 2


@pytest.mark.parametrize(
    "titles", [("Budget participatif", "Verdir"), ("Gouvernance", "Consultation")]
)
@pytest.mark.parametrize("sign", ["", "{}. "])
@pytest.mark.parametrize("form", ["Actions :\n\n- {}\n- {}\n", "### {}\n\n{}\n"])
def test_sections_with_lists_or_headings_of_actions_may_be_worded_as_passages(
    tmp_path: Path, titles: tuple[str, str], sign: str, form: str
) -> None:
    said = "Responsable : Parcs\n\nÉchéance : 2027"
    text = "# Plan d'action 2026-2028\n\n"
    for number, (title, texts) in enumerate(zip(titles, ACTIONS, strict=False), 1):
        text += f"## {sign.format(number)}{title}\n\n"
        if form.startswith("#"):
            text += "".join(form.format(one, said) + "\n" for one in texts)
        else:
            text += form.format(*texts) + "\n"
    plan = take_text(tmp_path, text).plan
    assert [section.title for section in plan.sections] == [*titles]
    assert [(a.text, a.section_id) for a in plan.actions] == [
        (one, section.id)
        for section, texts in zip(plan.sections, ACTIONS, strict=False)
        for one in texts
    ]


def test_a_numbered_heading_under_the_title_is_no_part_of_it(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "!## 1. Stratégie numérique", "!## 2. Habiter")
    assert [s.title for s in plan.sections] == ["Stratégie numérique", "Habiter"]
    assert plan.subtitle is None


def test_a_small_letter_before_a_bracket_numbers_a_section(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "!## Objectif a) Habiter", "!## Objectif b) Bouger")
    assert _sections(plan) == [("a", "Habiter", None), ("b", "Bouger", None)]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Ligne de force", "ligne_force"),
        ("Résultat attendu", "resultat_attendu"),
        ("Politique publique", "politique_publique"),
        ("Sphère d'activité n°", "sphere_activite"),
    ],
)
def test_several_words_of_one_document_number_its_sections(
    tmp_path: Path, word: str, kind: str
) -> None:
    plan = _plan(tmp_path, f"!## {word} 1 : Habiter", f"!## {word} 2 : Bouger")
    assert [(s.kind, s.number, s.title) for s in plan.sections] == [
        (kind, "1", "Habiter"), (kind, "2", "Bouger")
    ]  # fmt: skip
    assert plan.subtitle is None


def test_years_number_no_sections(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "!## Chantiers de 2026 : Habiter", "!## Chantiers de 2027 : Bouger")
    assert [(s.kind, s.number) for s in plan.sections] == [("section", None)] * 2


def test_a_heading_right_over_a_table_is_no_subtitle(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "!## Stratégie : Habiter", "!## Règlement : Bouger")
    assert [s.title for s in plan.sections] == ["Stratégie : Habiter", "Règlement : Bouger"]


def test_the_kind_of_a_section_is_its_word_as_written(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "!## Sous-thème 1 : Habiter", "!## Sous-thème 2 : Bouger")
    assert {section.kind for section in plan.sections} == {"sous_theme"}


@pytest.mark.parametrize(
    "lost",
    [
        "| Livrables | Responsable |\n|---|---|\n| Un plan adopté par le conseil | Parcs |\n",
        "- Ouvrir trois parcs\n- Peindre les bancs\n",
    ],
)
def test_a_section_of_which_nothing_is_read_is_told(tmp_path: Path, lost: str) -> None:
    table = f"{TABLE}| Planter des arbres | Parcs |\n"
    text = f"# Plan d'action\n\n## Axe 1 : Verdir\n\n{table}\n## Axe 2 : Jouer\n\n{lost}"
    report = take_text(tmp_path, text).report
    (found,) = [f for f in report.findings if f.code == "section_without_actions"]
    assert found.where == "plan/axe-2"
    told = [f.message for f in report.findings if f.code == "table_unread"]
    assert bool(told) == lost.startswith("|")


def test_few_items_whose_numbers_go_on_from_their_section_are_actions(tmp_path: Path) -> None:
    head = "# Plan d'action\n\n## Objectif 1.1 : Réduire le phosphore\n\n"
    taken = take_text(tmp_path, f"{head}- 1.1.1 Inspecter les fosses\n- 1.1.2 Verdir les rives\n")
    assert [(a.number, a.text) for a in taken.plan.actions] == [
        ("1.1.1", "Inspecter les fosses"), ("1.1.2", "Verdir les rives")
    ]  # fmt: skip
    told = take_text(tmp_path, f"{head}- Inspecter les fosses\n- Verdir les rives\n")
    assert told.plan.actions == ()
    assert "actions_missing" in {finding.code for finding in told.report.findings}


@pytest.mark.parametrize("head", ["**La Ville s'engage à :**", "#### Démarches", "#### Chantiers"])
def test_items_under_other_headings_of_sections_are_told(tmp_path: Path, head: str) -> None:
    text = f"# Plan d'action\n\n## Axe 1 : Verdir\n\n{head}\n\n- Planter des arbres\n- Semer\n"
    taken = take_text(tmp_path, text)
    assert taken.plan.actions == ()
    (found,) = [f for f in taken.report.findings if f.code == "actions_missing"]
    assert "2 items of sections, as 'Planter des arbres'" in found.message


@pytest.mark.parametrize("head", ["Voici les actions prévues", "Comment y arriver", "Projets"])
def test_items_under_a_heading_for_actions_are_actions(tmp_path: Path, head: str) -> None:
    text = f"# Plan d'action\n\n## Axe 1 : Verdir\n\n#### {head}\n\n- Planter\n- Semer\n"
    assert [action.text for action in take_text(tmp_path, text).plan.actions] == [
        "Planter",
        "Semer",
    ]
