"""One page for each action: its words whole, and everything that is known of it, with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.publish.site import paths
from pipeline.publish.site.cards import period_cells, role_tags
from pipeline.publish.site.catalogue import action_label
from pipeline.publish.site.publication import PageImage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Action, Link, LinkFeature, Provenance
    from pipeline.publish.site.catalogue import Catalogue, Entry, PlanView
    from pipeline.publish.site.render import Renderer

LINKS_SHOWN = 12
REASONS_SHOWN = 5
LEAST_WEIGHT = 0.05
"""What weighs less would be shown as nothing."""
BOX_MARGIN = 2.0
"""How far the frame stands off what it frames, in points."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A link, seen from one side: what is on the other, and the reasons that count most."""

    link: Link
    other: Entry
    plan: str
    reasons: Sequence[LinkFeature]
    continued: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A frame around a region, in points from the top left of its page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page that an action stands on: its image where there is one, and the frames."""

    number: int
    image: PageImage | None
    boxes: Sequence[Box]


def pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield the page of every action."""
    for view in catalogue.views:
        actions = view.plan.actions
        for place, action in enumerate(actions):
            yield renderer.page(
                "action.html",
                paths.action_page(view.id, action.id),
                section="overview",
                view=view,
                action=action,
                label=action_label(action),
                trail=view.trail(action.section_id),
                roles=role_tags(view, action),
                periods=period_cells(view, action),
                corrections=view.corrections.get(action.id, ()),
                flags=view.doubts(action),
                fixed=view.fields_corrected(action.id),
                source_pages=source_pages(catalogue, view.id, action.provenance),
                mentions=_mentions(action),
                links=neighbours(catalogue, action.id),
                link_count=len(catalogue.links_of.get(action.id, ())),
                previous=_beside(view, actions, place - 1),
                following=_beside(view, actions, place + 1),
            )


def source_pages(
    catalogue: Catalogue, plan_id: str, provenance: Provenance
) -> Sequence[SourcePage]:
    """Return the pages of a place in a paged source, each with its frames."""
    boxes: dict[int, list[Box]] = {}
    for region in provenance.regions:
        x0, top, x1, bottom = region.bbox
        boxes.setdefault(region.page, []).append(
            Box(
                round(min(x0, x1) - BOX_MARGIN, 1),
                round(min(top, bottom) - BOX_MARGIN, 1),
                round(abs(x1 - x0) + 2 * BOX_MARGIN, 1),
                round(abs(bottom - top) + 2 * BOX_MARGIN, 1),
            )
        )
    images = catalogue.publication.images
    return [
        SourcePage(page, images.get((plan_id, page)), tuple(found))
        for page, found in sorted(boxes.items())
    ]


def neighbours(catalogue: Catalogue, identifier: str) -> list[Neighbour]:
    """Return the best links of a thing, from its side; what a person judged is never left out."""
    links = catalogue.links_of.get(identifier, ())
    chosen = [link for place, link in enumerate(links) if place < LINKS_SHOWN or link.judgement]
    found = []
    for link in chosen:
        other = catalogue.entries.get(link.right if link.left == identifier else link.left)
        if other is not None:
            title = catalogue.plans[other.plan_id].full_name
            found.append(Neighbour(link, other, title, _reasons(link), catalogue.continues(link)))
    return found


def _reasons(link: Link) -> list[LinkFeature]:
    weighty = sorted(link.features, key=lambda one: (-abs(one.contribution), one.name))
    return [one for one in weighty[:REASONS_SHOWN] if abs(one.contribution) >= LEAST_WEIGHT]


def _mentions(action: Action) -> Mapping[str, Sequence[str]]:
    """Return what an action names, by kind, each once."""
    found: dict[str, dict[str, None]] = {}
    for mention in action.mentions:
        found.setdefault(mention.kind, {})[mention.text] = None
    return {kind: tuple(texts) for kind, texts in found.items()}


def _beside(view: PlanView, actions: Sequence[Action], place: int) -> tuple[str, str] | None:
    """Return the label and address of the action at a place; None beyond either end."""
    if not 0 <= place < len(actions):
        return None
    return action_label(actions[place]), paths.action_page(view.id, actions[place].id)
