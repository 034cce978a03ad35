"""How a mention is written in the tables of phrases: what stands in the text = what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model import Mention

KINDS = ("verb", "organisation", "group", "place", "quantity", "date", "document")
_BOUNDS = {"minimum": "≥", "maximum": "≤", "about": "~"}


def render(mention: Mention) -> str:
    """Write a mention: `500 logements=≥500 logement`, `d'ici 2030=../2030-12-31`."""
    return f"{mention.text}={_meaning(mention)}"


def _meaning(mention: Mention) -> str:
    value = mention.value or {}
    if mention.kind == "quantity":
        number = "?" if value["number"] is None else value["number"]
        if "min" in value:
            number = f"{value['min']}..{value['max']}"
        return f"{_BOUNDS.get(str(value.get('bound')), '')}{number} {value['unit']}"
    if mention.kind == "date":
        return f"{value['start'] or '..'}/{value['end'] or '..'}"
    return str(value["lemma" if mention.kind == "verb" else "canonical"])
