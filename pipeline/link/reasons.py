"""A scored pair → why, as sentences in French that an analyst can check against both texts.

One sentence for each feature that moved the score. What it names (concepts, words, mentions) is
read from the same rows that were scored, so that the reason shown is the true one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.link.matrices import Matrix, overlap

if TYPE_CHECKING:
    from pipeline.link.index import Index, Side
    from pipeline.link.profile import Profiler

SHOWN, GESTURES_SHOWN = 4, 2
"""How many concepts, words or names a sentence lists, and how many gestures."""
WHOLE, NEAR, CLEARLY, PARTLY, STANDS_OUT = 0.995, 0.5, 0.6, 0.3, 0.15
"""The values from which a sentence says so."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two items share, by what it is called, the most telling first."""

    concepts: tuple[str, ...]
    words: tuple[str, ...]
    gestures: tuple[str, ...]
    mentions: tuple[str, ...]
    documents: tuple[str, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        """Concepts and words, each once."""
        return tuple(dict.fromkeys((*self.concepts, *self.words)))


class Reason(NamedTuple):
    """A feature's value for a pair, and what the pair shares."""

    value: float
    evidence: Evidence


class Evidences:
    """Finds what pairs of one index share."""

    def __init__(self, index: Index, profilers: Sequence[Profiler]) -> None:
        """Take the index; the profilers say what concepts and gestures are called."""
        self._index = index
        self._titles: dict[str, str] = {}
        self._gestures: dict[str, str] = {}
        for one in profilers:
            self._titles |= {key: entry.name for key, entry in one.concepts.entries.items()}
            self._gestures |= {key: entry.name for key, entry in one.words.gestures.items()}

    def of(self, left: Side, right: Side, pair: tuple[int, int], words: Sequence[str]) -> Evidence:
        """Return what a pair of rows shares; `words` are those of the two texts that are alike."""
        names = self._index.names
        concepts = self._shared(left.concepts, right.concepts, pair, names.concepts)
        gestures = self._shared(left.unit_gestures, right.unit_gestures, pair, names.gestures)
        mentions = self._shared(left.unit_mentions, right.unit_mentions, pair, names.mentions)
        documents = self._shared(left.documents, right.documents, pair, names.documents)
        return Evidence(
            concepts=tuple(self._titles.get(name, name) for name in concepts),
            words=tuple(words),
            gestures=tuple(self._gestures.get(name, name) for name in gestures),
            mentions=tuple(dict.fromkeys(name.split(":", 1)[1] for name in mentions)),
            documents=tuple(documents),
        )

    def _shared(
        self, left: Matrix, right: Matrix, pair: tuple[int, int], names: Sequence[str]
    ) -> list[str]:
        both = overlap(left[pair[0]], right[pair[1]])
        order = sorted(
            zip(both.data.tolist(), both.indices.tolist(), strict=True),
            key=lambda one: (-one[0], names[one[1]]),
        )
        return [names[column] for weight, column in order if weight > 0]


def sentence(name: str, value: float, evidence: Evidence) -> str:
    """Return the sentence of a feature of a pair."""
    return _SENTENCES[name](Reason(value, evidence))


def _concepts(reason: Reason) -> str:
    return f"Les deux textes parlent des mêmes choses : {_listed(reason.evidence.concepts)}."


def _main_concept(reason: Reason) -> str:
    return f"L'objet commun le plus parlant est « {reason.evidence.concepts[0]} »."


def _containment(reason: Reason) -> str:
    if reason.value >= WHOLE:
        return "Tout ce que nomme le texte le plus étroit se trouve dans l'autre."
    part = _percent(reason.value)
    return f"Le texte le plus étroit a {part} de ce qu'il nomme en commun avec l'autre."


def _wording(reason: Reason) -> str:
    if not reason.evidence.words:
        return "Les deux textes n'ont en commun que des mots courants."
    return f"Les deux textes ont des mots en commun : {_listed(reason.evidence.words)}."


def _letters(reason: Reason) -> str:
    return f"Leurs mots s'écrivent de façon voisine (ressemblance de {_percent(reason.value)})."


def _near_text(reason: Reason) -> str:
    if reason.value >= NEAR:
        return "Les deux textes sont presque identiques, mot pour mot."
    return "Les deux textes se suivent en partie mot pour mot."


def _gesture(reason: Reason) -> str:
    return f"Le geste est du même genre : {_listed(reason.evidence.gestures[:GESTURES_SHOWN])}."


def _mentions(reason: Reason) -> str:
    return f"Les deux textes nomment la même chose : {_listed(reason.evidence.mentions)}."


def _documents(reason: Reason) -> str:
    return f"Les deux relèvent des mêmes documents : {_listed(reason.evidence.documents)}."


def _prominence(reason: Reason) -> str:
    if reason.value > 0:
        how = "nettement" if reason.value >= STANDS_OUT else "un peu"
        return f"Ce rapprochement ressort {how} parmi ceux des deux textes."
    return "Les deux textes en rapprochent bien d'autres, ce qui affaiblit ce lien."


def _actions(reason: Reason) -> str:
    how = (
        "nettement"
        if reason.value >= CLEARLY
        else "en partie"
        if reason.value >= PARTLY
        else "un peu"
    )
    return f"Les actions qui s'y rattachent se recoupent {how}."


_SENTENCES: dict[str, Callable[[Reason], str]] = {
    "concepts": _concepts,
    "main_concept": _main_concept,
    "containment": _containment,
    "context": lambda _: "Ce que l'un des textes nomme est ce que vise l'objectif de l'autre.",
    "wording": _wording,
    "letters": _letters,
    "near_text": _near_text,
    "gesture": _gesture,
    "mentions": _mentions,
    "documents": _documents,
    "prominence": _prominence,
    "actions": _actions,
}


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:SHOWN])
    if len(shown) < 2:
        return "".join(shown) or "la même chose"
    return f"{', '.join(shown[:-1])} et {shown[-1]}"


def _percent(value: float) -> str:
    return f"{np.clip(value, 0, 1) * 100:.0f} %"
