"""How the data was made: the steps, where every word went, the documents and the versions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.model import SCHEMA_VERSION
from pipeline.publish.site import paths, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.publish.site.catalogue import Catalogue
    from pipeline.publish.site.render import Renderer

STEPS = ("read", "extract", "enrich", "check", "link", "publish")
LIMITS = ("result", "link", "text")


def pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield the page."""
    reports = catalogue.publication.reports
    rules: Counter[str] = Counter()
    for report in reports.values():
        rules.update(report.words.ignored)
    known = words.vocabulary()["ignored"]
    yield renderer.page(
        "method.html",
        paths.METHOD,
        section="method",
        steps=STEPS,
        limits=LIMITS,
        views=catalogue.views,
        reports=reports,
        rules=[(known.get(rule, words.label(rule)), n) for rule, n in sorted(rules.items())],
        schema=SCHEMA_VERSION,
    )
