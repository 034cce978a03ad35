"""The ledger: every word of a source in exactly one place.

A document's words are laid out in reading order; each claim of the plan, each ignored text and
each passage then takes the run of words that prints it, inside the place it says it was read
from. What no one takes is unclaimed. The four counts add up for the whole and for each page or
range of lines. A text that does not occur at its place, or whose words are taken already, is an
error: the first would be invented, the second counted twice.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise, repeat
from typing import NamedTuple

from pipeline.check.claims import Claim
from pipeline.check.finder import Finder, form_of
from pipeline.document import Document
from pipeline.model import Provenance, Quote, RangeCount, WordCount
from pipeline.text import slug, words

RANGE_LINES = 100
"""How many lines of a text file one line of the ledger covers."""


class Word(NamedTuple):
    """A word of the source: as printed, where, and what became of it."""

    printed: str
    provenance: Provenance
    taken: str | None


@dataclass(slots=True)
class Ledger:
    """The words of a document and the claims that failed on them.

    A long document has a hundred thousand words: they are kept in columns. `starts` are the words
    at which a run of words from one place begins.
    """

    printed: list[str] = field(default_factory=list)
    places: list[Provenance] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    taken: list[str | None] = field(default_factory=list)
    missing: list[Claim] = field(default_factory=list)
    twice: list[Claim] = field(default_factory=list)

    def words(self) -> Iterator[Word]:
        """Yield the words in reading order."""
        return map(Word, self.printed, self.places, self.taken)

    def placed(self) -> Iterator[tuple[Provenance, range]]:
        """Yield the places, each with the run of its words."""
        for start, stop in pairwise([*self.starts, len(self.printed)]):
            yield self.places[start], range(start, stop)

    def count(self) -> WordCount:
        """Count all words."""
        return _count(self.taken)

    def ranges(self) -> tuple[RangeCount, ...]:
        """Count the words of each page, or of each hundred lines."""
        groups: dict[int, list[str | None]] = {}
        for place, run in self.placed():
            groups.setdefault(_range(place), []).extend(self.taken[run.start : run.stop])
        paged = any(place.regions for place, _ in self.placed())
        return tuple(
            RangeCount(page=key, words=_count(group))
            if paged
            else RangeCount(
                lines=(key * RANGE_LINES + 1, (key + 1) * RANGE_LINES), words=_count(group)
            )
            for key, group in sorted(groups.items())
        )

    def unclaimed(self) -> tuple[Quote, ...]:
        """Return the runs of words that nothing takes, with their places."""
        free = [i for i, taken in enumerate(self.taken) if taken is None]
        # What goes on with the next word keeps the distance between its index and its rank.
        runs = groupby(enumerate(free), lambda one: (one[1] - one[0], self.places[one[1]]))
        return tuple(
            Quote(text=" ".join(self.printed[i] for _, i in run), provenance=place)
            for (_, place), run in runs
        )


def keep_ledger(
    document: Document, claims: Iterable[Claim], ignored: Iterable[tuple[str, str, Provenance]]
) -> Ledger:
    """Lay out a document's words and let claims, ignore rules and passages take theirs.

    `ignored` holds (rule, text, place).
    """
    ledger, pieces, whole = _lay_out(document)
    left_over = [one for one in ignored if not _ignore(*one, ledger, pieces)]
    finder = Finder(ledger.printed, ledger.places, ledger.placed(), whole)
    every = list(claims)
    by_length = sorted(every, key=lambda claim: -len(claim.text))
    for use in ("own", "shared", "label"):
        for claim in by_length:
            if claim.use == use:
                _take(claim, "claimed", ledger, finder)
    for rule, text, place in left_over:
        _take(Claim(f"rule {rule}", text, place), rule, ledger, finder)
    reached: dict[str, int] = {}
    for claim in every:
        if claim.use == "kept":
            after = reached.get(claim.owner, 0)
            reached[claim.owner] = _take(claim, "kept", ledger, finder, after)
    return ledger


def _lay_out(document: Document) -> tuple[Ledger, dict[int, range], set[range]]:
    """Return the words of a document, and the runs of them that are whole pieces of it.

    Pieces of a text file are known by the identity of their place. Those of a page are left out,
    as they are told apart by their boxes.
    """
    ledger = Ledger()
    pieces: dict[int, range] = {}
    whole: set[range] = set()
    for text, place in document.texts():
        start = len(ledger.printed)
        ledger.printed += map(sys.intern, words(text))
        run = range(start, len(ledger.printed))
        if run:
            ledger.starts.append(start)
            ledger.places += repeat(place, len(run))
            ledger.taken += repeat(None, len(run))
        if place.lines:
            pieces.setdefault(id(place), run)
            whole.add(run)
    return ledger, pieces, whole


def _ignore(
    rule: str, text: str, place: Provenance, ledger: Ledger, pieces: Mapping[int, range]
) -> bool:
    """Let a rule that is for one piece of a document take that piece; tell whether it is.

    Lines do not tell pieces apart: those of a web page may all stand on one.
    """
    piece = pieces.get(id(place), range(0)) if place.lines else range(0)
    printed = ledger.printed[piece.start : piece.stop]
    if not piece or list(map(form_of, printed)) != list(map(form_of, words(text))):
        return False
    for i in piece:
        ledger.taken[i] = rule
    return True


def _take(claim: Claim, taker: str, ledger: Ledger, finder: Finder, after: int = 0) -> int:
    """Give a claim the first free run of words that prints it; return where that run ends."""
    wanted = list(map(form_of, words(claim.text)))
    if not wanted:
        return after
    if claim.use == "label":
        _take_label(claim, ledger, finder.inside(claim.provenance))
        return after
    printed: range | None = None
    free: range | None = None
    for run in finder.runs(wanted, claim.provenance, claim.any_case, after):
        printed = printed or run
        if ledger.taken[run.start : run.stop].count(None) == len(run):
            free = free or run
            before = run.stop in finder.begun.get(claim.owner, ())  # as a number before its text
            if claim.provenance.regions or run in finder.pieces or before:
                free = run
                break
    if free is not None:
        ledger.taken[free.start : free.stop] = repeat(taker, len(free))
        finder.begun.setdefault(claim.owner, set()).add(free.start)
        return free.stop
    if printed is None:
        ledger.missing.append(claim)
    elif claim.use == "own":
        ledger.twice.append(claim)
    elif claim.use == "kept":
        for i in printed:
            ledger.taken[i] = ledger.taken[i] or taker
    return after


def _take_label(claim: Claim, ledger: Ledger, inside: Iterable[int]) -> None:
    """Take the words of a heading that say its kind and number ("Axe d'intervention 1")."""
    known = set(slug(claim.text).split("-"))
    last = -1
    for i in inside:
        printed = slug(form_of(ledger.printed[i])).split("-")
        parts = [part for part in printed if len(part) > 1 or part in known]
        goes_on = bool(parts) or last == i - 1  # "n°" is the label's own only inside of it
        if ledger.taken[i] is None and goes_on and all(_known(part, known) for part in parts):
            ledger.taken[i] = "claimed"
            last = i


def _known(part: str, known: set[str]) -> bool:
    return part in known or part.rstrip("sx") in known


def _count(group: Sequence[str | None]) -> WordCount:
    taken = Counter(group)
    claimed, kept, unclaimed = taken.pop("claimed", 0), taken.pop("kept", 0), taken.pop(None, 0)
    ignored = {rule: taken[rule] for rule in sorted(rule for rule in taken if rule)}
    return WordCount(
        total=len(group), claimed=claimed, kept=kept, ignored=ignored, unclaimed=unclaimed
    )


def _range(place: Provenance) -> int:
    return (
        place.regions[0].page if place.regions else ((place.lines or (1, 1))[0] - 1) // RANGE_LINES
    )
