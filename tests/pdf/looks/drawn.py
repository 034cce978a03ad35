"""The looks that are drawn on the canvas: a style for each difficulty."""

from __future__ import annotations

from functools import partial

from pipeline.model import MarkKind
from tests.pdf.content import Content
from tests.pdf.look import Look
from tests.pdf.looks import added, marks, rules
from tests.pdf.looks.canvas import draw
from tests.pdf.looks.sheet import LETTER, PRIVATE, Type
from tests.pdf.looks.style import Style

TICK = marks.character("✓")
VERA = Type("Vera", "VeraBd", 8.5)
LANDSCAPE = (LETTER[1], LETTER[0])


def _look(name: str, covers: str, style: Style, mark: MarkKind | None = "glyph") -> Look:
    return Look(
        name,
        covers,
        partial(draw, style=style),
        mark,
        notes=style.notes,
        lists=style.lists,
        legend=style.legend,
        fits=_narrow if style.frames > 1 or style.halves else _any,
    )


def _any(content: Content) -> bool:
    return True


def _narrow(content: Content) -> bool:
    """Whether half a page is enough for the columns and for the longest table."""
    short = max((len(part.entries) for part in content.parts), default=0) <= 14
    return short and not content.columns and len(content.periods) <= 4


DRAWN: tuple[Look, ...] = (
    _look(
        "ruled-tick",
        "fully ruled, Unicode ticks, dashes where nothing is planned, header repeated",
        Style(rules.full, TICK, blank="—", header_fill="#0b4f6c"),
    ),
    _look(
        "horizontal-stroke",
        "horizontal rules only, ticks as stroked paths",
        Style(rules.horizontal, marks.stroked_tick, headings="colon"),
        "stroke",
    ),
    _look(
        "zebra-only",
        "zebra fill without any rule",
        Style(rules.none, TICK, zebra="#e8eef2", header_fill="#dddddd"),
    ),
    _look("no-rules", "no rules and no fill at all", Style(rules.none, TICK, row_pad=5.0)),
    _look(
        "no-rules-number-column",
        "no rules, numbers in a column of their own",
        Style(rules.none, marks.character("●"), numbers="column", row_pad=5.0),
    ),
    _look("dotted", "rules of many short lines", Style(rules.dots, TICK)),
    _look("dashed", "rules with a dash pattern", Style(rules.dashed, TICK, numbers="column")),
    _look(
        "thin-rectangles",
        "rules as thin filled rectangles",
        Style(rules.thin_rectangles, marks.character("x", "Helvetica")),
    ),
    _look(
        "one-path",
        "the rules of a table as one path",
        Style(rules.one_path, marks.filled_dot, type=VERA),
        "fill",
    ),
    _look(
        "cell-boxes",
        "a rectangle for each cell",
        Style(rules.boxes, marks.filled_square, zebra="#f3f3f3"),
        "fill",
    ),
    _look(
        "booktabs",
        "three rules only, numbers in their own column",
        Style(rules.booktabs, marks.character("X", "Helvetica"), numbers="column", row_pad=4.0),
    ),
    _look(
        "vertical-rules",
        "rules between columns only",
        Style(rules.vertical, marks.stroked_cross, row_pad=5.0, numbers="column"),
        "stroke",
    ),
    _look(
        "white-rules",
        "white rules on shaded cells",
        Style(rules.white, TICK, zebra="#dfe9e2", header_fill="#335c4a"),
    ),
    _look(
        "rotated-header",
        "header text turned by a quarter",
        Style(rules.full, TICK, rotated=True, header_fill="#dddddd"),
    ),
    _look(
        "landscape-number-column",
        "landscape, number in its own column",
        Style(rules.full, marks.filled_tick, size=LANDSCAPE, numbers="column"),
        "fill",
    ),
    _look(
        "side-by-side",
        "landscape in two columns: tables stand side by side",
        Style(rules.full, TICK, size=LANDSCAPE, frames=2, type=Type(size=8.0)),
    ),
    _look(
        "two-halves",
        "a table in two halves side by side under one heading",
        Style(rules.full, TICK, size=LANDSCAPE, halves=True, type=Type(size=8.0)),
    ),
    _look(
        "merged-roles",
        "a role merged over several rows",
        Style(rules.full, TICK, merge_roles=True, numbers="column"),
    ),
    _look(
        "merged-marks",
        "a mark merged over several rows",
        Style(rules.full, marks.filled_dot, merge_marks=True),
        "fill",
    ),
    _look(
        "bars",
        "a bar over several periods",
        Style(rules.full, TICK, bar="bar"),
        "fill",
    ),
    _look(
        "arrows",
        "an arrow over several periods, horizontal rules only",
        Style(rules.horizontal, TICK, bar="arrow", numbers="column"),
        None,
    ),
    _look(
        "header-once",
        "header not repeated after a page break, rows cut by it",
        Style(rules.full, TICK, repeat_header=False, split_rows=True, keep=14),
    ),
    _look(
        "rows-cut",
        "rows cut by page breaks, header repeated, tables that start on the last line",
        Style(rules.horizontal, TICK, split_rows=True, keep=14),
    ),
    _look(
        "rows-cut-no-rules",
        "rows cut by page breaks, no rules, header not repeated",
        Style(rules.none, TICK, zebra="#eef2e8", split_rows=True, keep=14, repeat_header=False),
    ),
    _look(
        "dingbats",
        "ticks of ZapfDingbats, both codes",
        Style(rules.full, marks.alternating(marks.dingbat(0x33), marks.dingbat(0x34))),
        "dingbat",
    ),
    _look(
        "wingdings",
        "ticks of Wingdings at its own codes, without a table to Unicode",
        Style(rules.full, marks.raw_text(added.WINGDINGS, "(\\374)"), finish=added.add_wingdings),
        "dingbat",
    ),
    _look(
        "glyph-numbers",
        "ticks of a font that gives glyph numbers and no table to Unicode",
        Style(
            rules.horizontal, marks.raw_text(added.NUMBERED, "<0002>"), finish=added.add_numbered
        ),
        None,
    ),
    _look(
        "private-use",
        "ticks at the private code points of Wingdings",
        Style(
            rules.full,
            marks.alternating(
                marks.character("\uf0fc", PRIVATE), marks.character("\uf0fe", PRIVATE)
            ),
        ),
        None,
    ),
    _look(
        "full-and-hollow",
        "full circles where planned, hollow ones where not, as characters",
        Style(rules.full, marks.character("●"), blank=marks.character("○")),
    ),
    _look(
        "drawn-full-and-hollow",
        "filled circles where planned, outlines where not, as paths",
        Style(rules.horizontal, marks.filled_dot, blank=marks.hollow_dot),
        "fill",
    ),
    _look(
        "oui",
        "the word yes, and n/a",
        Style(rules.full, marks.character("oui", "Helvetica", 8.0), blank="n/a"),
        "text",
    ),
    _look(
        "images",
        "ticks as pictures with a soft mask",
        Style(rules.horizontal, marks.image, zebra="#eaf3fb"),
        "image",
    ),
    _look(
        "inline-images", "ticks as inline pictures", Style(rules.full, marks.inline_image), "image"
    ),
    _look(
        "shaded",
        "a shaded cell is the mark, beside a zebra",
        Style(rules.full, marks.shade, zebra="#eeeeee", header_fill="#264653"),
        "shade",
    ),
    _look(
        "twice",
        "every mark drawn twice, bold as text drawn twice",
        Style(rules.full, marks.twice(marks.character("●")), type=Type(twice=True)),
    ),
    _look(
        "legend",
        "a legend that says what the signs mean",
        Style(
            rules.full,
            marks.alternating(TICK, marks.character("●")),
            legend=(("✓", "réalisé"), ("●", "en cours")),
        ),
    ),
    _look(
        "header-alone",
        "a header on the last line of a page, its rows on the next under the same header",
        Style(rules.full, TICK, keep=0, header_fill="#dddddd"),
    ),
    _look(
        "boxed",
        "targets in frames with a ground, which are no tables",
        Style(rules.full, TICK, boxed=True),
    ),
    _look(
        "watermark",
        "a word across every page, behind tables with horizontal rules",
        Style(rules.horizontal, marks.character("x", "Helvetica"), watermark="ÉBAUCHE"),
    ),
    _look(
        "letter-by-letter",
        "titles whose letters are drawn one by one, wide apart",
        Style(rules.full, TICK, type=Type(spacing=1.8, letters=True)),
    ),
    _look(
        "spaced-running",
        "letter-spaced titles, running header and page numbers",
        Style(
            rules.full,
            TICK,
            type=Type(spacing=2.5),
            running=("Plan d'action", "Document adopté par le conseil"),
        ),
    ),
    _look(
        "hyphens",
        "words broken at line ends, ligatures",
        Style(rules.full, TICK, type=Type("Vera", "VeraBd", 8.5, hyphen="-", ligatures=True)),
    ),
    _look(
        "soft-hyphens",
        "words broken with soft hyphens",
        Style(rules.horizontal, TICK, type=Type("Vera", "VeraBd", 8.5, hyphen="\u00ad")),
    ),
    _look(
        "notes",
        "superscript calls and notes at the foot",
        Style(rules.full, TICK, notes=True),
    ),
    _look(
        "two-column-lists",
        "lists in two columns",
        Style(rules.horizontal, TICK, list_columns=2, lists=True),
    ),
)
