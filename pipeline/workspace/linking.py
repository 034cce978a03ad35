"""The published plans and raw/judgements.csv → links and their report.

Linking waits for all plans and is done afresh, but for the texts of the links that come out as
they did before. A judgement file that cannot be read stops the run: a person's word is never
passed over.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pipeline.workspace.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from pipeline.link.judgements import Pair
    from pipeline.model import Finding, Judgement, LinkReport, Plan
    from pipeline.publish.link_texts import LinkTexts
    from pipeline.workspace.link_memo import LinkMemo

JUDGEMENTS = "raw/judgements.csv"
INDEX = ".cache/links.index"


def judgements_hash(root: Path) -> str:
    """Return the hash of the judgement file; empty where there is none."""
    path = root / JUDGEMENTS
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def prepare(read: Iterable[tuple[Plan, bytes]]) -> None:
    """Load what linking needs, and what it read of some of the plans, before all are there."""
    # Imported here: it brings all that linking stands on.
    from pipeline.link import drafts  # noqa: F401
    from pipeline.link.readings import recall_texts

    for plan, readings in read:
        recall_texts(plan.language, readings)


def links_of(plans: Sequence[Plan], root: Path, memo: LinkMemo) -> tuple[LinkTexts, LinkReport]:
    """Return the links between plans, with what people judged, and what is amiss.

    Args:
        plans: All plans.
        root: The workspace.
        memo: What is kept of links between runs.

    Raises:
        WorkspaceError: the judgement file cannot be read.
    """
    from pipeline.link import link_report
    from pipeline.link.drafts import draft
    from pipeline.model import LinkReport
    from pipeline.publish.link_texts import LinkTexts

    drafts = draft(plans)
    settled, findings = _settled({(one.left, one.right) for one in drafts.kept}, plans, root)
    judged = drafts.judged(settled)
    report = LinkReport(findings=(*link_report(plans).findings, *findings))
    return LinkTexts(judged.head(), memo.texts(judged)), report


def _settled(
    linked: Collection[Pair], plans: Sequence[Plan], root: Path
) -> tuple[Mapping[Pair, Judgement], tuple[Finding, ...]]:
    path = root / JUDGEMENTS
    if not path.is_file():
        return {}, ()
    from pipeline.link.judged import settle
    from pipeline.link.judgements import JudgementError, judged_texts, read_judgements

    try:
        rows = read_judgements(path)
    except JudgementError as error:
        raise WorkspaceError(error.file, error.place, error.reason, error.hint) from error
    return settle(linked, rows, judged_texts(plans))
