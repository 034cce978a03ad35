"""The names that a trained spaCy pipeline finds, where a person has one and asks for it.

They stand beside what the lexicon finds, never in its place: a name that touches one of the
lexicon's of the same kind is left out.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.enrich.found import Found, overlap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.language import Language

    from pipeline.model import MentionKind


class ModelError(ValueError):
    """A trained pipeline that cannot be used; the message says how to get it."""


class TrainedFinder:
    """Finds names with a trained pipeline."""

    def __init__(self, model: str, kinds: Mapping[str, MentionKind]) -> None:
        self._nlp = _load(model)
        self._kinds = kinds

    def find(self, text: str, known: Sequence[Found]) -> list[Found]:
        """Return the names of a text that the lexicon does not know."""
        names = [
            Found(self._kinds[entity.label_], entity.start_char, entity.end_char)
            for entity in self._nlp(text).ents
            if entity.label_ in self._kinds
        ]
        return [
            name
            for name in names
            if not any(name.kind == other.kind and overlap(name, other) for other in known)
        ]


@lru_cache(maxsize=2)
def _load(model: str) -> Language:
    import spacy

    try:
        return spacy.load(model)
    except OSError as error:
        raise ModelError(
            f"spaCy pipeline '{model}' is not installed; "
            f"run: python -m spacy download {model}, or leave the option out"
        ) from error
