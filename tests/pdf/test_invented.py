"""Invented plans in invented manners: what was put in comes out, whatever the plan and the look.

The examples are the same on every run. `python -m tests.pdf.invented COUNT SEED` goes on from
here to as many others as are wanted.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from pipeline.read.pdf import ENGINES
from tests.pdf.invented import Shape, invent, shapes
from tests.pdf.looks import LOOKS
from tests.pdf.manners import Manner, look_of, manners
from tests.pdf.roundtrip import lost
from tests.pdf.words import LEVELS

LOOKED_AT = (
    "ruled-tick",
    "horizontal-stroke",
    "zebra-only",
    "booktabs",
    "white-rules",
    "landscape-number-column",
    "merged-roles",
    "arrows",
    "rows-cut",
    "legend",
    "notes",
    "platypus-lined-cut",
    "fpdf-ruled",
)
# A plan that fails is short enough to look at; making it shorter takes minutes.
SAME = settings(
    derandomize=True,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@settings(SAME, max_examples=40)
@given(shape=shapes(), manner=manners())
def test_an_invented_plan_comes_out(shape: Shape, manner: Manner, tmp_path: Path) -> None:
    assert lost(invent(shape), look_of(manner), tmp_path / "plan.pdf") == []


@settings(SAME, max_examples=4)
@given(shape=shapes(pages=3), manner=manners())
def test_the_other_engine_reads_the_same(shape: Shape, manner: Manner, tmp_path: Path) -> None:
    for engine in ENGINES:
        assert lost(invent(shape), look_of(manner), tmp_path / "plan.pdf", engine) == []


@pytest.mark.parametrize("name", LOOKED_AT)
@settings(SAME, max_examples=2)
@given(shape=shapes(pages=3, most_spans=0))
def test_an_invented_plan_comes_out_of_a_look(name: str, shape: Shape, tmp_path: Path) -> None:
    content = invent(shape)
    if LOOKS[name].fits(content):
        assert lost(content, LOOKS[name], tmp_path / "plan.pdf") == []


def test_forty_pages_come_out(tmp_path: Path) -> None:
    shape = Shape(7, LEVELS[1], branches=3, per_section=16, width=8, items=True, told=True)
    assert lost(invent(shape), look_of(Manner(running=True)), tmp_path / "plan.pdf") == []


def test_a_plan_of_one_action_comes_out(tmp_path: Path) -> None:
    shape = Shape(1, LEVELS[2], branches=1, per_section=1, width=1, numbering="none", roles=False)
    assert lost(invent(shape), look_of(Manner()), tmp_path / "plan.pdf") == []
