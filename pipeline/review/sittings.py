"""A workspace and a desk → a review sitting from beginning to end, and what came of it."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pipeline.link.judgements import decide, judged_texts, last_words
from pipeline.review.doubts import doubts
from pipeline.review.kappa import Agreement, agreement
from pipeline.review.links import LinkSitting, Reader
from pipeline.review.links import Tally as LinkTally
from pipeline.review.material import load_links, load_plans, places
from pipeline.review.pairs import Wish, both_judged, questions
from pipeline.review.values import Renderer, ValueSitting, no_image
from pipeline.review.values import Tally as ValueTally
from pipeline.workspace.corrections import append_correction, load_corrections
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.folders import PlanFolder, find_folders
from pipeline.workspace.judgement_file import append_judgement, load_judgements

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.review.desk import Desk


@dataclass(frozen=True, slots=True)
class LinkReview:
    """What came of a sitting over links; `left` pairs are still to be judged."""

    tally: LinkTally
    left: int
    agreement: Agreement | None = None


@dataclass(frozen=True, slots=True)
class ValueReview:
    """What came of a sitting over values; `left` are still uncertain, `stopped` by the person."""

    tally: ValueTally
    left: int
    stopped: bool


def review_links(root: Path, wish: Wish, on: str, desk: Desk) -> LinkReview:
    """Ask a reader about links.

    Raises:
        WorkspaceError: plans, links or judgements cannot be read, or nothing is called so.
        OSError: a judgement cannot be written.
    """
    plans = load_plans(root)
    links, known = load_links(root), places(plans)
    if wish.within is not None and wish.within not in known:
        raise WorkspaceError("--within", "", f"no plan has '{wish.within}'", "give an id in full")
    rows, now = load_judgements(root), judged_texts(plans)
    sitting = LinkSitting(
        questions(links, rows, now, wish),
        known,
        Reader(wish.reader, on, blind=wish.blind),
        desk,
        partial(append_judgement, root),
        {
            pair: row
            for pair, words in last_words(rows).items()
            for row in words
            if row.by == wish.reader
        },
    )
    # Whoever presses Ctrl-C wants to leave, and everything answered is on disk.
    with suppress(KeyboardInterrupt):
        sitting.run()
    rows = load_judgements(root)
    graded = both_judged(rows, now, wish.reader).values() if wish.second else ()
    return LinkReview(
        sitting.tally,
        len(sitting.questions) - sitting.tally.answered,
        agreement([(decide(others).value, own.value) for others, own in graded]),
    )


def review_values(
    root: Path, plan_ids: Collection[str], desk: Desk, render: Renderer = no_image
) -> ValueReview:
    """Ask a person about uncertain values; without ids, of all plans.

    Raises:
        WorkspaceError: plans or corrections cannot be read, or no plan is called so.
        OSError: a correction cannot be written.
    """
    plans = load_plans(root)
    unknown = sorted(set(plan_ids) - {plan.id for plan in plans})
    if unknown:
        raise WorkspaceError(
            "PLANS", "", f"no plan is called '{unknown[0]}'", "see arrimage status"
        )
    folders = {folder.plan_id: folder for folder in find_folders(root).folders}
    known, tally, total = places(plans), ValueTally(), 0
    stopped = False
    for plan in plans:
        if plan.id not in folders or (plan_ids and plan.id not in plan_ids):
            continue
        asked = doubts(plan, _settled(folders[plan.id]))
        total += len(asked)
        sitting = ValueSitting(
            plan, asked, known, desk, partial(append_correction, root, plan.id), render, tally
        )
        stopped = stopped or not _finished(sitting)
    return ValueReview(tally, total - tally.corrected - tally.confirmed, stopped)


def _finished(sitting: ValueSitting) -> bool:
    try:
        return sitting.run()
    except KeyboardInterrupt:
        return False


def _settled(folder: PlanFolder) -> set[str]:
    return {entry.where for entry in load_corrections(folder)}
