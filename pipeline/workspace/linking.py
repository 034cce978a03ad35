"""The published plans and raw/judgements.csv → links and their report.

Linking waits for all plans, and is taken from the cache where they and the code are the same;
judgements are applied afresh each time. A judgement file that cannot be read stops the run: a
person's word is never passed over.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.fingerprint import code_hash

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.model import Finding, LinkReport, Links, Plan

JUDGEMENTS = "raw/judgements.csv"
FOLDER = "links"


def judgements_hash(root: Path) -> str:
    """Return the hash of the judgement file; empty where there is none."""
    path = root / JUDGEMENTS
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def links_of(plans: Sequence[Plan], root: Path, *, fresh: bool = False) -> tuple[Links, LinkReport]:
    """Return the links between plans, with what people judged, and what is amiss.

    Raises:
        WorkspaceError: the judgement file cannot be read.
    """
    from pipeline.link import link_report
    from pipeline.model import LinkReport

    links, findings = _judged(_links(plans, root / ".cache", fresh=fresh), plans, root)
    return links, LinkReport(findings=(*link_report(plans).findings, *findings))


def _links(plans: Sequence[Plan], cache: Path, *, fresh: bool) -> Links:
    """Take the links from the cache, or make them; one entry is kept."""
    from pydantic import ValidationError

    from pipeline.link import link
    from pipeline.model import Links

    ground = [code_hash(), *(plan.model_dump_json() for plan in plans)]
    key = hashlib.sha256(json.dumps(ground).encode()).hexdigest()
    path = cache / FOLDER / f"{key}.json"
    if path.is_file() and not fresh:
        try:
            return Links.model_validate_json(path.read_bytes())
        except ValidationError:
            path.unlink()
    made = link(plans)
    if not fresh:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob("*.json"):
            old.unlink()
        beside = path.with_suffix(".part")
        beside.write_text(made.model_dump_json(), encoding="utf-8")
        beside.replace(path)
    return made


def _judged(links: Links, plans: Sequence[Plan], root: Path) -> tuple[Links, tuple[Finding, ...]]:
    path = root / JUDGEMENTS
    if not path.is_file():
        return links, ()
    from pipeline.link.judged import apply_judgements
    from pipeline.link.judgements import JudgementError, judged_texts, read_judgements

    try:
        rows = read_judgements(path)
    except JudgementError as error:
        raise WorkspaceError(error.file, error.place, error.reason, error.hint) from error
    return apply_judgements(links, rows, judged_texts(plans))
