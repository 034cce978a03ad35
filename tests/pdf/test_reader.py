"""The PDF reader on real plans: the renditions, every look, and pages of published documents."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import pytest

from pipeline.check import check
from pipeline.document import Document, Table
from pipeline.extract import Extraction, Identity, extract
from pipeline.lexicon import load_lexicons
from pipeline.model import Plan, Report
from pipeline.read import ReadOptions, read
from pipeline.read.pdf import ENGINES, open_pdf, read_blocks
from tests.folders import CORPUS, ROOT
from tests.pdf.content import Content, quebec
from tests.pdf.expected import differences, expected, reduced
from tests.pdf.look import Look
from tests.pdf.looks import LOOKS

PLANS = {
    "itinerance": "quebec-itinerance-2024-2026",
    "devsocial": "quebec-developpement-social-2025-2030",
}
LEXICONS = load_lexicons()


def _file(*parts: str) -> Path:
    path = CORPUS.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{path.name} is not there: the corpus is not beside the repository")
    return path


def _read(path: Path, *pages: int, engine: str = "pypdfium2") -> Document:
    return read(path, ReadOptions(pages=pages or None, engine=engine))  # type: ignore[arg-type]


def _plan(document: Document) -> tuple[Plan, Report]:
    lexicon = LEXICONS.pick("\n".join(text for text, _ in document.texts()))
    extraction: Extraction = extract(document, lexicon, Identity("plan", document.name))
    return extraction.plan, check(extraction, document, {}, extraction.plan)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("look", ["ruled-glyph", "rules-vector"])
@pytest.mark.parametrize("name", PLANS)
def test_renditions_give_the_plan_of_the_source(name: str, look: str, engine: str) -> None:
    plan, report = _plan(_read(_file("renditions", f"{name}--{look}.pdf"), engine=engine))
    source = Plan.model_validate_json(
        (ROOT / "extracted" / "plans" / f"{PLANS[name]}.json").read_bytes()
    )
    assert _essence(plan) == _essence(source)
    assert report.words.unclaimed < 0.01 * report.words.total
    assert [f for f in report.findings if f.severity == "error"] == []


def _essence(plan: Plan) -> object:
    """Return what the renditions print: they leave out cover, annexes and notes."""
    fold = re.compile("[’ʼ]")
    printed = {
        "sections": [
            (s.kind, s.number, s.title, [t.text for t in s.targets]) for s in plan.sections
        ],
        "actions": [
            (a.number, re.sub(r" [–•] ", " ", a.text), a.role_ids,
             [(e.period_id, e.state) for e in a.schedule])
            for a in plan.actions
        ],
    }  # fmt: skip
    return json.loads(fold.sub("'", json.dumps(printed, ensure_ascii=False)))


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("look", sorted(LOOKS))
def test_looks(look: str, name: str, tmp_path: Path) -> None:
    if not LOOKS[look].available:
        pytest.skip(f"{LOOKS[look].program} is not installed")
    content = quebec(name)
    if not LOOKS[look].fits(content):
        pytest.skip("this look does not fit this plan")
    path = tmp_path / "plan.pdf"
    LOOKS[look](content, path)
    assert _lost(path, content, LOOKS[look]) == []


@pytest.mark.parametrize(
    ("look", "name", "shorter"),
    [
        ("rows-cut-no-rules", "itinerance", 97),
        ("no-rules-number-column", "devsocial", 31),
        ("rows-cut", "devsocial", 61),
        ("zebra-only", "itinerance", 61),
    ],
)
def test_pages_that_break_elsewhere(look: str, name: str, shorter: float, tmp_path: Path) -> None:
    content, drawn = quebec(name), LOOKS[look].generate
    assert isinstance(drawn, partial)
    width, height = drawn.keywords["style"].size
    path = tmp_path / "plan.pdf"
    drawn(content, path, style=replace(drawn.keywords["style"], size=(width, height - shorter)))
    assert _lost(path, content, LOOKS[look]) == []


def _lost(path: Path, content: Content, look: Look) -> list[str]:
    """What came out of a printed plan otherwise than it was put in, and the errors."""
    with open_pdf(path.read_bytes(), "pypdfium2") as engine:
        blocks = read_blocks(engine).blocks
    document = Document("plan.pdf", "application/pdf", "pdf/pypdfium2", "", blocks, n_pages=1)
    plan, report = _plan(document)
    found = differences(expected(content, look), reduced(plan, look.legend))
    return [*found, *(f.message for f in report.findings if f.severity == "error")]


TRUTHS = sorted(CORPUS.glob("real/truth/*.csv"))


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.stem)
@pytest.mark.parametrize("engine", ENGINES)
def test_tables_of_published_documents(truth: Path, engine: str) -> None:
    name, page = truth.stem.split("__p")
    document = _read(_file("real", f"{name}.pdf"), int(page), engine=engine)
    rows = list(csv.reader(truth.open(encoding="utf-8")))
    wanted = [row[1:] for row in rows[1:]]
    tables = [t for t in document.tables() if t.n_columns == len(rows[0]) - 1]
    assert len(tables) == 1
    dense = _dense(tables[0])
    body = dense[tables[0].header_rows :]
    if rows[1][0] == "section" and _plain(rows[1][1]) == _plain(dense[0][0]):
        body = [dense[0], *(row for row in body if row is not dense[0])]
    assert [[_plain(cell) for cell in row] for row in body] == _merged_blank(wanted, body)


def test_bullets_that_look_like_ticks_are_no_marks() -> None:
    document = _read(_file("real", "KIR_INDC_en.pdf"), 23)
    cells = [cell for table in document.tables() for row in table.rows for cell in row.cells]
    assert cells
    assert [cell for cell in cells if cell.mark or "✓" in cell.text] == []


def test_coded_actions_under_sections_with_one_horizon_each() -> None:
    plan, _ = _plan(_read(_file("real", "BFA_INDC_fr.pdf"), 19, 20))
    assert (len(plan.sections), len(plan.actions)) == (5, 20)
    planned = [[e.period_id for e in a.schedule if e.state == "planned"] for a in plan.actions]
    assert all(len(one) == 1 and one[0] in "CML" for one in planned)
    assert all(any(v.endswith("%") for v in a.extra.values()) for a in plan.actions)


def test_an_action_cut_by_the_page_is_whole() -> None:
    plan, _ = _plan(_read(_file("real", "BEN_NDC1_en.pdf"), 14, 15))
    assert [a.number for a in plan.actions] == [str(n) for n in range(1, 17)]
    cut = plan.actions[7].text
    assert cut.startswith("Pursuing actions for energy efficiency")
    assert cut.endswith("promoting street PV solar lighting etc.)")
    assert {r.page for r in plan.actions[7].provenance.regions} == {14, 15}


def test_a_grid_that_is_not_time() -> None:
    plan, _ = _plan(_read(_file("real", "FDS2021_draft_en.pdf"), 20))
    marks = [g for a in plan.actions for g in a.grids if g.state == "planned"]
    assert (len(plan.actions), len(marks), plan.schedule.periods) == (40, 61, ())


@cache
def _plain(text: str) -> str:
    folded = re.sub(r"\s+", " ", text.replace("’", "'")).strip()
    return "✓" if folded in {"x", "X"} else folded


def _dense(table: Table) -> list[list[str]]:
    grid = [[""] * table.n_columns for _ in table.rows]
    for row in table.rows:
        for cell in row.cells:
            text = cell.text or ("✓" if cell.mark else "")
            for r in range(cell.row, cell.row + cell.row_span):
                grid[r][cell.column] = text
    return grid


def _merged_blank(wanted: list[list[str]], body: list[list[str]]) -> list[list[str]]:
    """Return the truth, blank where a label merged over rows is blank on its later rows."""
    result: list[list[str]] = []
    for number, row in enumerate(wanted):
        result.append([
            "" if number < len(body) and not _plain(body[number][column])
            and any(_plain(before[column]) == _plain(cell) for before in wanted[:number])
            else _plain(cell)
            for column, cell in enumerate(row)
        ])  # fmt: skip
    return result


@pytest.mark.parametrize("name", sorted({truth.stem.split("__p")[0] for truth in TRUTHS}))
def test_published_documents_whole(name: str) -> None:
    report = _plan(_read(_file("real", f"{name}.pdf")))[1]
    assert [f for f in report.findings if f.severity == "error"] == []
    assert report.words.unclaimed < 0.02 * report.words.total
