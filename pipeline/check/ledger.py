"""The ledger: every word of a source in exactly one place.

A document's words are laid out in reading order; each claim of the plan, each ignored text and
each passage then takes the run of words that prints it, inside the place it says it was read
from. What no one takes is unclaimed. The four counts add up for the whole and for each page or
range of lines. A text that does not occur at its place, or whose words are taken already, is an
error: the first would be invented, the second counted twice.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import chain, pairwise, repeat
from typing import NamedTuple, TypeAlias

from pipeline.check.claims import Claim
from pipeline.document import Document
from pipeline.model import Provenance, Quote, RangeCount, Region, WordCount
from pipeline.text import slug, words

RANGE_LINES = 100
"""How many lines of a text file one line of the ledger covers."""

_Numbers: TypeAlias = "array[int]"
_numbers = partial(array, "i")

SLACK_PT = 1.0
"""How far, in points, a word may stand outside the box that claims it."""


class Word(NamedTuple):
    """A word of the source: as printed, where, and what became of it."""

    printed: str
    provenance: Provenance
    taken: str | None


@dataclass(slots=True)
class Ledger:
    """The words of a document and the claims that failed on them.

    A long document has a hundred thousand words: they are kept in columns.
    """

    printed: list[str] = field(default_factory=list)
    places: list[Provenance] = field(default_factory=list)
    taken: list[str | None] = field(default_factory=list)
    missing: list[Claim] = field(default_factory=list)
    twice: list[Claim] = field(default_factory=list)

    def words(self) -> Iterator[Word]:
        """Yield the words in reading order."""
        return map(Word, self.printed, self.places, self.taken)

    def count(self) -> WordCount:
        """Count all words."""
        return _count(self.taken)

    def ranges(self) -> tuple[RangeCount, ...]:
        """Count the words of each page, or of each hundred lines."""
        groups: dict[int, list[str | None]] = {}
        for place, taken in zip(self.places, self.taken, strict=True):
            groups.setdefault(_range(place), []).append(taken)
        paged = any(place.regions for place in self.places)
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
        quotes: list[Quote] = []
        run: list[Word] = []
        for word in chain(self.words(), (None,)):
            goes_on = word is not None and word.taken is None
            if run and not (goes_on and word is not None and word.provenance == run[-1].provenance):
                text = " ".join(w.printed for w in run)
                quotes.append(Quote(text=text, provenance=run[0].provenance))
                run = []
            if goes_on and word is not None:
                run.append(word)
        return tuple(quotes)


def keep_ledger(
    document: Document, claims: Iterable[Claim], ignored: Iterable[tuple[str, str, Provenance]]
) -> Ledger:
    """Lay out a document's words and let claims, ignore rules and passages take theirs.

    `ignored` holds (rule, text, place).
    """
    ledger = Ledger()
    pieces: dict[int, range] = {}
    whole: set[range] = set()
    for text, place in document.texts():
        start = len(ledger.printed)
        ledger.printed += map(sys.intern, words(text))
        run = range(start, len(ledger.printed))
        ledger.places += repeat(place, len(run))
        ledger.taken += repeat(None, len(run))
        if place.lines:  # pieces of a page are told apart by their boxes
            pieces.setdefault(id(place), run)
            whole.add(run)
    left_over = [one for one in ignored if not _ignore(*one, ledger, pieces)]
    finder = _Finder(ledger, whole)
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


def _ignore(
    rule: str, text: str, place: Provenance, ledger: Ledger, pieces: Mapping[int, range]
) -> bool:
    """Let a rule that is for one piece of a document take that piece; tell whether it is.

    Lines do not tell pieces apart: those of a web page may all stand on one.
    """
    piece = pieces.get(id(place), range(0)) if place.lines else range(0)
    if not piece or [_form(ledger.printed[i]) for i in piece] != [_form(w) for w in words(text)]:
        return False
    for i in piece:
        ledger.taken[i] = rule
    return True


class _Finder:
    """Finds runs of words inside a place, by an index of the words' forms."""

    def __init__(self, ledger: Ledger, pieces: Container[range]) -> None:
        """Take the words and the runs of them that are whole pieces of the document.

        Where many pieces stand on one line, a value that prints one of them is that one.
        """
        self._places = ledger.places
        self._forms = list(map(_form, ledger.printed))
        self.pieces = pieces
        self.begun: dict[str, set[int]] = {}
        self._index: dict[str, _Numbers] = defaultdict(_numbers)
        for i, form in enumerate(self._forms):
            self._index[form].append(i)
        self._keys = array("i", map(_position, self._places))
        self._sorted = all(a <= b for a, b in pairwise(self._keys))
        self._pages: dict[int, tuple[int, int]] = {}
        for i, place in enumerate(self._places):
            for region in place.regions:
                first, _ = self._pages.get(region.page, (i, i))
                self._pages[region.page] = first, i

    @cached_property
    def _lower(self) -> dict[str, _Numbers]:
        index: dict[str, _Numbers] = {}
        for form, places in self._index.items():
            known = index.get(form.lower(), _numbers())
            index[form.lower()] = array("i", sorted([*known, *places]))
        return index

    def inside(self, place: Provenance) -> list[int]:
        """Return the indexes of the words inside a place, in reading order."""
        low, high = self._bounds(place)
        found: list[int] = []
        piece: Provenance | None = None
        holds = False
        for i in range(low, high):
            if self._places[i] is not piece:  # the words of a cell share their place
                piece = self._places[i]
                holds = _within(piece, place)
            if holds:
                found.append(i)
        return found

    def runs(
        self, wanted: Sequence[str], place: Provenance, any_case: bool, after: int = 0
    ) -> Iterator[range]:
        """Yield the runs of words inside a place that print the wanted words.

        The runs from the word `after` on come first: the paragraphs of a passage stand in order,
        and one that is printed a thousand times is not looked for from the start each time.
        """
        if any_case:
            wanted = [form.lower() for form in wanted]
        starts = (self._lower if any_case else self._index).get(wanted[0], _numbers())
        low, high = (bisect_left(starts, bound) for bound in self._bounds(place))
        middle = min(max(low, bisect_left(starts, after)), high)
        for i in chain(range(middle, high), range(low, middle)):
            run = range(starts[i], starts[i] + len(wanted))
            if run.stop <= len(self._forms) and self._prints(run, wanted, place, any_case):
                yield run

    def _prints(self, run: range, wanted: Sequence[str], place: Provenance, any_case: bool) -> bool:
        piece: Provenance | None = None
        for i, form in zip(run, wanted, strict=True):
            if (self._forms[i].lower() if any_case else self._forms[i]) != form:
                return False
            if self._places[i] is not piece:
                piece = self._places[i]
                if not _within(piece, place):
                    return False
        return True

    def _bounds(self, place: Provenance) -> tuple[int, int]:
        if place.regions:
            spans = [self._pages[r.page] for r in place.regions if r.page in self._pages]
            return min((s[0] for s in spans), default=0), max((s[1] + 1 for s in spans), default=0)
        if not (self._sorted and place.lines):
            return 0, len(self._forms)
        first, last = place.lines
        return bisect_left(self._keys, first), bisect_right(self._keys, last)


