"""Plan and Document → Report: where every word went, and what a person should look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.check import rules
from pipeline.check.claims import Claim, claims
from pipeline.check.ledger import Ledger, keep_ledger
from pipeline.document import Document
from pipeline.errors import REPORT_IT
from pipeline.extract import Extraction
from pipeline.extract.findings import where
from pipeline.model import Finding, Plan, Report
from pipeline.settled import settled

UNCLAIMED_SHARE = 0.01
"""The share of words (0-1) from which unclaimed text is a warning of its own."""

OTHER_SHARE = 0.03
"""The share of words (0-1) from which passages of no known kind are a warning."""


def check(
    extraction: Extraction,
    document: Document,
    expect: Mapping[str, int],
    corrected: Plan | None = None,
) -> Report:
    """Check a plan against the document it was read from.

    `expect` holds the counts that a person wrote into plan.yaml. The ledger goes by the plan as it
    was read, as only that stands in the document; the rules go by the corrected one.
    """
    plan = corrected or extraction.plan
    ignored = [(entry.rule, entry.text, entry.provenance) for entry in extraction.ignored]
    ledger = keep_ledger(document, claims(extraction.plan), ignored)
    findings = [
        *settled(extraction.findings, extraction.subjects, plan.corrections),
        *_ledger_findings(ledger),
        *rules.numbering(plan),
        *rules.run_together(plan),
        *rules.left_out(plan),
        *rules.textless(plan),
        *rules.sectionless(plan),
        *rules.barren(plan),
        *rules.uncertain(plan, _told(extraction, document.name) | _confirmed(plan)),
        *rules.unmarked(plan),
        *rules.announced(plan),
        *rules.empty(plan),
        *rules.actionless(plan, {found.code for found in extraction.findings}),
        *rules.references(plan),
        *rules.expected(plan, expect),
        *_other(extraction, ledger),
    ]
    return Report(
        plan_id=plan.id,
        words=ledger.count(),
        ranges=ledger.ranges(),
        unclaimed=ledger.unclaimed(),
        findings=tuple(findings),
    )


def _told(extraction: Extraction, name: str) -> set[tuple[str, str]]:
    """Return the (action, period) whose line a finding of its own calls unreadable."""
    told = {f.where for f in extraction.findings if f.code in ("mark_unknown", "table_row_width")}
    return {
        (action.id, entry.period_id)
        for action in extraction.plan.actions
        for entry in action.schedule
        if entry.provenance.lines and where(name, entry.provenance) in told
    }


def _confirmed(plan: Plan) -> set[tuple[str, str]]:
    """Return the (action, period) that a person has looked at, and found unclear or otherwise."""
    places = (correction.where.partition("#schedule/") for correction in plan.corrections)
    return {(action, period) for action, _, period in places if period}


def _ledger_findings(ledger: Ledger) -> Iterator[Finding]:
    for claim in ledger.missing:
        yield _about(
            claim, "text_not_found", "does not occur at the place it is said to be read from"
        )
    for claim in ledger.twice:
        yield _about(claim, "text_claimed_twice", "stands on words that another value has taken")
    count = ledger.count()
    if count.unclaimed > UNCLAIMED_SHARE * count.total:
        yield Finding(
            code="unclaimed_many",
            severity="warning",
            where="ledger",
            message=f"{count.unclaimed} of {count.total} words ended up nowhere",
            hint="read the report's list of unclaimed text; add the headings it stands under "
            "to lexicon.toml",
        )


def _about(claim: Claim, code: str, message: str) -> Finding:
    return Finding(
        code=code,
        severity="error",
        where=claim.owner,
        message=f"'{claim.text[:80]}' {message}",
        hint=REPORT_IT,
    )


def _other(extraction: Extraction, ledger: Ledger) -> Iterator[Finding]:
    total = ledger.count().total
    other = sum(len(p.text.split()) for p in extraction.plan.passages if p.kind == "other")
    if other > OTHER_SHARE * total:
        yield Finding(
            code="other_many",
            severity="warning",
            where="ledger",
            message=f"{other} of {total} words stand in passages of no known kind",
            hint="add the words of their headings under [passages] in lexicon.toml",
        )
