"""JSON is put together from pieces, and is what the model itself would write."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from pipeline.model import LinkReport, Links, Plan
from pipeline.publish.to_json import dump

PLANS = sorted((Path(__file__).parents[2] / "extracted" / "plans").glob("*.json"))


class Bare(BaseModel):
    """A value without fields."""


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_plan_is_written_as_its_model_would(path: Path) -> None:
    plan = Plan.model_validate_json(path.read_bytes())
    assert dump(plan) == plan.model_dump_json(indent=2).encode() + b"\n"


@pytest.mark.parametrize("value", [Links(), LinkReport(), Bare()], ids=str)
def test_a_value_without_content_is_written_as_its_model_would(value: BaseModel) -> None:
    assert dump(value) == value.model_dump_json(indent=2).encode() + b"\n"
