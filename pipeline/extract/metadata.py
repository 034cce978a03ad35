"""What a plan says of itself: title, subtitle, years, parent document, announced actions, funds.

The cover's lines give title and subtitle; running text gives the rest. Every value is a piece of
the source; years are read from the title, else from another line of the cover, else from a
sentence that says until when.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.document import Block, Line, Table
from pipeline.extract.covering import place
from pipeline.extract.headings import Headings
from pipeline.extract.labelled import label_in
from pipeline.extract.prose import is_prose
from pipeline.extract.resolve import likeness
from pipeline.extract.subtitle import COVER_WORDS, is_subtitle
from pipeline.lexicon import Lexicon
from pipeline.model import Announced, Provenance, Quote, YearSpan
from pipeline.text import clean, fold, words

_RANGE = re.compile(r"\b((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)\d\d)\b")
_YEAR = r"(?:19|20)\d\d"
_SENTENCE = re.compile(r"(?:[^.!?]++|[.!?]++(?!\s|\Z))++(?:[.!?]++|\Z)")
"""A point before a letter or a digit ends none ("3.5 M$", an address)."""
_PARENT_WORDS = 16
LEAST_ANNOUNCED = 5
"""A smaller number before "actions" counts something else than a plan's actions."""

_ALIKE_VERB = 85


@dataclass(slots=True)
class Cover:
    """What the lines before the first heading of the plan's body say."""

    title: str | None = None
    subtitle: str | None = None
    places: dict[str, Provenance] = field(default_factory=dict)
    rest: list[Line] = field(default_factory=list)


def cut_cover(
    blocks: Sequence[Block], headings: Headings, lexicon: Lexicon
) -> tuple[list[Line], list[Block]]:
    """Split the title lines at the head of a document from its body.

    What a printed web page wraps around its document may stand above them.
    """
    lines = _cover_lines(blocks, headings, lexicon)
    if any(line.level for line in lines) or any(_names_plan(line, lexicon) for line in lines):
        return lines, list(blocks[len(lines) :])
    first = _standing_title(blocks, lexicon)
    lower = _cover_lines(blocks[first:], headings, lexicon) if first else []
    if not lower:
        return lines, list(blocks[len(lines) :])
    return lower, [*blocks[:first], *blocks[first + len(lower) :]]


def _standing_title(blocks: Sequence[Block], lexicon: Lexicon) -> int:
    """Return the first heading, where none is larger and it names a plan or stands alone; else 0.

    Only lines may stand above it.
    """
    first = next((i for i, b in enumerate(blocks) if not isinstance(b, Line) or b.level), 0)
    title = blocks[first] if blocks else None
    if not isinstance(title, Line) or not title.level or title.kind != "text":
        return 0
    levels = [b.level for b in blocks if isinstance(b, Line) and b.level]
    alone = levels.count(title.level) == 1
    return first if title.level == min(levels) and (alone or _names_plan(title, lexicon)) else 0


def _cover_lines(blocks: Sequence[Block], headings: Headings, lexicon: Lexicon) -> list[Line]:
    """Return the lines of a cover: up to the first text, item, table, or heading of the body.

    What is set as a heading under the title, or begins with a label and gives no years, is one of
    the body where prose stands between them.
    """
    lines: list[Line] = []
    titled = False
    level = titled_at = text_from = 0
    for block in blocks:
        if not isinstance(block, Line) or block.depth or block.kind != "text":
            break
        head = headings.of(block)
        names_plan = _names_plan(block, lexicon)
        if head is not None and head.role in ("section", "annex", "action"):
            break
        if head is not None and not names_plan and head.role != "plain" and titled:
            break
        deeper = block.level > level > 0
        labelled = label_in(block) is not None and not _RANGE.search(block.text)
        if (deeper or labelled) and titled and any(map(is_prose, lines[titled_at:])):
            break
        years = _RANGE.fullmatch(block.text) is not None
        plain = titled and head is not None and head.role == "plain"
        counted = plain and head is not None and head.number is not None
        over_table = (
            plain and not re.search(_YEAR, block.text) and _stands_over_table(blocks, lines)
        )
        says_more = names_plan or years or is_subtitle(blocks, len(lines), headings)
        if plain and (counted or over_table or not says_more):
            break
        if len(words(block.text)) > COVER_WORDS:
            break
        if names_plan and not titled:
            titled, level, titled_at = True, block.level, len(lines)
        opens_text = head is not None and head.role in ("passage", "list")
        if opens_text and not text_from and any(line.level for line in lines):
            text_from = len(lines)
        lines.append(block)
    if not titled:
        # No line says that the document is a plan, so its first heading is the title.
        return _before_headings(lines[: text_from or None], blocks, headings)
    return lines


