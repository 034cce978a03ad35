"""One page in reading order: its tables, and the lines of text around them.

Words are parted into those of tables and those around them; the latter become lines, parted where
a wide gap shows that two texts stand side by side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from pipeline.document import Table
from pipeline.read.pdf.aligned import aligned_frames
from pipeline.read.pdf.asunder import stands_asunder
from pipeline.read.pdf.badges import with_badges
from pipeline.read.pdf.bands import banded_frames
from pipeline.read.pdf.bullets import add_bullets, is_bullet, is_ground
from pipeline.read.pdf.cards import cards_of, in_cards
from pipeline.read.pdf.cells import read_cells, turned_lines
from pipeline.read.pdf.chunks import in_parts
from pipeline.read.pdf.columns import Ink
from pipeline.read.pdf.counted import without_touching
from pipeline.read.pdf.drawing import read_drawing
from pipeline.read.pdf.figures import Drawing, Fill
from pipeline.read.pdf.floating import without_banners
from pipeline.read.pdf.foot_heads import foot_heads
from pipeline.read.pdf.frames import Frame, ruled_frames
from pipeline.read.pdf.lines import TextLine, to_lines, without_doubles
from pipeline.read.pdf.loose import take_loose
from pipeline.read.pdf.order import Item, in_order
from pipeline.read.pdf.overhead import with_heads
from pipeline.read.pdf.paired import paired_frames
from pipeline.read.pdf.parted import parted
from pipeline.read.pdf.primitives import SLANTED, Box, Colour, PageInk, Word, meet
from pipeline.read.pdf.runs import LARGER
from pipeline.read.pdf.swatches import named_colours
from pipeline.read.pdf.tagged import may_hold_tables, tagged_frames
from pipeline.read.pdf.turned import with_turned_heads
from pipeline.read.pdf.uncut import cut_columns, cut_figures
from pipeline.read.pdf.underlines import take_underlines
from pipeline.read.pdf.untold import tell
from pipeline.read.pdf.unwalled import walled
from pipeline.read.pdf.within import Placed, outside

MARK_PT = 20.0
"""A drawing or image larger than this is no mark."""
COLUMNS = 3
"""A row of so many ruled cells is one of a table although a single cell is filled."""
OUTER = 0.12
"""The share of a page's height, at its head and foot, where running text stands."""
LONGEST_NUMBER = 4
"""A number of a page has at most so many figures."""
FOOT_LINES = 2
"""At most so many lines of running text stand under a table at the foot of a page."""


@dataclass(slots=True)
class PageLayout:
    """What stands on a page, in reading order.

    `open_columns` are the column edges of a table that nothing rules and that ends the page;
    `colours` are those that this page or one before it names. `tabled` counts the words in
    its tables by their size and whether they are bold, `grounds` are what is painted or outlined.
    """

    number: int
    width: float
    height: float
    items: list[TextLine | Table] = field(default_factory=list)
    open_columns: tuple[float, ...] = ()
    slanted: list[TextLine] = field(default_factory=list)
    colours: Mapping[Colour, str] = field(default_factory=dict)
    tabled: Counter[tuple[float, bool]] = field(default_factory=Counter)
    grounds: list[Box] = field(default_factory=list)


def lay_out(ink: PageInk, before: PageLayout | None = None) -> PageLayout:
    """Find the tables of a page and put all that stands on it in reading order.

    `before` is the page before: a table that nothing rules may go on from it.
    """
    tell(ink)
    every = without_doubles(without_touching(ink.words))
    words = [word for word in every if word.angle != SLANTED]
    drawing = read_drawing(ink.paths, (0.0, 0.0, ink.width, ink.height))
    take_loose(drawing)
    painted = drawing.fills
    drawing.fills = without_banners(painted, ink.width)
    placed = Placed(words)
    take_underlines(drawing, placed)
    layout = PageLayout(ink.number, ink.width, ink.height)
    begun = before.open_columns if before is not None else ()
    running = _running(words, ink, before) if before is not None else set()
    if len(drawing.fills) < len(painted):
        running |= _on_foot(words, painted, ink)
    own = [word for word in words if id(word) not in running] if running else words
    around = Placed(own) if running else placed
    frames = with_turned_heads(find_frames(drawing, own, around, ink, begun), own)
    boxes = [frame.box for frame in frames]
    free = outside(words, boxes)
    whole = to_lines(word for word in free if not word.angle)
    if sheets := paired_frames(whole):
        frames += sheets
        boxes = [frame.box for frame in frames]
        free = outside(free, boxes)
        whole = to_lines(word for word in free if not word.angle)
    lines = with_badges(in_parts(whole), drawing)
    layout.colours = {
        **(before.colours if before is not None else {}),
        **named_colours(drawing, lines, boxes),
    }
    held = [placed.inside(box) for box in boxes]
    layout.tabled = Counter((word.size, word.bold) for within in held for word in within)
    tables = [
        (frame, read_cells(frame, within, drawing, ink, layout.colours))
        for frame, within in zip(frames, held, strict=True)
    ]
    add_bullets(lines, [s for s in drawing.shapes if not any(meet(s.box, box) for box in boxes)])
    layout.grounds = [*(f.box for f in drawing.fills), *drawing.boxes]
    lines, foot = _foot(lines, boxes, running)
    stretches = in_cards([*lines, *tables], layout.grounds)
    ordered = [item for stretch in stretches for item in in_order(stretch)] + foot
    for word in every:
        if word.angle == SLANTED:
            layout.slanted.append(TextLine([word]))
            layout.slanted[-1].measure()
    layout.items = [
        *layout.slanted,
        *turned_lines([word for word in free if word.angle]),
        *(item if isinstance(item, TextLine) else item[1] for item in ordered),
    ]
    last = max(frames, key=lambda frame: frame.ys[-1], default=None)
    if last is not None and last not in sheets:
        layout.open_columns = _open_columns(last, layout, placed)
    return layout


