"""Values in less memory are the same values."""

from __future__ import annotations

from pipeline.lean import built, lean
from pipeline.model import Mark, SectionCoverage


def test_values_that_were_given_the_same_fields_share_one_set_of_them() -> None:
    first, second = lean(Mark(kind="glyph", char="x")), lean(Mark(char="y", kind="text"))
    assert first.model_fields_set == {"kind", "char"}
    assert first.model_fields_set is second.model_fields_set


def test_a_value_that_was_given_less_keeps_a_set_of_its_own() -> None:
    whole, empty = lean(Mark(kind="glyph", char="x")), lean(Mark(kind="none"))
    assert empty.model_fields_set == {"kind"}
    assert empty == Mark(kind="none")
    changed = empty.model_copy(update={"char": "x"})
    assert changed.model_fields_set == whole.model_fields_set
    assert empty.model_fields_set == {"kind"}


def test_a_value_that_is_built_is_what_its_kind_makes_of_the_same_fields() -> None:
    values = {"section_id": "a/axe-1", "best": None, "score": None, "covered": False}
    made, usual = built(SectionCoverage, dict(values), set(values)), SectionCoverage(**values)
    assert made == usual
    assert made.model_fields_set == usual.model_fields_set
    assert made.model_dump_json() == usual.model_dump_json()
