"""Plain text → blocks. Nothing is marked, so headings are told by their looks.

A heading is a short line that closes with no sentence mark and stands before text; the lines
before the first paragraph are the title. Lines that are numbered one after the
other with no gap between them are a list, and what is set in under an item belongs to it. Lines
that stand together and begin with labels which come again ("Responsable : ...") are text. A file
that is hard-wrapped is joined by its blank lines first. Tables are drawn with signs, set in
columns of blanks, or runs of tabbed lines.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.document import Block, Line, LineKind, Table
from pipeline.model import Finding, Provenance
from pipeline.read.drawn_table import drawn_end, drawn_table
from pipeline.read.inline import Inline
from pipeline.read.markdown import GAP_LINES, read_markdown
from pipeline.read.spaced_table import ends_page, find_spaced, spaced_table
from pipeline.read.text_tops import running
from pipeline.text import BULLETS, clean, fold, words

HEADING_CHARS = 100
HEADING_WORDS = 14
WRAP_CHARS = range(50, 110)
_BULLET = re.compile(rf"(\s*)(->|=>|[-*+>o{BULLETS}–—])\s+(\S.*)$")
_NUMBER = re.compile(r"\s*\d+[.)]\s+\S")
_SMALL = re.compile(r"\s*[a-zà-öø-ÿœ](?![.)])")
_LABEL = re.compile(r"\s*([^\W\d_][^:\d]{0,40}?)\s?:\s+\S")
_NUMBERED = re.compile(r"\s*(\d+(?:\.\d+)+[.)]?|\d+[.)]|[A-Z]{1,3}[-.]?\d+(?:\.\d+)*[.)])\s+\S")


@dataclass(slots=True)
class _Piece:
    """A paragraph: its text, its lines from 1, whether a page's gap stands before it.

    `kind` says whether it is the number or the running head of a page, `table` what was read of
    lines that are one.
    """

    text: str
    first: int
    last: int
    apart: bool
    kind: LineKind = "text"
    table: Table | None = None


def read_plain(text: str, name: str) -> tuple[list[Block], list[Finding]]:
    """Return the blocks of a plain text."""
    blocks: list[Block] = []
    findings: list[Finding] = []
    pieces = _pieces(text.split("\n"), name, findings)
    labelled = _labelled(pieces)
    titled = False
    item = Line("", Provenance(method="list"))
    inner = 0
    counted: _Piece | None = None
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if piece.table is not None:
            blocks.append(piece.table)
            titled = True
            index += 1
            continue
        if "\t" in piece.text.lstrip():
            index = _table(pieces, index, name, blocks, findings)
            titled = True
            continue
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        spaced = index == 0 or piece.first > pieces[index - 1].last + 1
        listed = any(_go_on(*two) for two in pairwise(pieces[max(0, index - 1) : index + 2]))
        listed = listed or (not spaced and counted is not None and _counts_on(counted, piece))
        if listed or _NUMBERED.match(piece.text):  # other numbers than those of a list end it
            counted = piece if listed else None
        line = _line(piece, 0, listed)
        indent = len(piece.text) - len(piece.text.lstrip())
        if line.marker and piece.kind == "text":
            item, inner = line, piece.text.find(line.text[:1], indent + len(line.marker))
        elif item.depth and not spaced and indent == inner:
            line = replace(line, depth=item.depth + 1)
        else:
            item = replace(item, depth=0)
        plain = line.depth or piece.kind != "text" or index in labelled
        heading = not plain and _is_heading(piece, following, spaced)
        titled = titled or not (heading or piece.kind != "text")
        blocks.append(_line(piece, 2 if titled else 1, listed) if heading else line)
        index += 1
    return blocks, findings


def _pieces(lines: list[str], name: str, findings: list[Finding]) -> list[_Piece]:
    tables = _tables(lines, name, findings)
    inside = {at for first, (_, end) in tables.items() for at in range(first, end)}
    wrapped = _is_wrapped([line for at, line in enumerate(lines) if at not in inside])
    tops = running(lines) - inside
    pieces: list[_Piece] = []
    gap = 0
    for number, line in enumerate(lines, 1):
        if number - 1 in tables:
            table, end = tables[number - 1]
            pieces.append(_Piece("", number, end, gap >= GAP_LINES, table=table))
            gap = 0
        if number - 1 in inside:
            continue
        gap += GAP_LINES if "\f" in line else 0 if line.strip() else 1
        if not line.strip():
            continue
        goes_on = number - 1 not in tops and pieces and not gap
        if goes_on and _wraps(line, pieces[-1], wrapped):
            pieces[-1].text += " " + line
            pieces[-1].last = number
        else:
            kind: LineKind = "page_number" if ends_page(lines, number - 1) else "text"
            kind = "running_header" if number - 1 in tops else kind
            pieces.append(_Piece(line, number, number, gap >= GAP_LINES, kind))
        gap = 0
    return pieces


def _wraps(line: str, above: _Piece, wrapped: bool) -> bool:
    """Tell whether a line goes on with the one over it: all do in a file that is hard-wrapped."""
    own = above.table is not None or above.kind != "text"
    if own or _BULLET.match(line) or _NUMBER.match(line) or "\t" in line:
        return False
    small = _SMALL.match(line) and above.text.rstrip()[-1] not in ".!?:;"
    return wrapped or (bool(small) and "\t" not in above.text)


def _labelled(pieces: list[_Piece]) -> set[int]:
    """Return the indexes of lines that stand together and begin with labels which come again."""
    labels = {
        n: fold(found[1]) for n, one in enumerate(pieces) if (found := _LABEL.match(one.text))
    }
    again = Counter(labels.values())
    return {
        n
        for n, label in labels.items()
        if again[label] > 1
        and (
            (n - 1 in labels and pieces[n - 1].last + 1 == pieces[n].first)
            or (n + 1 in labels and pieces[n].last + 1 == pieces[n + 1].first)
        )
    }


def _tables(lines: list[str], name: str, findings: list[Finding]) -> dict[int, tuple[Table, int]]:
    """Return the tables that no tabs part, by the index of their first line, with their end."""
    tables: dict[int, tuple[Table, int]] = {}
    end = 0
    for index in range(len(lines)):
        if index < end:
            continue
        before, end = end, drawn_end(lines, index)
        found = find_spaced(lines, index, after=before) if end == index else None
        if end > index:
            table, unsure = drawn_table(lines, index, end, name, Inline)
        elif found is not None:
            table, unsure = spaced_table(found, name, Inline)
            end = found.end
        else:
            end = before
            continue
        tables[found.lines[0][0] if found is not None else index] = table, end
        findings += unsure
    return tables


def _go_on(piece: _Piece, following: _Piece) -> bool:
    """Tell whether two lines with no gap between them are numbered one after the other."""
    return following.first == piece.last + 1 and _counts(piece.text, following.text)


def _counts_on(piece: _Piece, later: _Piece) -> bool:
    """Tell whether a line takes up the numbers of a list from its last item, set in as it was."""
    one, two = _NUMBERED.match(piece.text), _NUMBERED.match(later.text)
    alike = one is not None and two is not None and one[1][-1] == two[1][-1]
    set_in, again = (len(text) - len(text.lstrip()) for text in (piece.text, later.text))
    return alike and set_in == again and _counts(piece.text, later.text)


def _counts(text: str, following: str) -> bool:
    """Tell whether the number of a line is the next one of that of another."""
    numbered = [_NUMBERED.match(one) for one in (text, following)]
    if None in numbered:
        return False
    first, second = (re.findall(r"\d+|[A-Z]+", m.group(1)) for m in numbered if m)
    return [*first[:-1], str(int(first[-1]) + 1)] == second


def _is_wrapped(lines: list[str]) -> bool:
    """Tell whether most lines break off in mid-sentence at one width."""
    full = [line.rstrip() for line in lines if line.strip()]
    broken = sum(len(line) in WRAP_CHARS and line[-1] not in ".!?:;" for line in full)
    return len(full) > 5 and broken * 2 > len(full)


def _is_heading(piece: _Piece, following: _Piece | None, spaced: bool) -> bool:
    """Tell whether a line heads what follows; over a list, only one that a gap sets apart."""
    text = piece.text.strip()
    return (
        following is not None
        and len(text) < HEADING_CHARS
        and len(words(text)) <= HEADING_WORDS
        and text[-1] not in ".;:,!?…"
        and not _BULLET.match(piece.text)
        and (text[0].isupper() or text[0].isdigit())
        and (spaced or not _BULLET.match(following.text))
    )


def _table(
    pieces: list[_Piece], index: int, name: str, blocks: list[Block], findings: list[Finding]
) -> int:
    """Read a run of tabbed lines as the Markdown reader does."""
    end = index
    while end < len(pieces) and "\t" in pieces[end].text.lstrip():
        if end > index and pieces[end].first != pieces[end - 1].last + 1:
            break
        end += 1
    blank = "\n" * (pieces[index].first - 1)
    made, found = read_markdown(blank + "\n".join(piece.text for piece in pieces[index:end]), name)
    blocks += made
    findings += found
    return end


def _line(piece: _Piece, level: int, listed: bool) -> Line:
    bullet = _BULLET.match(piece.text)
    number = _NUMBERED.match(piece.text) if listed else None
    indent = len(bullet.group(1).expandtabs(4)) if bullet else 0
    method = "heading" if level else "list" if bullet or number else "paragraph"
    return Line(
        clean(bullet.group(3) if bullet else piece.text),
        Provenance(lines=(piece.first, piece.last), method=method),
        level=level,
        depth=1 + indent // 2 if bullet else 1 if number else 0,
        marker=bullet.group(2) if bullet else number.group(1) if number else "",
        apart=piece.apart,
        kind=piece.kind,
    )
