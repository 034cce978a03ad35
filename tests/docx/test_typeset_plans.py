"""The two real plans as Word documents: what was put in comes out, exactly, in every look."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from pipeline.extract import Identity
from pipeline.model import Plan, Report
from tests.docx.typeset import LOOKS, typeset
from tests.pdf.content import Content, quebec
from tests.pdf.expected import differences, expected, reduced
from tests.pdf.look import Look as Printed
from tests.taken import take

KINDS = {
    "styles": ("glyph", "✓"),
    "lists": ("dingbat", "✓"),
    "controls": ("glyph", "☒"),
    "pictures": ("image", None),
    "colours": ("shade", None),
}


@cache
def content_of(name: str) -> Content:
    return quebec(name)


def taken(name: str, look: str, path: Path) -> tuple[Plan, Report]:
    typeset(content_of(name), LOOKS[look], path)
    found = take(path, Identity("plan", path.name, content_of(name).publisher))
    return found.plan, found.report


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", ["itinerance", "devsocial"])
def test_a_plan_comes_out_as_it_was_put_in(name: str, look: str, tmp_path: Path) -> None:
    plan, report = taken(name, look, tmp_path / "plan.docx")
    content, set_in = content_of(name), LOOKS[look]
    printed = Printed("docx", "", lambda *_: None, None, notes=set_in.notes, lists=set_in.lists)
    assert differences(expected(content, printed), reduced(plan)) == []
    marks = Counter(
        (entry.mark.kind, entry.mark.char)
        for action in plan.actions
        for entry in action.schedule
        if entry.state == "planned"
    )
    planned = sum(sum(entry.planned) for entry in content.entries)
    assert marks == {KINDS[look]: planned}
    assert report.words.unclaimed * 100 < report.words.total
    assert [f for f in report.findings if f.severity == "error"] == []
    codes = {finding.code for finding in report.findings if finding.severity == "warning"}
    assert codes & {"tracked_changes", "hidden_text"} == (
        {"tracked_changes", "hidden_text"} if set_in.changes else set()
    )
