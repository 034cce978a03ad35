"""Letter-spaced words put together again: their letters come as words of their own."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pipeline.read.pdf.primitives import Word

WIDEST_SPACING = 0.8
"""Letters further apart than this many type sizes are no letter-spaced word."""
LEAST_SPACED = 4
"""A letter-spaced word has at least so many letters."""
KERNED = 3
"""At most so many letters stand together in it as no space shows between them."""


def close_spacing(words: Sequence[Word]) -> list[Word]:
    """Put together words whose letters are set apart ("A X E  1")."""
    if len(words) < LEAST_SPACED or [len(w.text) for w in words].count(1) < LEAST_SPACED:
        return list(words)
    joined: list[Word] = []
    run: list[Word] = []
    for word in [*words, None]:
        if word is not None and _is_letter(word) and (not run or _follows(run[-1], word)):
            run.append(word)
            continue
        joined += _joined(run)
        run = [word] if word is not None and _is_letter(word) else []
        if word is not None and not run:
            joined.append(word)
    return joined


def _is_letter(word: Word) -> bool:
    """Tell whether a word is a letter, or a few capitals that their form sets close ("AVA")."""
    return len(word.text) == 1 or (len(word.text) <= KERNED and word.text.isupper())


def _follows(before: Word, word: Word) -> bool:
    return word.size == before.size and word.font == before.font


def _joined(run: Sequence[Word]) -> list[Word]:
    letters = sum(word.text.isalpha() for word in run)
    alone = sum(len(word.text) == 1 for word in run)
    if len(run) < LEAST_SPACED or letters < LEAST_SPACED or 2 * alone <= len(run):
        return list(run)
    gaps = sorted(b.x0 - a.x1 for a, b in itertools.pairwise(run))
    usual = gaps[len(gaps) // 2]
    if usual > WIDEST_SPACING * run[0].size:
        return list(run)
    limit = max(usual * 1.7, usual + 0.15 * run[0].size)
    words = [[run[0]]]
    for before, word in itertools.pairwise(run):
        if word.x0 - before.x1 > limit:
            words.append([word])
        else:
            words[-1].append(word)
    return [
        Word(
            "".join(w.text for w in part), part[0].x0, min(w.top for w in part), part[-1].x1,
            max(w.bottom for w in part), part[0].size, part[0].font, part[0].bold,
        )
        for part in words
    ]  # fmt: skip
