"""What a worker hands back comes out as it went in."""

from __future__ import annotations

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Cell, Line, Row, Table
from pipeline.model import Mark, Provenance, Region
from pipeline.read.handed import read_answer, write_answer
from pipeline.read.pdf import PdfBlocks
from pipeline.read.requests import Failure

NUMBER = st.floats(0, 2000).map(lambda value: round(value, 1))
REGION = st.builds(Region, page=st.integers(1, 99), bbox=st.tuples(*[NUMBER] * 4))
PLACE = st.builds(
    Provenance,
    regions=st.lists(REGION, max_size=2).map(tuple),
    method=st.sampled_from(["table", "list"]),
)
MARK = st.none() | st.builds(Mark, kind=st.sampled_from(["glyph", "shade"]), char=st.just("✓"))
CALLS = st.lists(st.text(max_size=2), max_size=2).map(tuple)
SMALL = st.integers(1, 9)
LINE = st.builds(
    Line, st.text(), PLACE, level=SMALL, depth=SMALL, marker=st.text(), strong=st.booleans(),
    kind=st.sampled_from(["text", "note"]), calls=CALLS, struck=CALLS, boxed=st.booleans(),
    head=st.text(),
)  # fmt: skip
CELL = st.builds(
    Cell, SMALL, SMALL, st.text(), PLACE, row_span=SMALL, column_span=SMALL, mark=MARK,
    strong=st.booleans(), calls=CALLS, paint=st.none() | st.tuples(*[st.integers(0, 255)] * 3),
    breaks=st.lists(st.tuples(st.text(), st.text(), st.booleans()), max_size=2).map(tuple),
)  # fmt: skip
ROW = st.builds(Row, st.lists(CELL, max_size=3).map(tuple), PLACE)
TABLE = st.builds(Table, st.lists(ROW, max_size=3).map(tuple), SMALL, SMALL, PLACE)


def _handed(answer: object) -> object:
    stream = BytesIO()
    write_answer(answer, stream)
    return read_answer(stream.getvalue())


@given(st.lists(LINE | TABLE, max_size=4), st.booleans())
def test_blocks_come_out_as_they_went_in(blocks: list[Line | Table], damaged: bool) -> None:
    damage = "something" if damaged else ""
    doubts = ((2, "trans/port", True),) if damaged else ()
    answer = PdfBlocks(tuple(blocks), 7, (3,), (2,), ((2, 4),), damage, doubts)
    got = _handed(answer)
    assert got == answer
    assert isinstance(got, PdfBlocks)
    assert [b.provenance.model_dump_json() for b in got.blocks] == [
        b.provenance.model_dump_json() for b in blocks
    ]
    assert [hash(b) for b in got.blocks] == [hash(b) for b in blocks]


def test_a_failure_comes_out_as_it_went_in() -> None:
    failure = Failure("is damaged", "save it anew", final=True)
    assert _handed(failure) == failure
