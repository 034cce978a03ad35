"""The tables of a Markdown text, in each way one is written: HTML, tabs, pipes, drawn, blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Mark
from pipeline.read.drawn_table import drawn_end, drawn_table
from pipeline.read.grid import (
    Raw,
    build_table,
    count_header_rows,
    is_second_header,
    spread_header,
    width_findings,
)
from pipeline.read.icons import icon, picture
from pipeline.read.inline import Inline, read_inline
from pipeline.read.markdown_source import Source, place
from pipeline.read.marks import text_mark
from pipeline.read.page import PageParser
from pipeline.read.spaced_table import find_spaced, spaced_table
from pipeline.text import clean, words

TABLE_OPEN = re.compile(r"\s*<table\b", re.IGNORECASE)
_TABLE_CLOSE = re.compile(r"</table\s*>", re.IGNORECASE)
_PICTURE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]*)[^)]*\)")
_SHORT_CODE = re.compile(r":([a-z][a-z_]*):")
_PIPE_RULE = re.compile(r":?-+:?")


def html_table(source: Source, index: int) -> int:
    """Read a table of HTML tags."""
    end, depth = index, 0
    while end < len(source.lines):
        depth += len(TABLE_OPEN.findall(source.lines[end])) - len(
            _TABLE_CLOSE.findall(source.lines[end])
        )
        end += 1
        if depth <= 0:
            break
    parser = PageParser(source.name, offset=index)
    parser.read("\n".join(source.lines[index:end]))
    source.blocks += parser.blocks
    source.findings += parser.findings
    return end


def tab_table(source: Source, index: int) -> int:
    """Read rows whose cells stand between tabs."""
    end = _end(source, index, "\t")
    rows = [
        [_raw(cell, at, source) for cell in source.lines[at].split("\t")]
        for at in range(index, end)
    ]
    _add_table(source, rows, count_header_rows(rows), index, end - 1)
    return end


def begins_pipe_table(source: Source, index: int) -> bool:
    """Tell whether a line is the header of a table of pipes: a rule of dashes stands under it."""
    lines = source.lines
    return (
        "|" in lines[index]
        and index + 1 < len(lines)
        and "|" in lines[index + 1]
        and not source.is_long(index + 1)
        and all(_PIPE_RULE.fullmatch(cell.strip()) for cell in _pipe_cells(lines[index + 1]))
    )


def pipe_table(source: Source, index: int) -> int:
    """Read a table of pipes; its second row may be a second header."""
    end = _end(source, index + 2, "|")
    numbers = [index, *range(index + 2, end)]
    rows = [[_raw(cell, at, source) for cell in _pipe_cells(source.lines[at])] for at in numbers]
    second = len(rows) > 2 and is_second_header(rows[0], rows[1])
    _add_table(source, rows, 2 if second else 1, index, end - 1)
    return end


def drawn_or_spaced_table(source: Source, index: int) -> int:
    """Read a table drawn with signs, or one of blanks with a rule under its head.

    Returns the index behind it; the same index where none begins.
    """

    def inline(text: str) -> Inline:
        return read_inline(text, source.notes)

    lines = source.lines
    end = drawn_end(lines, index)
    found = find_spaced(lines, index, ruled=True) if end == index else None
    if end > index:
        table, unsure = drawn_table(lines, index, end, source.name, inline)
    elif found is not None:
        table, unsure = spaced_table(found, source.name, inline)
        end = found.end
    else:
        return index
    source.blocks.append(table)
    source.findings += unsure
    return end


def _pipe_cells(line: str) -> list[str]:
    """Split a pipe row; an escaped pipe and one inside code are text."""
    cells, cell, code, escaped = [], "", False, False
    for char in line.strip():
        if escaped:
            cell += char if char == "|" else "\\" + char
            escaped = False
        elif char == "\\":
            escaped = True
        elif char == "|" and not code:
            cells.append(cell)
            cell = ""
        else:
            code = code != (char == "`")
            cell += char
    cells.append(cell + ("\\" if escaped else ""))
    if line.strip().startswith("|"):
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].strip() and line.rstrip().endswith("|"):
        cells = cells[:-1]
    return cells


def _end(source: Source, index: int, separator: str) -> int:
    """Return the index behind the rows that go on from a line."""
    while (
        index < len(source.lines)
        and separator in source.lines[index]
        and not source.lines[index].isspace()
        and not source.is_long(index)
    ):
        index += 1
    return index


def _add_table(
    source: Source, rows: Sequence[Sequence[Raw]], header_rows: int, first: int, last: int
) -> None:
    built = build_table(spread_header(rows, header_rows), header_rows, place(first, last, "table"))
    source.findings += width_findings(built, source.name)
    source.blocks.append(built)
    for row in rows:
        for raw in row:
            source.add_images(raw.inline.images, raw.provenance)


def _raw(cell: str, at: int, source: Source) -> Raw:
    stripped = cell.strip()
    plain = Inline(stripped) if text_mark(stripped) else read_inline(stripped, source.notes)
    named = _SHORT_CODE.fullmatch(stripped)
    char = icon(f"icon-{named[1].replace('_', '-')}") if named else None
    if char is not None:
        return Raw(Inline(""), place(at, at, "table"), mark=Mark(kind="dingbat", char=char))
    alone = _PICTURE.fullmatch(stripped)
    if alone:
        is_mark, char = picture(alone[1], alone[2])
        mark = Mark(kind="image", char=char) if is_mark else None
        said = clean(alone[1]) if words(alone[1]) else ""
        return Raw(plain, place(at, at, "table"), mark=mark, drawing=alone[2], said=said)
    return Raw(plain, place(at, at, "table"))
