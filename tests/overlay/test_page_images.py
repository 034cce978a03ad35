"""Pictures of the pages and places that values of a workspace were read from."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from pipeline.model import Plan, Provenance, Region
from pipeline.workspace.page_images import cited_pages, crop
from pipeline.workspace.single import extract_file
from tests.pdf.content import quebec
from tests.pdf.looks import LOOKS


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Plan]:
    root = tmp_path_factory.mktemp("workspace")
    folder = root / "raw" / "plan"
    folder.mkdir(parents=True)
    LOOKS["ruled-tick"](quebec("itinerance"), folder / "source.pdf")
    plan = Plan.model_validate_json(extract_file(folder / "source.pdf", "plan").plan)
    source = plan.source.model_copy(update={"path": "raw/plan/source.pdf"})
    return root, plan.model_copy(update={"source": source})


def test_the_place_of_a_value_is_drawn(workspace: tuple[Path, Plan]) -> None:
    root, plan = workspace
    path = crop(root, plan, plan.actions[0].provenance)
    assert path is not None
    assert path.is_relative_to(root / ".cache")
    x0, top, x1, bottom = plan.actions[0].provenance.regions[0].bbox
    picture = Image.open(path)
    assert picture.width / picture.height == pytest.approx(
        (x1 - x0 + 12) / (bottom - top + 12), 0.05
    )


def test_every_page_that_says_something_has_a_picture(workspace: tuple[Path, Plan]) -> None:
    root, plan = workspace
    pictures = list(cited_pages(root, plan))
    pages = {region.page for action in plan.actions for region in action.provenance.regions}
    assert pages <= {picture.page for picture in pictures}
    first = pictures[0]
    drawn = Image.open(io.BytesIO(first.png))
    assert drawn.width == pytest.approx(first.width * 80 / 72, abs=1)
    assert [p.png for p in cited_pages(root, plan)] == [p.png for p in pictures]


def test_a_source_that_changed_or_has_no_pages_shows_nothing(
    workspace: tuple[Path, Plan],
) -> None:
    root, plan = workspace
    place = plan.actions[0].provenance
    other = plan.source.model_copy(update={"sha256": "0" * 64})
    assert crop(root, plan.model_copy(update={"source": other}), place) is None
    text = plan.source.model_copy(update={"media_type": "text/markdown"})
    assert list(cited_pages(root, plan.model_copy(update={"source": text}))) == []
    assert crop(root, plan, Provenance(lines=(1, 2), method="table")) is None
    gone = plan.source.model_copy(update={"path": "raw/plan/none.pdf"})
    assert crop(root, plan.model_copy(update={"source": gone}), place) is None


def test_a_place_outside_the_page_is_an_error(workspace: tuple[Path, Plan]) -> None:
    root, plan = workspace
    outside = Provenance(regions=(Region(page=1, bbox=(900, 900, 910, 910)),), method="table")
    with pytest.raises(ValueError, match="lies outside"):
        crop(root, plan, outside)
