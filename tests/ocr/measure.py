"""How well a scan is read, against the plan and the words of the file that was scanned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from pipeline.document import Document
from pipeline.extract import Identity, extract
from pipeline.lexicon import load_lexicons
from pipeline.model import Action, Plan
from pipeline.read import ReadOptions, read
from pipeline.text import words

ALIKE = 0.85
"""Texts that have so much in common are the same action, whatever was misread in them."""


@dataclass(slots=True)
class Score:
    """What of a plan came out of its scan; `errors` says in lines what did not.

    `documents` are those that were read, the printed one first.
    """

    actions: int = 0
    found: int = 0
    more: int = 0
    right: int = 0
    unclear: int = 0
    wrong: int = 0
    words: int = 0
    words_right: int = 0
    sections: int = 0
    sections_right: int = 0
    errors: list[str] = field(default_factory=list)
    documents: tuple[Document, ...] = ()

    @property
    def share(self) -> float:
        """The share of the words that are right."""
        return self.words_right / self.words

    def __str__(self) -> str:
        """All figures in one line."""
        return (
            f"actions {self.found}/{self.actions} (+{self.more})  marks {self.right} right, "
            f"{self.unclear} unclear, {self.wrong} wrong  words {self.share:.2%}  "
            f"sections {self.sections_right}/{self.sections}"
        )


def measure(printed: Path, scanned: Path, pages: tuple[int, ...] | None = None) -> Score:
    """Read a file and its scan, and compare what comes out."""
    wanted, document = (
        read(printed, ReadOptions(pages=pages)),
        read(scanned, ReadOptions(pages=pages)),
    )
    score = Score(documents=(wanted, document))
    _words(wanted, document, score)
    _plans(_plan(wanted), _plan(document), score)
    return score


def _plan(document: Document) -> Plan:
    lexicon = load_lexicons().pick("\n".join(text for text, _ in document.texts()))
    return extract(document, lexicon, Identity("plan", document.name)).plan


def _words(wanted: Document, document: Document, score: Score) -> None:
    """Count the words of each page that came out as they were printed."""
    put_in, came_out = _by_page(wanted), _by_page(document)
    for page, counts in put_in.items():
        missing = counts - came_out.get(page, Counter())
        surplus = came_out.get(page, Counter()) - counts
        score.words += counts.total()
        score.words_right += counts.total() - missing.total()
        if missing or surplus:
            score.errors.append(f"page {page}: {sorted(missing)} came out as {sorted(surplus)}")


def _by_page(document: Document) -> dict[int, Counter[str]]:
    pages: dict[int, Counter[str]] = {}
    for text, place in document.texts():
        page = place.regions[0].page if place.regions else 0
        pages.setdefault(page, Counter()).update(words(text.replace("’", "'")))
    return pages


def _plans(wanted: Plan, plan: Plan, score: Score) -> None:
    titles = Counter(section.title for section in plan.sections)
    score.sections = len(wanted.sections)
    score.sections_right = sum((Counter(s.title for s in wanted.sections) & titles).values())
    score.errors += [f"section {s.title!r}" for s in wanted.sections if not titles[s.title]]
    left = list(plan.actions)
    for action in wanted.actions:
        score.actions += 1
        match = max(left, key=lambda other: _alike(action, other), default=None)
        if match is None or _alike(action, match) < ALIKE:
            score.errors.append(f"action {action.number} not found: {action.text[:60]!r}")
            continue
        left.remove(match)
        score.found += 1
        if match.number != action.number:
            score.errors.append(f"action {action.number} came out as {match.number}")
        _marks(action, match, score)
    score.more = len(left)
    score.errors += [f"action too many: {action.text[:60]!r}" for action in left]


def _alike(a: Action, b: Action) -> float:
    if a.text == b.text:
        return 1.0 + (a.number == b.number)
    matcher = SequenceMatcher(None, a.text, b.text, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _marks(action: Action, match: Action, score: Score) -> None:
    states = {entry.period_id: entry.state for entry in match.schedule}
    for entry in action.schedule:
        state = states.get(entry.period_id, "missing")
        if state == entry.state:
            score.right += 1
        elif state == "unclear":
            score.unclear += 1
        else:
            score.wrong += 1
            score.errors.append(f"action {action.number}, {entry.period_id}: {state}")
