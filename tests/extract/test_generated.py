"""What is put into an invented plan comes out of it, whatever manner it is printed in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.extract import Extraction
from pipeline.model import Action, Report
from tests.extract.generator import Manner, Printer, Truth
from tests.taken import take_text

MANNERS = {
    "plain tabs": Manner(),
    "volets, dotted, pipes, X": Manner(
        levels=("Volet", "Chantier"), numbering="dotted", mark="X", syntax="pipes"
    ),
    "orientations, three deep": Manner(
        levels=("Orientation", "Axe d'intervention", "Objectif"), branches=(2, 2, 1), label="apart"
    ),
    "coded, bullets": Manner(
        numbering="coded", mark="●", empty="—", levels=("Chantier",), branches=(3,)
    ),
    "words as marks": Manner(mark="oui", empty="non", syntax="html", action_word="Mesures"),
    "no numbers": Manner(numbering="none", levels=("Priorité", "Objectif"), aims_word="Visées"),
    "horizons": Manner(periods=("CT", "MT", "LT"), levels=("Enjeu", "Objectif")),
    "many columns": Manner(
        columns=("Porteur", "Partenaires", "Indicateurs", "Échéance", "Budget"), syntax="pipes"
    ),
    "an unknown column": Manner(
        columns=("Porteur", "Secteur visé par le cahier"), periods=(), syntax="html"
    ),
    "measures under themes": Manner(
        levels=("Thème", "Volet", "Chantier"),
        branches=(2, 1, 2),
        action_word="Mesures",
        numbering="dotted",
        mark="x",
    ),
    "an own section word": Manner(levels=("Archipel", "Objectif"), label="heading"),
    "deadlines only": Manner(periods=(), columns=("Échéance", "Porteur"), numbering="coded"),
}


def extracted(manner: Manner, folder: Path) -> tuple[Extraction, Report, Truth]:
    """Print a plan, read it back and check it."""
    printer = Printer(manner)
    taken = take_text(folder, printer.print())
    return taken.extraction, taken.report, printer.truth


def assert_same(extraction: Extraction, report: Report, truth: Truth, manner: Manner) -> None:
    """Compare a plan with the truth it was printed from."""
    plan = extraction.plan
    titles = {section.id: section.title for section in plan.sections}
    assert plan.title == manner.title
    assert [(s.number, titles.get(s.parent_id or ""), s.title) for s in plan.sections] == [
        (number, parent, title) for _, number, parent, title in truth.sections
    ]
    assert {s.title: [t.text for t in s.targets] for s in plan.sections if s.targets} == truth.aims
    assert [(a.number, a.text, titles.get(a.section_id or "")) for a in plan.actions] == [
        (a.number, a.text, a.section) for a in truth.actions
    ]
    assert [
        tuple(e.period_id for e in a.schedule if e.state == "planned") for a in plan.actions
    ] == [a.planned for a in truth.actions]
    assert all(e.state != "unclear" for a in plan.actions for e in a.schedule)
    for action, true in zip(plan.actions, truth.actions, strict=True):
        assert printed_values(action) == true.values
    assert [f for f in report.findings if f.severity == "error"] == []
    assert report.words.unclaimed == 0, report.unclaimed


def printed_values(action: Action) -> dict[str, str]:
    """Return the columns of an action as the generator names them."""
    values = {
        "Porteur": "; ".join(action.leads),
        "Partenaires": "; ".join(action.partners),
        "Indicateurs": "; ".join(action.indicators),
        "Échéance": action.deadline.text if action.deadline else "",
        "Budget": action.budget or "",
        **action.extra,
    }
    return {name: text for name, text in values.items() if text}


@pytest.mark.parametrize("name", MANNERS)
def test_a_plan_of_each_manner(name: str, tmp_path: Path) -> None:
    extraction, report, truth = extracted(MANNERS[name], tmp_path)
    assert_same(extraction, report, truth, MANNERS[name])


def test_an_unknown_column_lands_in_extra_and_is_a_finding(tmp_path: Path) -> None:
    extraction, report, _ = extracted(MANNERS["an unknown column"], tmp_path)
    assert extraction.plan.actions[0].extra == {"Secteur visé par le cahier": "Nord"}
    assert {f.code for f in report.findings} == {"column_unknown"}


def test_the_section_kind_is_the_documents_own_word(tmp_path: Path) -> None:
    extraction, _, _ = extracted(MANNERS["an own section word"], tmp_path)
    assert [s.kind for s in extraction.plan.sections][:2] == ["archipel", "objectif"]


manners = st.builds(
    Manner,
    levels=st.sampled_from(
        [
            ("Axe",),
            ("Axe", "Objectif"),
            ("Volet", "Chantier"),
            ("Orientation", "Axe", "Objectif"),
            ("Enjeu", "Orientation"),
            ("Pilier", "Priorité", "Objectif spécifique"),
        ]
    ),
    label=st.sampled_from(["heading", "apart"]),
    numbering=st.sampled_from(["plain", "dotted", "coded", "none"]),
    periods=st.sampled_from(
        [
            (),
            ("2025", "2026"),
            ("2024", "2025", "2026", "2027"),
            ("CT", "MT"),
            ("EC", "CT", "MT", "LT"),
        ]
    ),
    mark=st.sampled_from(["✓", "X", "x", "●", "■", "oui", "✔"]),
    empty=st.sampled_from(["", "—", "-"]),
    syntax=st.sampled_from(["tabs", "pipes", "html"]),
    action_word=st.sampled_from(["Actions", "Mesures", "Actions prévues", "Initiatives"]),
    aims_word=st.sampled_from(["Cibles", "Visées", "La Ville vise", "Résultats attendus"]),
    columns=st.sampled_from(
        [
            (),
            ("Porteur",),
            ("Échéance", "Porteur", "Partenaires"),
            ("Indicateurs", "Budget"),
            ("Porteur", "Secteur visé par le cahier"),
        ]
    ),
    per_section=st.integers(1, 6),
    branches=st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 2)),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(manner=manners)
def test_what_is_put_in_comes_out(manner: Manner, tmp_path: Path) -> None:
    extraction, report, truth = extracted(manner, tmp_path)
    assert_same(extraction, report, truth, manner)
