"""The rules a plan is held to, each a small function from a plan to its findings.

Codes and what to do about them are listed in `docs/findings.md`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from pipeline.errors import REPORT_IT
from pipeline.model import Action, Finding, Plan

EXPECTED_PLACE = "plan.yaml"
_DOTTED = re.compile(r"\d+(?:\.\d+)+")
_LEADING_NUMBER = re.compile(r"(?<=\s)(\d+(?:\.\d+)+)\.?\s+(?=[A-ZÀ-Ý])")


def numbering(plan: Plan) -> Iterator[Finding]:
    """Numbers of actions run without holes; a repeated one is reported where it is read."""
    groups: dict[str, list[Action]] = {}
    for action in plan.actions:
        if action.number and re.fullmatch(r"[A-Za-z.-]*(?:\d+[.-])*\d+", action.number):
            prefix = re.sub(r"\d+$", "", action.number)
            root = action.id.rpartition("/")[0]
            groups.setdefault(f"{root} {prefix}", []).append(action)
    for actions in groups.values():
        numbers = sorted({int(re.findall(r"\d+$", str(a.number))[0]) for a in actions})
        holes = [n for a, b in pairwise(numbers) for n in range(a + 1, min(b, a + 12))]
        if holes:
            prefix = re.sub(r"\d+$", "", str(actions[0].number))
            yield Finding(
                code="action_number_hole",
                severity="warning",
                where=actions[0].id.rpartition("/")[0],
                message="no action has the number "
                + ", ".join(f"{prefix}{hole}" for hole in holes[:10]),
                hint="check the source for an action that was not read, or for a typing error",
            )


def run_together(plan: Plan) -> Iterator[Finding]:
    """A text that holds the numbers of other actions, which have none, may be several rows."""
    known = {action.number for action in plan.actions}
    for action in plan.actions:
        if not action.number or not _DOTTED.fullmatch(action.number):
            continue
        depth = action.number.count(".")
        inside = [
            number
            for number in _LEADING_NUMBER.findall(action.text)
            if number.count(".") == depth and number not in known
        ]
        if inside:
            yield Finding(
                code="action_run_together",
                severity="warning",
                where=action.id,
                message=f"the text holds what look like numbers of actions: {', '.join(inside)}",
                hint="look at the place in the source: rows of the table may have run together",
            )


def left_out(plan: Plan) -> Iterator[Finding]:
    """A line of a passage that is numbered right after an action, and as nothing else, is one."""
    known = {action.number for action in plan.actions}
    taken = known | {section.number for section in plan.sections}
    for passage in plan.passages:
        lines = [passage.heading or "", *passage.text.split("\n")]
        leading = [found[1] for line in lines if (found := _LEADING_NUMBER.match(f" {line}", 1))]
        numbers = [n for n in leading if n not in taken and _before(n) in known]
        if numbers:
            yield Finding(
                code="action_left_out",
                severity="warning",
                where=passage.id,
                message=f"a passage holds what looks like the number of an action: {numbers[0]}",
                hint="look at the place in the source: a table may end there",
            )


def _before(number: str) -> str:
    """Return the dotted number before one ("1.7" for "1.8")."""
    root, _, last = number.rpartition(".")
    return f"{root}.{int(last) - 1}"


def textless(plan: Plan) -> Iterator[Finding]:
    """An action says something."""
    for action in plan.actions:
        if not action.text:
            yield Finding(
                code="action_empty",
                severity="warning",
                where=action.id,
                message="the action has a number and no text",
                hint="look at the place in the source: the text may stand beside the number",
            )


def sectionless(plan: Plan) -> Iterator[Finding]:
    """Where actions stand in sections, one that stands in none may belong to another plan."""
    outside = [action for action in plan.actions if action.section_id is None]
    if 0 < len(outside) < len(plan.actions):
        yield Finding(
            code="action_sectionless",
            severity="warning",
            where=outside[0].id,
            message=f"{len(outside)} of {len(plan.actions)} actions stand in no section, "
            f"as '{outside[0].text[:60]}'",
            hint="look at the place in the source: a heading was not read as one, or the table "
            "is not of this plan's actions",
        )


def barren(plan: Plan) -> Iterator[Finding]:
    """A section with nothing in it, where others of its kind hold actions, may have lost some."""
    above = {section.id: section.parent_id for section in plan.sections}
    holding: set[str] = set()
    for action in plan.actions:
        place = action.section_id
        while place is not None and place not in holding:
            holding.add(place)
            place = above.get(place)
    kinds = {section.kind for section in plan.sections if section.id in holding}
    empty = [
        section
        for section in plan.sections
        if section.id not in holding and section.kind in kinds and not section.targets
    ]
    leaves = [section for section in empty if section.id not in above.values()]
    if leaves:
        yield Finding(
            code="section_without_actions",
            severity="warning",
            where=leaves[0].id,
            message=f"{len(leaves)} sections hold no action and no target, as "
            f"'{leaves[0].title[:60]}', where others of their kind do",
            hint="look under the heading in the source: actions may have been read as text there",
        )


def uncertain(plan: Plan, told: Collection[tuple[str, str]] = ()) -> Iterator[Finding]:
    """Grid cells that could not be read are said so, action by action.

    What another finding told already (action, period) is said without a warning.
    """
    for action in plan.actions:
        unclear = [entry.period_id for entry in action.schedule if entry.state == "unclear"]
        if unclear:
            known = all((action.id, period) in told for period in unclear)
            yield Finding(
                code="schedule_unclear",
                severity="info" if known else "warning",
                where=action.id,
                message=f"the state in {', '.join(unclear)} is unclear",
                hint="look at the place in the source; add the mark to the lexicon if it is one",
            )
        states = {entry.state for entry in action.schedule}
        if states == {"not_planned"}:
            yield Finding(
                code="schedule_empty",
                severity="info",
                where=action.id,
                message="no period is marked",
                hint="check the row in the source: an action planned at no time is rare",
            )


def unmarked(plan: Plan) -> Iterator[Finding]:
    """A schedule in which nothing at all is marked has marks that were not read."""
    entries = [entry for action in plan.actions for entry in action.schedule]
    if entries and all(entry.state == "not_planned" for entry in entries):
        periods = ", ".join(period.id for period in plan.schedule.periods)
        yield Finding(
            code="schedule_unmarked",
            severity="warning",
            where=plan.id,
            message=f"none of {len(plan.actions)} actions is marked in any of {periods}",
            hint="look at the document: what it marks them with was not read",
        )


def announced(plan: Plan) -> Iterator[Finding]:
    """A plan that announces a number of actions lists at least as many."""
    said = plan.announced_actions
    if said is None or len(plan.actions) >= said.minimum:
        return
    listed = f"lists {len(plan.actions)}" if plan.actions else "lists none"
    yield Finding(
        code="announced_not_listed",
        severity="warning",
        where=plan.id,
        message=f"the document announces at least {said.minimum} actions and {listed}: "
        f"'{said.text}'",
        hint="look for the document that lists them and add it as a rendition",
    )


def empty(plan: Plan) -> Iterator[Finding]:
    """A plan has actions, or sections that could hold some, or says that they are elsewhere."""
    if not (plan.actions or plan.sections or plan.announced_actions):
        yield Finding(
            code="plan_empty",
            severity="warning",
            where=plan.id,
            message="nothing of the document was read as a section or an action",
            hint="give its parts headings, or add the words of its headings to lexicon.toml",
        )


def actionless(plan: Plan, told: Collection[str] = ()) -> Iterator[Finding]:
    """A plan with sections has actions in them, or says that they are elsewhere.

    `told` are the codes of what was found before: tables without actions are said there.
    """
    found = plan.sections and not (plan.actions or plan.announced_actions)
    if found and "actions_missing" not in told:
        yield Finding(
            code="actions_missing",
            severity="warning",
            where=plan.id,
            message=f"the document has {len(plan.sections)} sections and nothing in them was read "
            "as an action",
            hint="look for the document that lists them, or add the words over them to "
            "lists.actions in lexicon.toml",
        )


def references(plan: Plan) -> Iterator[Finding]:
    """Every id that the plan refers to exists in it, and no id stands twice."""
    sections = {section.id for section in plan.sections}
    known = {
        "section": sections,
        "role": {role.id for role in plan.roles},
        "period": {period.id for period in plan.schedule.periods},
        "document": {document.id for document in plan.documents},
    }
    used = [("section", s.parent_id, s.id) for s in plan.sections]
    used += [("section", a.section_id, a.id) for a in plan.actions]
    used += [("section", p.section_id, p.id) for p in plan.passages]
    used += [("role", role_id, a.id) for a in plan.actions for role_id in a.role_ids]
    used += [("period", e.period_id, a.id) for a in plan.actions for e in a.schedule]
    used += [("document", c.document_id, c.id) for c in plan.citations]
    for kind, wanted, owner in used:
        if wanted is not None and wanted not in known[kind]:
            yield Finding(
                code="reference_broken",
                severity="error",
                where=owner,
                message=f"refers to the {kind} {wanted}, which the plan does not have",
                hint=REPORT_IT,
            )
    for repeated in sorted(name for name, n in Counter(part_ids(plan)).items() if n > 1):
        yield Finding(
            code="id_repeated",
            severity="error",
            where=repeated,
            message="two parts of the plan have this id",
            hint=REPORT_IT,
        )


def part_ids(plan: Plan) -> Iterator[str]:
    """Yield the ids of what a plan holds and other things refer to."""
    for section in plan.sections:
        yield section.id
        yield from (target.id for target in section.targets)
    for parts in (plan.actions, plan.documents, plan.citations):
        yield from (part.id for part in parts)


def counts(plan: Plan) -> dict[str, int]:
    """Return what `expect:` of plan.yaml can ask for, with the plan's own section kinds."""
    entries = [entry for action in plan.actions for entry in action.schedule]
    numbers = {
        "sections": len(plan.sections),
        "targets": sum(len(section.targets) for section in plan.sections),
        "unit_mentions": sum(len(section.unit_mentions) for section in plan.sections),
        "principle_mentions": sum(len(section.principle_mentions) for section in plan.sections),
        "actions": len(plan.actions),
        "items": sum(len(action.items) for action in plan.actions),
        "schedule": len(entries),
        "planned": sum(entry.state == "planned" for entry in entries),
        "roles": len(plan.roles),
        "periods": len(plan.schedule.periods),
        "principles": len(plan.principles),
        "units": len(plan.units),
        "documents": len(plan.documents),
        "citations": len(plan.citations),
        "cited_lines": len({citation.line_id for citation in plan.citations}),
        "partners": len(plan.partners),
        "funding": len(plan.funding),
        "commitments": len(plan.commitments),
    }
    return numbers | dict(Counter(section.kind for section in plan.sections))


def expected(plan: Plan, expect: Mapping[str, int]) -> Iterator[Finding]:
    """The counts that a person wrote down for this plan hold."""
    found = counts(plan)
    for name, number in expect.items():
        if number and name not in found:
            yield Finding(
                code="count_unexpected",
                severity="error",
                where=f"{EXPECTED_PLACE}: expect.{name}",
                message=f"plan.yaml expects {number} {name}, and nothing in the plan is called so",
                hint=f"what is counted in this plan is {', '.join(found)}",
            )
        elif found.get(name, 0) != number:
            yield Finding(
                code="count_unexpected",
                severity="error",
                where=f"{EXPECTED_PLACE}: expect.{name}",
                message=f"plan.yaml expects {number} {name}, the plan has {found.get(name, 0)}",
                hint="find what was lost or added; correct expect only if the source changed",
            )
