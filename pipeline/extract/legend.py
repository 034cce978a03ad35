"""The legend of a plan's marks ("✓ réalisé, ● en cours") → a lexicon in which they mean that.

A sign is one that cells of a table hold. Its meaning stands after it: in one line with others,
with "=" or ":" between, under a heading that announces a legend, in lines one under the other that
each begin with another sign, or each in the line after its sign. The lines stand on the page, in
the header of a table, or in a row at its foot. Whatever a sign is named for is planned, unless the
name denies it or leaves it open.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.document import Block, Cell, Line, Row, Table
from pipeline.extract.year_parts import YEARS
from pipeline.lexicon import Lexicon
from pipeline.model import Mark, State
from pipeline.text import clean, fold, words

MEANING_WORDS = 8
_LETTERS = 2
"""A sign of letters has at most this many."""
_TURNED = 2
"""So many meanings that stand before their signs make a legend."""
_JOINED = re.compile(r"\s*[=:–—-]\s*")
_EDGES = " ,;|/·.()"
_STOPS = " ,;|/·."
_BRACKETED = re.compile(r"\(([^()]+)\)")


def with_legend(blocks: Sequence[Block], lexicon: Lexicon) -> Lexicon:
    """Return a lexicon whose marks mean what the plan's own legend says."""
    signs = set(_signs(blocks))
    meanings = {**_tabled(blocks, signs), **dict(_read(blocks, signs, lexicon))} if signs else {}
    if not meanings:
        return lexicon
    states = {sign: state_named(meaning, lexicon) for sign, meaning in meanings.items()}
    return saying(lexicon, states, meanings)


def saying(lexicon: Lexicon, states: Mapping[str, State], meanings: Mapping[str, str]) -> Lexicon:
    """Return a lexicon in which signs say this, whatever they said before."""
    marks = lexicon.marks
    said = {_same(sign) for sign in states}

    def of(state: State, known: Sequence[str]) -> tuple[str, ...]:
        own = (sign for sign, one in states.items() if one == state)
        return (*own, *(sign for sign in known if _same(sign) not in said))

    update = {
        "planned": of("planned", marks.planned),
        "not_planned": of("not_planned", marks.not_planned),
        "unclear": of("unclear", marks.unclear),
        "meanings": meanings,
    }
    return lexicon.model_copy(update={"marks": marks.model_copy(update=update)})


def _same(sign: str) -> str:
    """Return a sign in the form in which signs compare: letters fold, all else stays."""
    return fold(sign) or sign


def state_named(meaning: str, lexicon: Lexicon) -> State:
    """Return what a mark says that a legend gives this name."""
    if lexicon.find(lexicon.marks.open, meaning) is not None:
        return "unclear"
    if lexicon.find(lexicon.marks.denied, meaning) is not None:
        return "not_planned"
    return "planned"


def heads_legend(heading: str, lexicon: Lexicon) -> bool:
    """Tell whether a heading stands over a legend of marks, in a plan of which one was read."""
    said = lexicon.marks.legend
    return bool(lexicon.marks.meanings) and lexicon.is_word(said, heading.rstrip(" :"))


def lettered(blocks: Iterable[Block], lexicon: Lexicon) -> list[Block]:
    """Return blocks in which the letters that the legend explains are marks, under years."""
    meanings = lexicon.marks.meanings
    return [
        _with_marks(block, meanings) if meanings and isinstance(block, Table) else block
        for block in blocks
    ]


def _with_marks(table: Table, meanings: Mapping[str, str]) -> Table:
    heads = {
        cell.column
        for row in table.rows[: table.header_rows]
        for cell in row.cells
        if YEARS.fullmatch(clean(cell.text))
    }

    def marked(cell: Cell) -> Cell:
        sign = clean(cell.text)
        if cell.row < table.header_rows or cell.column not in heads or sign not in meanings:
            return cell
        return replace(cell, text="", mark=Mark(kind="text", char=sign))

    rows = tuple(Row(tuple(map(marked, row.cells)), row.provenance) for row in table.rows)
    return replace(table, rows=rows)


