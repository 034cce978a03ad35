"""Links as the pieces of text that `links.json` and its tables are put together from.

In a collection of many plans nearly all that is published are links, and most of them stay as
they are when one plan changes: whoever keeps the pieces of a link need not make them again. The
files are the same bytes as those of the whole `Links`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.model import Link, Links
from pipeline.publish.rows import link_feature_rows, link_rows
from pipeline.publish.to_csv import csv_rows
from pipeline.publish.to_json import dump

_INDENT = b"\n    "
_NONE, _FIRST, _LAST = b'\n  "links": [],', b'\n  "links": [' + _INDENT, b"\n  ],"


class LinkText(NamedTuple):
    """A link as it stands in `links.json`, in `links.csv` and in `link_features.csv`."""

    json: bytes
    row: bytes
    features: bytes


@dataclass(frozen=True, slots=True)
class LinkTexts:
    """All links: the texts of each, in the order of `Links`, and the rest of it."""

    head: Links
    links: Sequence[LinkText] = ()


def link_text(link: Link) -> LinkText:
    """Return the texts of a link."""
    return LinkText(
        link.model_dump_json(indent=2).encode().replace(b"\n", _INDENT),
        csv_rows(link_rows(link)),
        csv_rows(link_feature_rows(link)),
    )


def link_texts(links: Links) -> LinkTexts:
    """Return the texts of all links."""
    return LinkTexts(links.model_copy(update={"links": ()}), tuple(map(link_text, links.links)))


def links_json(texts: LinkTexts) -> bytes:
    """Return `links.json`."""
    head = dump(texts.head)
    if not texts.links:
        return head
    before, _, after = head.partition(_NONE)
    links = f",{_INDENT.decode()}".encode().join(one.json for one in texts.links)
    return b"".join((before, _FIRST, links, _LAST, after))
