"""Links and what has been said of them → the pairs to ask a reader about, most useful first.

Pairs whose text has changed since they were judged come first. Then those that are uncertain and
high: the answer changes what is shown, and the pair is probably worth showing. For a blind reader
the pairs are shuffled, as their order would tell the score.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.link.judgements import JudgementRow, Pair, last_words, moved_on
from pipeline.model import Link, LinkKind, Links

JUDGED_KINDS: tuple[LinkKind, ...] = ("action", "action_section", "section")
"""The kinds asked about by default; a cited document is a fact and no opinion."""

_PEAK = 1.25
"""Usefulness is score x (1.25 - score): highest at 0.625, and above 0.9 still over that at 0.2."""


@dataclass(frozen=True, slots=True)
class Question:
    """A pair to ask about, its link if it has one, and what readers said of it that counts no more.

    `said` holds judgements of an earlier wording.
    """

    left: str
    right: str
    link: Link | None = None
    said: tuple[JudgementRow, ...] = ()

    @property
    def pair(self) -> Pair:
        """The two ids."""
        return self.left, self.right


@dataclass(frozen=True, slots=True)
class Wish:
    """Which pairs a reader wants to be asked about.

    `second` asks for those that another reader has judged, `blind` for an order that tells nothing.
    """

    reader: str
    second: bool = False
    blind: bool = False
    kinds: tuple[LinkKind, ...] = JUDGED_KINDS
    within: str | None = None
    limit: int | None = None


def questions(
    links: Links, rows: Sequence[JudgementRow], texts: Mapping[str, str], wish: Wish
) -> tuple[Question, ...]:
    """Return the pairs that a reader has not judged as they stand now."""
    by_pair = {(link.left, link.right): link for link in links.links}
    words = _standing(last_words(rows), texts)
    asked = [
        Question(*pair, link, _outdated(words.get(pair, ()), texts))
        for pair, link in _candidates(by_pair, words)
        if pair[0] in texts
        and pair[1] in texts
        and (link is None or link.kind in wish.kinds)
        and _inside(pair, wish.within)
        and _open(words.get(pair, ()), texts, wish)
    ]
    asked.sort(key=lambda one: (not one.said, -usefulness(one.link), one.pair))
    asked = asked[: wish.limit]
    if wish.blind:
        asked.sort(key=lambda one: hashlib.sha256("\n".join(one.pair).encode()).digest())
    return tuple(asked)


def usefulness(link: Link | None) -> float:
    """Return how much a judgement of a link would help; 0 for a pair that is no link."""
    return link.score * (_PEAK - link.score) if link else 0.0


def both_judged(
    rows: Sequence[JudgementRow], texts: Mapping[str, str], reader: str
) -> dict[Pair, tuple[tuple[JudgementRow, ...], JudgementRow]]:
    """Return the pairs that a reader and others graded as they stand now: theirs, and the reader's.

    Nobody who is unsure has graded.
    """
    met: dict[Pair, tuple[tuple[JudgementRow, ...], JudgementRow]] = {}
    for pair, words in last_words(rows).items():
        graded = [row for row in words if row.value != "unsure" and row.fits(texts)]
        others = tuple(row for row in graded if row.by != reader)
        own = [row for row in graded if row.by == reader]
        if others and own:
            met[pair] = (others, own[0])
    return met


def _standing(
    words: Mapping[Pair, Sequence[JudgementRow]], texts: Mapping[str, str]
) -> dict[Pair, tuple[JudgementRow, ...]]:
    """Leave out what was said of texts that moved, once they are judged where they are now."""
    moved = moved_on(words, texts)
    left = {pair: tuple(row for row in said if row not in moved) for pair, said in words.items()}
    return {pair: said for pair, said in left.items() if said}


def _candidates(
    links: Mapping[Pair, Link], words: Mapping[Pair, Sequence[JudgementRow]]
) -> Iterator[tuple[Pair, Link | None]]:
    """Yield every link, and the judged pairs that are no link any more."""
    yield from links.items()
    yield from ((pair, None) for pair in words if pair not in links)


def _open(words: Sequence[JudgementRow], texts: Mapping[str, str], wish: Wish) -> bool:
    fitting = [row for row in words if row.fits(texts)]
    if not wish.second:
        return not fitting
    others = any(row.by != wish.reader and row.value != "unsure" for row in fitting)
    return others and all(row.by != wish.reader for row in fitting)


def _outdated(words: Sequence[JudgementRow], texts: Mapping[str, str]) -> tuple[JudgementRow, ...]:
    return tuple(row for row in words if not row.fits(texts))


def _inside(pair: Pair, within: str | None) -> bool:
    return within is None or any(name == within or name.startswith(f"{within}/") for name in pair)
