"""A text → what it names: concepts, stems, words and gestures, each with its weight.

The one idea is that an action says what is done first: what it is for, where it happens and who
else is at it count for less. An action that names no object of its own ("répondre à des besoins
spécifiques") takes those of its section, most of all from the targets that share a word with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.link.concepts import Concepts, ending, load_concepts
from pipeline.link.items import Item
from pipeline.link.words import Phrase, Role, Word, Words, load_words, matches

ROLE_WEIGHT: Mapping[Role, float] = {
    "head": 1.0,
    "detail": 0.6,
    "purpose": 0.6,
    "circumstance": 0.4,
    "partner": 0.2,
}
"""What a word counts for by the part of the action that it stands in."""
GENERIC_WEIGHT = 0.3
TITLE_WEIGHT, TARGET_WEIGHT, SHARED_TARGET_WEIGHT, PARENT_WEIGHT = 1.0, 0.4, 0.8, 0.4
"""What a section's title, targets and parent count for in what it is about."""
TARGET_WORDS_WEIGHT = 0.15
"""What the words of targets count for in the wording of a section, which is that of its title."""
INHERITED_WEIGHT = 0.85
"""What an action that names no object takes of what its section is about."""
MEMBER_WEIGHT = 0.8
"""What a section takes of what all of its actions name."""
OBJECT_MIN = 0.5
FIRST_WORDS, NEAR_WORDS = 2, 5
"""A gesture counts whole among the first words of an action, partly a little later."""
LATER_GESTURE, LAST_GESTURE, NEAR_GESTURE = 0.6, 0.2, 0.5

Weights = dict[str, float]


@dataclass(slots=True)
class Profile:
    """What a text names, by weight."""

    concepts: Weights = field(default_factory=dict)
    stems: Weights = field(default_factory=dict)
    words: Weights = field(default_factory=dict)
    gestures: Weights = field(default_factory=dict)
    sequence: list[str] = field(default_factory=list)
    """The stems in their order."""


@dataclass(frozen=True, slots=True)
class SectionProfile:
    """What a section's title, its targets (with their stems) and what it stands under name."""

    title: Profile
    targets: tuple[tuple[Profile, frozenset[str]], ...]
    parents: tuple[Profile, ...]

    def about(self, topics: frozenset[str] = frozenset()) -> Weights:
        """Return its concepts; a target that shares a word with `topics` counts for more."""
        concepts: Weights = {}
        for profile, weight in self._parts(topics):
            for concept, part in profile.concepts.items():
                _raise(concepts, concept, part * weight)
        return concepts

    def whole(self) -> Profile:
        """Return title and targets as one text, to be compared with others."""
        made = Profile(sequence=list(self.title.sequence), gestures=self.title.gestures)
        parts = [(self.title, TITLE_WEIGHT, TITLE_WEIGHT)]
        parts += [(one, TARGET_WEIGHT, TARGET_WORDS_WEIGHT) for one, _ in self.targets]
        for profile, of_concepts, of_words in parts:
            for mine, theirs, weight in (
                (made.concepts, profile.concepts, of_concepts),
                (made.stems, profile.stems, of_words),
                (made.words, profile.words, of_words),
            ):
                for key, part in theirs.items():
                    _raise(mine, key, part * weight)
        return made

    def _parts(self, topics: frozenset[str]) -> Iterator[tuple[Profile, float]]:
        yield self.title, TITLE_WEIGHT
        for profile, stems in self.targets:
            yield profile, SHARED_TARGET_WEIGHT if topics & stems else TARGET_WEIGHT
        for profile in self.parents:
            yield profile, PARENT_WEIGHT


