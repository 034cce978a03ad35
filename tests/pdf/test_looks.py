"""The generators themselves: every look prints every plan, the same bytes each time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings

from tests.pdf.content import Content, quebec
from tests.pdf.invented import Shape, invent, plans, shapes
from tests.pdf.looks import LOOKS
from tests.pdf.scan import scan

# These programs write their version or the time of day into what they print.
VARYING = ("chromium", "soffice")


PURE = [name for name, look in LOOKS.items() if not look.program]


@pytest.mark.parametrize("name", PURE)
def test_a_look_prints_the_same_bytes(name: str, tmp_path: Path) -> None:
    content = invent(Shape(seed=1, levels=(("Volet", "volet"),), branches=1, notes=True))
    LOOKS[name](content, tmp_path / "one.pdf")
    LOOKS[name](content, tmp_path / "two.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


@pytest.mark.parametrize("name", ["chromium-stripes", "office-grid"])
def test_a_program_prints_a_plan(name: str, tmp_path: Path) -> None:
    look = LOOKS[name]
    if not look.available:
        pytest.skip(f"{look.program} is not installed")
    content = quebec("itinerance")
    look(content, tmp_path / "one.pdf")
    _holds(content, tmp_path / "one.pdf")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=plans())
def test_looks_print_invented_plans(content: Content, tmp_path: Path) -> None:
    for name in ("ruled-tick", "rows-cut-no-rules", "notes", "side-by-side"):
        if LOOKS[name].fits(content):
            LOOKS[name](content, tmp_path / "one.pdf")
            _holds(content, tmp_path / "one.pdf")


@settings(max_examples=15)
@given(shape=shapes())
def test_a_shape_gives_one_plan(shape: Shape) -> None:
    assert invent(shape) == invent(shape)
    texts = [entry.text for entry in invent(shape).entries]
    assert len(texts) == len(set(texts))


def test_the_programs_that_vary_are_those_that_are_started() -> None:
    assert {look.program for look in LOOKS.values() if look.program} == set(VARYING)
    assert all(shutil.which(look.program) for look in LOOKS.values() if look.program) == all(
        look.available for look in LOOKS.values()
    )


def _holds(content: Content, path: Path) -> None:
    """Check that every action is printed: its number, or the first words of its text."""
    document = pypdfium2.PdfDocument(path)
    try:
        printed = " ".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    squeezed = "".join(printed.replace("’", "'").split())
    for entry in content.entries:
        start = "".join(entry.text[:14].split())[:9]
        assert start.replace("fi", "ﬁ") in squeezed or start in squeezed, entry


def test_a_scan_has_pages_and_no_text(tmp_path: Path) -> None:
    content = invent(Shape(seed=2, levels=(("Volet", "volet"),), branches=1))
    LOOKS["ruled-tick"](content, tmp_path / "plan.pdf")
    scan(tmp_path / "plan.pdf", tmp_path / "scan.pdf", dpi=150, degrees=0.5)
    scan(tmp_path / "plan.pdf", tmp_path / "again.pdf", dpi=150, degrees=0.5)
    assert (tmp_path / "scan.pdf").read_bytes() == (tmp_path / "again.pdf").read_bytes()
    plan, picture = (pypdfium2.PdfDocument(tmp_path / name) for name in ("plan.pdf", "scan.pdf"))
    assert len(plan) == len(picture)
    assert [page.get_textpage().count_chars() for page in picture] == [0] * len(picture)
    assert [page.get_size() for page in plan] == [page.get_size() for page in picture]
    plan.close()
    picture.close()
