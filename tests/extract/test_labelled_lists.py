"""Actions whose facts stand below them in lists, in broken lines, or in a table on its side."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as WordDocument

from pipeline.model import Action, Plan
from tests.taken import take, take_text

HEAD = "# Plan d’action alimentaire 2026-2028\n\n"
SAID = [
    ("1.1", "Cartographier les terres", "Urbanisme", "2026", "1 000 $"),
    ("1.2", "Créer une pépinière", "Parcs", "2027", "2 000 $"),
    ("2.1", "Installer des frigos", "Vie citoyenne", "T4 2026", "3 000 $"),
]
NESTED = """- **{0} {1}**
  - Responsable : {2}
  - Échéance : {3}
  - Budget : {4}
"""
BROKEN = """### {0} {1}

**Pilote** : {2}  \n**Échéance** : {3}<br>**Budget** : {4}

"""
STACKED = """### {0} {1}

**Pilote**  \n{2}

**Échéance**  \n{3}

**Budget**  \n{4}

"""
PLAIN = """### {0} {1}

Pilote

{2}

Échéance

{3}

Budget

{4}

"""


def _plan(path: Path) -> Plan:
    taken = take(path)
    assert taken.unclaimed == []
    return taken.plan


def _written(tmp_path: Path, text: str) -> Plan:
    path = tmp_path / "plan.md"
    path.write_text(HEAD + text, encoding="utf-8")
    return _plan(path)


def _said(action: Action) -> tuple[str | None, str, str, str, str]:
    due = action.deadline.text if action.deadline else ""
    return action.number, action.text, ", ".join(action.leads), due, action.budget or ""


@pytest.mark.parametrize("form", [NESTED, BROKEN, STACKED, PLAIN], ids=range(4))
def test_what_is_said_below_an_action(tmp_path: Path, form: str) -> None:
    first, second, third = (form.format(*said) for said in SAID)
    text = f"## Priorité 1 — Produire\n\n{first}{second}\n## Priorité 2 — Partager\n\n{third}"
    plan = _written(tmp_path, text)
    assert [section.title for section in plan.sections] == ["Produire", "Partager"]
    assert [_said(action) for action in plan.actions] == SAID
    assert [action.section_id for action in plan.actions] == [
        "plan/priorite-1", "plan/priorite-1", "plan/priorite-2",
    ]  # fmt: skip


def test_items_under_a_heading_of_actions_keep_what_is_said_of_each(tmp_path: Path) -> None:
    items = "".join(NESTED.format("", *said[1:]).replace("** ", "**") for said in SAID)
    plan = _written(tmp_path, f"## Enjeu 1 : Accueillir\n\n### Mesures\n\n{items}")
    assert [_said(action)[1:] for action in plan.actions] == [said[1:] for said in SAID]


def test_a_sheet_in_a_table_of_labels_is_one_action(tmp_path: Path) -> None:
    word = WordDocument()
    word.add_heading("Plan d’action alimentaire 2026-2028", 0)
    word.add_heading("Engagement 1 : Une ville sobre", 1)
    for number, text, *said in SAID:
        table = word.add_table(1, 2)
        title = table.rows[0].cells[0].merge(table.rows[0].cells[1])
        title.text = f"{number} {text}"
        labels = ("Objectifs", "Pilote", "Calendrier", "Budget prévisionnel")
        for label, value in zip(labels, ("Consommer bien moins d’eau", *said), strict=True):
            row = table.add_row().cells
            row[0].text, row[1].text = label, value
        word.add_paragraph()
    path = tmp_path / "plan.docx"
    word.save(str(path))
    plan = _plan(path)
    assert [_said(action) for action in plan.actions] == SAID
    assert {action.extra["Objectifs"] for action in plan.actions} == {"Consommer bien moins d’eau"}
    assert [section.title for section in plan.sections] == ["Une ville sobre"]


def test_section_columns_under_bands_of_a_table(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

    rows = [
        "<tr><th>Objectif</th><th>Action</th><th>Responsable</th></tr>",
        "<tr><td colspan=3>Orientation 1 – Attirer</td></tr>",
        "<tr><td rowspan=2>Promouvoir</td><td>Produire une trousse</td><td>DG</td></tr>",
        row("Participer à un salon", "DG"),
        "<tr><td colspan=3>Orientation 2 – Animer</td></tr>",
        row("Promouvoir", "Fermer la rue l’été", "Loisirs"),
    ]
    path = tmp_path / "plan.html"
    path.write_text(f"<main><h1>Plan 2026</h1><table>{''.join(rows)}</table></main>", "utf-8")
    plan = _plan(path)
    assert [(section.id, section.title) for section in plan.sections] == [
        ("plan/orientation-1", "Attirer"),
        ("plan/orientation-1/objectif-1", "Promouvoir"),
        ("plan/orientation-2", "Animer"),
        ("plan/orientation-2/objectif-1", "Promouvoir"),
    ]
    assert [action.section_id for action in plan.actions] == [
        "plan/orientation-1/objectif-1", "plan/orientation-1/objectif-1",
        "plan/orientation-2/objectif-1",
    ]  # fmt: skip


def test_columns_of_states_are_no_time(tmp_path: Path) -> None:
    table = (
        "| # | Actions | Réalisé | En cours | À venir | Partenaires |\n|:-|-|:-:|-|-|-|\n"
        "| 1 | Publier les données | ● | | | - Office<br>- Centre |\n"
        "| 2 | Adopter un code | | ● | | |\n"
    )
    plan = _written(tmp_path, f"## Axe 1 : Gouvernance\n\n{table}")
    assert plan.schedule.kind == "none"
    assert [action.number for action in plan.actions] == ["1", "2"]
    assert [[(g.column, g.state) for g in action.grids] for action in plan.actions] == [
        [("Réalisé", "planned"), ("En cours", "not_planned"), ("À venir", "not_planned")],
        [("Réalisé", "not_planned"), ("En cours", "planned"), ("À venir", "not_planned")],
    ]
    assert plan.actions[0].partners == ("Office", "Centre")


def test_the_box_of_a_task_is_no_text(tmp_path: Path) -> None:
    items = "- [x] Recenser les chambres\n- [ ] Encadrer les loyers\n"
    plan = _written(tmp_path, f"## Axe 1 : Logement\n\n### Actions\n\n{items}")
    assert [action.text for action in plan.actions] == [
        "Recenser les chambres", "Encadrer les loyers",
    ]  # fmt: skip


def test_bold_words_that_a_sentence_goes_on_with_stay_in_it(tmp_path: Path) -> None:
    plan = _written(tmp_path, "**La cohésion sociale**  \nau cœur de la ville de demain\n")
    assert plan.subtitle == "La cohésion sociale au cœur de la ville de demain"


HEADED = """### Action {0} – {1}

