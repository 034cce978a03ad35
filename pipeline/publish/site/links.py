"""Links → plan against plan, then each plan, then each two plans down to their sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.link.grades import OVERLAPPING
from pipeline.publish.site import pair, paths
from pipeline.publish.site.catalogue import grade_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.publish.site.catalogue import Catalogue, Entry, PlanView
    from pipeline.publish.site.render import Renderer

MATRIX_PLANS = 20
"""With more plans than this a table of all of them is no longer a picture: each has its page."""
GROUPS_SHOWN = 100
MEMBERS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """What another plan answers the sections of one, and how many of their actions meet."""

    other: PlanView
    href: str | None
    covered: int
    total: int
    shade: int
    actions: int
    continued: bool


def pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield the table of all plans, a page for each plan, and one for each two that are linked."""
    covered = _covered(catalogue)
    met = {view.id: _meetings(catalogue, covered, view) for view in catalogue.views}
    matrix = len(catalogue.views) <= MATRIX_PLANS
    every = catalogue.publication.links.groups
    groups = [group for group in every if _of_several(catalogue, group.members)]
    links = catalogue.publication.links.links
    yield renderer.page(
        "links.html",
        paths.LINKS,
        section="links",
        views=catalogue.views if len(catalogue.views) > 1 else (),
        rows=list(met.values()) if matrix else [],
        nearest={name: _nearest(row) for name, row in met.items()},
        groups=[_members(catalogue, group.members) for group in groups[:GROUPS_SHOWN]],
        group_count=len(groups),
        continued=len(every) - len(groups),
        judged=sum(link.judgement is not None for link in links),
        total=len(links),
    )
    if len(catalogue.views) > 1:
        for view in catalogue.views:
            yield renderer.page(
                "links_plan.html",
                paths.links_page(view.id),
                section="links",
                view=view,
                meetings=_nearest_first(met[view.id]),
            )
    yield from pair.pages(catalogue, renderer)


def _covered(catalogue: Catalogue) -> Mapping[tuple[str, str], tuple[int, int]]:
    """Return how many sections of a plan find a counterpart in another, and of how many."""
    return {
        (one.plan_id, one.other_plan_id): (
            sum(section.covered for section in one.sections),
            len(one.sections),
        )
        for one in catalogue.publication.links.coverage
    }


def _meetings(
    catalogue: Catalogue, covered: Mapping[tuple[str, str], tuple[int, int]], view: PlanView
) -> Sequence[Answer | None]:
    """Return a plan held against every plan in order; None against itself."""
    found: list[Answer | None] = []
    for other in catalogue.views:
        if other.id == view.id:
            found.append(None)
            continue
        continued = catalogue.lines.same(view.id, other.id)
        number, total = covered.get((view.id, other.id), (0, 0))
        links = catalogue.links_between.get((min(view.id, other.id), max(view.id, other.id)), ())
        found.append(
            Answer(
                other,
                paths.pair_page(view.id, other.id) if links else None,
                number,
                total,
                min(5, 1 + 5 * number // total) if number and not continued else 0,
                sum(link.kind == "action" and grade_of(link) in OVERLAPPING for link in links),
                continued,
            )
        )
    return found


def _nearest_first(meetings: Sequence[Answer | None]) -> list[Answer]:
    met = [meeting for meeting in meetings if meeting]
    return sorted(met, key=lambda one: (one.continued, -one.covered, -one.actions, one.other.id))


def _nearest(meetings: Sequence[Answer | None]) -> Answer | None:
    """Return the plan that most sections find something in, of those that are no other edition."""
    found = [one for one in _nearest_first(meetings) if one.covered and not one.continued]
    return found[0] if found else None


def _of_several(catalogue: Catalogue, members: Sequence[str]) -> bool:
    """Tell whether the things of a group are of several plans, and not of editions of one."""
    plans = {catalogue.plan_of(one) for one in members} - {None}
    return len({catalogue.lines.first(str(one)) for one in plans}) > 1


def _members(catalogue: Catalogue, members: Sequence[str]) -> list[tuple[Entry, str]]:
    """Return the things of a group with the plans that they are of."""
    entries = [catalogue.entries[one] for one in members if one in catalogue.entries]
    return [(one, catalogue.plans[one.plan_id].full_name) for one in entries[:MEMBERS_SHOWN]]
