"""Links of many plans after one has changed: what is kept between runs changes no byte."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pipeline.link.drafts import Drafts, draft
from pipeline.model import Link, Plan
from pipeline.workspace import run
from pipeline.workspace.link_memo import LinkMemo
from pipeline.workspace.linking import CACHE
from pipeline.workspace.workers import WORTH_A_PROCESS
from tests.workspace.workbench import PLAN, Workspace

if TYPE_CHECKING:
    from pathlib import Path

MANY = WORTH_A_PROCESS + 2


def _fill(root: Path, many: int = MANY) -> Workspace:
    """Plans that differ by the streets they name."""
    workspace = Workspace(root)
    for number in range(many):
        text = PLAN.replace("refuge", f"refuge de la rue {'abcdefghijklmnop'[number] * 4}")
        workspace.plan(f"plan-{number:02}", text)
    return workspace


def _change(workspace: Workspace, plan_id: str) -> None:
    source = workspace.root / "raw" / plan_id / "source.md"
    source.write_text(source.read_text().replace("Former les", "Former et soutenir les"))
    workspace.seal(plan_id)


def _drafts(workspace: Workspace) -> Drafts:
    plans = sorted((workspace.root / "extracted" / "plans").glob("*.json"))
    return draft([Plan.model_validate_json(path.read_bytes()) for path in plans])


def test_after_a_change_the_result_is_that_of_a_run_from_nothing(
    tmp_path: Path,
) -> None:
    worked, afresh = _fill(tmp_path / "a"), _fill(tmp_path / "b")
    run(worked.root)
    for workspace in (worked, afresh):
        _change(workspace, "plan-03")
    changed = run(worked.root)
    assert [one.plan_id for one in changed.plans if one.state == "fresh"] == ["plan-03"]
    run(afresh.root)
    assert worked.published() == afresh.published()


def test_links_that_nothing_touched_keep_their_key(tmp_path: Path) -> None:
    workspace = _fill(tmp_path)
    run(workspace.root)
    before = _drafts(workspace)
    _change(workspace, "plan-03")
    run(workspace.root)
    after = _drafts(workspace)
    known = {before.key(one): before.whole(one) for one in before.kept}
    same = [one for one in after.kept if after.key(one) in known]
    assert len(same) > len(after.kept) / 2
    assert all(after.whole(one) == known[after.key(one)] for one in same)
    new = {one.left for one in after.kept if after.key(one) not in known}
    assert any(left.startswith("plan-03/") for left in new)


def test_what_people_say_is_not_kept(tmp_path: Path) -> None:
    workspace = _fill(tmp_path, 2)
    run(workspace.root)
    drafts = _drafts(workspace)
    memo = LinkMemo(workspace.root / CACHE)
    one = next(one for one in drafts.kept if not isinstance(one, Link))
    plain = memo.text(drafts, one)
    said = json.loads(plain.json) | {
        "judgement": {"value": "same", "by": "x", "on": "2026-01-01", "note": None}
    }
    judged = Link.model_validate(said)
    assert json.loads(memo.text(drafts, judged).json)["judgement"]["by"] == "x"
    assert memo.text(drafts, one) == plain


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 200, None])
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: bytes | None) -> None:
    workspace = _fill(tmp_path, 2)
    run(workspace.root)
    path = workspace.root / CACHE
    kept = path.read_bytes()
    path.write_bytes(kept[:-1] + b"?" if damage is None else damage)
    _change(workspace, "plan-00")
    run(workspace.root)
    assert len(path.read_bytes()) > len(kept) / 2
    again = _fill(tmp_path / "afresh", 2)
    _change(again, "plan-00")
    run(again.root)
    assert workspace.published() == again.published()


def test_a_file_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    workspace = _fill(tmp_path, 2)
    (workspace.root / CACHE).with_suffix(".part").mkdir(parents=True)
    run(workspace.root)
    assert not (workspace.root / CACHE).exists()
    assert json.loads(workspace.published()["links.json"])["links"]
