"""The body of a .docx, its notes and running headers, paragraph by paragraph → blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block, Line, LineKind
from pipeline.model import Finding, Provenance
from pipeline.read.docx.ground import NOTES, Ground
from pipeline.read.docx.indents import Indents
from pipeline.read.docx.numbering import Numbering
from pipeline.read.docx.package import Element, Package
from pipeline.read.docx.paragraph import read_pieces
from pipeline.read.docx.pieces import Pieces
from pipeline.read.docx.styles import (
    Style,
    contents_styles,
    outline_level,
    read_indent,
    read_numbering,
    read_styles,
    switch,
)
from pipeline.read.docx.tabbed import cells_of, tabbed_runs, without_gaps
from pipeline.read.docx.table import WRAPPERS, Content, blocks_of, framed, goes_on, read_rows
from pipeline.read.grid import Raw, build_table, count_header_rows, width_findings
from pipeline.read.inline import Inline, without_typed
from pipeline.text import clean, words


class Body:
    """Reads the parts of one document. Call `read` once, then use `blocks` and `paragraphs`."""

    def __init__(self, package: Package) -> None:
        """Take an open package."""
        styles = package.part("styles")
        self._package = package
        self._styles = read_styles(styles)
        self._contents = contents_styles(styles)
        self._numbering = Numbering(package.part("numbering"))
        self._indents = Indents()
        self._ground = Ground(self._styles)
        self._apart = False
        self._kind: LineKind = "text"
        self._carried = Pieces()
        self._found: list[Finding] = []
        self.paragraphs = 0
        self.blocks: list[Block] = []

    def read(self) -> None:
        """Read the body, then the notes in the order of their calls, then what runs on."""
        document = self._package.body()
        self._ground.mark_notes(document)
        body = document.find("body")
        self._container(body if body is not None else document)
        for kind in NOTES:
            self._notes(kind)
        for kind in ("header", "footer"):
            for tree in self._package.parts(kind):
                self._container_of("running_header", tree)

    def findings(self) -> list[Finding]:
        """Return what a person should know of how the document was read."""
        return [*self._found, *self._ground.findings(self._package.name)]

    def _container(self, parent: Element) -> None:
        children = list(parent)
        runs = tabbed_runs(children, self._may_be_row)
        inside = {at for first, end in runs.items() for at in range(first, end)}
        for at, child in enumerate(children):
            if at in inside:
                if at in runs:
                    self._tabbed(children[at : runs[at]])
                continue
            gallery = child.find("sdtPr/docPartObj/docPartGallery")
            if child.tag == "p":
                self._line(child)
            elif child.tag == "tbl":
                self._table(child)
            elif child.tag == "AlternateContent":
                chosen = child.find("Choice")
                self._container(chosen if chosen is not None else child)
            elif child.tag == "sectPr":
                self._apart = True
            elif gallery is not None and "Contents" in gallery.get("val", ""):
                self._container_of("metadata", child)
            elif child.tag in WRAPPERS:
                self._container(child)

    def _container_of(self, kind: LineKind, parent: Element) -> None:
        """Read a container whose lines are all of one kind."""
        before, self._kind = self._kind, kind
        self._container(parent)
        self._kind = before

    def _line(self, element: Element) -> None:
        """Read a paragraph that stands in no table."""
        self.paragraphs += 1
        place = self.paragraphs
        properties = element.find("pPr")
        style, style_id = self._style(properties)
        pieces = read_pieces(element, style.look, self._ground, self._carried)
        self._carried = Pieces()
        if properties is not None and properties.find("rPr/del") is not None:
            self._carried = pieces
            return
        broken = switch(properties, "pageBreakBefore") if properties is not None else None
        self._apart = self._apart or (style.page_break if broken is None else broken)
        level = outline_level(properties)
        level = (style.level or 0) if level is None else level
        kind: LineKind = "metadata" if style_id in self._contents else self._kind
        inline, marker, depth = self._numbered(pieces.inline(), properties, style)
        if level:
            marker, depth = "", 0
        if depth:
            depth = self._indents.depth(*self._list(properties, style))
        elif clean(inline.text):
            self._indents.close()
        if pieces.opening and kind == "text" and not (level or depth):
            kind, marker = "note", pieces.opening
            inline = replace(inline, calls=inline.calls[1:])
        parted = inline.parted() if kind == "text" and not level else [inline]
        for part in parted:
            typed, item = without_typed(part) if kind == "text" and not level else ("", part)
            self._add(item, place, level, max(depth, len(typed)), marker or typed, kind)
        self._apart = self._apart or pieces.page_break
        self._apart = self._apart or (
            properties is not None and properties.find("sectPr") is not None
        )
        self._images(inline.images, Provenance(lines=(place, place), method="image"))
        for box in pieces.boxes:
            self._container(box)

    def _add(
        self, inline: Inline, place: int, level: int, depth: int, marker: str, kind: LineKind
    ) -> None:
        text = clean(inline.text)
        if not (text or inline.struck) or (kind != "text" and not words(text)):
            return
        level = level if kind == "text" else 0
        method = "heading" if level else "note" if kind == "note" else "list" if depth else None
        self.blocks.append(
            Line(
                text,
                Provenance(lines=(place, place), method=method or "paragraph"),
                level=level,
                depth=depth,
                marker=marker,
                strong=inline.strong,
                apart=self._apart,
                kind=kind,
                calls=inline.calls,
                struck=inline.struck,
                head=inline.head(),
            )
        )
        self._apart = False

    def _numbered(
        self, inline: Inline, properties: Element | None, style: Style
    ) -> tuple[Inline, str, int]:
        """Put the number that a list prints before the text; return marker and depth too."""
        number, depth = read_numbering(properties) or style.numbering or ("0", 0)
        if not (inline.text or inline.struck):
            return inline, "", 0
        printed, bullet = self._numbering.next(number, depth)
        if printed and not bullet:
            inline = replace(inline, text=f"{printed} {inline.text}")
        return inline, printed, depth + 1 if printed else 0

    def _number(self, properties: Element | None, style: Style) -> str:
        """Return the number that a list prints in a cell which holds nothing else."""
        number, depth = read_numbering(properties) or style.numbering or ("0", 0)
        printed, bullet = self._numbering.next(number, depth)
        return "" if bullet else printed

    def _list(self, properties: Element | None, style: Style) -> tuple[str, int, int | None]:
        """Return the list of an item, its level in it from 1, and how far the item is set in."""
        own = read_numbering(properties)
        number, depth = own or style.numbering or ("0", 0)
        listed = self._numbering.indent(number, depth)
        ways = [read_indent(properties), listed if own else style.indent, style.indent, listed]
        return number, depth + 1, next((way for way in ways if way is not None), None)

    def _style(self, properties: Element | None) -> tuple[Style, str]:
        named = properties.find("pStyle") if properties is not None else None
        style_id = named.get("val", "") if named is not None else ""
        return self._styles.get(style_id, self._styles[""]), style_id

    def _images(self, texts: tuple[str, ...], place: Provenance) -> None:
        self.blocks += [Line(clean(text), place, kind="image") for text in texts if words(text)]

    def _notes(self, kind: str) -> None:
        tree = self._package.part(f"{kind}s")
        found = {note.get("id", ""): note for note in tree.iter(kind)} if tree is not None else {}
        for (called, note), mark in self._ground.notes.items():
            if called == kind and note in found:
                content = self._cell(found[note])
                text = clean(content.inline.text)
                place = content.provenance.model_copy(update={"method": "note"})
                if text:
                    self.blocks.append(Line(text, place, kind="note", marker=mark))

    def _table(self, element: Element) -> None:
        frames = framed(element)
        if frames:
            for cell in frames:
                self._container(cell)
            return
        first, index = self.paragraphs + 1, len(self.blocks)
        rows, header_rows = read_rows(element, self._cell, self._here)
        place = Provenance(lines=(first, max(first, self.paragraphs)), method="table")
        raws = [raw for row in rows for raw in row]
        if self._kind != "text":
            self._add(
                Inline(" ".join(raw.inline.text for raw in raws)), first, 0, 0, "", self._kind
            )
        elif any(raw.inline.text or raw.mark for raw in raws):
            built = build_table(rows, header_rows, place)
            self._found += width_findings(built, self._package.name)
            self.blocks.insert(index, built)
            self._apart = False

    def _may_be_row(self, paragraph: Element) -> bool:
        """Tell whether a paragraph is text that no list counts, and no heading."""
        properties = paragraph.find("pPr")
        style, style_id = self._style(properties)
        listed = read_numbering(properties) or style.numbering
        level = outline_level(properties)
        headed = style.level if level is None else level
        plain = self._kind == "text" and style_id not in self._contents
        return plain and not (headed or (listed and listed[0] != "0"))

    def _tabbed(self, paragraphs: Sequence[Element]) -> None:
        """Read paragraphs whose tabs make columns as the rows of a table."""
        first, index = self.paragraphs + 1, len(self.blocks)
        rows: list[list[Raw]] = []
        for element in paragraphs:
            self.paragraphs += 1
            style, _ = self._style(element.find("pPr"))
            pieces = read_pieces(element, style.look, self._ground, self._carried)
            self._carried = Pieces()
            cells = cells_of(pieces)
            rows.append([Raw(cell, self._here()) for cell in cells])
            self._images(cells[0].images, self._here().model_copy(update={"method": "image"}))
            for box in pieces.boxes:
                self._container(box)
        rows = without_gaps(rows)
        place = Provenance(lines=(first, self.paragraphs), method="table")
        self.blocks.insert(index, build_table(rows, count_header_rows(rows), place))
        self._apart = False

    def _here(self) -> Provenance:
        place = max(1, self.paragraphs)
        return Provenance(lines=(place, place), method="table")

    def _cell(self, element: Element) -> Content:
        """Read a cell or a note: a line for each paragraph and for each row of a table inside."""
        first = self.paragraphs + 1
        texts: list[str] = []
        parts: list[Inline] = []
        symbols = 0
        pictures: list[str] = []
        blocks = blocks_of(element)
        alone = element.tag == "tc" and len(blocks) == 1 and not goes_on(element)
        for child in blocks:
            if child.tag == "tbl":
                rows, _ = read_rows(child, self._cell, self._here)
                parts += [raw.inline for row in rows for raw in row]
                texts += [" ".join(clean(raw.inline.text) for raw in row) for row in rows]
                continue
            self.paragraphs += 1
            properties = child.find("pPr")
            style, _ = self._style(properties)
            pieces = read_pieces(child, style.look, self._ground, Pieces())
            inline, marker, _ = self._numbered(pieces.inline(), properties, style)
            if alone and not inline.text:
                inline = replace(inline, text=self._number(properties, style))
            boxed = [self._cell(box).inline for box in pieces.boxes]
            parts += [inline, *boxed]
            listed = marker and not inline.text.startswith(marker)
            texts.append(f"{marker} {inline.text}" if listed and inline.text else inline.text)
            texts += [inner.text for inner in boxed]
            symbols += pieces.symbols
            pictures += pieces.pictures
        text = "\n".join(text for text in texts if text.strip())
        place = Provenance(lines=(first, max(first, self.paragraphs)), method="table")
        images = tuple(image for part in parts for image in part.images)
        merged = Inline(
            text,
            strong=all(part.strong for part in parts if part.text) and bool(text),
            calls=tuple(call for part in parts for call in part.calls),
            struck=tuple(struck for part in parts for struck in part.struck),
            images=images,
        )
        self._images(images, place.model_copy(update={"method": "image"}))
        return Content(merged, place, bool(symbols) and len(set(text)) == 1, tuple(pictures))
