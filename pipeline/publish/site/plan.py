"""The pages of each plan: its own words in its own order, with filters over its actions."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.publish.site import layout, paths
from pipeline.publish.site.cards import cards, facets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.model import Citation
    from pipeline.publish.site.catalogue import Catalogue, PlanView
    from pipeline.publish.site.render import Renderer


def pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of every plan."""
    for view in catalogue.views:
        made, found = cards(catalogue, view), facets(view)
        whole = view.layout.pages
        for number, blocks in enumerate(whole, 1):
            yield renderer.page(
                "plan.html",
                paths.plan_page(view.id, number),
                section="overview",
                view=view,
                plan=view.plan,
                part_number=number,
                parts=[paths.plan_page(view.id, one) for one in range(1, len(whole) + 1)],
                blocks=blocks,
                cards=made,
                facets=found if any(block.actions for block in blocks) else [],
                last=number == len(whole),
                passages=view.layout.passages,
                passage_count=sum(bool(one.text) for one in view.plan.passages),
                citations=_citations(view),
                most=layout,
                addresses=_around(catalogue, view),
                editions=catalogue.beside(view.id),
            )


def _citations(view: PlanView) -> Mapping[str, Sequence[Citation]]:
    """Return the documents that each section names."""
    found: dict[str, list[Citation]] = defaultdict(list)
    for citation in view.plan.citations:
        if citation.by in view.sections:
            found[citation.by].append(citation)
    return found


def _around(catalogue: Catalogue, view: PlanView) -> list[tuple[str, str]]:
    """Return the name and address of what else there is of a plan."""
    around = [("see_doubts", paths.doubts_page(view.id))]
    if len(catalogue.views) > 1:
        around.insert(0, ("see_links", paths.links_page(view.id)))
    if view.periods:
        around.insert(0, ("see_timeline", paths.timeline_page(view.id)))
    return around
