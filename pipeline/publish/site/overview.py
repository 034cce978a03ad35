"""The first page: what this is, the key figures, and every plan with what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.publish.site import paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.publish.site.catalogue import Catalogue
    from pipeline.publish.site.render import Renderer


def pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield the page."""
    yield renderer.page(
        "overview.html",
        paths.OVERVIEW,
        section="overview",
        figures=_figures(catalogue),
        views=catalogue.views,
        editions={view.id: catalogue.beside(view.id) for view in catalogue.views},
    )


def _figures(catalogue: Catalogue) -> list[tuple[str, int]]:
    """Return the name and number of each key figure; what there is none of is left out."""
    publication = catalogue.publication
    figures = {
        "plans": len(catalogue.views),
        "actions": sum(len(view.plan.actions) for view in catalogue.views),
        "objectives": sum(len(view.sections) for view in catalogue.views),
        "targets": sum(view.targets for view in catalogue.views),
        "links": sum(map(catalogue.overlaps, publication.links.links)),
        "words": _accounted([report.words for report in publication.reports.values()]),
    }
    return [(name, number) for name, number in figures.items() if number]


def _accounted(counts: list[Any]) -> int:
    """Return how many words of a hundred the program can say the place of, rounded down."""
    total = sum(count.total for count in counts)
    lost = sum(count.unclaimed for count in counts)
    return int(100 * (total - lost) / total) if total else 0
