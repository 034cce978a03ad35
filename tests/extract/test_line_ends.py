"""Leads and partners one a line: told where a line was ended on purpose, else by other rows."""

from __future__ import annotations

import pytest

from pipeline.document import Break, Cell, Document, Line, Row, Table
from pipeline.extract import Extraction, Identity, extract
from pipeline.lexicon import load_lexicons
from pipeline.model import Provenance, Region
from tests.pdf.test_unruled import laid_out, line, rule

LEXICON = load_lexicons().pick("Plan d'action de la ville et des citoyens pour les années")
Printed = tuple[str, tuple[Break, ...]]


def _place(top: float) -> Provenance:
    return Provenance(regions=(Region(page=1, bbox=(50, top, 400, top + 12)),), method="table")


def _taken(*partners: Printed) -> Extraction:
    rows = [
        Row((Cell(0, 0, "Action", _place(90)), Cell(0, 1, "Partenaires", _place(90))), _place(90))
    ]
    for n, (text, breaks) in enumerate(partners, 1):
        top = 90.0 + 20 * n
        cells = (Cell(n, 0, f"Planter {n} arbres", _place(top)),
                 Cell(n, 1, text, _place(top + 1), breaks=breaks))  # fmt: skip
        rows.append(Row(cells, _place(top)))
    blocks = (
        Line("Plan d'action 2026-2028", _place(40), level=1),
        Line("Axe 1 : Agir", _place(70), level=2),
        Table(tuple(rows), 2, 1, _place(90)),
    )
    document = Document("plan.pdf", "application/pdf", "pdf", "", blocks, n_pages=1)
    return extract(document, LEXICON, Identity("plan", document.name))


@pytest.mark.parametrize(
    ("text", "breaks", "names"),
    [
        ("Cégep MRC", (("Cégep", "MRC", True),), ("Cégep", "MRC")),
        (
            "Table des aînés MRC\nFADOQ",
            (("aînés", "MRC", True), ("MRC", "FADOQ", True)),
            ("Table des aînés", "MRC", "FADOQ"),
        ),
        ("Maison de Québec", (("de", "Québec", True),), ("Maison de Québec",)),
        ("Loisirs et culture", (("Loisirs", "et", True),), ("Loisirs et culture",)),
        ("Office (volet Jeunes)", (("volet", "Jeunes", True),), ("Office (volet Jeunes)",)),
    ],
)
def test_a_line_that_was_ended_on_purpose_parts_names(
    text: str, breaks: tuple[Break, ...], names: tuple[str, ...]
) -> None:
    found = _taken((text, breaks))
    assert found.plan.actions[0].partners == names
    assert found.plan.actions[0].flags == ()


@pytest.mark.parametrize(
    ("others", "names", "unsure"),
    [
        ((("Office", ()), ("Cégep", ())), ("Office", "Cégep"), False),
        ((("Office Cégep", ()),), ("Office Cégep",), False),
        ((("Office", ()),), ("Office Cégep",), True),
        ((("Office Cégep", (("Office", "Cégep", False),)),), ("Office Cégep",), True),
    ],
)
def test_other_rows_tell_what_a_line_end_parts_or_nobody_knows(
    others: tuple[Printed, ...], names: tuple[str, ...], unsure: bool
) -> None:
    found = _taken(("Office Cégep", (("Office", "Cégep", False),)), *others)
    assert found.plan.actions[0].partners == names
    assert ("name_unsure" in found.plan.actions[0].flags) is unsure
    assert ("name_unsure" in {one.code for one in found.findings}) is unsure


@pytest.mark.parametrize("walled", [False, True])
def test_a_word_that_would_have_fitted_begins_a_line_on_purpose(walled: bool) -> None:
    words = [*line(100, (60, "Action"), (300, "Partenaires"), bold=True)]
    words += [
        *line(120, (60, "Planter des arbres"), (300, "Cégep de Limoilou")),
        *line(132, (300, "MRC")),
    ]
    words += line(160, (60, "Ouvrir une halte"), (300, "Office d'habitation d'ici"))
    rules = [rule(55, y, 430, y) for y in (97, 115, 150, 185)]
    if walled:
        rules += [rule(x, 97, x, 185) for x in (55, 297, 430)]
    (table,) = (one for one in laid_out(words, rules).items if isinstance(one, Table))
    assert [row.cells[1].breaks for row in table.rows] == [(), (("Limoilou", "MRC", True),), ()]
    assert table.rows[1].cells[1].text == "Cégep de Limoilou MRC"


def test_a_word_with_a_capital_that_did_not_fit_may_begin_a_text() -> None:
    words = [*line(100, (60, "Action"), (300, "Partenaires"), bold=True)]
    words += [
        *line(120, (60, "Planter des arbres"), (300, "Conseil scolaire")),
        *line(132, (300, "Cégep")),
    ]
    words += [
        *line(160, (60, "Ouvrir une halte"), (300, "Office municipal")),
        *line(172, (300, "culturel")),
    ]
    rules = [rule(55, y, 390, y) for y in (97, 115, 150, 190)]
    rules += [rule(x, 97, x, 190) for x in (55, 297, 390)]
    (table,) = (one for one in laid_out(words, rules).items if isinstance(one, Table))
    breaks = [row.cells[1].breaks for row in table.rows]
    assert breaks == [(), (("scolaire", "Cégep", False),), ()]