def _open_columns(last: Frame, layout: PageLayout, placed: Placed) -> tuple[float, ...]:
    """Return the column edges of the last table, where nothing rules it and it ends the page.

    Running text may stand under it at the foot of the page: that is set no larger than the table.
    """
    below = [
        item for item in layout.items if isinstance(item, TextLine) and item.top > last.ys[-1] - 2
    ]
    size = LARGER * max((word.size for word in placed.inside(last.box)), default=0.0)
    foot = (1 - OUTER) * layout.height
    ended = any(line.top < foot or (line.bold and line.size > size) for line in below)
    return last.xs if not (last.ruled or ended or len(below) > FOOT_LINES) else ()


def _running(words: Sequence[Word], ink: PageInk, before: PageLayout) -> set[int]:
    """Return the words at the head and foot of a page that the page before prints there too.

    Running text is no row of a table that begins or ends right beside it. The number of a page
    says the same on both where it is counted from the page's own.
    """
    head, foot = OUTER * ink.height, (1 - OUTER) * ink.height
    there = {
        (said, round(word.top)): word.x0
        for line in before.items
        if isinstance(line, TextLine) and (line.bottom <= head or line.top >= foot)
        for word in line.words
        for said in _said(word, before.number)
    }
    outer = [w for w in words if w.bottom <= head or w.top >= foot]
    lines = [
        line for line in to_lines(w for w in outer if not w.angle)
        if all(
            any(abs(there.get((said, round(w.top)), -w.size) - w.x0) < 0.5 * w.size
                for said in _said(w, ink.number))
            for w in line.words
        )
    ]  # fmt: skip
    return {id(word) for line in lines for word in line.words}


def _on_foot(words: Sequence[Word], painted: Sequence[Fill], ink: PageInk) -> set[int]:
    """Return the words on a banner at the foot of a page: they are no row of a table over it."""
    foot = (1 - OUTER) * ink.height
    feet = [f.box for f in painted if f.box[1] >= foot and f.box[2] - f.box[0] >= ink.width - 2]
    return {
        id(w) for w in words if any(top < (w.top + w.bottom) / 2 < low for _, top, _, low in feet)
    }


def _foot(
    lines: Sequence[TextLine], tables: Sequence[Box], running: set[int]
) -> tuple[list[TextLine], list[Item]]:
    """Part the running text under all else on a page from its lines: it goes on with no column."""
    runs = [all(id(word) in running for word in line.words) for line in lines]
    own = [line.bottom for line, run in zip(lines, runs, strict=True) if not run]
    end = max([*own, *(box[3] for box in tables)], default=0.0)
    under = [run and line.top >= end for line, run in zip(lines, runs, strict=True)]
    return (
        [line for line, below in zip(lines, under, strict=True) if not below],
        [line for line, below in zip(lines, under, strict=True) if below],
    )


def _said(word: Word, page: int) -> tuple[str, ...]:
    """Return what a word says: a number also as what it is more than that of its page."""
    number = word.text.isdecimal() and len(word.text) <= LONGEST_NUMBER
    return (word.text, f"#{int(word.text) - page}") if number else (word.text,)


def find_frames(
    drawing: Drawing,
    words: Sequence[Word],
    placed: Placed,
    ink: PageInk,
    begun: Sequence[float] = (),
) -> list[Frame]:
    """Return the frames of all tables of a page: ruled, told, banded, then by alignment alone."""
    shapes = (s for s in drawing.shapes if not is_ground(s, placed.beside(_middle(s.box))))
    boxes = [*(s.box for s in shapes), *(p.box for p in ink.pictures)]
    small = (b for b in boxes if max(b[2] - b[0], b[3] - b[1]) <= MARK_PT)
    marks = [Ink(b, "✓") for b in small if not is_bullet(b, placed.beside(_middle(b)))]
    ruled, free = ruled_frames(drawing)
    held = [frame for frame in ruled if _has_text(frame, placed)]
    held = [cut_columns(walled(frame, placed), placed) for frame in held]
    held = [parted(frame, words, marks, placed, drawing.fills) for frame in held]
    frames = [with_heads(cut_figures(frame, placed), placed, drawing.fills) for frame in held]
    boxes = [frame.box for frame in frames]
    rest = outside(words, boxes)
    banded = [
        cut_figures(f, placed)
        for f in banded_frames(drawing, free, rest, marks, boxes, begun)
        if not any(meet(f.box, b) for b in boxes)
    ]
    frames += banded
    boxes += [frame.box for frame in banded]
    rest = outside(rest, boxes)
    told = tagged_frames(ink.tags(), placed, drawing.fills) if may_hold_tables(rest) else []
    frames += [frame for frame in told if not any(meet(frame.box, b) for b in boxes)]
    grounds = cards_of([fill.box for fill in drawing.fills], placed)
    cards = [*cards_of(drawing.boxes, placed), *grounds]
    rest = outside(rest, [*(frame.box for frame in told), *cards])
    aligned = aligned_frames(rest, marks, begun, drawing.fills)
    frames += [frame for frame in aligned if not stands_asunder(frame, free)]
    return frames + foot_heads(rest, frames, ink.height, (1 - OUTER) * ink.height)


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _has_text(frame: Frame, placed: Placed) -> bool:
    """Tell whether two cells hold words, or one does in a row of its own."""
    filled = (cell for cell in frame.cells if placed.inside(cell.box))
    found = sum(1 for _ in islice(filled, 2))
    return found == 2 or (found == 1 and frame.n_rows == 1 and frame.n_columns >= COLUMNS)
