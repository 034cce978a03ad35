"""Links of many plans after one has changed: what is kept between runs changes no byte."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pipeline.link.drafts import Drafts, draft
from pipeline.model import Judgement, Plan
from pipeline.publish.link_texts import LinkText, LinkTexts, link_text, links_json
from pipeline.workspace.link_memo import LinkMemo
from pipeline.workspace.linking import INDEX
from pipeline.workspace.run import run
from pipeline.workspace.store import Store
from pipeline.workspace.workers import WORTH_A_PROCESS
from tests.workspace.workbench import PLAN, Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
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
    known = dict(zip(before.keys(), before.whole(before.kept), strict=True))
    same = {key: one for key, one in zip(after.keys(), after.kept, strict=True) if key in known}
    assert len(same) > len(after.kept) / 2
    assert list(after.whole(list(same.values()))) == [known[key] for key in same]
    new = {one.left for one in after.kept if one not in same.values()}
    assert any(left.startswith("plan-03/") for left in new)


def _knowing(workspace: Workspace) -> LinkMemo:
    memo, store = LinkMemo(workspace.root / INDEX), Store(workspace.root)
    memo.know(store, store.hashes())
    return memo


def _whole(texts: Sequence[LinkText], drafts: Drafts) -> tuple[bytes, ...]:
    """Return all that is published of links."""
    _, *tables = zip(*texts, strict=True)
    return links_json(LinkTexts(drafts.head(), texts)), *map(b"".join, tables)


def test_texts_are_those_of_the_published_files(tmp_path: Path) -> None:
    workspace = _fill(tmp_path, 3)
    run(workspace.root)
    drafts = _drafts(workspace)
    made = _whole(list(map(link_text, drafts.whole(drafts.kept))), drafts)
    assert _whole(LinkMemo(workspace.root / INDEX).texts(drafts), drafts) == made
    known = _knowing(workspace).texts(drafts)
    assert len(known) == 1
    assert _whole(known, drafts) == made
    fewer = replace(drafts, kept=drafts.kept[1::2])
    some = _whole(list(map(link_text, drafts.whole(fewer.kept))), fewer)
    assert _whole(_knowing(workspace).texts(fewer), fewer) == some
    for one in (workspace.root / "extracted").glob("csv/link*.csv"):
        one.write_bytes(one.read_bytes().replace(b"a", b"b"))
        assert len(_knowing(workspace).texts(drafts)) == len(drafts.kept)


def test_what_people_say_is_not_kept(tmp_path: Path) -> None:
    workspace = _fill(tmp_path, 2)
    run(workspace.root)
    drafts = _drafts(workspace)
    first = drafts.kept[0]
    said = Judgement(value="same", by="x", on="2026-01-01", note=None)
    judged = drafts.judged({(first.left, first.right): said})
    memo, store = _knowing(workspace), Store(workspace.root)
    texts = memo.texts(judged)
    assert json.loads(texts[0].json)["judgement"]["by"] == "x"
    header = (store.read("csv/links.csv") or b"").partition(b"\n")[0] + b"\n"
    json_text, rows, _ = _whole(texts, judged)
    files = {name: store.read(name) or b"" for name in store.hashes()}
    store.replace(files | {"links.json": json_text, "csv/links.csv": header + rows})
    memo.keep(store.hashes())
    plain, *rest = _knowing(workspace).texts(drafts)
    assert json.loads(plain.json)["judgement"] is None
    assert len(rest) == 1


@pytest.mark.parametrize(
    ("ending", "damage"),
    [
        (".index", b""),
        (".index", b"\0" * 200),
        (".index", None),
        (".pairs", b"x"),
        (".pairs", None),
    ],
)
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: bytes | None, ending: str) -> None:
    workspace = _fill(tmp_path, 2)
    run(workspace.root)
    path = (workspace.root / INDEX).with_suffix(ending)
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
    files = [(workspace.root / INDEX).with_suffix(ending) for ending in (".index", ".pairs")]
    for path in files:
        path.with_suffix(f"{path.suffix}.part").mkdir(parents=True)
    run(workspace.root)
    assert not any(path.exists() for path in files)
    assert json.loads(workspace.published()["links.json"])["links"]
