"""Links as the pieces of text that `links.json` and its tables are put together from.

In a collection of many plans nearly all that is published are links, and most of them stay as
they are when one plan changes: whoever keeps the pieces of a link need not make them again. The
files are the same bytes as those of the whole `Links`.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from pipeline.model import Link, Links
from pipeline.publish.link_tables import link_feature_rows, link_rows
from pipeline.publish.to_csv import csv_rows
from pipeline.publish.to_json import dump

FILES = ("links.json", "csv/links.csv", "csv/link_features.csv")
"""The published files that hold the texts of links, in the order of `LinkText`."""
_INDENT = b"\n    "
_BETWEEN = b"," + _INDENT
_NONE, _FIRST, _LAST = b'\n  "links": [],', b'\n  "links": [' + _INDENT, b"\n  ],"


class LinkText(NamedTuple):
    """A link as it stands in `links.json`, in `links.csv` and in `link_features.csv`."""

    json: bytes
    row: bytes
    features: bytes


@dataclass(frozen=True, slots=True)
class LinkTexts:
    """All links: their texts in the order of `Links`, and the rest of it.

    Texts may be those of several links that follow each other.
    """

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
    links = [one.json for one in texts.links]
    links[0] = before + _FIRST + links[0]
    links[-1] += _LAST + after
    return _BETWEEN.join(links)


class Cut:
    """The texts of links, cut out of the files that were put together from them."""

    def __init__(self, files: Sequence[bytes], lengths: array[int]) -> None:
        """Take the files in the order of `FILES`, and the lengths of each link's texts in turn."""
        self._files = json, rows, features = files
        self._in_turn = lengths
        starts = json.find(_FIRST) + len(_FIRST), rows.find(b"\n") + 1, features.find(b"\n") + 1
        self._lengths = [lengths[part::3] for part in range(3)]
        self._starts = [
            array("Q", accumulate((length + more for length in part), initial=start))
            for part, start, more in zip(self._lengths, starts, (len(_BETWEEN), 0, 0), strict=True)
        ]

    def of(self, links: range) -> LinkText:
        """Return the texts of links that follow each other, as they stand in the files."""
        first, last = links[0], links[-1]
        return LinkText(
            *(
                file[starts[first] : starts[last] + lengths[last]]
                for file, starts, lengths in zip(
                    self._files, self._starts, self._lengths, strict=True
                )
            )
        )

    def lengths(self, links: range) -> array[int]:
        """Return the lengths of the texts of links that follow each other, in turn."""
        return self._in_turn[links.start * len(FILES) : links.stop * len(FILES)]
