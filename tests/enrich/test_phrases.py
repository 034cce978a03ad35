"""Real phrases and every mention in them, exactly: `phrases_<language>.csv`, a column a kind."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.enrich.rendering import KINDS, render

if TYPE_CHECKING:
    from pipeline.enrich.finder import Finder


def _rows(language: str) -> list[dict[str, str]]:
    path = Path(__file__).with_name(f"phrases_{language}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _found(finder: Finder, text: str) -> dict[str, str]:
    mentions = finder.find(text)
    return {
        kind: " | ".join(render(mention) for mention in mentions if mention.kind == kind)
        for kind in KINDS
    }


@pytest.mark.parametrize("row", _rows("fr"), ids=lambda row: row["text"][:60])
def test_french_phrase(finder_fr: Finder, row: dict[str, str]) -> None:
    assert {"text": row["text"], **_found(finder_fr, row["text"])} == row


@pytest.mark.parametrize("row", _rows("en"), ids=lambda row: row["text"][:60])
def test_english_phrase(finder_en: Finder, row: dict[str, str]) -> None:
    assert {"text": row["text"], **_found(finder_en, row["text"])} == row


def test_the_tables_are_large_and_have_every_kind() -> None:
    rows = _rows("fr")
    assert len({row["text"] for row in rows}) == len(rows) >= 80
    assert all(sum(bool(row[kind]) for row in rows) >= 10 for kind in KINDS)
