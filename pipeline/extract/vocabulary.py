"""The closed vocabularies that a plan prints of itself: its roles, its principles, its horizons.

Blocks go in; the entries come out with the lines that print them, so that nothing else takes
those lines. A vocabulary stands under a heading that the lexicon knows, as entries that look
alike: small headings, bold lines, list items, or "label : definition". What follows an entry
defines it. Whatever is printed elsewhere in the plan is resolved to these entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.document import Block, Line
from pipeline.extract.covering import place
from pipeline.extract.headings import Heading, Headings
from pipeline.extract.ignored import Ignored
from pipeline.extract.prose import is_stray
from pipeline.extract.resolve import resolve
from pipeline.extract.schedule import horizon_years
from pipeline.lexicon import Lexicon
from pipeline.model import Period, Principle, Role
from pipeline.text import clean, label_id, words

LABEL_WORDS = 8
HORIZON_WORDS = 3
_DEFINED = re.compile(r"(?P<label>[^:=.]{1,60}?)\s*(?:=|:|\s[–—-]\s)\s*(?P<rest>\S.*)", re.DOTALL)
_SHORT_FORM = re.compile(r"(?P<label>.+?)\s*\((?P<id>[A-Z]{1,4})\)")
_GLOSS = re.compile(r"(?P<label>[^(]+?)\s*(?P<rest>\(.*\))", re.DOTALL)


@dataclass(slots=True)
class Entry:
    """An entry of a vocabulary: its label, the line that prints it, and what defines it."""

    label: str
    line: Line
    rest: str = ""
    lines: list[Line] = field(default_factory=list)

    def definition(self) -> str | None:
        """Return the text that defines the entry, or None."""
        return clean(" ".join([self.rest, *(line.text for line in self.lines)])) or None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The vocabularies of a plan.

    `taken` are the lines they claim, `repeats` the lines that print a label a second time, over
    its definition, `labels` the words that head a legend in its own line.
    """

    roles: tuple[Role, ...]
    principles: tuple[Principle, ...]
    periods: tuple[Period, ...]
    taken: tuple[Line, ...]
    repeats: tuple[Line, ...]
    labels: tuple[Ignored, ...]


def read_vocabulary(blocks: Sequence[Block], headings: Headings, lexicon: Lexicon) -> Vocabulary:
    """Read every closed vocabulary that the blocks of a plan define."""
    lists = [*_lists(blocks, headings)]
    roles = _first(_entries(region) for region in _regions(blocks, lists, headings, "roles"))
    horizons = _first(_horizons(one) for one in _regions(blocks, lists, headings, "schedule"))
    horizons = horizons or _first(_in_one_line(block, lexicon) for block in blocks)
    listed, defined = _principles([*_regions(blocks, lists, headings, "principles")], lexicon)
    periods = tuple(_period(entry, lexicon) for entry in horizons)
    return Vocabulary(
        roles=tuple(
            Role(
                id=label_id(entry.label),
                label=entry.label,
                definition=entry.definition(),
                provenance=place([entry.line, *entry.lines], "legend"),
            )
            for entry in roles
        ),
        principles=tuple(_principle(entry, defined.get(entry.label)) for entry in listed),
        periods=periods,
        taken=tuple(
            line
            for entry in [*roles, *horizons, *listed, *defined.values()]
            for line in [entry.line, *entry.lines]
        ),
        repeats=tuple(entry.line for entry in defined.values()),
        labels=tuple(
            Ignored("label", head, line.provenance)
            for line in dict.fromkeys(entry.line for entry in horizons)
            if (head := _legend_head(line, lexicon)) is not None
        ),
    )


def _lists(blocks: Sequence[Block], headings: Headings) -> Iterator[tuple[int, Heading]]:
    """Yield the headings of lists, and where they stand among the blocks."""
    for index, block in enumerate(blocks):
        head = headings.of(block) if isinstance(block, Line) else None
        if head is not None and head.role == "list":
            yield index, head


def _regions(
    blocks: Sequence[Block], lists: Sequence[tuple[int, Heading]], headings: Headings, name: str
) -> Iterator[list[Line]]:
    """Yield the lines under each heading of one vocabulary."""
    for index, head in lists:
        if head.name == name:
            yield _region(head.line, blocks[index + 1 :], headings, name)


def _region(opening: Line, below: Sequence[Block], headings: Headings, name: str) -> list[Line]:
    """Return the lines under a heading, up to a heading of something else."""
    lines: list[Line] = []
    for block in below:
        if not isinstance(block, Line) or is_stray(block):
            break
        head = headings.of(block)
        if head is not None and head.role != "plain" and head.name != name:
            entry = lines[0] if lines else block
            if not (head.role in ("list", "passage") and _is_entry(block, entry, opening)):
                break
        lines.append(block)
    return lines


def _is_entry(line: Line, first: Line, opening: Line) -> bool:
    """Tell whether a line is set as the first entry under a heading is, and not as the heading."""
    return _set(line) == _set(first) != _set(opening)


def _set(line: Line) -> tuple[int, bool]:
    return line.level, line.strong


def _first(candidates: Iterator[list[Entry]]) -> list[Entry]:
    """Return the first vocabulary of at least two entries, all of them defined."""
    for entries in candidates:
        if len(entries) > 1 and all(entry.definition() for entry in entries):
            return entries
    return []