- **Responsable** {2}
- **Échéance** {3}
- **Budget** – {4}

"""


def test_a_bold_label_needs_no_colon(tmp_path: Path) -> None:
    body = "## Axe 1 : Nourrir\n\n" + "".join(HEADED.format(*row) for row in SAID)
    page = tmp_path / "plan.md"
    page.write_text(HEAD + body, encoding="utf-8")
    word = WordDocument()
    word.add_heading("Plan d’action alimentaire 2026-2028", 0)
    word.add_heading("Axe 1 : Nourrir", 1)
    for number, text, *values in SAID:
        word.add_heading(f"Action {number} – {text}", 2)
        for label, value in zip(("Responsable", "Échéance", "Budget"), values, strict=True):
            line = word.add_paragraph(style="List Bullet")
            line.add_run(label).bold = True
            line.add_run(f" {value}")
    word.save(str(tmp_path / "plan.docx"))
    for path in (page, tmp_path / "plan.docx"):
        said = [
            (a.number, a.text, a.leads[0], a.deadline and a.deadline.text, a.budget)
            for a in _plan(path).actions
        ]
        assert said == [tuple(row) for row in SAID]


def test_bold_words_that_begin_sentences_are_no_labels(tmp_path: Path) -> None:
    page = tmp_path / "plan.md"
    listed = "- **Financement** des jardins collectifs\n- **Partenariat** avec les écoles\n"
    page.write_text(f"{HEAD}## Axe 1 : Nourrir\n\n### Actions\n\n{listed}", encoding="utf-8")
    assert [action.text for action in _plan(page).actions] == [
        "Financement des jardins collectifs",
        "Partenariat avec les écoles",
    ]


def test_a_letter_that_counts_an_item_is_its_number(tmp_path: Path) -> None:
    page = tmp_path / "plan.html"
    listed = "<h3>Actions</h3><ol type='a'><li>Semer</li><li>Tondre</li></ol>"
    head = "<html lang='fr'><h1>Plan d’action 2026</h1><h2>Axe 1 : Nourrir</h2>"
    page.write_text(f"{head}{listed}</html>", encoding="utf-8")
    said = [(action.number, action.text) for action in _plan(page).actions]
    assert said == [("a", "Semer"), ("b", "Tondre")]


@pytest.mark.parametrize("sign", ["### ", "> "])
@pytest.mark.parametrize("closing", [" »", " » — La mairesse"])
def test_a_sentence_that_is_quoted_heads_nothing(tmp_path: Path, sign: str, closing: str) -> None:
    quote = f"{sign}« Chacun a sa place ici.{closing}"
    taken = take_text(
        tmp_path,
        "# Plan d'action 2026-2028\n\n## Axe 1 : Agir\n\n### Actions\n\n- Planter des arbres\n"
        f"- Ouvrir une halte\n\n{quote}\n\n- Former le personnel\n- Tenir un forum\n",
    )
    assert [section.title for section in taken.plan.sections] == ["Agir"]
    assert [action.text for action in taken.plan.actions] == [
        "Planter des arbres", "Ouvrir une halte", "Former le personnel", "Tenir un forum",
    ]  # fmt: skip
    assert [passage.text for passage in taken.plan.passages] == [quote.lstrip("#> ")]


@pytest.mark.parametrize("label", ["**Indicateurs**", "Responsables :", "**Échéancier :**"])
def test_items_under_the_name_of_a_field_are_no_actions(tmp_path: Path, label: str) -> None:
    text = "# Plan d'action\n\n## Axe 1 : Lire\n\n**Actions**\n\n- Prêter\n- Lire\n\n"
    taken = take_text(tmp_path, f"{text}{label}\n\n- Nombre de livres\n")
    assert [action.text for action in taken.plan.actions] == ["Prêter", "Lire"]
    assert any("Nombre de livres" in passage.text for passage in taken.plan.passages)
    assert taken.unclaimed == []


def test_a_line_in_bold_among_actions_is_told(tmp_path: Path) -> None:
    text = "# Plan d'action\n\n## Axe 1 : Lire\n\n**Actions**\n\n- Prêter\n\n**{}**\n\n- Lire\n"
    taken = take_text(tmp_path, text.format("Comment mesurer le succès"))
    assert [finding.code for finding in taken.report.findings] == ["list_interrupted"]
