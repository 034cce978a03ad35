"""Words that line ends and cells broke are put together by the words of the whole document."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.text import clean

LINE_END = "\ufdd0"
"""Stands between the two parts of a line-end hyphen; no text can hold this noncharacter."""
WORD_END = "\ufdd1"
"""Stands where a cell may have broken a word that is wider than it, without a hyphen."""
SHORT_TAIL = 3
"""What a cell breaks off a word that stands nowhere else is at most so many letters."""
HYPHENATED = 0.003
"""The share of words broken by a hyphen from which a document hyphenates its lines."""
COMBINING = frozenset(
    {
        "anti", "après", "arrière", "auto", "avant", "bio", "co", "contre", "cross", "demi", "éco",
        "ex", "extra", "hors", "infra", "inter", "intra", "libre", "macro", "méso", "mi", "micro",
        "mini", "multi", "non", "para", "pluri", "poly", "porte", "post", "pré", "pre", "pro",
        "pseudo", "quasi", "ré", "semi", "socio", "sous", "sub", "super", "supra", "sur", "télé",
        "trans", "ultra", "vice",
    }
)  # fmt: skip
"""First parts of compounds that are written with and without a hyphen."""
HYPHENS = "\u2010-"
BROKEN = 3
"""A document that hyphenates its lines breaks at least so many different words."""
_ELISION = re.compile(r"^(?:[^\W\d_]{1,2}|\w*qu)['’](?=\w)")
_LAST = re.compile(rf"[^\s/{LINE_END}{WORD_END}]*$")
_WITHIN = re.compile(rf"{WORD_END}(?=\S)")
_FIRST = re.compile(r"[\w'’-]*")


@dataclass(slots=True)
class Hyphens:
    """Which words a document writes with a hyphen, and which without, away from line ends."""

    known: Counter[str] = field(default_factory=Counter)
    broken: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often a line ends within each word that nothing says to be a compound."""
    typed: bool = False
    """Whether a word has a hyphen inside it that is not that of a keyboard."""
    parts: Counter[str] = field(default_factory=Counter)
    """How often each known word is only what stands before or after a `WORD_END`."""
    cuts: dict[str, set[int]] = field(default_factory=dict)
    """After how many letters a `WORD_END` stands in what may be a word."""
    doubts: dict[tuple[str, bool], int] = field(default_factory=dict)
    """Broken words that no other word tells about, whether read as one, and the first page."""

    def learn(self, printed: Mapping[str, int]) -> None:
        """Take how often each word of the document is printed."""
        known = self.known
        for text, count in printed.items():
            if "\u2010" in text:
                self.typed = self.typed or "\u2010" in text[:-1]
                text = text.replace("\u2010", "-")
            known[_bare(text.strip(".,;:()«»’'\""))] += count

    def learn_breaks(self, texts: Iterable[str]) -> None:
        """Count the parts of the words that lines and cells may have broken, in all texts."""
        for text in texts:
            if LINE_END in text:
                for before, after in itertools.pairwise(text.split(LINE_END)):
                    stem, tail = _parts(before, after)
                    if _may_be_one(stem, tail) and not self._keeps(stem, tail):
                        self.broken[stem, tail] += stem not in COMBINING
            if WORD_END in text:
                for before, after in itertools.pairwise(_WITHIN.split(text)):
                    stem, tail = _last_word(before), _first_word(after)
                    self.parts.update((stem, tail))
                    self.cuts.setdefault(stem + tail, set()).add(len(stem))

    @property
    def hyphenated(self) -> bool:
        """Whether the document hyphenates its lines: typed compounds alone are far rarer."""
        share = self.broken.total() / max(self.known.total(), 1)
        return len(+self.broken) >= BROKEN and share >= HYPHENATED

    def settle(self, text: str, page: int = 1) -> str:
        """Decide the line-end hyphens of a text of a page, and normalise it."""
        if LINE_END in text:
            parts = text.split(LINE_END)
            text = parts[0]
            for part in parts[1:]:
                text = self.join(text, part, page)
        if WORD_END in text:
            text, *parts = _WITHIN.split(text)
            for part in parts:
                text += part if self._one_word(text, part, page) else f" {part}"
            text = text.replace(WORD_END, "")
        return "\n".join(clean(part) for part in text.split("\n"))

    def _one_word(self, before: str, after: str, page: int) -> bool:
        """Tell whether two parts are one word.

        It is one where it stands elsewhere, whole or broken at another letter, or where neither
        part stands elsewhere and the second is short: an elided article begins a word.
        """
        stem, tail = _last_word(before), _first_word(after)
        if self.known[stem + tail] or len(self.cuts.get(stem + tail, ())) > 1:
            return True
        if _ELISION.match(after):
            return False
        alone = [self.known[part] >= 2 * self.parts[part] for part in (stem, tail)]
        one = len(tail) <= SHORT_TAIL and not any(alone)
        if not all(alone):
            self.doubts.setdefault((f"{stem}/{tail}", one), page)
        return one

    def join(self, before: str, after: str, page: int = 1) -> str:
        """Join two parts of a line-end hyphen, keeping the hyphen where the word has it.

        Figures and names keep it, and a hyphen that line ends alone have goes. A compound that
        stands elsewhere in the document keeps its hyphen. Else it goes where the document
        hyphenates its lines; where it does not, it goes only where the whole word stands elsewhere
        without one.
        """
        stem, tail = _parts(before, after)
        if not _may_be_one(stem, tail):
            return before + after
        if before[-1] == "\u2010" and not self.typed:
            return before[:-1] + after
        if self._keeps(stem, tail):
            return before + after
        if self.hyphenated or (self.known[stem + tail] and stem not in COMBINING):
            if stem in COMBINING and not self.known[stem + tail]:
                self.doubts.setdefault((f"{stem}-/{tail}", True), page)
            return before[:-1] + after
        return before + after

    def _keeps(self, stem: str, tail: str) -> bool:
        """Tell whether the words of the document say that two parts are a compound."""
        with_hyphen, without = self.known[f"{stem}-{tail}"], self.known[stem + tail]
        both = self.known[stem] > 1 and self.known[tail] > 0
        return with_hyphen > without or (both and not without)


def _bare(word: str) -> str:
    """Return a word in lower case without the article or pronoun that is elided before it."""
    word = word.lower()
    return _ELISION.sub("", word) if "'" in word or "’" in word else word


def _parts(before: str, after: str) -> tuple[str, str]:
    """Return what stands of a word before and after a line-end hyphen, to compare."""
    last, first = _LAST.search(before), _FIRST.match(after)
    assert last is not None
    assert first is not None
    stem = last.group().rstrip(HYPHENS).replace("\u2010", "-").lstrip("(«\"'")
    return _bare(stem), first.group()


def _may_be_one(stem: str, tail: str) -> bool:
    """Tell whether two parts may be one word: figures and names keep their hyphen."""
    return tail[:1].islower() and stem[-1:].isalpha()


def _last_word(text: str) -> str:
    return _bare(re.split(r"[\s\ufdd1]", text)[-1].lstrip("(«\"'"))


def _first_word(text: str) -> str:
    found = re.match(r"[^\W\d_]*", text)
    return found.group() if found else ""
