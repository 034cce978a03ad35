"""The words of a language's lexicon → the tokenizer of its texts.

spaCy's own French is one regular expression of a megabyte and a half, which takes seconds to
compile at every start, most of it for words that no plan has. Here a language says by data what
sets it apart (what is elided, which parts a hyphen does not cut, what a full stop belongs to), and
spaCy's general tokenizer does the work.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokenizer import Tokenizer

    from pipeline.enrich.words import TokenWords

_LETTER = r"[^\W\d_]"
_APOSTROPHE, _HYPHEN = "['’]", "[-‐‑]"
_NEVER = r"(?!)"


@lru_cache(maxsize=4)
def tokenizer(words: TokenWords) -> Tokenizer:
    """Return what cuts texts into tokens."""
    from spacy.attrs import ORTH
    from spacy.lang.punctuation import TOKENIZER_INFIXES, TOKENIZER_PREFIXES, TOKENIZER_SUFFIXES
    from spacy.lang.tokenizer_exceptions import URL_MATCH
    from spacy.language import BaseDefaults
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
    from spacy.vocab import create_vocab

    elided = rf"(?:{_any_of(words.elided)}){_APOSTROPHE}(?={_LETTER})"
    tied = rf"(?<={_LETTER}){_HYPHEN}(?:{_any_of(words.tied)})"
    split = rf"(?<={_LETTER}{_APOSTROPHE})(?={_LETTER})" if words.elided else _NEVER
    return Tokenizer(
        create_vocab("xx", BaseDefaults),
        rules={whole: [{ORTH: whole}] for whole in _cased(words.whole)},
        prefix_search=compile_prefix_regex([*TOKENIZER_PREFIXES, elided]).search,
        suffix_search=compile_suffix_regex([*TOKENIZER_SUFFIXES, tied]).search,
        infix_finditer=compile_infix_regex([*TOKENIZER_INFIXES, split]).finditer,
        token_match=_hyphenated(words).match,
        url_match=URL_MATCH,
    )


def _hyphenated(words: TokenWords) -> re.Pattern[str]:
    """Return what a hyphen does not cut: a first part and its word, two words and a small one."""
    after = f"{_LETTER}(?:{_LETTER}|{_HYPHEN}|{_APOSTROPHE})*"
    first = rf"(?:{_any_of(words.first_parts)}){_HYPHEN}{after}"
    around = rf"{_LETTER}+{_HYPHEN}(?:{_any_of(words.between)}){_HYPHEN}{_LETTER}+"
    return re.compile(rf"(?:{first}|{around})\Z", re.IGNORECASE)


def _any_of(texts: Iterable[str]) -> str:
    """Return the alternatives of a regular expression; where there is none, what never matches."""
    return "|".join(map(re.escape, texts)) or _NEVER


def _cased(texts: Iterable[str]) -> Iterable[str]:
    """Return texts as they stand inside a sentence and at its beginning."""
    return dict.fromkeys(form for text in texts for form in (text, text[:1].upper() + text[1:]))
