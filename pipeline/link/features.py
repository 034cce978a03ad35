"""Pairs of items → what speaks for a link, a column each.

Every feature is a function of a batch of pairs, and its docstring is its documentation: the
first line says what it sees, the rest why. `docs/linking.md` is made of them. Values lie between
0 and 1 (`prominence` between -1 and 1); none of them knows how much it weighs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from pipeline.link.index import UNKNOWN
from pipeline.link.matrices import Matrix, dots, overlap, sums

if TYPE_CHECKING:
    from pipeline.link.index import Index, Side
    from pipeline.link.matrices import Floats, Rows

NEAR_WORDING = 0.3
"""Texts that share less wording are not held against each other letter by letter."""
NEAR_FROM = 60
"""The likeness of two texts, in percent, from which they are nearly identical."""


@dataclass(frozen=True)
class Pairs:
    """A batch of pairs: rows of two sides, and how like they are in the search."""

    index: Index
    left_side: Side
    right_side: Side
    left: Rows
    right: Rows
    likeness: Floats
    usual: Floats
    """How like the candidates of both items are as a rule (the mean of the best few)."""

    @cached_property
    def concepts(self) -> tuple[Matrix, Matrix]:
        """The concepts of both, by weight."""
        return self.left_side.concepts[self.left], self.right_side.concepts[self.right]

    @cached_property
    def alike(self) -> Floats:
        """How like the concepts of both are."""
        left, right = self.left_side.unit_concepts, self.right_side.unit_concepts
        return dots(left[self.left], right[self.right])

    @cached_property
    def shared(self) -> Matrix:
        """The concepts that both name, by the lower weight."""
        return overlap(*self.concepts)

    @cached_property
    def shared_weight(self) -> Floats:
        """What the concepts that both name weigh together."""
        return sums(self.shared)

    @cached_property
    def wording(self) -> Floats:
        """The likeness of stems."""
        return dots(self.left_side.unit_stems[self.left], self.right_side.unit_stems[self.right])


def concepts(pairs: Pairs) -> Floats:
    """Both texts name the same concepts of municipal policy, in like proportions.

    The cosine of their concepts. A rare concept weighs more than a common one, what is done
    more than what it is done for, and a concept shared only through its broader one less. This
    is what finds two plans that say the same in other words.
    """
    return pairs.alike


def main_concept(pairs: Pairs) -> Floats:
    """The most telling concept that both texts name.

    Its weight, from 0 to 1. One rare object in common says more than several common ones.
    """
    return np.asarray(pairs.shared.max(axis=1).todense()).ravel().astype(np.float32)


def containment(pairs: Pairs) -> Floats:
    """One text's concepts are all among the other's.

    The shared weight over that of the text that names less. A part of a broad action overlaps
    it, though their proportions differ: umbrella actions are not punished. A text that names next
    to nothing is hardly contained in all that name it: its weight counts as that of what texts
    name besides the concepts that are known, at least.
    """
    left, right = pairs.concepts
    least: Floats = np.maximum(np.minimum(sums(left), sums(right)), np.float32(UNKNOWN))
    part: Floats = pairs.shared_weight / least
    return part


def context(pairs: Pairs) -> Floats:
    """What one text names is what the other's objective and targets are about.

    The mean of both directions. It joins actions whose own words are few to the theme that they
    stand under.
    """
    contexts = pairs.index.contexts
    left, right = pairs.left_side, pairs.right_side
    forth = dots(left.unit_concepts[pairs.left], contexts[right.context[pairs.right]])
    back = dots(contexts[left.context[pairs.left]], right.unit_concepts[pairs.right])
    return ((forth + back) / 2).astype(np.float32)


def wording(pairs: Pairs) -> Floats:
    """Both texts use the same words, whatever their endings.

    The cosine of Snowball stems with BM25's weights for rare words. Words that most actions of
    most plans have (soutenir, projet, organisme) count for a third.
    """
    return pairs.wording


def letters(pairs: Pairs) -> Floats:
    """Both texts use words that are spelt alike.

    The cosine of the groups of four letters of their telling words: it sees families of words
    that stems keep apart, compounds, and misspellings.
    """
    return dots(pairs.left_side.letters_of(pairs.left), pairs.right_side.letters_of(pairs.right))


def near_text(pairs: Pairs) -> Floats:
    """Both texts are nearly the same, word by word.

    RapidFuzz's ratio of the two texts of stems, counted from 60 %, and only where wording is
    close at all: it tells a copy with a few changes from texts that merely share words.
    """
    from rapidfuzz import fuzz, process

    value = np.zeros(len(pairs.left), np.float32)
    close = np.flatnonzero(pairs.wording >= NEAR_WORDING)
    if not len(close):
        return value
    ratios = process.cpdist(
        pairs.left_side.texts[pairs.left[close]],
        pairs.right_side.texts[pairs.right[close]],
        scorer=fuzz.ratio,
        score_cutoff=NEAR_FROM,
        dtype=np.float32,
    )
    value[close] = ((ratios - NEAR_FROM) / (100 - NEAR_FROM)).clip(0, 1)
    return value


def gesture(pairs: Pairs) -> Floats:
    """Both actions do the same kind of thing (inform, train, build, represent ...).

    The cosine of the classes of their verbs, the first verb counting most, rare classes more
    than common ones. Alone it proves nothing, so it counts as far as concepts agree too.
    """
    left, right = pairs.left_side, pairs.right_side
    same = dots(left.unit_gestures[pairs.left], right.unit_gestures[pairs.right])
    return same * np.sqrt(pairs.alike)


def mentions(pairs: Pairs) -> Floats:
    """Both texts name the same organisations, groups, places, documents or quantities.

    The cosine of what the enrichment found in them, rare names weighing more. A public or a
    partner in common is weak evidence, a rare name a good one.
    """
    left, right = pairs.left_side, pairs.right_side
    return dots(left.unit_mentions[pairs.left], right.unit_mentions[pairs.right])


def documents(pairs: Pairs) -> Floats:
    """Both stand under the same cited policy documents.

    The share of the cited documents of the one that cites fewer.
    """
    left = pairs.left_side.documents[pairs.left]
    right = pairs.right_side.documents[pairs.right]
    least = np.minimum(sums(left), sums(right))
    return np.divide(sums(overlap(left, right)), least, out=np.zeros_like(least), where=least > 0)


def prominence(pairs: Pairs) -> Floats:
    """This pair stands out among the candidates of both.

    The likeness of the pair less the usual likeness of the best candidates of either: the hub
    correction. An action like everything is like nothing in particular; a genuine umbrella
    action keeps its links, since it is held against its own candidates only.
    """
    return (pairs.likeness - pairs.usual).clip(-1, 1)


FEATURES: dict[str, Callable[[Pairs], Floats]] = {
    one.__name__: one
    for one in (
        concepts,
        main_concept,
        containment,
        context,
        wording,
        letters,
        near_text,
        gesture,
        mentions,
        documents,
        prominence,
    )
}

OF_CANDIDATES = (prominence.__name__,)
"""The features that other pairs have a part in; all others hang on the two items alone."""


def measure(pairs: Pairs) -> Floats:
    """Return the features of a batch, a row a pair, in the order of `FEATURES`."""
    if not len(pairs.left):
        return np.zeros((0, len(FEATURES)), np.float32)
    return np.stack([feature(pairs) for feature in FEATURES.values()], axis=1)
