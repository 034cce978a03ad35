"""The published plans and raw/judgements.csv → links and their report.

Linking waits for all plans and is done afresh, but for what is measured of pairs that are as they
were, and for the texts of the links that come out as they did before. A judgement file that
cannot be read stops the run: a person's word is never passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.hashes import sha256
from pipeline.paths import CACHE, JUDGEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pipeline.link.drafts import Drafts
    from pipeline.link.judgements import Pair
    from pipeline.link.readings import Reading
    from pipeline.model import Finding, Judgement, LinkReport, Plan
    from pipeline.publish.link_texts import LinkTexts
    from pipeline.workspace.link_memo import LinkMemo

INDEX = f"{CACHE}/links.index"


def judgements_hash(root: Path) -> str:
    """Return the hash of the judgement file; empty where there is none."""
    path = root / JUDGEMENTS
    return sha256(path.read_bytes()) if path.is_file() else ""


def prepare(kept: Iterable[tuple[Plan, bytes]]) -> dict[str, Reading]:
    """Load what linking needs, with what it read of some plans, before all are there."""
    # Imported here: it brings all that linking stands on.
    from pipeline.link import drafts  # noqa: F401
    from pipeline.link.profile import load_profiler
    from pipeline.link.readings import from_bytes

    readings: dict[str, Reading] = {}
    for plan, content in kept:
        words = load_profiler(plan.language).words
        reading = readings[plan.id] = from_bytes(content)
        # Most words of the plans that are still being produced stand in these too.
        for word in reading.actions.tables["words"].names:
            words.word(word)
    return readings


def links_of(
    plans: Sequence[Plan], root: Path, memo: LinkMemo, readings: Mapping[str, Reading]
) -> tuple[LinkTexts, LinkReport]:
    """Return the links between plans, with what people judged, and what is amiss.

    Args:
        plans: All plans.
        root: The workspace.
        memo: What is kept of links between runs.
        readings: What linking read of some of the plans already, by their ids.

    Raises:
        WorkspaceError: the judgement file cannot be read.
    """
    from pipeline.link import link_report
    from pipeline.link.drafts import draft
    from pipeline.model import LinkReport
    from pipeline.publish.link_texts import LinkTexts

    drafts = draft(plans, readings=readings, before=memo.measured)
    if drafts.memory:
        memo.measured = drafts.memory.now()
    settled, findings = _settled(drafts, plans, root)
    judged = drafts.judged(settled)
    report = LinkReport(findings=(*link_report(plans).findings, *findings))
    return LinkTexts(judged.head(), memo.texts(judged)), report


def _settled(
    drafts: Drafts, plans: Sequence[Plan], root: Path
) -> tuple[Mapping[Pair, Judgement], tuple[Finding, ...]]:
    from pipeline.link.judged import settle
    from pipeline.link.judgements import judged_texts
    from pipeline.workspace.judgement_file import load_judgements

    rows = load_judgements(root)
    if not rows:
        return {}, ()
    linked = {(one.left, one.right) for one in drafts.kept}
    return settle(linked, rows, judged_texts(plans))
