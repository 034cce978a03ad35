"""Words on the bars of a timeline, and in its painted cells: what is done in a period, and when."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.check import check
from pipeline.document import Document, Line, Table
from pipeline.extract import Identity, extract
from pipeline.lexicon import load_lexicons
from pipeline.model import Plan, Provenance, Region
from pipeline.read.pdf.primitives import Path, Word
from tests.pdf.test_unruled import band, laid_out, line, rule

YEARS = ("2026", "2027", "2028", "2029")
TEXTS = ("Planter des arbres", "Ouvrir une halte", "Former le personnel", "Tenir un forum")
SPANS = ((0, 1), (1, 3), (2, 2), (0, 0))
SAID = ("Phase 1", "Travaux", "Bilan", "Étude")
STATES = ["ppnn", "nppp", "nnpn", "pnnn"]
LEFT, WIDE, HIGH = 250.0, 60.0, 24.0


def _plan(words: Sequence[Word], paths: Sequence[Path]) -> Plan:
    """Return the plan of a page with a ruled table of four years; nothing of it may be lost."""
    printed = [*line(104, (54, "N°"), (80, "Action"), bold=True)]
    for k, year in enumerate(YEARS):
        printed += line(104, (LEFT + WIDE * k + 20, year), bold=True)
    for row, text in enumerate(TEXTS):
        printed += line(131 + HIGH * row, (56, str(row + 1)), (80, text))
    xs = (50.0, 76.0, *(LEFT + WIDE * k for k in range(5)))
    ys = [98.0, *(124.0 + HIGH * row for row in range(5))]
    rules = [rule(xs[0], y, xs[-1], y) for y in ys] + [rule(x, ys[0], x, ys[-1]) for x in xs]
    page = laid_out([*printed, *words], [*paths, *rules])
    tables = tuple(item for item in page.items if isinstance(item, Table))
    place = Provenance(regions=(Region(page=1, bbox=(50, 20, 400, 30)),), method="heading")
    document = Document(
        "plan.pdf", "application/pdf", "pdf", "",
        (Line("Axe 1 : Agir", place, level=2), *tables), n_pages=1,
    )  # fmt: skip
    lexicon = load_lexicons().pick("Plan d'action de la ville et des citoyens pour les années")
    extraction = extract(document, lexicon, Identity("plan", document.name))
    assert check(extraction, document, {}, extraction.plan).words.unclaimed == 0
    return extraction.plan


def _states(plan: Plan) -> list[str]:
    return ["".join(entry.state[0] for entry in action.schedule) for action in plan.actions]


@pytest.mark.parametrize("inset", [5.0, 0.0])
@pytest.mark.parametrize("shift", [4.0, 28.0, 50.0])
def test_words_on_a_bar_are_those_of_the_period_that_it_begins_in(
    shift: float, inset: float
) -> None:
    words: list[Word] = []
    bars: list[Path] = []
    for row, ((first, last), said) in enumerate(zip(SPANS, SAID, strict=True)):
        top, x0 = 124 + HIGH * row, LEFT + WIDE * first
        side = min(inset, 3.0)
        end = LEFT + WIDE * (last + 1) - side
        bars.append(band(x0 + side, top + inset, end, top + HIGH - inset))
        words += line(top + 7, (x0 + (shift if last > first else 8.0), said))
    plan = _plan(words, bars)
    assert _states(plan) == STATES
    assert [action.extra for action in plan.actions] == [
        {YEARS[first]: said} for (first, _), said in zip(SPANS, SAID, strict=True)
    ]


@pytest.mark.parametrize("painted", [True, False])
def test_texts_in_painted_cells_are_planned_and_others_are_kept(painted: bool) -> None:
    words: list[Word] = []
    cells: list[Path] = []
    for row, ((first, _), said) in enumerate(zip(SPANS, SAID, strict=True)):
        top, x0 = 124 + HIGH * row, LEFT + WIDE * first
        cells += [band(x0, top, x0 + WIDE, top + HIGH)] if painted else []
        words += line(top + 7, (x0 + 8.0, said))
    plan = _plan(words, cells)
    planned = ["pnnn", "npnn", "nnpn", "pnnn"]
    assert _states(plan) == (planned if painted else ["n"] * len(SAID))
    assert [list(action.extra.values()) for action in plan.actions] == [[said] for said in SAID]


def test_a_row_on_a_ground_of_its_own_is_no_bar() -> None:
    words = [w for row, said in enumerate(SAID) for w in line(131 + HIGH * row, (LEFT + 8, said))]
    grounds = [band(50, 124 + HIGH * row, LEFT + 4 * WIDE, 148 + HIGH * row) for row in (0, 2)]
    plan = _plan(words, grounds)
    assert [list(action.extra.values()) for action in plan.actions] == [[said] for said in SAID]
    assert plan.schedule.periods == () or {s[0] for s in _states(plan)} == {"n"}
