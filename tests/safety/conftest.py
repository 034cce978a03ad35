"""What the tests of safety share."""

from __future__ import annotations

import shutil

import pytest

from pipeline.workspace.run import run
from tests.safety.scene import Scene, people
from tests.workspace.workbench import PLAN, Workspace


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A workspace with a result, whose raw/ has since changed, and both results."""
    before = Workspace(tmp_path_factory.mktemp("before"))
    for name in ("change", "reste", "retire"):
        before.plan(name)
    run(before.root, enrich=False)
    old = before.published()
    shutil.rmtree(before.root / "raw" / "retire")
    before.plan("nouveau", PLAN.replace("équipes", "bénévoles"))
    (before.root / "raw" / "change" / "source.md").write_text(PLAN.replace("refuge", "abri"))
    before.seal("change")
    people(before.root)
    afresh = Workspace(tmp_path_factory.mktemp("afresh"))
    shutil.copytree(before.root / "raw", afresh.root / "raw")
    run(afresh.root, enrich=False)
    return Scene(before.root, old, afresh.published())
