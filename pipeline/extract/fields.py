"""The fields of an action that a label may name, and what a label is."""

from __future__ import annotations

from pipeline.lexicon import Lexicon
from pipeline.lexicon_tables import ColumnField
from pipeline.text import words

FIELDS: frozenset[ColumnField] = frozenset(
    {"role", "lead", "partner", "indicator", "budget", "deadline", "status", "note"}
)
LABEL_WORDS = 5


def field_of(label: str, lexicon: Lexicon) -> str | None:
    """Return the field of an action that a label names, or None."""
    if len(words(label)) > LABEL_WORDS:
        return None
    name = lexicon.classify(lexicon.columns, label)
    return name if name in FIELDS else None