def _take(claim: Claim, taker: str, ledger: Ledger, finder: _Finder, after: int = 0) -> int:
    """Give a claim the first free run of words that prints it; return where that run ends."""
    wanted = [_form(word) for word in words(claim.text)]
    if not wanted:
        return after
    if claim.use == "label":
        _take_label(claim, ledger, finder.inside(claim.provenance))
        return after
    printed: range | None = None
    free: range | None = None
    for run in finder.runs(wanted, claim.provenance, claim.any_case, after):
        printed = printed or run
        if all(ledger.taken[i] is None for i in run):
            free = free or run
            before = run.stop in finder.begun.get(claim.owner, ())  # as a number before its text
            if claim.provenance.regions or run in finder.pieces or before:
                free = run
                break
    if free is not None:
        for i in free:
            ledger.taken[i] = taker
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
        printed = slug(ledger.printed[i]).split("-")
        parts = [part for part in printed if len(part) > 1 or part in known]
        goes_on = bool(parts) or last == i - 1  # "n°" is the label's own only inside of it
        if ledger.taken[i] is None and goes_on and all(_known(part, known) for part in parts):
            ledger.taken[i] = "claimed"
            last = i


def _known(part: str, known: set[str]) -> bool:
    return part in known or part.rstrip("sx") in known


@lru_cache(maxsize=1 << 15)
def _form(word: str) -> str:
    """Return a word without the punctuation at its ends, composed and with plain apostrophes."""
    if word.isascii() and word.isalnum():
        return word
    composed = unicodedata.normalize("NFC", word).replace("’", "'")
    bare = re.sub(r"^[\W_]+|[\W_]+$", "", composed)
    return re.sub(r"^n[°º]\.?(?=\d)", "", bare, flags=re.IGNORECASE)


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


def _position(place: Provenance) -> int:
    return place.lines[0] if place.lines else 0


def _within(word: Provenance, place: Provenance) -> bool:
    if word.lines and place.lines:
        return place.lines[0] <= word.lines[0] and word.lines[1] <= place.lines[1]
    if len(word.regions) == len(place.regions) == 1:  # as most are: asked at every word
        return _boxed(word.regions[0], place.regions[0])
    return bool(word.regions) and all(
        any(_boxed(inner, outer) for outer in place.regions) for inner in word.regions
    )


def _boxed(inner: Region, outer: Region) -> bool:
    (x0, top, x1, bottom), (left, upper, right, lower) = inner.bbox, outer.bbox
    return (
        inner.page == outer.page
        and x0 >= left - SLACK_PT
        and top >= upper - SLACK_PT
        and x1 <= right + SLACK_PT
        and bottom <= lower + SLACK_PT
    )
