"""Ids of actions, from the numbers that the plan prints.

Numbers that are unique in the plan number the actions of the plan; numbers that begin again in
each section number them there. An action without a number goes by its position, or by the id
that a person pinned to its text. A number printed twice is an error, and the second id ends in
"~2".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.extract.draft import ActionDraft
from pipeline.extract.findings import Findings
from pipeline.extract.sections import SectionDraft
from pipeline.text import slug

Placed = tuple[ActionDraft, SectionDraft | None]


def action_ids(
    placed: Sequence[Placed], plan_id: str, pinned: Mapping[str, str], findings: Findings
) -> list[str]:
    """Return one id for each action, in the order given."""
    by_section = _begins_again(placed)
    numbered = any(draft.number for draft, _ in placed)
    taken: Counter[str] = Counter()
    ids: list[str] = []
    positions: Counter[str] = Counter()
    for position, (draft, section) in enumerate(placed, 1):
        root = section.id if by_section and section is not None else plan_id
        positions[root] += 1
        if draft.number:
            base = f"{root}/action-{slug(draft.number)}"
        elif draft.text in pinned:
            base = f"{plan_id}/{pinned[draft.text]}"
        else:
            spot = positions[root] if by_section else position
            base = f"{root}/action-{'p' if numbered else ''}{spot}"
            if numbered:
                draft.flag("number_missing")
        taken[base] += 1
        if taken[base] > 1:
            draft.flag("number_repeated")
            findings.add(
                "action_number_repeated",
                "error",
                draft.provenance,
                f"the number {draft.number} is printed a second time: '{draft.text[:60]}'",
                "correct the number in the source; until then the second one's id ends in ~2",
                (draft, "number"),
            )
        ids.append(base if taken[base] == 1 else f"{base}~{taken[base]}")
    return ids


def _begins_again(placed: Sequence[Placed]) -> bool:
    """Tell whether the numbers begin again in each section."""
    firsts: dict[str | None, str] = {}
    for draft, section in placed:
        if draft.number:
            firsts.setdefault(section.id if section is not None else None, draft.number)
    if len(firsts) < 2:
        return False
    most = max(Counter(firsts.values()).values())
    return most > 1 and most * 2 >= len(firsts)
