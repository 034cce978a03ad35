"""The concepts of a text: its words come in, the concepts that they name go out.

A concept is named by labels of one or several words, in their order, with at most two other words
between; less surely by the two words of a label the other way round. A label inside a phrase that
the concept lists under `not` does not count. A concept brings its broader ones with it, with less
weight the further they are. The lexicon is data (`lexicon/concepts_<language>.toml`); a language
without one has no concepts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from math import log1p
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.lexicon import LexiconError, data_file, has_data_file
from pipeline.link.words import Phrase, Words

GAP = 2
"""How many other words may stand between two words of a label."""
BROADER_WEIGHT = 0.5
"""What a concept counts for whoever named one that is a kind of it."""
TURNED_WEIGHT = 0.6
"""What a concept counts for that is named by the two words of a label the other way round."""
BREADTH = 0.15
"""How much less a concept tells for each unit of the logarithm of how many are kinds of it."""

Kind = Literal["object", "public", "quality"]
Span = tuple[int, int]
KIND_WEIGHT: Mapping[Kind, float] = {"object": 1.0, "public": 0.3, "quality": 0.3}
"""What a shared concept counts for: a public or a manner in common proves little."""


class Concept(BaseModel):
    """An entry of the concept lexicon."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    kind: Kind = "object"
    labels: tuple[str, ...]
    excluded: tuple[str, ...] = Field(default=(), alias="not")
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A label, or a phrase that hides labels, of one concept."""

    concept: str
    label: str
    phrase: Phrase
    excluded: bool
    last: str
    """The last word of the phrase, where it is not its first; "" where it may end anyhow."""
    weight: float = 1.0


@dataclass(frozen=True)
class Concepts:
    """The concept lexicon of one language, ready to be looked for."""

    entries: Mapping[str, Concept]
    _exact: Mapping[str, tuple[_Pattern, ...]]
    _open: Mapping[str, tuple[_Pattern, ...]]
    """The patterns whose first word may end anyhow, by its beginning."""
    _starting: dict[str, Mapping[str, Sequence[_Pattern]]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """The patterns that each word begins, by their last word: few of them can stand in a text."""

    def find(self, tokens: Sequence[str]) -> dict[str, float]:
        """Return the concepts of light forms: 1 where named, less where only a kind of it is."""
        found: dict[str, float] = {}
        for pattern, _ in self._standing(tokens):
            for concept, part in self._above[pattern.concept]:
                weight = part * pattern.weight
                if weight > found.get(concept, 0.0):
                    found[concept] = weight
        return found

    def fired(self, tokens: Sequence[str]) -> list[tuple[str, str, Span]]:
        """Return the labels that stand in light forms: concept, label, and place in words."""
        return [(pattern.concept, pattern.label, span) for pattern, span in self._standing(tokens)]

    def _standing(self, tokens: Sequence[str]) -> list[tuple[_Pattern, Span]]:
        known = self._starting
        begun = [
            (start, pattern)
            for start, word in enumerate(tokens)
            if (by_last := known[word] if word in known else self._begin(word))
            for last in ("", *tokens[start + 1 :])
            if last in by_last
            for pattern in by_last[last]
        ]
        spans: list[tuple[_Pattern, Span]] = []
        hidden: list[tuple[str, Span]] = []
        for start, pattern in begun:
            end = ending(pattern.phrase, tokens, start)
            if end is None:
                continue
            if pattern.excluded:
                hidden.append((pattern.concept, (start, end)))
            else:
                spans.append((pattern, (start, end)))
        return [
            (pattern, span)
            for pattern, span in spans
            if not any(pattern.concept == one and _inside(span, place) for one, place in hidden)
        ]

    def without(self, labels: frozenset[tuple[str, str]]) -> Concepts:
        """Return the lexicon without some labels, given as concept and label."""
        return Concepts(
            self.entries,
            {
                word: tuple(p for p in patterns if (p.concept, p.label) not in labels)
                for word, patterns in self._exact.items()
            },
            {
                word: tuple(p for p in patterns if (p.concept, p.label) not in labels)
                for word, patterns in self._open.items()
            },
        )

    def _begin(self, word: str) -> Mapping[str, Sequence[_Pattern]]:
        begins = (self._open.get(word[:size], ()) for size in range(1, len(word) + 1))
        found: dict[str, list[_Pattern]] = {}
        for pattern in (*self._exact.get(word, ()), *chain.from_iterable(begins)):
            found.setdefault(pattern.last, []).append(pattern)
        self._starting[word] = found
        return found

    @cached_property
    def weights(self) -> dict[str, float]:
        """What each concept tells by itself: less of a public or a manner, less of a whole field.

        Two texts that name a field ("mobilité") and none of its many kinds share little. In a
        few plans rarity cannot tell so: a field may be as rare there as one of its kinds.
        """
        kinds: Counter[str] = Counter()
        for name, above in self._above.items():
            kinds.update(concept for concept, _ in above if concept != name)
        return {
            name: KIND_WEIGHT[entry.kind] / (1 + BREADTH * log1p(kinds[name]))
            for name, entry in self.entries.items()
        }

    @cached_property
    def _above(self) -> dict[str, list[tuple[str, float]]]:
        """Each concept with its broader ones, and what they count for."""
        above: dict[str, list[tuple[str, float]]] = {}
        for name in self.entries:
            weight, concept = 1.0, name
            above[name] = [(name, weight)]
            while (broader := self.entries[concept].broader) is not None:
                weight, concept = weight * BROADER_WEIGHT, broader
                above[name].append((concept, weight))
        return above


@lru_cache(maxsize=4)
def load_concepts(language: str) -> Concepts:
    """Return the concepts of a language; none where it has no lexicon.

    Raises:
        LexiconError: a broader concept that is not in the file, or that comes back to itself.
    """
    from pipeline.link.words import load_words

    name = f"concepts_{language}.toml"
    if not has_data_file(name):
        return Concepts({}, {}, {})
    entries = {key: Concept.model_validate(entry) for key, entry in data_file(name).items()}
    check_broader(entries, name)
    return build_concepts(entries, load_words(language))


def build_concepts(entries: Mapping[str, Concept], words: Words) -> Concepts:
    """Return the entries of a lexicon, ready to be looked for."""
    exact: dict[str, list[_Pattern]] = defaultdict(list)
    opened: dict[str, list[_Pattern]] = defaultdict(list)
    for pattern in _patterns(entries, words):
        first = pattern.phrase[0]
        (opened if first.endswith("*") else exact)[first.removesuffix("*")].append(pattern)
    return Concepts(
        entries,
        {word: tuple(found) for word, found in exact.items()},
        {word: tuple(found) for word, found in opened.items()},
    )


def _patterns(entries: Mapping[str, Concept], words: Words) -> Iterator[_Pattern]:
    for key, entry in entries.items():
        for labels, excluded in ((entry.labels, False), (entry.excluded, True)):
            for label in labels:
                phrase = words.phrase(label)
                if phrase:
                    yield _Pattern(key, label, phrase, excluded, _last(phrase))
                if not excluded and _turns(phrase, words):
                    turned = phrase[::-1]
                    yield _Pattern(key, label, turned, excluded, _last(turned), TURNED_WEIGHT)


def _last(phrase: Phrase) -> str:
    last = phrase[-1].removeprefix("-")
    return "" if len(phrase) == 1 or last.endswith(("*", "...")) else last


def _turns(phrase: Phrase, words: Words) -> bool:
    """Tell whether a phrase is two words that say something whatever their order."""
    return len(phrase) == 2 and not any(
        form.startswith(("-", "...")) or words.is_generic(form.removesuffix("*")) for form in phrase
    )


def check_broader(entries: Mapping[str, Concept], name: str) -> None:
    """Raise an error where a broader concept is missing or comes back to itself."""
    for key, entry in entries.items():
        seen, broader = {key}, entry.broader
        while broader is not None:
            if broader not in entries:
                raise LexiconError(f"{name}: {key}: broader '{broader}' is not in the file")
            if broader in seen:
                raise LexiconError(f"{name}: {key}: broader '{broader}' comes back to it")
            seen.add(broader)
            broader = entries[broader].broader


def ending(phrase: Phrase, tokens: Sequence[str], start: int) -> int | None:
    """Return where a phrase whose first word stands at `start` ends; None if it does not."""
    place, gap = start, GAP
    for form in phrase[1:]:
        if form == "...":
            gap = len(tokens)
            continue
        if form[0] == "-":
            form, gap = form[1:], 0
        for nearby in range(place + 1, min(place + 2 + gap, len(tokens))):
            word = tokens[nearby]
            if word == form or (form[-1] == "*" and word.startswith(form[:-1])):
                place = nearby
                break
        else:
            return None
        gap = GAP
    return place + 1


def _inside(span: Span, other: Span) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]
