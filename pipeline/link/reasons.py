"""A scored pair → why, as sentences in French that an analyst can check against both texts.

One sentence for each feature that moved the score. What it names (concepts, words, mentions) is
read from the same rows that were scored, so that the reason shown is the true one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.link.matrices import Matrix

if TYPE_CHECKING:
    from pipeline.link.index import Index, Side
    from pipeline.link.profile import Profiler
    from pipeline.model import LinkKind

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
    """The kind of a pair, the value of a feature of it, and what the pair shares."""

    kind: LinkKind
    value: float
    evidence: Evidence


class Evidences:
    """Finds what pairs of one index share."""

    def __init__(
        self, index: Index, profilers: Sequence[Profiler], printed: Mapping[str, str]
    ) -> None:
        """Take the index; the profilers and `printed` say what things are called."""
        self._index = index
        self._printed = printed
        self._rows: dict[tuple[int, int], dict[int, float]] = {}
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
            mentions=tuple(dict.fromkeys(self._printed.get(name, name) for name in mentions)),
            documents=tuple(self._printed.get(name, name) for name in documents),
        )

    def _shared(
        self, left: Matrix, right: Matrix, pair: tuple[int, int], names: Sequence[str]
    ) -> list[str]:
        mine, other = self._row(left, pair[0]), self._row(right, pair[1])
        both = [(min(mine[at], weight), names[at]) for at, weight in other.items() if at in mine]
        both.sort(key=lambda one: (-one[0], one[1]))
        return [name for weight, name in both if weight > 0]

    def _row(self, matrix: Matrix, row: int) -> dict[int, float]:
        """Return the entries of a row by column: an item has many links, its rows are read once."""
        key = id(matrix), row
        known = self._rows.get(key)
        if known is None:
            start, end = matrix.indptr[row : row + 2]
            columns, weights = matrix.indices[start:end], matrix.data[start:end]
            known = self._rows[key] = dict(zip(columns.tolist(), weights.tolist(), strict=True))
        return known


def sentence(kind: LinkKind, name: str, value: float, evidence: Evidence) -> str:
    """Return the sentence of a feature of a pair."""
    return _SENTENCES[name](Reason(kind, value, evidence))


def _both(reason: Reason) -> str:
    return _BOTH.get(reason.kind, "Les deux textes")


def _concepts(reason: Reason) -> str:
    names = reason.evidence.concepts
    if not names:
        return f"{_both(reason)} parlent de choses voisines."
    same = "de la même chose" if len(names) == 1 else "des mêmes choses"
    return f"{_both(reason)} parlent {same} : {_quoted(names)}."


def _main_concept(reason: Reason) -> str:
    return f"L'objet commun le plus parlant est {_quoted(reason.evidence.concepts[:1])}."


def _containment(reason: Reason) -> str:
    if reason.value >= WHOLE:
        return "Tout ce que nomme le plus étroit des deux se trouve dans l'autre."
    part = (
        "L'essentiel"
        if reason.value >= CLEARLY
        else "Une bonne part"
        if reason.value >= PARTLY
        else "Une part"
    )
    return f"{part} de ce que nomme le plus étroit des deux se trouve dans l'autre."


def _context(reason: Reason) -> str:
    if reason.value >= PARTLY:
        return "Ce que nomme l'un est ce que vise l'objectif de l'autre."
    return "Ce que nomme l'un touche à ce que vise l'objectif de l'autre."


def _wording(reason: Reason) -> str:
    words = reason.evidence.words
    if not words:
        return "Les deux n'ont en commun que des mots courants."
    some = "un mot" if len(words) == 1 else "des mots"
    return f"Les deux ont {some} en commun : {_quoted(words)}."


def _letters(reason: Reason) -> str:
    if reason.value >= PARTLY:
        return f"Leurs mots s'écrivent de façon voisine (ressemblance de {_percent(reason.value)})."
    return "Quelques mots s'écrivent de façon voisine."


def _near_text(reason: Reason) -> str:
    if reason.value >= NEAR:
        return "Les deux textes sont presque identiques, mot pour mot."
    return "Les deux textes se suivent en partie mot pour mot."


def _gesture(reason: Reason) -> str:
    gestures = reason.evidence.gestures[:GESTURES_SHOWN]
    if not gestures:
        return "Les gestes sont voisins."
    if len(gestures) == 1:
        return f"Le geste est du même genre : {_quoted(gestures)}."
    return f"Les gestes sont du même genre : {_quoted(gestures)}."


def _mentions(reason: Reason) -> str:
    names = reason.evidence.mentions
    one = "le même nom" if len(names) == 1 else "les mêmes noms"
    return f"Les deux citent {one} : {_quoted(names)}."


def _documents(reason: Reason) -> str:
    names = reason.evidence.documents
    one = "du même document" if len(names) == 1 else "des mêmes documents"
    return f"Les deux relèvent {one} : {_quoted(names)}."


def _prominence(reason: Reason) -> str:
    if reason.value > 0:
        how = "nettement" if reason.value >= STANDS_OUT else "un peu"
        return f"Ce rapprochement ressort {how} parmi ceux de l'un et de l'autre."
    return "L'un ou l'autre a des rapprochements plus forts, ce qui affaiblit ce lien."


def _mutual(reason: Reason) -> str:
    if reason.value >= WHOLE:
        return "Ni l'un ni l'autre n'a plus en commun avec autre chose dans le plan de l'autre."
    if reason.value >= CLEARLY:
        return "L'un et l'autre ont à peine plus en commun avec autre chose dans ces plans."
    return "L'un ou l'autre a plus en commun avec autre chose dans ces plans."


def _actions(reason: Reason) -> str:
    how = (
        "nettement"
        if reason.value >= CLEARLY
        else "en partie"
        if reason.value >= PARTLY
        else "un peu"
    )
    if reason.kind == "section":
        return f"Les actions des deux sections se recoupent {how}."
    return f"Une action de la section recoupe {how} cette action."


_BOTH: Mapping[LinkKind, str] = {
    "action": "Les deux actions",
    "action_section": "L'action et la section (avec ce qu'elle contient)",
    "section": "Les deux sections (avec ce qu'elles contiennent)",
}
_SENTENCES: Mapping[str, Callable[[Reason], str]] = {
    "concepts": _concepts,
    "main_concept": _main_concept,
    "containment": _containment,
    "context": _context,
    "wording": _wording,
    "letters": _letters,
    "near_text": _near_text,
    "gesture": _gesture,
    "mentions": _mentions,
    "documents": _documents,
    "prominence": _prominence,
    "mutual": _mutual,
    "actions": _actions,
}


def _quoted(names: Sequence[str]) -> str:
    """List names in quotes, since names may hold "et" themselves."""
    shown = [f"« {name} »" for name in names[:SHOWN]]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} et {shown[-1]}"


def _percent(value: float) -> str:
    return f"{max(1, round(min(max(value, 0.0), 1.0) * 100))} %"
