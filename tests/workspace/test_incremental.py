"""However a workspace came to be what it is, its result is that of a run from nothing."""

from __future__ import annotations

import json
import random
import shutil
from typing import TYPE_CHECKING

import pytest

from pipeline.link.judgements import JudgementRow, judged_texts, text_hash
from pipeline.model import JudgementValue, Plan
from pipeline.workspace.judgement_file import append_judgement
from pipeline.workspace.run import run
from tests.workspace.workbench import PLAN, Workspace

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("ville-a", "ville-b", "ville-c", "ville-d")
WORDS = ("refuge", "abri", "logis", "verger")
STEPS = 8


def _step(workspace: Workspace, chance: random.Random) -> None:
    """Do to a workspace what people do, also what makes a plan fail."""
    name = chance.choice(NAMES)
    folder = workspace.root / "raw" / name
    lexicon = workspace.root / "raw" / "lexicon.toml"
    what = chance.choice(
        ("write", "write", "judge", "break", "remove", "lexicon", "cache", "tamper")
    )
    if what == "judge":
        _judge(workspace, chance)
    elif what in ("write", "break"):
        shutil.rmtree(folder, ignore_errors=True)
        workspace.plan(name, PLAN.replace("refuge", chance.choice(WORDS)))
        if what == "break":
            (folder / "plan.yaml").write_text("[")
        elif chance.random() < 0.5:
            workspace.seal(name, f"follows: {chance.choice([n for n in NAMES if n != name])}\n")
    elif what == "remove":
        shutil.rmtree(folder, ignore_errors=True)
    elif what == "lexicon":
        lexicon.write_text(f'[fr.marks]\nplanned = ["{chance.choice("♞♜")}"]\n')
    elif what == "cache":
        shutil.rmtree(workspace.root / ".cache", ignore_errors=True)
    else:
        for path in sorted((workspace.root / "extracted").rglob("*.*"))[::7]:
            path.write_bytes(path.read_bytes() + b"\n")


def _judge(workspace: Workspace, chance: random.Random) -> None:
    """Judge a link, of actions that may be rewritten later, or be gone."""
    extracted = workspace.root / "extracted"
    links = _links(workspace) if (extracted / "links.json").is_file() else []
    if links:
        link = chance.choice(links)
        files = sorted(extracted.glob("plans/*.json"))
        texts = judged_texts(Plan.model_validate_json(path.read_bytes()) for path in files)
        left, right = link["left"], link["right"]
        value: JudgementValue = chance.choice(("same", "overlap", "none"))
        hashes = text_hash(texts[left]), text_hash(texts[right])
        append_judgement(
            workspace.root, JudgementRow(left, right, value, *hashes, "r1", "2026-01-01")
        )


def _links(workspace: Workspace) -> list[dict[str, str]]:
    """Return the links as published; a file that was tampered with is JSON still."""
    links: list[dict[str, str]] = json.loads(
        (workspace.root / "extracted" / "links.json").read_bytes()
    )["links"]
    return links


@pytest.mark.parametrize("seed", range(6))
def test_a_history_leaves_no_trace(workspace: Workspace, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    (workspace.root / "raw").mkdir(exist_ok=True)
    for _ in range(STEPS):
        _step(workspace, chance)
        run(workspace.root, enrich=False)
    for folder in sorted((workspace.root / "raw").glob("*/")):
        if (folder / "plan.yaml").read_text() == "[":
            workspace.seal(folder.name)
    for name in NAMES[:2]:
        if not (workspace.root / "raw" / name).is_dir():
            workspace.plan(name)
    run(workspace.root, enrich=False)
    fresh = Workspace(tmp_path / "fresh")
    shutil.copytree(workspace.root / "raw", fresh.root / "raw")
    run(fresh.root, enrich=False)
    assert _links(fresh)
    assert workspace.published() == fresh.published()
    assert run(workspace.root, enrich=False).files == ()
