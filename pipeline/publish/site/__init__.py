"""A publication → the pages of its site, as bytes by relative path. Nothing is written.

`site` yields one file after the other and keeps none: thousands of actions need no memory of
their own. Every page is made by the module that is named after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.publish.site import (
    action,
    changes,
    data,
    doubts,
    links,
    method,
    overview,
    plan,
    search,
    timeline,
)
from pipeline.publish.site.catalogue import Catalogue
from pipeline.publish.site.publication import Comparison, DataFile, PageImage, Publication
from pipeline.publish.site.render import Renderer, assets

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Comparison", "DataFile", "PageImage", "Publication", "site"]

PAGES = (overview, plan, action, timeline, links, changes, doubts, method, data, search)


def site(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the site: its path inside the site, and its content."""
    yield from assets()
    catalogue = Catalogue(publication)
    renderer = Renderer(publication.version)
    for module in PAGES:
        yield from module.pages(catalogue, renderer)
