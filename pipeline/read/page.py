"""HTML → blocks: the lines and tables of a page, or of a table inside Markdown.

The standard library's parser gives each piece its line, and is as lenient as browsers are about
cells and items left open. Scripts, styles and templates are not text; what stands in `<nav>` or
in the head is metadata.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from pipeline.document import Block, Line, LineKind
from pipeline.model import Finding, Provenance
from pipeline.read.grid import Raw, build_table, is_second_header, spread_header, width_findings
from pipeline.read.inline import Inline
from pipeline.text import clean, words

_SILENT = frozenset({"script", "style", "template", "noscript", "svg", "math", "select", "iframe"})
_BREAKS = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "figure",
        "figcaption",
        "blockquote",
        "form",
        "fieldset",
        "caption",
        "address",
        "details",
        "summary",
        "pre",
        "hr",
        "body",
        "html",
    }
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset({"b", "strong"})
_STRUCK = frozenset({"s", "del", "strike"})
_CALL_CHARS = 3


@dataclass(slots=True)
class _Text:
    """Text as it is collected: paragraphs of runs, with what was taken out of them."""

    first: int
    last: int
    runs: list[tuple[str, bool]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)

    def inline(self) -> Inline:
        text = "".join(run for run, _ in self.runs)
        said = [bold for run, bold in self.runs if run.strip()]
        return Inline(
            text="\n".join(clean(line) for line in text.split("\n") if line.strip()),
            strong=bool(said) and all(said),
            calls=tuple(self.calls),
            struck=tuple(clean(text) for text in self.struck if text.strip()),
        )


@dataclass(slots=True)
class _OpenTable:
    """A table as it is collected."""

    first: int
    rows: list[list[Raw]] = field(default_factory=list)
    header_rows: int = 0
    in_head: bool = False
    row_is_header: bool = True
    spans: tuple[int, int] = (1, 1)
    cell: _Text | None = None


class PageParser(HTMLParser):
    """Collects the blocks of a piece of HTML; `offset` is the number of lines before it."""

    def __init__(self, name: str, offset: int = 0) -> None:
        """Take the file's name for findings, and where in the file the piece begins."""
        super().__init__(convert_charrefs=True)
        self._name = name
        self._offset = offset
        self._silent = 0
        self._metadata = 0
        self._bold = 0
        self._striking = 0
        self._lists: list[str] = []
        self._level = 0
        self._item = False
        self._strong_line = False
        self._raised: list[str] | None = None
        self._text: _Text | None = None
        self._tables: list[_OpenTable] = []
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []

    def read(self, source: str) -> None:
        """Parse a whole piece."""
        self.feed(source)
        self.close()
        while self._tables:
            self._end_table()
        self._flush()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open what a tag opens."""
        given = dict(attrs)
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BOLD:
            self._bold += 1
        elif tag in _STRUCK:
            self._striking += 1
            self._now().struck.append("")
        elif tag == "sup":
            self._raised = []
        elif tag == "br":
            self._add("\n")
        elif tag == "img" and given.get("alt"):
            self._image(str(given["alt"]))
        elif self._tables and tag in ("tr", "td", "th", "thead", "tbody", "tfoot", "table"):
            self._start_in_table(tag, given)
        elif self._cell() is not None:
            if tag in _BREAKS or tag == "li":
                self._add("\n")
        elif tag == "table":
            self._flush()
            self._tables.append(_OpenTable(self._line()))
        else:
            self._start_block(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what a tag closes."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BOLD:
            self._bold = max(0, self._bold - 1)
        elif tag in _STRUCK:
            self._striking = max(0, self._striking - 1)
        elif tag == "sup":
            self._end_raised()
        elif tag == "table" and self._tables:
            self._end_table()
        elif self._tables and tag in ("td", "th"):
            self._end_cell()
        elif self._tables and tag == "thead":
            self._tables[-1].in_head = False
        elif self._cell() is not None:
            if tag in _BREAKS or tag == "li":
                self._add("\n")
        else:
            self._end_block(tag)

    def handle_data(self, data: str) -> None:
        """Take text."""
        if not self._silent:
            self._add(data)

    def _start_block(self, tag: str) -> None:
        if tag in _HEADINGS or tag in _BREAKS or tag == "li" or tag in ("nav", "head", "title"):
            self._flush()
        if tag in ("ul", "ol"):
            self._lists.append(tag)
        elif tag == "li":
            self._item = True
        elif tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        elif tag == "dt":
            self._strong_line = True
        elif tag in ("nav", "head"):
            self._metadata += 1

    def _end_block(self, tag: str) -> None:
        if tag in _HEADINGS or tag in _BREAKS or tag in ("li", "nav", "head", "title"):
            self._flush()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._item = False
        elif tag in _HEADINGS:
            self._level = 0
        elif tag == "dt":
            self._strong_line = False
        elif tag in ("nav", "head"):
            self._metadata = max(0, self._metadata - 1)

    def _start_in_table(self, tag: str, given: dict[str, str | None]) -> None:
        table = self._tables[-1]
        if tag == "table":
            self._add("\n")
            self._tables.append(_OpenTable(self._line()))
            return
        self._end_cell()
        if tag == "tr":
            table.rows.append([])
            table.row_is_header = True
        elif tag in ("td", "th"):
            if not table.rows:
                table.rows.append([])
            table.spans = _span(given.get("rowspan")), _span(given.get("colspan"))
            table.row_is_header = table.row_is_header and (tag == "th" or table.in_head)
            table.cell = _Text(self._line(), self._line())
        else:
            table.in_head = tag == "thead"

    def _end_cell(self) -> None:
        table = self._tables[-1]
        cell, table.cell = table.cell, None
        if cell is None:
            return
        place = Provenance(lines=(cell.first, self._line()), method="table")
        table.rows[-1].append(Raw(cell.inline(), place, *table.spans))
        if table.row_is_header and table.header_rows >= len(table.rows) - 1:
            table.header_rows = len(table.rows)
        elif not table.row_is_header and table.header_rows == len(table.rows):
            table.header_rows = len(table.rows) - 1

    def _end_table(self) -> None:
        self._end_cell()
        table = self._tables.pop()
        rows = [row for row in table.rows if row]
        if self._tables:
            self._add_rows(rows)
            return
        if not rows:
            return
        header_rows = min(table.header_rows, len(rows))
        if header_rows == 1 and len(rows) > 2 and is_second_header(rows[0], rows[1]):
            header_rows = 2
            rows = spread_header(rows, 2)
        place = Provenance(lines=(table.first, self._line()), method="table")
        built = build_table(rows, header_rows, place)
        self.findings += width_findings(built, self._name)
        self.blocks.append(built)

    def _add_rows(self, rows: list[list[Raw]]) -> None:
        """A table inside a cell is text of that cell, one line a row."""
        for row in rows:
            text = " ".join(raw.inline.text.replace("\n", " ") for raw in row)
            self._now().runs.append((f"\n{text}\n", False))

    def _end_raised(self) -> None:
        if self._raised is None:
            return
        raised, self._raised = "".join(self._raised).strip(), None
        if raised and len(raised) <= _CALL_CHARS and (raised.isdigit() or not raised.isalnum()):
            text = self._now()
            text.calls.append(raised)
            if text.runs:
                run, bold = text.runs[-1]
                text.runs[-1] = run.rstrip(), bold
        else:
            self._add(raised)

    def _image(self, alt: str) -> None:
        if words(alt):
            place = Provenance(lines=(self._line(), self._line()), method="image")
            self.blocks.append(Line(clean(alt), place, kind="image"))

    def _add(self, text: str) -> None:
        if self._raised is not None:
            self._raised.append(text)
            return
        if not text.strip() and self._cell() is None and self._text is None:
            return
        printed_breaks = text.rstrip().count("\n")
        if text != "\n":
            text = " ".join(text.split("\n")) if text.strip() else " "
        now = self._now()
        if self._striking:
            now.struck[-1] += text
        else:
            now.runs.append((text, self._bold > 0))
        if text.strip():
            now.last = self._line() + printed_breaks

    def _now(self) -> _Text:
        cell = self._cell()
        if cell is not None:
            return cell
        if self._text is None:
            self._text = _Text(self._line(), self._line())
        return self._text

    def _cell(self) -> _Text | None:
        """Return the cell that is open in the innermost table."""
        return self._tables[-1].cell if self._tables else None

    def _flush(self) -> None:
        text, self._text = self._text, None
        if text is None:
            return
        inline = text.inline()
        kind: LineKind = "metadata" if self._metadata else "text"
        depth = max(1, len(self._lists)) if self._item else 0
        method = "heading" if self._level else "list" if depth else "paragraph"
        for line in [clean(inline.text)] if inline.text else []:
            self.blocks.append(
                Line(
                    line,
                    Provenance(lines=(text.first, text.last), method=method),
                    level=self._level,
                    depth=depth,
                    marker="-" if depth else "",
                    strong=inline.strong or self._strong_line,
                    kind=kind,
                    calls=inline.calls,
                    struck=inline.struck,
                )
            )

    def _line(self) -> int:
        return self.getpos()[0] + self._offset


def _span(given: str | None) -> int:
    return min(int(given), 1000) if given and given.isdecimal() and int(given) > 0 else 1
