"""Leading verbs: what the texts of actions and objectives say is done.

A sentence leads with infinitives ("Poursuivre et renforcer"), coordinated ones too, also after
an object ("Soutenir l'offre et favoriser les déplacements"): as long as no other infinitive stands
between that a later one could depend on. One that leads with none tells by its first finite verb
("la Ville évaluera"): a future form, or any form behind a subject that the lexicon knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.enrich.found import Found
from pipeline.enrich.reading import Reading, lower, skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.enrich.lemmas import Lemmas
    from pipeline.enrich.words import VerbWords

_ENDS = frozenset(".!?;…–—•:")
_HYPHENS = frozenset("-‐‑")
_CLOSED = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb in tokens; `to` is the token after it."""

    start: int
    to: int
    lemma: str


class VerbFinder:
    """Finds the leading verbs of a text."""

    def __init__(self, words: VerbWords, lemmas: Lemmas) -> None:
        self._words = words
        self._lemmas = lemmas
        self._around = frozenset((*words.clitics, *words.adverbs, *words.reflexives))

    def find(self, reading: Reading) -> Iterator[Found]:
        """Yield the verbs that lead the sentences of a text."""
        for start, end in _sentences(reading):
            for verb in self._leading(reading, start, end) or self._finite(reading, start, end):
                span = reading.doc[verb.start : verb.to]
                yield Found("verb", span.start_char, span.end_char, {"lemma": verb.lemma})

    def _leading(self, reading: Reading, start: int, end: int) -> list[_Verb]:
        at = start
        while at < end and lower(reading.doc[at]) in self._words.adverbs:
            at += 1
        first = self._infinitive(reading, at, end)
        return [first, *self._coordinated(reading, first.to, end)] if first else []

    def _infinitive(self, reading: Reading, at: int, end: int) -> _Verb | None:
        to = skip(reading.doc, at, self._words.reflexives)
        if to >= end or _is_compound(reading, to):
            return None
        phrase = reading.at("verb_phrase", to)
        lemma = phrase.name if phrase else self._lemmas.infinitive(reading.doc[to].text)
        if lemma is None:
            return None
        # A verb table has no reflexive verbs: "se" is what the text itself says.
        particle = f"{self._words.reflexives[0]} " if to > at else ""
        return _Verb(at, phrase.end if phrase else to + 1, _elided(particle, lemma))

    def _coordinated(self, reading: Reading, at: int, end: int) -> Iterator[_Verb]:
        while at < end:
            after = self._past_conjunctions(reading, at, end)
            verb = self._infinitive(reading, after, end) if after > at else None
            if verb:
                yield verb
                at = verb.to
            elif self._lemmas.infinitive(reading.doc[at].text):
                return
            else:
                at += 1

    def _past_conjunctions(self, reading: Reading, at: int, end: int) -> int:
        after = at
        while after < end and lower(reading.doc[after]) in self._words.conjunctions:
            after += 1
        if after == at:
            return at
        around = (*self._words.clitics, *self._words.adverbs)
        while after < end and lower(reading.doc[after]) in around:
            after += 1
        return after

    def _finite(self, reading: Reading, start: int, end: int) -> list[_Verb]:
        """The first finite verb of the main clause; one behind a relative is another clause's."""
        inside = False
        for at in range(start, end):
            word = lower(reading.doc[at])
            if word == ",":
                inside = False
            elif word in self._words.relatives:
                inside = True
            elif word in self._words.auxiliaries and not inside:
                verbs = self._governed(reading, at + 1, end)
                return [*verbs, *self._more_finite(reading, verbs[-1].to if verbs else end, end)]
            elif not inside and (verb := self._finite_at(reading, at)):
                return [verb, *self._more_finite(reading, verb.to, end)]
        return []

    def _finite_at(self, reading: Reading, at: int) -> _Verb | None:
        doc, word = reading.doc, lower(reading.doc[at])
        lemma = self._lemmas.futures.get(word)
        if lemma is None and self._behind_subject(reading, at):
            lemma = self._lemmas.forms.get(word)
        if lemma is None:
            return None
        reflexive = at > 0 and lower(doc[at - 1]) in self._words.reflexives
        particle = f"{self._words.reflexives[0]} " if reflexive else ""
        phrase, to = self._phrase(reading, at + 1, lemma)
        return _Verb(at - reflexive, to, _elided(particle, phrase))

    def _phrase(self, reading: Reading, at: int, lemma: str) -> tuple[str, int]:
        """Return the verb of several words that a finite form begins ("mettra en place")."""
        rests = {
            rest: phrase
            for phrase in self._words.phrases
            for first, _, rest in [phrase.partition(" ")]
            if first == lemma
        }
        for rest in sorted(rests, key=len, reverse=True):
            to = skip(reading.doc, at, (rest,))
            if to > at:
                return rests[rest], to
        return lemma, at

    def _governed(self, reading: Reading, at: int, end: int) -> list[_Verb]:
        """The verbs behind an auxiliary: infinitives ("pourra former") or a participle."""
        while at < end and lower(reading.doc[at]) in self._around:
            at += 1
        if at >= end:
            return []
        if verb := self._infinitive(reading, at, end):
            return [verb, *self._coordinated(reading, verb.to, end)]
        lemma = self._lemmas.forms.get(lower(reading.doc[at]))
        return [_Verb(at, at + 1, lemma)] if lemma else []

    def _behind_subject(self, reading: Reading, at: int) -> bool:
        while at > 0 and lower(reading.doc[at - 1]) in self._around:
            at -= 1
        return reading.before("subject", at)

    def _more_finite(self, reading: Reading, at: int, end: int) -> Iterator[_Verb]:
        while at < end:
            after = skip(reading.doc, at, self._words.conjunctions)
            while at < after < end and lower(reading.doc[after]) in self._around:
                after += 1
            lemma = self._lemmas.futures.get(lower(reading.doc[after])) if after < end else None
            if after > at and lemma:
                yield _Verb(after, after + 1, lemma)
                at = after
            at += 1


def _sentences(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the sentences in tokens; one begins with a capital where a full stop ends another."""
    start = 0
    for token in reading.doc:
        if token.text not in _ENDS:
            continue
        following = reading.doc[token.i + 1] if token.i + 1 < len(reading.doc) else None
        if token.text in _CLOSED and following is not None and following.text[0].islower():
            continue
        if token.i > start:
            yield start, token.i
        start = token.i + 1
    if start < len(reading.doc):
        yield start, len(reading.doc)


def _is_compound(reading: Reading, at: int) -> bool:
    """Tell whether a hyphen makes the word a part of a noun ("vivre-ensemble")."""
    behind = reading.doc[at + 1] if at + 1 < len(reading.doc) else None
    return behind is not None and behind.text in _HYPHENS and not reading.doc[at].whitespace_


def _elided(particle: str, lemma: str) -> str:
    """Join a particle to a verb ("s'assurer")."""
    if particle.endswith("e ") and lemma[0] in "aeéèêiîoôuy":
        return f"{particle[:-2]}'{lemma}"
    return particle + lemma