def _signs(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield what cells hold that may be signs: the characters of marks, and short letters."""
    for block in blocks:
        if not isinstance(block, Table):
            continue
        for row in block.rows[block.header_rows :]:
            for cell in row.cells:
                if cell.mark is not None and cell.mark.char:
                    yield cell.mark.char
                elif cell.text.isalpha() and len(cell.text) <= _LETTERS:
                    yield cell.text


def _tabled(blocks: Sequence[Block], signs: set[str]) -> dict[str, str]:
    """Return the signs that a table of its own explains: each in a cell before its meaning."""
    for block in blocks:
        if not isinstance(block, Table):
            continue
        rows = [row.cells for row in block.rows[block.header_rows :]]
        pairs = [pair for cells in rows for pair in zip(cells[::2], cells[1::2], strict=False)]
        paired = all(len(cells) % 2 == 0 for cells in rows) and len(pairs) > 1
        said = {_held(sign): clean(meaning.text) for sign, meaning in pairs}
        named = all(0 < len(words(one)) <= MEANING_WORDS for one in said.values())
        if paired and named and len(said) == len(pairs) and signs >= said.keys():
            return said
    return {}


def _held(cell: Cell) -> str:
    """Return what a cell holds that may be a sign."""
    return (cell.mark.char or "") if cell.mark is not None else clean(cell.text)


def _read(blocks: Sequence[Block], signs: set[str], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield each sign that is explained, and its meaning."""
    lines = [*explaining_lines(blocks)]
    # The same line under each heading is one.
    different = {(line.marker, line.text) for line in lines}
    leads = Counter(marker or text.split(" ")[0] for marker, text in different)
    under = False
    yield from _by_turns(lines, signs)
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        said = lexicon.is_word(lexicon.marks.legend, line.text.rstrip(" :"))
        if said or line.level:
            under = said
            continue
        pairs, joined = _pairs(line, signs, lexicon)
        alone = len(pairs) == 1 and not joined and not under
        if not alone or _is_one_of_many(pairs[0][0], leads, (before, after), signs, lexicon):
            yield from pairs
        if not pairs:
            under = False


def explaining_lines(blocks: Sequence[Block]) -> Iterator[Line]:
    """Yield the lines that may explain signs: those of the page, then what tables say of theirs."""
    yield from (block for block in blocks if isinstance(block, Line) and block.kind == "text")
    for table in blocks:
        if not isinstance(table, Table):
            continue
        for row in table.rows[: table.header_rows]:
            for cell in row.cells:
                said = [*cell.text.split("\n"), *_BRACKETED.findall(cell.text)]
                yield from (Line(text, cell.provenance) for text in said)
        yield from (Line(cell.text, cell.provenance) for cell in foot(table))


def foot(table: Table) -> list[Cell]:
    """Return the rows at the end of a table that are one text over its whole width."""
    held: list[Cell] = []
    for row in reversed(table.rows[table.header_rows :]):
        whole = len(row.cells) == 1 and row.cells[0].column_span == table.n_columns > 1
        if not whole or not row.cells[0].text:
            break
        held.insert(0, row.cells[0])
    return held


def without_legends(blocks: Iterable[Block], lexicon: Lexicon) -> Iterator[Block]:
    """Yield blocks with the legends at the foot of tables as lines behind them.

    A sign that was read as the bullet of the line that explains it is part of its text.
    """
    signs = {*lexicon.marks.meanings}
    for block in blocks:
        if isinstance(block, Line) and block.marker in signs and _pairs(block, signs, lexicon)[0]:
            block = replace(block, text=clean(f"{block.marker} {block.text}"), marker="", depth=0)
        held = foot(block) if signs and isinstance(block, Table) else []
        lines = [Line(clean(cell.text), cell.provenance) for cell in held]
        if isinstance(block, Table) and any(_pairs(line, signs, lexicon)[0] for line in lines):
            yield replace(block, rows=block.rows[: len(block.rows) - len(lines)])
            yield from lines
        else:
            yield block


def _by_turns(lines: Sequence[Line], signs: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the signs that stand in lines of their own, each before its meaning."""
    found: list[tuple[str, str]] = []
    rest = iter(lines)
    for line in rest:
        text = clean(line.text)
        meaning = next(rest, None) if text in signs or _is_sign(text) else None
        name = clean(meaning.text) if meaning is not None and not meaning.level else ""
        if 0 < len(words(name)) <= MEANING_WORDS:
            found.append((text, name))
    if len(found) >= _TURNED and len(dict(found)) == len(found):
        yield from found


def _is_one_of_many(
    sign: str,
    leads: Counter[str],
    others: Sequence[Line | None],
    signs: set[str],
    lexicon: Lexicon,
) -> bool:
    """Tell whether a line begins with its sign as no other does, beside one of other signs."""
    if leads[sign] > 1:
        return False
    found = [_pairs(line, signs, lexicon)[0] for line in others if line is not None]
    return any(other and sign not in dict(other) for other in found)


def _pairs(line: Line, signs: set[str], lexicon: Lexicon) -> tuple[list[tuple[str, str]], bool]:
    """Return the signs that a line explains, and whether a "=" or ":" joins them to their names."""
    text = clean(f"{line.marker} {line.text}" if line.marker in signs else line.text)
    if not any(sign in text for sign in signs):
        return [], False
    head, colon, rest = text.partition(":")
    if colon and lexicon.is_word(lexicon.marks.legend, head):
        text = rest
    tokens = re.split(r"(\s+|(?<=\S)[=:]\s*|(?<=[^\w\s])(?=\w)|^\(|[,;|/]\s*)", text)
    found: list[tuple[str, str]] = []
    start = [
        i
        for i, token in enumerate(tokens)
        if token and (token in signs or _is_sign(token) or _is_letter(tokens[i:]))
    ]
    if not start or "".join(tokens[: start[0]]).strip(_EDGES):
        return _turned(text, signs), True
    joined = True
    for here, end in zip(start, [*start[1:], len(tokens)], strict=True):
        after = "".join(tokens[here + 1 : end])
        join = _JOINED.match(after)
        joined = joined and join is not None
        meaning = _bare(after[join.end() :] if join else after)
        if (tokens[here].isalpha() and not join) or not words(meaning):
            return [], False
        if len(words(meaning)) > MEANING_WORDS:
            return [], False
        if tokens[here] in signs:
            found.append((tokens[here], meaning))
    return found, joined or len(start) > 1


def _bare(meaning: str) -> str:
    """Return a meaning without what parts it from the next one, its own brackets kept."""
    text = meaning.strip(_STOPS)
    while text.startswith("(") and (text.endswith(")") or ")" not in text):
        text = text[1:].removesuffix(")").strip(_STOPS)
    if text.endswith(")") and "(" not in text:
        text = text[:-1].strip(_STOPS)
    return text.removesuffix("(").strip(_STOPS)


def _turned(text: str, signs: set[str]) -> list[tuple[str, str]]:
    """Return the signs that stand behind their meanings: "Réalisé (✓), à venir (○)"."""
    symbols = sorted(sign for sign in signs if _is_sign(sign))
    if sum(map(text.count, symbols)) < _TURNED:
        return []
    ends = "|".join(map(re.escape, symbols))
    found = re.findall(rf"\s*([^()=:]+?)\s*[(=:]\s*({ends})\)?(?:\s*[,;|/.]|\s+|$)", text)
    whole = "".join(f"{meaning}{sign}" for meaning, sign in found)
    if len(found) < _TURNED or len(re.findall(r"\w", whole)) < len(re.findall(r"\w", text)):
        return []
    said = [(sign, _bare(meaning)) for meaning, sign in found]
    return said if all(0 < len(words(one)) <= MEANING_WORDS for _, one in said) else []


def _is_letter(tokens: Sequence[str]) -> bool:
    """Tell whether a line goes on with a short sign of letters that is joined to its name."""
    first = tokens[0]
    letters = first.isalpha() and first.isupper() and len(first) <= _LETTERS
    return letters and "".join(tokens[1:4]).lstrip()[:1] in ("=", ":")


def _is_sign(token: str) -> bool:
    """Tell whether a word is one symbol: a sign of a legend that no cell may hold."""
    return len(token) == 1 and unicodedata.category(token) == "So" and token != "°"
