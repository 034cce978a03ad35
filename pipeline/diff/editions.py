"""A plan and the published one whose place it takes → what is carried on, dropped and new.

Between editions numbers mean nothing: parts are the same by their text, or by most of it. The
table of old to new ids is what other programs need to follow an action over the years. What
people judged of an old part is proposed for the part that carries it on, and never more than
proposed: a person says it anew or does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from pipeline.diff.compare import changes, pair_plans
from pipeline.diff.match import nearest
from pipeline.model import SCHEMA_VERSION, Finding, JudgementValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.diff.compare import Paired
    from pipeline.diff.parts import Part
    from pipeline.link.judgements import JudgementRow
    from pipeline.model import Plan

PartKind = Literal["sections", "targets", "actions"]
KINDS: tuple[PartKind, ...] = ("sections", "targets", "actions")


class Form(BaseModel):
    """Common ground of reports/editions.json, whose fields docs/running.md describes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Proposal(Form):
    """A judgement of the old edition, for the new one; `reworded`: the text is not the same."""

    left: str
    right: str
    judgement: JudgementValue
    by: str
    on: str
    note: str | None = None
    old_left: str
    old_right: str
    reworded: bool


class Continued(Form):
    """A part that both editions have; `changes` are those that `arrimage diff` tells."""

    kind: PartKind
    old_id: str
    new_id: str
    text: str
    changes: tuple[str, ...] = ()


class Single(Form):
    """A part that one edition has; `near` is what of the other says most of it, if any does."""

    kind: PartKind
    id: str
    text: str
    near: str | None = None


class Edition(Form):
    """A plan held against the one it follows."""

    plan_id: str
    follows: str
    continued: tuple[Continued, ...] = ()
    dropped: tuple[Single, ...] = ()
    new: tuple[Single, ...] = ()
    judgements: tuple[Proposal, ...] = ()

    @property
    def same(self) -> bool:
        """Tell whether the new edition says what the old one said."""
        return not (self.dropped or self.new or any(part.changes for part in self.continued))


class Editions(Form):
    """All plans of a workspace that follow another, and what was found amiss with that."""

    schema_version: str = SCHEMA_VERSION
    editions: tuple[Edition, ...] = ()
    findings: tuple[Finding, ...] = ()


def follow(old: Plan, new: Plan, judged: Sequence[JudgementRow] = ()) -> Edition:
    """Hold a new edition against the old one; `judged` are all rows, in the order written."""
    paired = pair_plans(old, new, by_id=False)
    continued = tuple(_continued(paired, old.id, new.id))
    return Edition(
        plan_id=new.id,
        follows=old.id,
        continued=continued,
        dropped=tuple(_singles(paired.old, old.id, paired.new, new.id, continued)),
        new=tuple(_singles(paired.new, new.id, paired.old, old.id, continued)),
        judgements=tuple(_proposals(judged, continued, new.id)),
    )


def _continued(paired: Paired, old_id: str, new_id: str) -> Iterator[Continued]:
    for kind in KINDS:
        found = {change.old_id: change.kinds for change in changes(kind, paired)}
        for old, new in paired.pairs[kind]:
            yield Continued(
                kind=kind,
                old_id=f"{old_id}/{old.id}",
                new_id=f"{new_id}/{new.id}",
                text=new.text,
                changes=found.get(old.id, ()),
            )


def _singles(
    parts: Mapping[str, Sequence[Part]],
    plan_id: str,
    others: Mapping[str, Sequence[Part]],
    other_id: str,
    continued: Sequence[Continued],
) -> Iterator[Single]:
    met = {id_ for part in continued for id_ in (part.old_id, part.new_id)}
    for kind in KINDS:
        alone = [part for part in parts[kind] if f"{plan_id}/{part.id}" not in met]
        near = nearest(alone, others[kind])
        for part in alone:
            yield Single(
                kind=kind,
                id=f"{plan_id}/{part.id}",
                text=part.text,
                near=f"{other_id}/{near[part.id]}" if part.id in near else None,
            )


def _proposals(
    judged: Sequence[JudgementRow], continued: Sequence[Continued], plan_id: str
) -> Iterator[Proposal]:
    """Yield what still counts of each reader, for pairs this reader has not judged anew."""
    last = {(row.left, row.right, row.by): row for row in judged}
    heirs = {part.old_id: part for part in continued}
    for row in last.values():
        sides = [heirs.get(row.left), heirs.get(row.right)]
        if row.withdrawn or not any(sides):
            continue
        left, right = sorted(
            heir.new_id if heir else side
            for heir, side in zip(sides, (row.left, row.right), strict=True)
        )
        within = left.startswith(f"{plan_id}/") and right.startswith(f"{plan_id}/")
        if not within and (left, right, row.by) not in last:
            yield Proposal(
                left=left,
                right=right,
                judgement=row.value,
                by=row.by,
                on=row.on,
                note=row.note,
                old_left=row.left,
                old_right=row.right,
                reworded=any(heir and "reworded" in heir.changes for heir in sides),
            )
