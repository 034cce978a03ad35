"""Differences → what changed since an earlier state, and from one edition of a plan to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.publish.site import paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.diff import GroupDiff
    from pipeline.diff.editions import Edition
    from pipeline.publish.site.catalogue import Catalogue
    from pipeline.publish.site.render import Renderer

SHOWN = 250
"""The most parts of one kind that a page lists."""


@dataclass(frozen=True, slots=True)
class Group:
    """The differences among the parts of one kind, as plain values, and how many there are."""

    name: str
    values: Mapping[str, Any]
    total: int
    shown: int


def pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield the summary, and a page for each plan that changed or follows another."""
    from pipeline.diff.to_json import counts

    comparison = catalogue.publication.comparison
    found = catalogue.publication.editions
    editions = [one for one in found.editions if one.plan_id in catalogue.plans] if found else []
    changed = comparison.diff.plans if comparison else {}
    yield renderer.page(
        "changes.html",
        paths.CHANGES,
        section="changes",
        comparison=comparison,
        plans=[(catalogue.plans[name], counts(groups)) for name, groups in changed.items()],
        views=catalogue.plans,
        editions=editions,
        changes_page=paths.changes_page,
    )
    following = {edition.plan_id: edition for edition in editions}
    for plan_id in sorted({*changed, *following}):
        edition = following.get(plan_id)
        yield renderer.page(
            "changes_plan.html",
            paths.changes_page(plan_id),
            section="changes",
            view=catalogue.plans[plan_id],
            comparison=comparison,
            groups=_groups(changed.get(plan_id, ())),
            edition=edition,
            older=catalogue.plans.get(edition.follows) if edition else None,
            parts=_parts(edition) if edition else [],
            entries=catalogue.entries,
        )


def _groups(groups: Sequence[GroupDiff]) -> list[Group]:
    from pipeline.diff.to_json import plan_values

    found = []
    for name, values in plan_values(groups).items():
        cut = {kind: parts[:SHOWN] for kind, parts in values.items()}
        total, shown = (sum(map(len, one.values())) for one in (values, cut))
        found.append(Group(name, cut, total, shown))
    return found


def _parts(edition: Edition) -> list[tuple[str, Sequence[Any], int]]:
    """Return what is carried on, dropped and new, with the number of each."""
    kinds = {
        "edition_new": edition.new,
        "edition_dropped": edition.dropped,
        "edition_continued": edition.continued,
    }
    return [(name, parts[:SHOWN], len(parts)) for name, parts in kinds.items() if parts]