def _stands_over_table(blocks: Sequence[Block], before: Sequence[Line]) -> bool:
    """Tell whether the line behind those at the head of a document stands right over a table."""
    return isinstance(next(iter(blocks[len(before) + 1 : len(before) + 2]), None), Table)


def _before_headings(lines: list[Line], blocks: Sequence[Block], headings: Headings) -> list[Line]:
    """Return the lines up to the first heading that stands under the title, or has a number.

    The title is the first heading where none names a plan. The lines are the first of the blocks.
    """
    title = next((index for index, line in enumerate(lines) if line.level), None)
    if title is None:
        return lines
    for index, line in enumerate(lines):
        head = headings.of(line) if index > title else None
        if head is None or head.role != "plain" or _RANGE.search(line.text):
            continue
        under = line.level > lines[title].level and not is_subtitle(blocks, index, headings)
        if under or head.number:
            return lines[:index]
    return lines


def read_cover(lines: Sequence[Line], publisher: str | None, lexicon: Lexicon) -> Cover:
    """Read the title lines of a document; `rest` are the lines that say something else."""
    cover = Cover(rest=list(lines))
    naming = [line for line in lines if _names_plan(line, lexicon)]
    # What a page prints over its title, as its running head, is no heading.
    title = next((line for line in naming if line.level), next(iter(naming), None))
    title = title or next((line for line in lines if line.level), None)
    if title is None:
        return cover
    taken = [title]
    index = cover.rest.index(title)
    after = cover.rest[index + 1 : index + 2]
    if not re.search(_YEAR, title.text) and after and _RANGE.fullmatch(after[0].text):
        taken += after
    cover.title = clean(" ".join(line.text for line in taken))
    cover.places["title"] = place(taken, "cover")
    others = [line for line in lines if line not in taken]
    named = next((line for line in others if _publisher_in(line, publisher)), None)
    if named is not None:
        cover.places["publisher"] = named.provenance
        others.remove(named)
    following = [line for line in others if lines.index(line) > index]
    leading = [line for line in others if lines.index(line) < index]
    subtitle = next((line for line in [*following, *leading] if len(words(line.text)) >= 3), None)
    if subtitle is not None and (subtitle in following or len(leading) == 1):
        cover.subtitle = subtitle.text
        cover.places["subtitle"] = subtitle.provenance
        others.remove(subtitle)
    cover.rest = others
    return cover


def read_years(
    title: str | None, cover: Sequence[Line], texts: Sequence[Line], lexicon: Lexicon
) -> tuple[YearSpan, Provenance | None]:
    """Return the years of a plan: of title, else cover, else a sentence on the plan's own end."""
    spanned = _RANGE.search(title or "")
    if spanned:
        return _span(spanned), None
    for line in cover:
        spanned = _RANGE.search(line.text)
        if spanned and _dates_plan(line, lexicon):
            return _span(spanned), line.provenance
    cues = "|".join(re.escape(fold(cue)) for cue in lexicon.cues.until)
    plans = tuple(lexicon.cues.plan)
    for line in [*cover, *texts]:
        for sentence in _SENTENCE.findall(line.text):
            until = re.search(rf"(?:{cues})\s+(?:la fin de\s+)?({_YEAR})\b", fold(sentence))
            if until and lexicon.find(plans, sentence):
                return YearSpan(end=int(until.group(1))), line.provenance
    return YearSpan(), None


def _span(found: re.Match[str]) -> YearSpan:
    return YearSpan(start=int(found.group(1)), end=int(found.group(2)))


