"""Organisations, groups of people and places, by the words of the lexicon and what goes with them.

A name may go on with a proper name ("quartier Saint-Roch"), a group with the complements that say
which people ("personnes en situation d'itinérance ou à risque"). A group named in both genders
("citoyennes et citoyens") is one mention.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.found import Found
from pipeline.enrich.reading import Hit, Reading, is_proper, lower, skip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from pipeline.enrich.lemmas import Lemmas
    from pipeline.enrich.words import GroupWords, MentionWords, TailWords
    from pipeline.model import MentionKind


def find_names(reading: Reading, words: MentionWords, lemmas: Lemmas) -> Iterator[Found]:
    """Yield the organisations, groups and places of a text."""
    kinds: tuple[MentionKind, ...] = ("organisation", "place")
    for kind in kinds:
        for hit in reading.of(kind, f"{kind}_tailed"):
            yield _named(reading, kind, hit, _tail(reading.doc, hit.end, words.tails))
        for hit in reading.of(f"{kind}_head"):
            end = _tail(reading.doc, hit.end, words.tails)
            if end > hit.end:
                yield _named(reading, kind, hit, end)
    for hit in reading.of("exact"):
        yield _named(reading, "organisation", hit, hit.end)
    yield from _groups(reading, words.groups, lemmas)


def _named(reading: Reading, kind: MentionKind, hit: Hit, end: int) -> Found:
    span = reading.doc[hit.start : end]
    tail = reading.doc[hit.end : end].text
    canonical = f"{hit.name} {tail}" if tail else hit.name
    return Found(kind, span.start_char, span.end_char, {"canonical": canonical}, hit.reach)


def _tail(doc: Doc, at: int, words: TailWords) -> int:
    """Return the token after the proper name that a name goes on with."""
    end = _past_name(doc, skip(doc, at, words.links))
    if end is None:
        return at
    while end < len(doc):
        further = _past_name(doc, skip(doc, end, (*words.joins, *words.links)))
        if _glued(doc, end):
            end = min(end + 2, len(doc))
        elif further is not None:
            end = further
        else:
            break
    return end


def _past_name(doc: Doc, at: int) -> int | None:
    """A text all in capitals has no proper names to be told by them."""
    if at < len(doc) and is_proper(doc[at]) and not doc.text.isupper():
        return at + 1
    return None


def _glued(doc: Doc, at: int) -> bool:
    return doc[at].text in "-–" and not doc[at].whitespace_ and not doc[at - 1].whitespace_


def _groups(reading: Reading, words: GroupWords, lemmas: Lemmas) -> Iterator[Found]:
    heads = sorted(reading.of("group", "group_head"), key=lambda hit: (hit.start, -hit.end))
    spans: list[tuple[str, str, int, int]] = []
    for hit in heads:
        if (spans and hit.start < spans[-1][3]) or _is_adjective(reading.doc, hit, words, lemmas):
            continue
        end, complement = _completed(reading, hit.end, words)
        if hit.role == "group" or complement:
            canonical = f"{hit.name} {complement}" if complement else hit.name
            spans.append((hit.name, canonical, hit.start, end))
    for _, canonical, start, end in _paired(reading.doc, spans, words):
        span = reading.doc[start:end]
        yield Found("group", span.start_char, span.end_char, {"canonical": canonical})


def _is_adjective(doc: Doc, hit: Hit, words: GroupWords, lemmas: Lemmas) -> bool:
    """Tell whether a word for people stands right behind a noun ("participation citoyenne").

    English has no such adjectives: there `before` is empty, and nothing is taken for one.
    """
    if hit.start == 0 or not words.before:
        return False
    before = lower(doc[hit.start - 1])
    return before in lemmas.nouns and before not in (*words.before, *words.articles)


def _completed(reading: Reading, at: int, words: GroupWords) -> tuple[int, str]:
    """Return where the complements of a group end, and the first of them."""
    first = ""
    while True:
        complement = reading.at("complement", at) or reading.at(
            "complement", _past(reading.doc, at, words.joins)
        )
        if complement is None:
            return at, first
        at, first = complement.end, first or complement.name


def _past(doc: Doc, at: int, phrases: tuple[str, ...]) -> int:
    after = skip(doc, at, phrases)
    return after if after == at else _past(doc, after, phrases)


def _paired(
    doc: Doc, spans: Sequence[tuple[str, str, int, int]], words: GroupWords
) -> Iterator[tuple[str, str, int, int]]:
    """Yield the groups, one named twice in a row as one."""
    held: tuple[str, str, int, int] | None = None
    for name, canonical, start, end in spans:
        if held and held[0] == name and _coordinates(doc, held[3], start, words):
            held = (name, max(held[1], canonical, key=len), held[2], end)
            continue
        if held:
            yield held
        held = (name, canonical, start, end)
    if held:
        yield held


def _coordinates(doc: Doc, start: int, end: int, words: GroupWords) -> bool:
    between = [lower(token) for token in doc[start:end]]
    return (
        bool(between)
        and any(word in words.conjunctions for word in between)
        and all(word in words.conjunctions or word in words.articles for word in between)
    )
