"""Markdown → blocks, line by line.

Markdown that came from a PDF is not the Markdown of a manual: headings whose level means
nothing, tables of tabs whose cells begin like list items, page breaks that are blank lines. So
the blocks are told line by line, each by its own opening, and only the inline syntax is left to
a Markdown library.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.document import Block, Line, LineKind
from pipeline.model import Finding
from pipeline.read.inline import read_inline, without_typed
from pipeline.read.markdown_source import (
    NOTE,
    RAISED_NOTE,
    STAR_NOTE,
    Source,
    open_source,
    place,
    plain_mark,
)
from pipeline.read.markdown_table import (
    TABLE_OPEN,
    begins_pipe_table,
    drawn_or_spaced_table,
    html_table,
    pipe_table,
    tab_table,
)
from pipeline.read.marks import text_mark
from pipeline.text import BULLETS, clean, words

GAP_LINES = 3
"""As many blank lines look like the break between two pages."""

_HEADING = re.compile(r" {0,3}(#{1,6})(?=\s|$)(.*)$")
_CLOSING = re.compile(r"(?:(?:^|\s)#+)?(?:\s*\{[#.][^{}]*\})?$")
_ITEM = re.compile(rf"(\s*)([-*+{BULLETS}✓✔–—]|\d{{1,3}}[.)])\s+(\S.*)$")
_LOOSE_BULLET = re.compile(rf"^\s*(?:\*\*|__)?\s*([{BULLETS}])\s*")
_RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_SETEXT = re.compile(r"\s{0,3}(=+|-+)\s*$")
_ATTRIBUTE = re.compile(r"\s*\{:[^}]*\}\s*$")
_TASK = re.compile(r"(\[[ xX]\])\s+(?=\S)")
_DEFINITION = re.compile(r" {0,3}:\s+(\S.*)$")
_TITLE = re.compile(r"""title:\s*(["']?)(\S.*?)\1$""", re.IGNORECASE)
_FENCE = re.compile(r"\s*(```|~~~)")


def read_markdown(text: str, name: str) -> tuple[list[Block], list[Finding]]:
    """Return the blocks of a Markdown text, with what could not be read as it stands."""
    source = open_source(text, name)
    blocks = source.blocks
    index, gap = _front_matter(source), 0
    while index < len(source.lines):
        line = source.lines[index]
        if not line.strip():
            gap += GAP_LINES if "\f" in line else 1
            index += 1
            continue
        before = len(blocks)
        index = _block(source, index)
        if len(blocks) == before:
            continue
        first = blocks[before]
        if gap >= GAP_LINES and isinstance(first, Line):
            blocks[before] = replace(first, apart=True)
        gap = 0
    return blocks, source.findings


def _block(source: Source, index: int) -> int:
    """Read the block that begins at a line; return where the next one may begin."""
    line = source.lines[index]
    if _ATTRIBUTE.match(line) or (_RULE.match(line) and "\t" not in line):
        return index + 1
    if TABLE_OPEN.match(line):
        return html_table(source, index)
    if source.is_long(index):
        _add_lines(source, line, index, index)
        return index + 1
    if _FENCE.match(line):
        return _fence(source, index)
    if begins_pipe_table(source, index):
        return pipe_table(source, index)
    end = drawn_or_spaced_table(source, index)
    if end > index:
        return end
    heading = _HEADING.match(line)
    if heading:
        title = _CLOSING.sub("", heading.group(2).strip()).strip()
        _add_lines(source, title, index, index, level=len(heading.group(1)))
        return index + 1
    item = _ITEM.match(line)
    if "\t" in line.lstrip() and not (item and "\t" not in item.group(3)):
        return tab_table(source, index)
    note = NOTE.match(line)
    if note:
        return _note(source, index, note.group(1), note.group(2))
    if item:
        return _item(source, index, item)
    defined = _DEFINITION.match(line)
    if defined:
        _add_lines(source, defined.group(1), index, index, depth=1)
        return index + 1
    return _paragraph(source, index)


def _front_matter(source: Source) -> int:
    """Read a YAML head as metadata; return the index of the first line behind it.

    Its title is that of the document, where no heading stands over all others.
    """
    if not source.lines or source.lines[0].strip() != "---":
        return 0
    ends = (i for i, line in enumerate(source.lines) if i and line.strip() == "---")
    end = next(ends, None)
    if end is None:
        return 0
    entitled = sum(line.startswith("# ") for line in source.lines[end:]) != 1
    for index in range(1, end):
        text = clean(source.lines[index])
        title = _TITLE.match(text) if entitled else None
        if title:
            _add_lines(source, title[2], index, index, level=1)
        elif text:
            source.blocks.append(Line(text, place(index, index, "metadata"), kind="metadata"))
    return end + 1


def _paragraph(source: Source, index: int) -> int:
    end = index + 1
    while end < len(source.lines) and not _begins_block(source, end):
        setext = _SETEXT.match(source.lines[end])
        if setext:
            level = 1 if setext.group(1).startswith("=") else 2
            text = "\n".join(source.lines[index:end])
            _add_lines(source, text, index, end, level=level)
            return end + 1
        end += 1
    text = "\n".join(source.lines[index:end])
    for pattern in (RAISED_NOTE, STAR_NOTE):
        note = pattern.match(text)
        if note:
            marker = plain_mark(note.group(1))
            _add_lines(source, note.group(2), index, end - 1, kind="note", marker=marker)
            return end
    marker, text = _loose_bullet(text)
    _add_lines(source, text, index, end - 1, depth=1 if marker else 0, marker=marker)
    return end


def _begins_block(source: Source, index: int) -> bool:
    """Tell whether a line cannot go on with the paragraph above it."""
    line = source.lines[index]
    return (
        not line.strip()
        or source.is_long(index)
        or "\t" in line.lstrip()
        or _HEADING.match(line) is not None
        or _ITEM.match(line) is not None
        or _DEFINITION.match(line) is not None
        or _LOOSE_BULLET.match(line) is not None
        or NOTE.match(line) is not None
        or TABLE_OPEN.match(line) is not None
        or _ATTRIBUTE.match(line) is not None
        or _FENCE.match(line) is not None
        or RAISED_NOTE.match(line) is not None
        or begins_pipe_table(source, index)
    )


def _item(source: Source, index: int, item: re.Match[str]) -> int:
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
    box = text_mark(task.group(1)) if task else None
    if task and box and box.char:
        marker, text = box.char, text[task.end() :]
    _, text = _loose_bullet(text)
    _add_lines(source, text, index, end - 1, depth=depth, marker=marker)
    return end


def _note(source: Source, index: int, mark: str, text: str) -> int:
    end = index + 1
    while end < len(source.lines) and not _begins_block(source, end):
        end += 1
    text = "\n".join([text, *source.lines[index + 1 : end]])
    _add_lines(source, text, index, end - 1, kind="note", marker=mark)
    return end


def _fence(source: Source, index: int) -> int:
    end = index + 1
    while end < len(source.lines) and not _FENCE.match(source.lines[end]):
        if words(source.lines[end]):
            source.blocks.append(Line(clean(source.lines[end]), place(end, end, "paragraph")))
        end += 1
    return end + 1


def _loose_bullet(text: str) -> tuple[str, str]:
    """Return the bullet that a text begins with, maybe inside bold, and the text without it."""
    bullet = _LOOSE_BULLET.match(text)
    if bullet is None:
        return "", text
    return bullet.group(1), text[: bullet.start(1)] + text[bullet.end(1) :]


def _add_lines(
    source: Source,
    text: str,
    first: int,
    last: int,
    *,
    level: int = 0,
    depth: int = 0,
    marker: str = "",
    kind: LineKind = "text",
) -> None:
    """Add the line of a block, behind a line for each image in it."""
    if level:
        marker, text = _loose_bullet(text)
    inline = read_inline(text, source.notes)
    source.add_images(inline.images, place(first, last, "image"))
    method = "heading" if level else "note" if kind == "note" else "list" if depth else "paragraph"
    for part in inline.parted() if kind == "text" and not level else [inline]:
        plain = kind == "text" and not (level or depth)
        typed, item = without_typed(part) if plain else ("", part)
        if item.text or item.struck:
            own = depth or len(typed)
            where = place(first, last, "list" if own else method)
            said = marker or typed
            line = Line(clean(item.text), where, level, own, said, item.strong, kind=kind)
            taken = replace(line, calls=item.calls, struck=item.struck, head=item.head())
            source.blocks.append(taken)
