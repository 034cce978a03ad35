"""Marks of every kind, one by one: what a cell shows is what the schedule says, in both engines."""

from __future__ import annotations

import pytest

from pipeline.document import Document
from pipeline.extract import Identity, extract
from pipeline.lexicon import load_lexicons
from pipeline.model import Plan
from pipeline.read.pdf import ENGINES, open_pdf, read_blocks
from tests.pdf.marks.cases import CASES
from tests.pdf.marks.page import Case, typeset

LEXICONS = load_lexicons()


def read_plan(data: bytes, engine: str) -> Plan:
    """Return the plan of one page that an engine read."""
    with open_pdf(data, engine) as opened:  # type: ignore[arg-type]
        blocks = read_blocks(opened).blocks
    document = Document("plan.pdf", "application/pdf", f"pdf/{engine}", "", blocks, n_pages=1)
    lexicon = LEXICONS.pick("\n".join(text for text, _ in document.texts()))
    return extract(document, lexicon, Identity("plan", document.name)).plan


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mark_says_what_it_shows(case: Case) -> None:
    data = typeset(case)
    marks = []
    for engine in ENGINES:
        plan = read_plan(data, engine)
        states = tuple(
            "".join(entry.state[0].upper() for entry in action.schedule) for action in plan.actions
        )
        assert states == case.states, engine
        named = [text for action in plan.actions for text in action.extra.values()]
        assert named == list(case.extra), engine
        marks.append([[entry.mark for entry in action.schedule] for action in plan.actions])
    assert marks[0] == marks[1]