def _entries(region: Sequence[Line]) -> list[Entry]:
    """Read entries that look alike; the last one takes no more lines than the longest before."""
    entries = _defined_lines(region)
    if entries:
        return entries
    style: tuple[int, int, str] | None = None
    for line in region:
        opened = _opens(line)
        if opened is not None and (style is None or style == _style(line)):
            style = style or _style(line)
            entries.append(opened)
        elif line.level and entries:
            break
        elif entries:
            entries[-1].lines.append(line)
    _trim_last(entries)
    return entries


def _defined_lines(region: Sequence[Line]) -> list[Entry]:
    """Read a region that is nothing but lines of running text, a label and what defines it each."""
    found = [_DEFINED.fullmatch(line.text) for line in region]
    entries = [
        Entry(clean(one["label"]), line, one["rest"])
        for line, one in zip(region, found, strict=True)
        if one is not None and len(words(one["label"])) <= LABEL_WORDS
    ]
    plain = not any(line.level or line.depth for line in region)
    return entries if plain and len(entries) == len(region) else []


def _opens(line: Line) -> Entry | None:
    defined = _DEFINED.fullmatch(line.text)
    if defined and len(words(defined["label"])) <= LABEL_WORDS and not line.level:
        return Entry(clean(defined["label"]), line, defined["rest"]) if line.depth else None
    if (line.level or line.strong) and len(words(line.text)) <= LABEL_WORDS:
        return Entry(line.text.rstrip(" :"), line)
    return None


def _style(line: Line) -> tuple[int, int, str]:
    return line.level, line.depth, line.marker


def _trim_last(entries: list[Entry]) -> None:
    if len(entries) > 1:
        longest = max(len(entry.lines) for entry in entries[:-1])
        del entries[-1].lines[longest:]


def _horizons(region: Sequence[Line]) -> list[Entry]:
    """Read "EC = en cours" with what follows it, up to the end of its list."""
    entries: list[Entry] = []
    open_entry = False
    for line in region:
        defined = _DEFINED.fullmatch(line.text)
        if defined and len(words(defined["label"])) <= HORIZON_WORDS:
            entries.append(Entry(clean(defined["label"]), line, clean(defined["rest"])))
            open_entry = True
        elif open_entry and (line.depth or not (entries[-1].lines and entries[-1].lines[-1].depth)):
            entries[-1].lines.append(line)
        else:
            open_entry = False
    _trim_last(entries)
    return entries


def _in_one_line(block: Block, lexicon: Lexicon) -> list[Entry]:
    """Read "CT : court terme (2026) ; MT : moyen terme (2027-2028)", a legend's word before it."""
    if not isinstance(block, Line) or ";" not in block.text or block.level:
        return []
    headed = _legend_head(block, lexicon) is not None
    said = block.text.partition(":")[2] if headed else block.text
    entries = []
    for part in said.rstrip(" .").split(";"):
        defined = _DEFINED.fullmatch(part.strip())
        known = defined and lexicon.classify(lexicon.horizons, defined["label"])
        if not defined or not known or len(words(defined["label"])) > HORIZON_WORDS:
            return []
        entries.append(Entry(clean(defined["label"]), block, clean(defined["rest"])))
    return entries


def _legend_head(line: Line, lexicon: Lexicon) -> str | None:
    """Return the word for a legend that a line begins with, before a colon, or None."""
    head, colon, _ = line.text.partition(":")
    return clean(head) if colon and lexicon.is_word(lexicon.marks.legend, head) else None


def _period(entry: Entry, lexicon: Lexicon) -> Period:
    short = _SHORT_FORM.fullmatch(entry.label)
    gloss = _GLOSS.fullmatch(entry.rest)
    rest = gloss["rest"] if gloss else ""
    definition = clean(" ".join([rest, *(line.text for line in entry.lines)])) or None
    if short:
        label, definition = short["label"], entry.definition()
    else:
        label = gloss["label"] if gloss else entry.rest
    return Period(
        id=short["id"] if short else entry.label,
        label=label,
        definition=definition,
        horizon_years=horizon_years(definition or label, lexicon),
        provenance=place([entry.line, *entry.lines], "legend"),
    )


def _principles(
    regions: Sequence[Sequence[Line]], lexicon: Lexicon
) -> tuple[list[Entry], dict[str, Entry]]:
    """Return the entries of the principles, and their definitions where printed elsewhere."""
    listed = next((found for region in regions if len(found := _labels(region)) > 1), [])
    if not listed:
        return _first(_entries(region) for region in regions), {}
    defined: dict[str, Entry] = {}
    for region in regions:
        current: Entry | None = None
        for line in region:
            known = None if line.depth else resolve(line.text, listed, lexicon.comparable)
            if known is not None and known.label not in defined:
                current = defined[known.label] = Entry(known.label, line)
            elif current is not None:
                current.lines.append(line)
    return listed, {label: entry for label, entry in defined.items() if entry.lines}


def _labels(region: Sequence[Line]) -> list[Entry]:
    return [
        Entry(line.text, line)
        for line in region
        if line.depth and len(words(line.text)) <= LABEL_WORDS and not _DEFINED.fullmatch(line.text)
    ]


def _principle(entry: Entry, defined: Entry | None) -> Principle:
    source = defined or entry
    return Principle(
        id=label_id(entry.label),
        label=entry.label,
        definition=source.definition(),
        definition_provenance=place(defined.lines, "legend") if defined else None,
        provenance=place([entry.line, *entry.lines], "legend"),
    )
