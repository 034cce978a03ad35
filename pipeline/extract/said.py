"""What a cell says: whether a sign or a word of the lexicon is in it, bare or qualified."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.lexicon import Lexicon
from pipeline.text import fold


def is_one_of(printed: str, marks: Iterable[str]) -> bool:
    """Tell whether a text is one of the marks; words compare without case and accents."""
    return printed in marks or (printed[:1].isalpha() and fold(printed) in {fold(m) for m in marks})


def is_qualified(printed: str, lexicon: Lexicon) -> bool:
    """Tell whether a text is a mark of what is planned with more in brackets ("X (60 %)")."""
    bracketed = printed.endswith(")") and "(" in printed
    return bracketed and is_one_of(printed.split()[0], lexicon.marks.planned)
