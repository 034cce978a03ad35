"""Tables that were read as lines are said to be: by heads of columns and by marks on their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Cell, Document, Line, Row, Table
from pipeline.extract import Identity, extract
from pipeline.lexicon import load_lexicons
from pipeline.model import Provenance, Region
from tests.taken import take_text

PLACE = Provenance(regions=(Region(page=1, bbox=(0.0, 0.0, 1.0, 1.0)),), method="paragraph")


def found(*blocks: Line | Table) -> list[str]:
    lines = (
        Line("Plan d’action 2026-2028", PLACE, level=1),
        Line("Axe 1 : Loger", PLACE, level=2),
        *blocks,
        Line("Le comité en fait le bilan chaque année.", PLACE),
    )
    document = Document("plan.pdf", "application/pdf", "test", "0" * 64, lines, n_pages=1)
    lexicon = load_lexicons().pick(" ".join(text for text, _ in document.texts()))
    findings = extract(document, lexicon, Identity("plan", "plan.pdf")).findings
    return [one.message for one in findings if one.code == "table_unread"]


def _bold(*texts: str) -> list[Line]:
    return [Line(text, PLACE, strong=True) for text in texts]


@pytest.mark.parametrize(
    "heads",
    [
        ("Responsable Budget",),
        ("Mesure", "Service porteur", "2026", "2027"),
        ("N° Mesure", "Porteur", "État d’avancement"),
    ],
)
def test_heads_without_a_table_are_told(heads: tuple[str, ...]) -> None:
    values = (Line("Rénover le toit Bâtiments", PLACE), Line("12 000 $", PLACE))
    (message,) = found(*_bold(*heads), *values)
    assert message.startswith(f"'{' '.join(heads)}'")


@pytest.mark.parametrize(
    "texts", [("2026", "2027"), ("Budget",), ("Budget et échéancier",), ("Le budget du plan",)]
)
def test_a_heading_that_names_one_field_or_only_years_is_none(texts: tuple[str, ...]) -> None:
    assert found(*_bold(*texts), Line("La Ville y consacre un million.", PLACE)) == []


def test_marks_that_stand_in_no_table_are_counted() -> None:
    text = Line("Publier un guide", PLACE)
    assert found(text, Line("X", PLACE), text, Line("✓", PLACE), Line("–", PLACE)) == [
        "2 lines are marks that stand in no table, as 'X' here"
    ]
    assert found(text, Line("X", PLACE)) == []


def _table(*rows: tuple[str, ...]) -> Table:
    made = (
        Row(tuple(Cell(r, c, text, PLACE) for c, text in enumerate(row)), PLACE)
        for r, row in enumerate(rows)
    )
    return Table(tuple(made), len(rows[0]), 0, PLACE)


def test_numbered_rows_without_a_header_are_told() -> None:
    rows = [("1.2", "Planter des haies", "Parcs"), ("1.3", "Semer des prairies", "Voirie")]
    (message,) = found(_table(*rows))
    assert message.startswith("2 numbered rows stand under no header, as '1.2'")
    assert found(_table(*((text, number, lead) for number, text, lead in rows))) == []
    assert found(_table(("2026", "12", "15"), ("2027", "14", "18"))) == []


def test_columns_that_were_read_one_after_the_other_are_told() -> None:
    texts = [Line(text, PLACE) for text in ("Planter des haies", "Semer des prairies")]
    dates = [Line(text, PLACE) for text in ("2026", "Fin 2027")]
    (message,) = found(*_bold("Action"), *texts, *_bold("Échéancier"), *dates)
    assert message.startswith("'Échéancier' stands over 2 lines")
    assert found(*_bold("Action"), *texts, *_bold("Échéancier"), dates[0]) == []
    assert found(*_bold("Contexte"), *texts, *_bold("Échéancier"), *dates) == []


def test_heads_that_are_not_set_as_such_are_told_where_there_are_more() -> None:
    plain = [Line(text, PLACE) for text in ("Mesure", "Responsable", "Échéance")]
    assert found(*plain, Line("Isoler la caserne", PLACE)) == [
        "'Mesure Responsable Échéance' reads as heads of columns and heads no table"
    ]
    assert found(*plain[1:], Line("Isoler la caserne", PLACE)) == []


def test_a_bare_head_of_actions_makes_no_action_of_the_next() -> None:
    texts = ("Plan d’action 2026-2028", "Axe 1 : Loger", "Action", "Responsable", "Échéance")
    lines = tuple(Line(text, PLACE, level=(1, 2, 0, 0, 0)[n]) for n, text in enumerate(texts))
    document = Document("plan.pdf", "application/pdf", "test", "0" * 64, lines, n_pages=1)
    lexicon = load_lexicons().pick(" ".join(texts))
    assert extract(document, lexicon, Identity("plan", "plan.pdf")).plan.actions == ()


def test_a_table_that_may_go_on_with_one_of_actions_is_told(tmp_path: Path) -> None:
    rows = "<tr><td>{}</td><td>{}</td><td>{}</td></tr>"
    first = rows.format("Action", "Responsable", "Échéance") + rows.format("Semer", "Parcs", "2026")
    table = rows.format("Planter", "Voirie", "Été 2027") + rows.format("Lire", "Culture", "Annuel")
    page = f"<html lang='fr'><h1>Plan d’action</h1><h2>Axe 1 : Verdir</h2><table>{first}</table>"
    known = table.replace("Voirie", "Coût")
    for second, told in ((table, 1), (known, 0)):
        taken = take_text(tmp_path, f"{page}<table>{second}</table></html>", "plan.html")
        codes = [one.code for one in taken.report.findings]
        assert codes.count("table_unread") == told
