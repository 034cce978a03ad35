"""Markdown → blocks, line by line.

Markdown that came from a PDF is not the Markdown of a manual: headings whose level means
nothing, tables of tabs whose cells begin like list items, page breaks that are blank lines. So
the blocks are told line by line, each by its own opening, and only the inline syntax is left to
a Markdown library.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.document import Block, Line, LineKind
from pipeline.model import Finding, Provenance
from pipeline.read.grid import (
    Raw,
    build_table,
    count_header_rows,
    is_second_header,
    spread_header,
    width_findings,
)
from pipeline.read.inline import LONG_CHARS, Inline, read_inline
from pipeline.read.marks import text_mark
from pipeline.read.page import PageParser
from pipeline.text import BULLETS, clean, words

GAP_LINES = 3
"""As many blank lines look like the break between two pages."""

_HEADING = re.compile(r" {0,3}(#{1,6})(?=\s|$)(.*)$")
_CLOSING = re.compile(r"(?:(?:^|\s)#+|\s*\{[#.][^{}]*\})$")
_ITEM = re.compile(rf"(\s*)([-*+{BULLETS}✓✔–—]|\d{{1,3}}[.)])\s+(\S.*)$")
_LOOSE_BULLET = re.compile(rf"^\s*(?:\*\*|__)?\s*([{BULLETS}])\s*")
_RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_SETEXT = re.compile(r"\s{0,3}(=+|-+)\s*$")
_ATTRIBUTE = re.compile(r"\s*\{:[^}]*\}\s*$")
_NOTE = re.compile(r"\s*\[\^([^\]\s]+)\]:\s*(.*)$")
_RAISED_NOTE = re.compile(r"\s*<sup>\s*\[?(\w{1,3}|[*†‡])\]?\s*</sup>\s*(\S.*)$", re.DOTALL)
_STAR_NOTE = re.compile(r"\s*((?:&#42;|\\\*){1,3})\s*(\S.*)$", re.DOTALL)
_PIPE_RULE = re.compile(r":?-+:?")
_TASK = re.compile(r"\[([ xX])\]\s+(?=\S)")
_TABLE_OPEN = re.compile(r"\s*<table\b", re.IGNORECASE)
_TABLE_CLOSE = re.compile(r"</table\s*>", re.IGNORECASE)
_FENCE = re.compile(r"\s*(```|~~~)")


@dataclass(slots=True)
class _Source:
    """The lines of a file, and the marks of the notes it prints."""

    name: str
    lines: list[str]
    notes: frozenset[str]


def read_markdown(text: str, name: str) -> tuple[list[Block], list[Finding]]:
    """Return the blocks of a Markdown text, with what could not be read as it stands."""
    lines = _without_comments(text).split("\n")
    source = _Source(name, lines, _note_marks(lines))
    blocks: list[Block] = []
    findings: list[Finding] = [_long(name, i) for i, s in enumerate(lines, 1) if _is_long(s)]
    index, gap = _front_matter(source, blocks), 0
    while index < len(lines):
        line = lines[index]
        if not line.strip():
            gap += GAP_LINES if "\f" in line else 1
            index += 1
            continue
        before = len(blocks)
        index = _block(source, index, blocks, findings)
        if gap >= GAP_LINES and len(blocks) > before:
            first = blocks[before]
            if isinstance(first, Line):
                blocks[before] = replace(first, apart=True)
        gap = 0 if len(blocks) > before else gap
    return blocks, findings


def _block(source: _Source, index: int, blocks: list[Block], findings: list[Finding]) -> int:
    """Read the block that begins at a line; return where the next one may begin."""
    line = source.lines[index]
    if _ATTRIBUTE.match(line) or (_RULE.match(line) and "\t" not in line):
        return index + 1
    if _TABLE_OPEN.match(line):
        return _html_table(source, index, blocks, findings)
    if _is_long(line):
        blocks += _lines(source, line, index, index)
        return index + 1
    if _FENCE.match(line):
        return _fence(source, index, blocks)
    if _is_pipe_table(source.lines, index):
        return _pipe_table(source, index, blocks, findings)
    heading = _HEADING.match(line)
    if heading:
        title = _CLOSING.sub("", heading.group(2).strip()).strip()
        blocks += _lines(source, title, index, index, level=len(heading.group(1)))
        return index + 1
    item = _ITEM.match(line)
    if "\t" in line.lstrip() and not (item and "\t" not in item.group(3)):
        return _tab_table(source, index, blocks, findings)
    note = _NOTE.match(line)
    if note:
        return _note(source, index, note.group(1), note.group(2), blocks)
    if item:
        return _item(source, index, item, blocks)
    return _paragraph(source, index, blocks)


def _front_matter(source: _Source, blocks: list[Block]) -> int:
    """Read a YAML head as metadata; return the index of the first line behind it."""
    if not source.lines or source.lines[0].strip() != "---":
        return 0
    ends = (i for i, line in enumerate(source.lines) if i and line.strip() == "---")
    end = next(ends, None)
    if end is None:
        return 0
    for index in range(1, end):
        text = clean(source.lines[index])
        if text:
            blocks.append(Line(text, _place(index, index, "metadata"), kind="metadata"))
    return end + 1


def _paragraph(source: _Source, index: int, blocks: list[Block]) -> int:
    end = index + 1
    while end < len(source.lines) and not _begins_block(source, end):
        setext = _SETEXT.match(source.lines[end])
        if setext:
            level = 1 if setext.group(1).startswith("=") else 2
            text = "\n".join(source.lines[index:end])
            blocks += _lines(source, text, index, end, level=level)
            return end + 1
        end += 1
    text = "\n".join(source.lines[index:end])
    for pattern in (_RAISED_NOTE, _STAR_NOTE):
        note = pattern.match(text)
        if note:
            marker = re.sub(r"&#42;|\\\*", "*", note.group(1))
            blocks += _lines(source, note.group(2), index, end - 1, kind="note", marker=marker)
            return end
    bullet = _LOOSE_BULLET.match(text)
    if bullet:
        rest = text[: bullet.start(1)] + text[bullet.end(1) :]
        blocks += _lines(source, rest, index, end - 1, depth=1, marker=bullet.group(1))
    else:
        blocks += _lines(source, text, index, end - 1)
    return end


def _begins_block(source: _Source, index: int) -> bool:
    """Tell whether a line cannot go on with the paragraph above it."""
    line = source.lines[index]
    return (
        not line.strip()
        or _is_long(line)
        or "\t" in line.lstrip()
        or _HEADING.match(line) is not None
        or _ITEM.match(line) is not None
        or _LOOSE_BULLET.match(line) is not None
        or _NOTE.match(line) is not None
        or _TABLE_OPEN.match(line) is not None
        or _ATTRIBUTE.match(line) is not None
        or _FENCE.match(line) is not None
        or _RAISED_NOTE.match(line) is not None
        or _is_pipe_table(source.lines, index)
    )


def _item(source: _Source, index: int, item: re.Match[str], blocks: list[Block]) -> int:
    indent = len(item.group(1).expandtabs(4))
    end = index + 1
    while (
        end < len(source.lines)
        and not _begins_block(source, end)
        and _SETEXT.match(source.lines[end]) is None
    ):
        end += 1
    text = "\n".join([item.group(3), *source.lines[index + 1 : end]])
    depth = 1 + (indent // 2 if indent < 4 else indent // 4)
    marker = item.group(2)
    if marker[0].isdigit():
        text = f"{marker} {text}"
    task = _TASK.match(text)
    if task:
        marker, text = text_mark(f"[{task.group(1)}]").char, text[task.end() :]  # type: ignore[union-attr]
    inner = _LOOSE_BULLET.match(text)
    if inner:
        text = text[: inner.start(1)] + text[inner.end(1) :]
    blocks += _lines(source, text, index, end - 1, depth=depth, marker=marker)
    return end


def _note(source: _Source, index: int, mark: str, text: str, blocks: list[Block]) -> int:
    end = index + 1
    while end < len(source.lines) and not _begins_block(source, end):
        end += 1
    text = "\n".join([text, *source.lines[index + 1 : end]])
    blocks += _lines(source, text, index, end - 1, kind="note", marker=mark)
    return end


def _fence(source: _Source, index: int, blocks: list[Block]) -> int:
    end = index + 1
    while end < len(source.lines) and not _FENCE.match(source.lines[end]):
        if words(source.lines[end]):
            blocks.append(Line(clean(source.lines[end]), _place(end, end, "paragraph")))
        end += 1
    return end + 1


def _lines(
    source: _Source,
    text: str,
    first: int,
    last: int,
    *,
    level: int = 0,
    depth: int = 0,
    marker: str = "",
    kind: LineKind = "text",
) -> list[Block]:
    """Make the line of a block, and a line for each image in it."""
    if level:
        bullet = _LOOSE_BULLET.match(text)
        if bullet:
            marker = bullet.group(1)
            text = text[: bullet.start(1)] + text[bullet.end(1) :]
    inline = read_inline(text, source.notes)
    made: list[Block] = [
        Line(image, _place(first, last, "image"), kind="image")
        for image in inline.images
        if words(image)
    ]
    method = "heading" if level else "note" if kind == "note" else "list" if depth else "paragraph"
    for part in inline.parted() if kind == "text" and not level else [inline]:
        if part.text or part.struck:
            place = _place(first, last, method)
            line = Line(clean(part.text), place, level, depth, marker, part.strong, kind=kind)
            made.append(replace(line, calls=part.calls, struck=part.struck))
    return made


def _html_table(source: _Source, index: int, blocks: list[Block], findings: list[Finding]) -> int:
    end, depth = index, 0
    while end < len(source.lines):
        depth += len(_TABLE_OPEN.findall(source.lines[end])) - len(
            _TABLE_CLOSE.findall(source.lines[end])
        )
        end += 1
        if depth <= 0:
            break
    parser = PageParser(source.name, offset=index)
    parser.read("\n".join(source.lines[index:end]))
    blocks += parser.blocks
    findings += parser.findings
    return end


def _tab_table(source: _Source, index: int, blocks: list[Block], findings: list[Finding]) -> int:
    end = index
    while end < len(source.lines) and _goes_on(source.lines[end], "\t"):
        end += 1
    rows = [
        [_raw(cell, at, source) for cell in source.lines[at].split("\t")]
        for at in range(index, end)
    ]
    header_rows = count_header_rows(rows)
    _add_table(source, rows, header_rows, index, end - 1, blocks, findings)
    return end


def _is_pipe_table(lines: Sequence[str], index: int) -> bool:
    return (
        "|" in lines[index]
        and index + 1 < len(lines)
        and "|" in lines[index + 1]
        and not _is_long(lines[index + 1])
        and all(_PIPE_RULE.fullmatch(cell.strip()) for cell in _pipe_cells(lines[index + 1]))
    )


def _pipe_table(source: _Source, index: int, blocks: list[Block], findings: list[Finding]) -> int:
    end = index + 2
    while end < len(source.lines) and _goes_on(source.lines[end], "|"):
        end += 1
    numbers = [index, *range(index + 2, end)]
    rows = [[_raw(cell, at, source) for cell in _pipe_cells(source.lines[at])] for at in numbers]
    second = len(rows) > 2 and is_second_header(rows[0], rows[1])
    _add_table(source, rows, 2 if second else 1, index, end - 1, blocks, findings)
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


def _goes_on(line: str, separator: str) -> bool:
    """Tell whether a line is one more row of a table."""
    return separator in line and not line.isspace() and not _is_long(line)


def _add_table(
    source: _Source,
    rows: Sequence[Sequence[Raw]],
    header_rows: int,
    first: int,
    last: int,
    blocks: list[Block],
    findings: list[Finding],
) -> None:
    built = build_table(spread_header(rows, header_rows), header_rows, _place(first, last, "table"))
    findings += width_findings(built, source.name)
    blocks.append(built)
    for row in rows:
        for raw in row:
            blocks += [
                Line(image, raw.provenance, kind="image")
                for image in raw.inline.images
                if words(image)
            ]


def _raw(cell: str, at: int, source: _Source) -> Raw:
    stripped = cell.strip()
    plain = Inline(stripped) if text_mark(stripped) else read_inline(stripped, source.notes)
    return Raw(plain, _place(at, at, "table"))


def _without_comments(text: str) -> str:
    """Take HTML comments out of a text; what follows keeps its line numbers."""
    parts: list[str] = []
    begin = 0
    while (start := text.find("<!--", begin)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        parts += [text[begin:start], "\n" * text.count("\n", start, end)]
        begin = end + len("-->")
    return "".join([*parts, text[begin:]])


def _is_long(line: str) -> bool:
    return len(line) > LONG_CHARS


def _note_marks(lines: Sequence[str]) -> frozenset[str]:
    """Return the marks of all notes that a document prints."""
    marks: set[str] = set()
    for line in lines:
        if _is_long(line):
            continue
        for pattern in (_NOTE, _RAISED_NOTE, _STAR_NOTE):
            found = pattern.match(line)
            if found:
                marks.add(re.sub(r"&#42;|\\\*", "*", found.group(1)))
    return frozenset(marks)


@lru_cache(maxsize=64)
def _place(first: int, last: int, method: str) -> Provenance:
    return Provenance(lines=(first + 1, last + 1), method=method)


def _long(name: str, line: int) -> Finding:
    return Finding(
        code="long_line",
        severity="warning",
        where=f"{name}:{line}",
        message=f"the line has more than {LONG_CHARS} characters; only its tags were taken off",
        hint="break the line into paragraphs",
    )
