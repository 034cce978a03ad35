"""Pages of a PDF on the site: drawn once, framed where the action was read, never in the way."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from pipeline.cli import main
from pipeline.model import Plan
from pipeline.workspace.page_images import PAGE_DPI
from pipeline.workspace.site_images import PAGES, site_images
from tests.pdf.content import quebec
from tests.pdf.looks import LOOKS


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a plan that is a PDF, its run and its site."""
    root = tmp_path_factory.mktemp("images")
    LOOKS["ruled-tick"](quebec("itinerance"), root / "source.pdf")
    for arguments in (
        ["new", str(root / "source.pdf"), "--id", "plan", "--root", str(root)],
        ["run", "--no-enrich", "--root", str(root)],
        ["publish", "site", "--root", str(root)],
    ):
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 0, done.output
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "own"))


def plan_of(root: Path) -> Plan:
    return Plan.model_validate_json((root / "extracted" / "plans" / "plan.json").read_bytes())


def test_every_action_of_a_pdf_is_framed_on_its_page(root: Path) -> None:
    site = root / "extracted" / "site"
    for action in plan_of(root).actions:
        page = (site / "actions" / "plan" / f"{action.id.removeprefix('plan/')}.html").read_text()
        number = action.provenance.regions[0].page
        assert f'href="../../pages/plan/{number}.png"' in page
        width = float(re.findall(r'viewBox="0 0 ([\d.]+)', page)[0])
        image = Image.open(io.BytesIO((site / "pages" / "plan" / f"{number}.png").read_bytes()))
        assert image.width == pytest.approx(width * PAGE_DPI / 72, abs=1)
        x0, top, x1, _ = action.provenance.regions[0].bbox
        box = re.findall(r'<rect class="box" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"', page)[0]
        assert [float(one) for one in box] == pytest.approx([x0 - 2, top - 2, x1 - x0 + 4], abs=0.1)


def test_pages_are_drawn_once(root: Path) -> None:
    plan = plan_of(root)
    drawn = {path: path.stat().st_mtime_ns for path in (root / PAGES).rglob("*.png")}
    assert drawn
    (root / "raw" / "plan" / "source.pdf").unlink()
    found = site_images(root, [plan])
    assert found.problems == []
    assert {path: path.stat().st_mtime_ns for path in (root / PAGES).rglob("*.png")} == drawn
    assert sorted(found.files.values()) == sorted(drawn)


@pytest.mark.parametrize("damage", ["index", "image", "nothing"])
def test_what_is_not_whole_is_drawn_again(root: Path, damage: str) -> None:
    plan = plan_of(root)
    before = {path: path.read_bytes() for path in site_images(root, [plan]).files.values()}
    if damage == "index":
        (root / PAGES / "plan" / "index.json").write_text('{"key": 1}')
    elif damage == "image":
        next((root / PAGES / "plan").glob("*.png")).unlink()
    else:
        shutil.rmtree(root / PAGES)
    after = site_images(root, [plan]).files
    assert {path: path.read_bytes() for path in after.values()} == before
    assert not list((root / PAGES).glob(".new-*"))


def test_a_source_that_is_gone_or_other_has_no_images_and_a_site_all_the_same(root: Path) -> None:
    shutil.rmtree(root / PAGES)
    (root / "raw" / "plan" / "source.pdf").write_bytes(b"%PDF-1.4 something else")
    done = CliRunner().invoke(main, ["publish", "site", "--root", str(root)])
    assert done.exit_code == 0, done.output
    site = root / "extracted" / "site"
    assert not list(site.rglob("*.png"))
    assert "<image" not in (site / "actions" / "plan" / "action-1.html").read_text()
    assert "Page" in (site / "actions" / "plan" / "action-1.html").read_text()


def test_pages_that_cannot_be_drawn_are_said_in_one_line(root: Path) -> None:
    shutil.rmtree(root / PAGES)
    plan = plan_of(root)
    action = plan.actions[0]
    region = action.provenance.regions[0].model_copy(update={"page": 999})
    away = action.model_copy(
        update={"provenance": action.provenance.model_copy(update={"regions": (region,)})}
    )
    found = site_images(root, [plan.model_copy(update={"actions": (away,)})])
    assert found.shown == {}
    (problem,) = found.problems
    assert problem.startswith("raw/plan/source.pdf: pages cannot be shown: ")
    assert len(problem.splitlines()) == 1
