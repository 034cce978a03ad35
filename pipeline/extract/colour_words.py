"""A legend of colours in words ("vert : réalisé, jaune : en cours") → painted marks with names.

A colour has the name that its hue lies in the range of. The ranges are generous and overlap: one
that two names of the legend fit has none, unless another colour surely has one of the two. What a
legend that counts does not name for sure is a mark that nobody knows. A sentence that names the
colours of all marks and is no legend is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from colorsys import rgb_to_hsv
from dataclasses import replace

from pipeline.document import Block, Cell, Colour, Table
from pipeline.extract.findings import Findings
from pipeline.extract.legend import MEANING_WORDS, explaining_lines
from pipeline.lexicon import Lexicon
from pipeline.lexicon_tables import ColourName
from pipeline.model import Mark
from pipeline.text import clean

_HUES: Mapping[ColourName, tuple[int, int]] = {
    "red": (330, 380), "orange": (14, 50), "yellow": (38, 75), "green": (66, 175),
    "turquoise": (150, 205), "blue": (180, 262), "violet": (245, 330), "pink": (285, 370),
    "brown": (0, 48),
}  # fmt: skip
"""From which to which angle a hue may be called so; what ends behind 360° goes on from 0°."""
_PALEST, _GREYEST = 10, 32
"""A hue is told from this much colour on, and what has at most so much may be called grey."""
_BLACKEST, _BROWNEST = 64, 200
"""What is called black or brown is no lighter than this."""
_NAMES = 2
"""So many names in a row are a legend without a heading that says so."""
_PREFIX_WORDS = 3
_JOINED = r"\s*(?:[=:→]|[–—-]\s)\s*"
_ENDS = r"[,;|/.\n•()]"
_EDGES = " ,;|/·.()•–—-"

Pair = tuple[ColourName, str]


def with_colours(
    blocks: Sequence[Block], lexicon: Lexicon, findings: Findings
) -> tuple[Block, ...]:
    """Return blocks whose painted marks are called what the document says of their colours."""
    tables = [block for block in blocks if isinstance(block, Table)]
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    paints = {cell.paint: None for cell in cells if cell.mark and cell.paint is not None}
    if not paints:
        return tuple(blocks)
    called: dict[ColourName, set[str]] = {}
    headed = False
    for pairs, announced in _legends(blocks, lexicon):
        headed = headed or announced
        for colour, meaning in pairs:
            called.setdefault(colour, set()).add(meaning)
    said = {c: meaning for c, meaning in called.items() if len(meaning) == 1}
    fitting = {paint: [name for name in called if _fits(paint, name)] for paint in paints}
    fits = sum(map(bool, fitting.values()))
    if not fits or not (headed or fits >= _NAMES or fits == len(paints)):
        _report_unread(blocks, [*paints], lexicon, findings)
        return tuple(blocks)
    found = {paint: _surely(names, fitting.values()) for paint, names in fitting.items()}

    def named(cell: Cell) -> Cell:
        if cell.paint is None or cell.mark is None:
            return cell
        meanings = said.get(colour) if (colour := found[cell.paint]) is not None else None
        return replace(cell, mark=Mark(kind=cell.mark.kind, char=min(meanings or {"?"})))

    return tuple(b.with_cells(named) if isinstance(b, Table) else b for b in blocks)


def _report_unread(
    blocks: Sequence[Block], paints: Sequence[Colour], lexicon: Lexicon, findings: Findings
) -> None:
    """Say which line names a colour for each of those that marks are painted in, if any does."""
    for line in explaining_lines(blocks) if len(paints) >= _NAMES else ():
        names = {_named(word, lexicon) for word in re.findall(r"\w+", line.text)} - {None}
        fitting = [[name for name in names if name and _fits(paint, name)] for paint in paints]
        if all(fitting) and len(names) >= _NAMES and len({*map(tuple, fitting)}) >= _NAMES:
            findings.add(
                "colours_unread",
                "warning",
                line.provenance,
                f"a text names the colours of marks, and what it says of them is not read: "
                f"'{line.text}'",
                "look at what the colours mean; all of them count as planned",
            )
            return


def _legends(blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[tuple[list[Pair], bool]]:
    """Yield what stands in a row of lines that name colours, and whether a heading announces it."""
    pairs: list[Pair] = []
    announced = under = False
    for line in explaining_lines(blocks):
        if lexicon.is_word(lexicon.marks.legend, line.text.rstrip(" :")):
            under = True
            continue
        head, colon, rest = line.text.partition(":")
        own = bool(colon) and lexicon.is_word(lexicon.marks.legend, head)
        found = _pairs(rest if own else line.text, lexicon, alone=own or under)
        if not found or own:
            if announced or len(dict(pairs)) >= _NAMES:
                yield pairs, announced
            pairs, announced = [], False
        pairs += found
        announced = bool(pairs) and (announced or own or under)
        under = under and bool(found)
    if announced or len(dict(pairs)) >= _NAMES:
        yield pairs, announced
    for block in blocks:
        if isinstance(block, Table) and (pairs := _tabled(block, lexicon)):
            yield pairs, True


def _tabled(table: Table, lexicon: Lexicon) -> list[Pair]:
    """Return what a table says that does nothing else: each colour in a cell before its name."""
    rows = [row.cells for row in table.rows[table.header_rows :]]
    told = [pair for cells in rows for pair in zip(cells[::2], cells[1::2], strict=False)]
    names = [(_named(clean(colour.text), lexicon), clean(said.text)) for colour, said in told]
    pairs = [(colour, said) for colour, said in names if colour is not None and said]
    whole = all(len(cells) % 2 == 0 for cells in rows) and len(pairs) == len(told) >= _NAMES
    return pairs if whole else []


def _pairs(text: str, lexicon: Lexicon, *, alone: bool) -> list[Pair]:
    """Return the colours that a line explains; `alone` lets one stand behind its meaning."""
    words = [(found, _named(found[0], lexicon)) for found in re.finditer(r"\w+", text)]
    spans = [(found.start(), found.end(), colour) for found, colour in words if colour is not None]
    pairs = _before(text, spans)
    if not pairs:
        behind = _behind(text, spans)
        pairs = behind if len(behind) >= (1 if alone else _NAMES) else _unjoined(text, spans)
    long = any(not 0 < len(meaning.split()) <= MEANING_WORDS for _, meaning in pairs)
    return [] if long else pairs


Span = tuple[int, int, ColourName]


def _before(text: str, spans: Sequence[Span]) -> list[Pair]:
    """Return what stands behind colours: "vert : réalisé, en jaune : en cours"."""
    led = [
        (start, end + joined.end(), colour)
        for start, end, colour in spans
        if (joined := re.match(rf"(?:\s+\w+)?{_JOINED}", text[end:]))
    ]
    if not led or len(text[: led[0][0]].split()) > _PREFIX_WORDS:
        return []
    ends = [start for start, _, _ in led[1:]] + [len(text)]
    pairs: list[Pair] = []
    for (_, begin, colour), end in zip(led, ends, strict=True):
        meaning = text[begin:end]
        parts = re.split(rf"({_ENDS})", meaning)
        if end < len(text) and len(parts) > 1 and len(parts[-1].split()) <= _PREFIX_WORDS:
            meaning = "".join(parts[:-1])  # the rest begins the next one: "en jaune"
        pairs.append((colour, meaning.strip(_EDGES)))
    return pairs


def _behind(text: str, spans: Sequence[Span]) -> list[Pair]:
    """Return what stands before colours: "Réalisé (vert), en cours (jaune)"."""
    pairs: list[Pair] = []
    after = 0
    for start, end, colour in spans:
        joined = re.search(r"\s*[(=:–—]\s*$", text[after:start])
        closed = re.match(rf"(?:\s+\w+)?\s*\)?\s*(?:{_ENDS}|$)", text[end:])
        if joined is None or closed is None:
            return []
        pairs.append((colour, text[after : after + joined.start()].strip(_EDGES)))
        after = end + closed.end()
    return [] if text[after:].strip(_EDGES) else pairs


def _unjoined(text: str, spans: Sequence[Span]) -> list[Pair]:
    """Return what stands behind colours that begin each part of a line: "Vert réalisé; ..."."""
    begun = {start: (end, colour) for start, end, colour in spans}
    pairs: list[Pair] = []
    for part in re.finditer(rf"(?:(?!{_ENDS}).)+", text):
        start = part.start() + len(part[0]) - len(part[0].lstrip())
        if start not in begun:
            if part[0].strip():
                return []
            continue
        end, colour = begun[start]
        pairs.append((colour, text[end : part.end()].strip(_EDGES)))
    return pairs if len(pairs) >= _NAMES else []


def _named(word: str, lexicon: Lexicon) -> ColourName | None:
    """Return the colour that a word names."""
    return next((c for c, said in lexicon.colours.items() if lexicon.is_word(said, word)), None)


def _surely(
    names: Sequence[ColourName], others: Iterable[Sequence[ColourName]]
) -> ColourName | None:
    """Return the one of the names that fit a colour that no other colour surely has, or None."""
    taken = {fits[0] for fits in others if len(fits) == 1} if len(names) > 1 else set()
    left = [name for name in names if name not in taken]
    return left[0] if len(left) == 1 else None


def _fits(paint: Colour, name: ColourName) -> bool:
    """Tell whether a colour may be called by a name."""
    coloured = max(paint) - min(paint)
    if name == "black":
        return max(paint) <= _BLACKEST
    if name == "grey":
        return coloured <= _GREYEST
    if coloured < _PALEST or (name == "brown" and max(paint) > _BROWNEST):
        return False
    hue = 360 * rgb_to_hsv(*paint)[0]
    first, last = _HUES[name]
    return first <= hue <= last or first <= hue + 360 <= last
