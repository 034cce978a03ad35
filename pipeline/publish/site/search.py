"""All texts → the search page and its index, a script that only calls a name with plain values.

A page that was opened from disk may not fetch; it may load a script. The index holds the texts as
they are: accents are folded by the page that searches.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.publish.site import paths, words
from pipeline.publish.site.render import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.publish.site.catalogue import Catalogue, Entry
    from pipeline.publish.site.render import Renderer

TEXT_CHARACTERS = 20_000
"""What of one text is searched: more than any paragraph, less than what stalls a browser."""
SEARCHED = ("action", "section", "target", "passage")
FOUND_MAX = 100
"""The most results that a page shows."""
_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield the page and its index."""
    yield renderer.page(
        "search.html",
        paths.SEARCH,
        section="search",
        views=catalogue.views,
        limit=FOUND_MAX,
        kinds=[words.vocabulary()["kind"][name] for name in SEARCHED],
    )
    yield paths.INDEX, _index(catalogue)


def _index(catalogue: Catalogue) -> bytes:
    """Return the texts as rows of plan, kind, label, text and address, each by its position."""
    places = {plan_id: place for place, plan_id in enumerate(catalogue.plans)}
    items = {
        action.id: " ".join(item.text for item in action.items)
        for view in catalogue.views
        for action in view.plan.actions
        if action.items
    }
    rows = [
        _row(entry, places[entry.plan_id], items.get(entry.id, ""))
        for entry in catalogue.entries.values()
        if entry.kind in SEARCHED
    ]
    values = json.dumps(
        {"plans": [visible(view.full_name) for view in catalogue.views], "rows": rows},
        ensure_ascii=True,
        separators=(",", ":"),
    )
    return f"window.arrimage={values.translate(_IN_SCRIPT)};\n".encode()


def _row(entry: Entry, plan: int, more: str) -> list[str | int]:
    text = f"{entry.text} {more}".rstrip()[:TEXT_CHARACTERS]
    label = visible(entry.label[:120])
    return [plan, SEARCHED.index(entry.kind), label, visible(text), entry.href]
