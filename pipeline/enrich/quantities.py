"""Quantities with a unit: "500 logements", "20 %", "une douzaine de jeunes", "de 3 à 5 ans".

A number in digits or words, whatever adjectives, and a noun of the lookup tables or a symbol. The
value holds the number (null where the text says none: "des centaines de personnes", or two: then
`min` and `max`), the unit's lemma, and `bound` where the text says at least, at most or about.
"One" counts only with such a word before it: alone it is an article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.enrich.found import Found, Value
from pipeline.enrich.reading import Reading, is_proper, lower, plain, skip
from pipeline.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.enrich.lemmas import Lemmas
    from pipeline.enrich.words import QuantityWords
    from pipeline.lexicon import Lexicon

_BOUNDS = ("minimum", "maximum", "about")
# More digits than that are no count of anything.
_DIGITS = 15
Number = int | float


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number in tokens; `number` is null where the text leaves it open."""

    number: Number | None
    to: int
    article: bool = False


class QuantityFinder:
    """Finds the quantities of a text."""

    def __init__(self, words: QuantityWords, lexicon: Lexicon, lemmas: Lemmas) -> None:
        self._words = words
        self._lemmas = lemmas
        self._numbers = {fold(word): number for word, number in lexicon.numbers.items()}
        self._multipliers = {fold(word): value for word, value in words.multipliers.items()}
        self._adjectives = frozenset(" ".join(lexicon.key(word)) for word in words.adjectives)
        self._labels = plain(words.labels)
        self._plurals = plain(words.plurals)
        self._nouns = frozenset(words.nouns)
        self._no_units = plain((*lexicon.stopwords, *lexicon.small_words, *lexicon.months))
        decimal, thousands = re.escape(words.decimal), re.escape(words.thousands)
        self._digits = re.compile(
            rf"\d{{1,{_DIGITS}}}(?:{thousands}\d{{3}}){{0,4}}(?:{decimal}\d+)?$"
        )

    def find(self, reading: Reading) -> Iterator[Found]:
        """Yield the quantities of a text."""
        at = 0
        while at < len(reading.doc):
            found = self._at(reading, at)
            if found:
                one, at = found
                yield one
            else:
                at += 1

    def _at(self, reading: Reading, at: int) -> tuple[Found, int] | None:
        if self._is_labelled(reading, at):
            return None
        counted = self._open(reading, at) or self._number(reading, at)
        bound = next((name for name in _BOUNDS if reading.before(name, at)), None)
        if counted is None or (counted.article and not bound):
            return None
        upper = self._upper(reading, counted)
        unit = self._unit(reading, upper.to if upper else counted.to)
        if unit is None:
            return None
        name, end = unit
        value: Value = {"number": None if upper else counted.number, "unit": name}
        if upper:
            value |= {"min": counted.number, "max": upper.number}
        if bound:
            value["bound"] = bound
        span = reading.doc[at:end]
        return Found("quantity", span.start_char, span.end_char, value), end

    def _is_labelled(self, reading: Reading, at: int) -> bool:
        return at > 0 and fold(reading.doc[at - 1].text) in self._labels

    def _open(self, reading: Reading, at: int) -> _Counted | None:
        """A number left open: "des centaines de"."""
        after = skip(reading.doc, at, self._words.some)
        if after < len(reading.doc) and fold(reading.doc[after].text) in self._plurals:
            return _Counted(None, after + 1)
        return None

    def _number(self, reading: Reading, at: int) -> _Counted | None:
        counted = self._in_digits(reading, at) or self._in_words(reading, at)
        if counted is None or counted.number is None or counted.to >= len(reading.doc):
            return counted
        times = self._multipliers.get(reading.doc[counted.to].norm_)
        if times is None:
            return counted
        product = round(counted.number * times, 6)
        return _Counted(int(product) if product == int(product) else product, counted.to + 1)

    def _in_digits(self, reading: Reading, at: int) -> _Counted | None:
        doc = reading.doc
        if not self._digits.match(doc[at].text):
            return None
        digits, to = doc[at].text, at + 1
        while (
            (len(digits) <= 3 or " " in digits)
            and to < len(doc)
            and re.fullmatch(r"\d{3}", doc[to].text)
            and doc[to - 1].whitespace_
        ):
            digits, to = f"{digits} {doc[to].text}", to + 1
        bare = digits.replace(" ", "").replace(self._words.thousands, "")
        plain_number = bare.replace(self._words.decimal, ".")
        return _Counted(float(plain_number) if "." in plain_number else int(bare), to)

    def _in_words(self, reading: Reading, at: int) -> _Counted | None:
        doc = reading.doc
        number = self._word(doc[at].text)
        if number is None:
            return None
        to, article = at + 1, number == 1
        while to < len(doc) and (following := self._word(doc[to].text) or 0) > number:
            number, to, article = number * following, to + 1, False
        return _Counted(number, to, article)

    def _word(self, word: str) -> Number | None:
        """Return the number that a word is; the parts of a compound add up ("vingt-cinq")."""
        parts = [self._numbers.get(part) for part in fold(word).split("-")]
        numbers = [part for part in parts if part is not None]
        return sum(numbers) if len(numbers) == len(parts) else None

    def _upper(self, reading: Reading, lower_end: _Counted) -> _Counted | None:
        """The second number of a range."""
        after = skip(reading.doc, lower_end.to, self._words.to)
        if after == lower_end.to or after >= len(reading.doc) or lower_end.number is None:
            return None
        upper = self._number(reading, after)
        if upper is None or upper.number is None or upper.number <= lower_end.number:
            return None
        return upper

    def _unit(self, reading: Reading, at: int) -> tuple[str, int] | None:
        doc = reading.doc
        at = skip(doc, at, self._words.of)
        while at < len(doc) and doc[at].norm_ in self._adjectives:
            at += 1
        if at >= len(doc):
            return None
        if doc[at].text in self._words.symbols:
            return doc[at].text, at + 1
        # A capital begins a name ("Vision 2030 Ville active"), unless all stands in capitals.
        if is_proper(doc[at]) and not doc.text.isupper():
            return None
        noun = self._noun(lower(doc[at]))
        return (noun, at + 1) if noun else None

    def _noun(self, word: str) -> str | None:
        if len(word) < 2 or fold(word) in self._no_units:
            return None
        lemma = self._lemmas.nouns.get(word)
        return lemma or (word if word in self._nouns else None)
