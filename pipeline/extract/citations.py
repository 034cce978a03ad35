"""Lines that name documents: one citation for each document, resolved to the plan's own annex.

A line is split at a conjunction only before a word that names a kind of document, so that
"Plan d'urbanisme et de mobilité" stays one and "Vision ... 2024-2030 et Plan d'action
2024-2026" is two, the second with the first as its parent. "(adoption prévue en 2025)" is a
status. A citation keeps its own words and resolves to an annex entry of the same title, with
brackets and years left aside where that is not ambiguous; else to none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.document import Line
from pipeline.extract.resolve import resolve
from pipeline.lexicon import Lexicon
from pipeline.model import CitedDocument, Provenance
from pipeline.text import clean, fold, slug

_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?\b")
_GENERIC_WORDS = 3
"""A title of at most this many words ("Plan d'action 2024-2026") needs its parent to mean one."""


@dataclass(frozen=True, slots=True)
class Named:
    """One document named on a line: the words as printed, its title, its status, its parent.

    `joint` is the conjunction printed before it.
    """

    text: str
    title: str
    status: str | None
    parent_title: str | None
    provenance: Provenance
    joint: str = ""

    @property
    def label(self) -> str:
        """What the document is matched by: its title, under its parent's where it has one."""
        return f"{self.parent_title} {self.title}" if self.parent_title else self.title


@dataclass(frozen=True, slots=True)
class _Entry:
    """An annex document in the form it is matched by."""

    label: str
    document: CitedDocument


def name_documents(line: Line, lexicon: Lexicon) -> list[Named]:
    """Return the documents that a line names, in order."""
    named: list[Named] = []
    for joint, text in _split(line.text, lexicon):
        title, status = _status(text, lexicon)
        parent = named[0].title if named and _is_generic(title, lexicon) else None
        named.append(Named(text, title, status, parent, line.provenance, joint))
    return named


def list_documents(named: Iterable[Named], plan_id: str) -> list[CitedDocument]:
    """Return named documents with ids that their titles give."""
    documents: list[CitedDocument] = []
    taken: dict[str, int] = {}
    for one in named:
        base = f"{plan_id}/document-{slug(one.label)}"
        taken[base] = taken.get(base, 0) + 1
        documents.append(
            CitedDocument(
                id=base if taken[base] == 1 else f"{base}~{taken[base]}",
                title=one.title,
                parent_title=one.parent_title,
                status=one.status,
                provenance=one.provenance,
            )
        )
    return documents


def resolve_document(
    named: Named, documents: Sequence[CitedDocument], lexicon: Lexicon
) -> CitedDocument | None:
    """Return the annex document that a citation stands for, or None."""
    entries = [
        _Entry(f"{d.parent_title} {d.title}" if d.parent_title else d.title, d) for d in documents
    ]
    for normal in (fold, lexicon.comparable, lambda text: _undated(text, lexicon)):
        same = [entry for entry in entries if normal(entry.label) == normal(named.label)]
        if len(same) == 1:
            return same[0].document
    found = resolve(named.label, entries, lambda text: _undated(text, lexicon))
    return found.document if found is not None else None


def _split(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """Split a line before each document word that follows a conjunction: (conjunction, text)."""
    joints = "|".join(re.escape(word) for word in lexicon.cues.conjunction)
    parts: list[tuple[str, str]] = []
    joint, start = "", 0
    for found in re.finditer(rf"\s+({joints})\s+", text):
        before, rest = text[: found.start()], text[found.end() :]
        if rest[:1].isupper() and _starts_with_kind(rest, lexicon) and not _is_open(before):
            parts.append((joint, clean(text[start : found.start()])))
            joint, start = found.group(1), found.end()
    return [*parts, (joint, clean(text[start:]))]


def _is_open(text: str) -> bool:
    return text.count("(") > text.count(")")


def _starts_with_kind(text: str, lexicon: Lexicon) -> bool:
    place = lexicon.find(lexicon.documents, text)
    return place is not None and place[0] == 0


def _status(text: str, lexicon: Lexicon) -> tuple[str, str | None]:
    """Split "(adoption prévue en 2025)" from a title."""
    for bracket in _BRACKETS.finditer(text):
        if lexicon.find(lexicon.cues.status, bracket.group(1)):
            return clean(text[: bracket.start()] + text[bracket.end() :]), bracket.group(1)
    return text, None


def _is_generic(title: str, lexicon: Lexicon) -> bool:
    """Tell whether a title says only what kind of document it is ("Plan d'action 2021-2024")."""
    bare = lexicon.bare(_YEARS.sub(" ", _BRACKETS.sub(" ", title)))
    kinds = {word for phrase in lexicon.cues.plan for word in lexicon.bare(phrase)}
    kinds |= {word for phrase in lexicon.documents for word in lexicon.bare(phrase)}
    extra = [word for word in bare if word not in kinds]
    return len(bare) <= _GENERIC_WORDS + len(extra) and len(extra) <= 1


def _undated(text: str, lexicon: Lexicon) -> str:
    return lexicon.comparable(_YEARS.sub(" ", _BRACKETS.sub(" ", text)))
