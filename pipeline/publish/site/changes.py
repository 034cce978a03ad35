"""Differences → what changed since an earlier state, and from one edition of a plan to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.publish.site import paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.diff import GroupDiff
    from pipeline.diff.editions import Continued, Edition
    from pipeline.diff.wording import Piece
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
        editions=[
            (one, [(kind, len(parts)) for kind, parts in _kinds(one).items() if parts])
            for one in editions
        ],
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
            found=_found(catalogue, edition) if edition else {},
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


def _kinds(edition: Edition) -> dict[str, Sequence[Any]]:
    """Return what is new, dropped, carried on with changes, and carried on as it was."""
    return {
        "new": edition.new,
        "dropped": edition.dropped,
        "changed": [one for one in edition.continued if _told(one)],
        "same": [one for one in edition.continued if not _told(one)],
    }


def _told(one: Continued) -> bool:
    """Tell whether a part is another than before; between editions numbers mean nothing."""
    return bool(set(one.changes) - {"renumbered"})


def _parts(edition: Edition) -> list[tuple[str, Sequence[Any], int]]:
    """Return the parts of each kind that there are, with their number."""
    return [(name, parts[:SHOWN], len(parts)) for name, parts in _kinds(edition).items() if parts]


def _found(catalogue: Catalogue, edition: Edition) -> Mapping[str, Sequence[Piece]]:
    """Return the wording, old and new, of the parts that say it otherwise, by their new id."""
    from pipeline.diff.wording import wording

    entries = catalogue.entries
    return {
        one.new_id: wording(entries[one.old_id].text, entries[one.new_id].text)
        for one in _kinds(edition)["changed"][:SHOWN]
        if "reworded" in one.changes and one.old_id in entries and one.new_id in entries
    }
