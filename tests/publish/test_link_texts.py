"""Links put together from pieces: the same bytes as from the whole model."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Judgement, Links
from pipeline.publish.link_texts import link_texts, links_json
from pipeline.publish.to_csv import csv_rows
from pipeline.publish.to_json import dump
from tests.publish.published import rows

LINKS = Links.model_validate_json(
    (Path(__file__).parents[2] / "extracted" / "links.json").read_bytes()
)
JUDGED = LINKS.model_copy(
    update={
        "links": tuple(
            one.model_copy(
                update={
                    "shared_terms": ('"links": [],', "a\nb,c", "\u2028\r"),
                    "judgement": Judgement(value="none", by="x", on="2026-01-01", note='"\n'),
                }
            )
            for one in LINKS.links[:3]
        )
    }
)


@pytest.mark.parametrize(
    "links", [Links(), LINKS, JUDGED, LINKS.model_copy(update={"links": LINKS.links[:1]})]
)
def test_the_pieces_make_the_same_files(links: Links) -> None:
    texts = link_texts(links)
    assert links_json(texts) == dump(links)
    made = rows([], [], links)
    assert b"".join(one.row for one in texts.links) == csv_rows(made["links"])
    assert b"".join(one.features for one in texts.links) == csv_rows(made["link_features"])
