"""Tables of a page that only its style makes, and what is set alike and is none."""

from __future__ import annotations

import pytest

from pipeline.read.page_laid import laid_tables
from tests.read.test_web_page import grid, lines, tables

ROWS = (("Action", "Pilote", "2026"), ("Planter", "Parcs", "X"), ("Tailler", "Voirie", ""))
READ = [["Action", "Pilote", "2026"], ["Planter", "Parcs", "<glyph X>"], ["Tailler", "Voirie", ""]]


def rows(head: str = "tete", row: str = "rang", cell: str = "case") -> str:
    made = ""
    for at, texts in enumerate(ROWS):
        cells = "".join(f'<div class="{cell}"><p>{text}</p></div>' for text in texts)
        made += f'<div class="{row if at else head}">{cells}</div>'
    return f'<div class="plan">{made}</div>'


def flat(first: str = '<div class="tete">{}</div>') -> str:
    made = "".join(map(first.format, ROWS[0]))
    made += "".join(f"<div>{text}</div>" for texts in ROWS[1:] for text in texts)
    return f'<div class="plan">{made}</div>'


GRID = ".plan { display: grid; grid-template-columns: "


@pytest.mark.parametrize(
    ("rules", "body"),
    [
        (".plan{display:table}.tete,.rang{display:table-row}.case{display:table-cell}", rows()),
        ("main .rang, .tete { display: flex }", rows()),
        ("@media print {.x{}} .rang,.tete{display:grid;/* */grid-template-columns:1fr}", rows()),
        (GRID + "repeat(3, minmax(0, 1fr)) }", flat()),
        (GRID + "[a] 2fr [b c] 1fr 80px }", flat()),
        (GRID + "calc(100% - (2 * 80px)) 80px 80px }", flat("<div><strong>{}</strong></div>")),
    ],
)
def test_what_the_style_sets_as_a_table_is_one(rules: str, body: str) -> None:
    page = f"<style>{rules}</style><h2>Axe 1 : Eau</h2>{body}<p>Fin</p>"
    assert grid(page) == READ
    assert lines(page) == [("text", "Axe 1 : Eau"), ("text", "Fin")]


@pytest.mark.parametrize(
    ("rules", "body"),
    [
        (".rang,.tete{display:flex;flex-direction:column}", rows()),
        (".rang{display:flex}", rows(head="rang")),
        (GRID + "repeat(auto-fit, 200px) }", flat()),
        (GRID + "repeat(2, 1fr) }", flat()),
        (GRID + "repeat(3, 1fr) }", flat("<div>{}</div>")),
        (GRID + "repeat(3, 1fr) }", flat('<div class="tete"><h3>{}</h3></div>')),
        (".plan::after{display:table}", rows()),
    ],
)
def test_boxes_that_are_no_rows_are_text(rules: str, body: str) -> None:
    assert tables(f"<style>{rules}</style>{body}") == []


def test_any_page_is_gone_through() -> None:
    deep = "<div style='display:flex'>" * 5000
    assert laid_tables(deep + "</p></b></div></html>" + "<li>" * 50) == {}
    assert laid_tables("<style>.a{display:grid;grid-template-columns:((}</style><i class=a>") == {}