class Profiler:
    """What is needed of one language to read its texts."""

    def __init__(self, words: Words, concepts: Concepts) -> None:
        """Take the lexicons of the language."""
        self.words = words
        self.concepts = concepts
        self._object = {key for key, one in concepts.entries.items() if one.kind == "object"}
        self._gestures: dict[str, list[tuple[str, Phrase]]] = {}
        for name, gesture in words.gestures.items():
            for phrase in filter(None, map(words.phrase, gesture.words)):
                self._gestures.setdefault(phrase[0][0], []).append((name, phrase))
        self._starting: dict[str, list[tuple[str, Phrase]]] = {}

    def with_concepts(self, concepts: Concepts) -> Profiler:
        """Return a reader of the same words with another concept lexicon."""
        return Profiler(self.words, concepts)

    def profile(self, text: str) -> Profile:
        """Read one text."""
        made = Profile()
        promoted: Role | None = None
        place = 0
        for role, words in self.words.segments(text):
            weight = ROLE_WEIGHT[role]
            lights = [word.light for word in words]
            named = self.concepts.find(lights)
            if promoted is None and role != "partner" and self._names_object(named, 1.0):
                promoted = role
            if role == promoted:
                weight = 1.0
            for concept, part in named.items():
                _raise(made.concepts, concept, part * weight)
            self._read_words(words, made, ROLE_WEIGHT[role])
            self._read_gestures(lights, made, place)
            place += len(words)
        return made

    def read_section(self, section: Item, parents: Iterable[Item] = ()) -> SectionProfile:
        """Read a section: its title, each of its targets, and what it stands under."""
        return SectionProfile(
            self.profile(section.text),
            tuple((self.profile(text), self.topics(text)) for text in section.targets),
            tuple(self.profile(parent.text) for parent in parents),
        )

    def completed(self, profile: Profile, section: SectionProfile | None, text: str) -> Weights:
        """Return the concepts of an action, with its section's where it names no object."""
        if section is None or self._names_object(profile.concepts, OBJECT_MIN):
            return profile.concepts
        concepts = dict(profile.concepts)
        for concept, weight in section.about(self.topics(text)).items():
            _raise(concepts, concept, INHERITED_WEIGHT * weight)
        return concepts

    def topics(self, text: str) -> frozenset[str]:
        """Return the stems of the words of a text that say something."""
        words = map(self.words.word, self.words.tokens(text))
        return frozenset(word.stem for word in words if not word.generic)

    def _names_object(self, concepts: Weights, least: float) -> bool:
        return any(weight >= least and key in self._object for key, weight in concepts.items())

    def _read_words(self, words: Iterable[Word], made: Profile, weight: float) -> None:
        stems, counted = made.stems, made.words
        telling, generic = weight**0.5, weight**0.5 * GENERIC_WEIGHT
        made.sequence += [word.stem for word in words]
        for word in words:
            part = generic if word.generic else telling
            if part > stems.get(word.stem, 0.0):
                stems[word.stem] = part
            if not word.generic:
                counted[word.text] = counted.get(word.text, 0.0) + weight

    def _read_gestures(self, lights: list[str], made: Profile, place: int) -> None:
        known = self._starting
        begun = [
            (start, beginning)
            for start, word in enumerate(lights)
            if (beginning := known[word] if word in known else self._begin(word))
        ]
        for start, beginning in begun:
            for name, phrase in beginning:
                if len(phrase) > 1 and ending(phrase, lights, start) is None:
                    continue
                at = place + start
                late = LATER_GESTURE if at < NEAR_WORDS else LAST_GESTURE
                weight = 1.0 if at < FIRST_WORDS else late
                _raise(made.gestures, name, weight)
                for near in self.words.gestures[name].near:
                    _raise(made.gestures, near, weight * NEAR_GESTURE)

    def _begin(self, word: str) -> list[tuple[str, Phrase]]:
        found = self._starting[word] = [
            (name, phrase)
            for name, phrase in self._gestures.get(word[0], ())
            if matches(word, phrase[:1])
        ]
        return found


def with_members(concepts: Weights, total: Weights, members: int) -> Weights:
    """Return the concepts of a section with those of the actions under it, by their share."""
    made = dict(concepts)
    for concept, weight in total.items():
        _raise(made, concept, MEMBER_WEIGHT * (weight / members) ** 0.5)
    return made


@lru_cache(maxsize=8)
def load_profiler(language: str) -> Profiler:
    """Return the reader of a language's texts, the same one each time."""
    return Profiler(load_words(language), load_concepts(language))


def _raise(weights: Weights, key: str, weight: float) -> None:
    if weight > weights.get(key, 0.0):
        weights[key] = weight