def _dates_plan(line: Line, lexicon: Lexicon) -> bool:
    """Tell whether years on a cover are the plan's own, not those of a document it comes from."""
    if _RANGE.fullmatch(line.text.strip()):
        return True
    return _names_plan(line, lexicon) and lexicon.find(lexicon.cues.parent, line.text) is None


def read_parent(lines: Sequence[Line], lexicon: Lexicon) -> tuple[str, Provenance] | None:
    """Return the title of the document that a plan says it comes from.

    The title is what follows the verb and its article, from a word that names a kind of document
    up to a span of years, else up to the next comma or point or what says how it was issued.
    """
    cues = [lexicon.key(cue) for cue in lexicon.cues.parent]
    openings = {cue[0][:2] for cue in cues}
    for line in lines:
        if openings.isdisjoint(word[:2] for word in lexicon.key(line.text)):
            continue
        tokens = line.text.split()
        keys = [" ".join(lexicon.key(token)) for token in tokens]
        for start, key in enumerate(keys):
            if key[:2] not in openings:
                continue
            same_start = [cue[0] for cue in cues if cue[0][:2] == key[:2]]
            if not any(likeness(key, verb, _ALIKE_VERB) for verb in same_start):
                continue
            rest = tokens[start + 1 : start + 1 + _PARENT_WORDS + 4]
            title = _title_in(rest, lexicon)
            if title:
                return title, line.provenance
    return None


def read_announced(lines: Sequence[Line], lexicon: Lexicon) -> Announced | None:
    """Return the sentence that announces a number of actions; the strongest wording wins."""
    best: tuple[int, Announced] | None = None
    for line in lines:
        for sentence in _SENTENCE.findall(line.text):
            counted = _counted(sentence, lexicon)
            if counted is None:
                continue
            minimum, strength = counted
            found = Announced(text=clean(sentence), minimum=minimum, provenance=line.provenance)
            if best is None or strength > best[0]:
                best = strength, found
    return best[1] if best else None


def read_funding(lines: Sequence[Line], lexicon: Lexicon) -> list[Quote]:
    """Return the sentences that name who pays for a plan."""
    cues = lexicon.cues.funding
    return [
        Quote(text=clean(sentence), provenance=line.provenance)
        for line in lines
        for sentence in _SENTENCE.findall(line.text)
        if lexicon.find(cues, sentence)
    ]


def _names_plan(line: Line, lexicon: Lexicon) -> bool:
    return len(words(line.text)) <= 20 and lexicon.find(lexicon.cues.plan, line.text) is not None


def _publisher_in(line: Line, publisher: str | None) -> bool:
    return publisher is not None and fold(publisher) in fold(line.text)


def _title_in(tokens: Sequence[str], lexicon: Lexicon) -> str | None:
    for start, token in enumerate(tokens[:4]):
        kind = lexicon.find(lexicon.documents, token)
        if kind is None or not token[:1].isupper():
            continue
        for end, word in enumerate(tokens[start:], start + 1):
            if end > start + 1 and lexicon.is_word(lexicon.cues.issued, word):
                return clean(" ".join(tokens[start : end - 1]))
            if re.fullmatch(rf"{_YEAR}[-–]{_YEAR}[,.;:]?", word) or word[-1] in ",.;":
                return clean(" ".join(tokens[start:end])).rstrip(",.;:")
        return None
    return None


def _counted(sentence: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the number of actions a sentence announces and how strongly it does."""
    if lexicon.find(lexicon.cues.announced, sentence) is None:
        return None
    keys = lexicon.key(sentence)
    numbers = {key: value for name, value in lexicon.numbers.items() for key in lexicon.key(name)}
    announced = {lexicon.key(word)[0] for word in lexicon.cues.announced}
    small = {lexicon.key(word)[0] for word in lexicon.small_words}
    for index, key in enumerate(keys):
        value = int(key) if key.isdecimal() else numbers.get(key, 0)
        if value < LEAST_ANNOUNCED or re.fullmatch(_YEAR, key):
            continue
        after = [word for word in keys[index + 1 : index + 4] if word not in small]
        if after and after[0] in announced:
            return value, len(keys)
    return None
