"""Links and what people said of pairs → links with the judgement that counts, groups, coverage.

A finding goes out for every row that cannot count: where a text has changed since it was judged,
the pair is to be judged again. What people say is the same decides what forms a group.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline.link.grades import groups
from pipeline.link.judged_coverage import judged_coverage
from pipeline.link.judgements import (
    JudgementRow,
    Pair,
    decide,
    disagree,
    last_words,
    moved_on,
    text_hash,
)
from pipeline.model import Finding, Judgement, Links, Severity
from pipeline.paths import JUDGEMENTS


def apply_judgements(
    links: Links, judgements: Sequence[JudgementRow], texts: Mapping[str, str]
) -> tuple[Links, tuple[Finding, ...]]:
    """Give links the judgements that hold, and report those that do not.

    `texts` holds the text of everything a link can join, by id (see `judged_texts`).
    """
    settled, findings = settle({(one.left, one.right) for one in links.links}, judgements, texts)
    judged = tuple(
        one.model_copy(update={"judgement": settled.get((one.left, one.right))})
        for one in links.links
    )
    # Groups and coverage hold what people say, so that they are made again.
    update = {
        "links": judged,
        "groups": groups(judged),
        "coverage": judged_coverage(links.coverage, settled, links.links),
    }
    return links.model_copy(update=update), findings


def settle(
    linked: Collection[Pair], judgements: Sequence[JudgementRow], texts: Mapping[str, str]
) -> tuple[Mapping[Pair, Judgement], tuple[Finding, ...]]:
    """Return the judgement that counts of each pair, and the findings of those that do not."""
    settled: dict[Pair, Judgement] = {}
    findings: list[Finding] = []
    words = last_words(judgements)
    moved = moved_on(words, texts)
    for pair, rows in words.items():
        fitting = [row for row in rows if row.fits(texts)]
        findings += (_settled(row, moved[row]) for row in rows if row in moved)
        others = [row for row in rows if row not in moved]
        findings += _unfitting(others, texts, judged_anew=bool(fitting))
        if fitting:
            row = decide(fitting)
            settled[pair] = Judgement(value=row.value, by=row.by, on=row.on, note=row.note)
            findings += _contradictions(fitting)
            findings += _unlinked(row, linked)
    return settled, tuple(findings)


def _settled(row: JudgementRow, anew: JudgementRow) -> Finding:
    return _finding(
        "judgement_stale",
        "info",
        row,
        f"what {row.by} judged '{row.value}' as {row.left} and {row.right} is {anew.left} and "
        f"{anew.right} now, and was judged there by {anew.by} (line {anew.line})",
        f"nothing is needed; line {row.line} may be taken out",
    )


def _unfitting(
    rows: Sequence[JudgementRow], texts: Mapping[str, str], *, judged_anew: bool
) -> Iterator[Finding]:
    for row in rows:
        unknown = [name for name in row.pair if name not in texts]
        changed = [
            name
            for name, digest in ((row.left, row.left_hash), (row.right, row.right_hash))
            if name in texts and text_hash(texts[name]) != digest
        ]
        if unknown:
            yield _finding(
                "judgement_unknown_id",
                "error",
                row,
                f"{' and '.join(unknown)}: no plan has this; the '{row.value}' of {row.by} "
                "does not count",
                _moved(row, texts) or _missing(row, unknown, texts),
            )
        elif changed and judged_anew:
            yield _finding(
                "judgement_stale",
                "info",
                row,
                f"the '{row.value}' of {row.by} was given on another wording of "
                f"{' and '.join(changed)}; the present one has been judged",
                "nothing is needed",
            )
        elif changed:
            yield _finding(
                "judgement_stale",
                "error",
                row,
                f"the text of {' and '.join(changed)} has changed since {row.by} judged the pair "
                f"'{row.value}'; it does not count and is asked again",
                _moved(row, texts) or "judge it on the present text with `arrimage review links`",
            )


def _missing(row: JudgementRow, unknown: Sequence[str], texts: Mapping[str, str]) -> str:
    """Say what to do about ids that no plan has: the plan may be gone, or what they named."""
    gone = [plan for plan in (name.partition("/")[0] for name in unknown) if plan not in texts]
    if gone:
        return (
            f"put {' and '.join(gone)} back in raw/; where it is gone for good, take line "
            f"{row.line} out"
        )
    return f"judge the pair under its new id, or take line {row.line} out where it is gone for good"


def _moved(row: JudgementRow, texts: Mapping[str, str]) -> str:
    """Say where the texts that were judged stand now, where that is elsewhere in their plans."""
    said = []
    for name, digest in ((row.left, row.left_hash), (row.right, row.right_hash)):
        if name in texts and text_hash(texts[name]) == digest:
            continue
        plan = f"{name.partition('/')[0]}/"
        found = (one for one in texts if one.startswith(plan) and text_hash(texts[one]) == digest)
        said += [f"what was judged as {name} is {one} now" for one in sorted(found)[:1]]
    return f"{' and '.join(said)}: judge that pair" if said else ""


def _contradictions(rows: Sequence[JudgementRow]) -> Iterator[Finding]:
    if disagree(rows):
        said = ", ".join(f"{row.by} '{row.value}'" for row in rows)
        yield _finding(
            "judgement_disagreement",
            "warning",
            rows[-1],
            f"{rows[0].left} and {rows[0].right}: readers disagree ({said}); the lowest grade, "
            f"'{decide(rows).value}', is shown",
            "talk it over; the last row of each reader counts",
        )


def _unlinked(row: JudgementRow, linked: Collection[Pair]) -> Iterator[Finding]:
    if row.pair not in linked:
        found = row.value in ("same", "overlap", "related")
        yield _finding(
            "judgement_unlinked",
            "warning" if found else "info",
            row,
            f"{row.by} judged {row.left} and {row.right} '{row.value}', and they are not among "
            "the links: their score is too low",
            "add the words that join them to the concepts of the lexicon"
            if found
            else "nothing is needed",
        )


def _finding(code: str, severity: Severity, row: JudgementRow, message: str, hint: str) -> Finding:
    return Finding(
        code=code, severity=severity, where=f"{JUDGEMENTS}:{row.line}", message=message, hint=hint
    )
