"""Tables that vertical rules do not enclose: marked out by rules across or by painted bands.

Rules and the edges of bands that have the same extent make a region; the stretches of it that
hold tables are found, grown by the rows that nothing is drawn for, and read into frames.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from pipeline.read.pdf.apart import texts_apart
from pipeline.read.pdf.columns import Ink
from pipeline.read.pdf.edged import edged_frame
from pipeline.read.pdf.figures import Drawing, Fill, Rule
from pipeline.read.pdf.floating import without_bars
from pipeline.read.pdf.frames import Frame
from pipeline.read.pdf.lines import to_lines
from pipeline.read.pdf.primitives import Box, Word, meet
from pipeline.read.pdf.reach import extend_down, extend_up
from pipeline.read.pdf.regions import EXTENT_PT, SAME_EDGE_PT, Region, find_regions
from pipeline.read.pdf.runs import find_runs
from pipeline.read.pdf.turned import TURNED
from pipeline.read.pdf.unseen import seen_fills

PADDING_PT = 40.0
"""The text of a cell stands at most this far from its edge."""


def banded_frames(
    drawing: Drawing,
    free: Sequence[Rule],
    words: Sequence[Word],
    drawn: Sequence[Ink],
    taken: Sequence[Box],
    begun: Sequence[float] = (),
) -> list[Frame]:
    """Return the frames of tables that rules across or bands mark out.

    Args:
        drawing: what is painted on the page.
        free: the rules across that belong to no ruled frame.
        words: the words outside the ruled frames.
        drawn: the drawings and images that may be marks.
        taken: the boxes of the ruled frames.
        begun: the edges of the columns of a table that ends the page before, which may go on.
    """
    fills = [f for f in seen_fills(drawing) if not any(_within(f.box, box) for box in taken)]
    fills = without_bars(fills, free)
    frames: list[Frame] = []
    for region in find_regions(free, [*fills, *_cornered(drawing, fills)]):
        inside = [
            w for w in words if not w.angle and region.x0 - 3 <= (w.x0 + w.x1) / 2 <= region.x1 + 3
        ]
        turned = [w for w in words if w.angle in TURNED and region.x0 <= w.x0 and w.x1 <= region.x1]
        marks = [m for m in drawn if region.x0 <= m.box[0] and m.box[2] <= region.x1]
        runs = find_runs(region, inside, fills)
        goes_on = not frames and _has_extent(begun, region)
        limits = [0.0, *(last for _, last in runs)]
        runs = [
            (extend_up(region, first, limit, inside, fills, goes_on=goes_on and not limit), last)
            for limit, (first, last) in zip(limits, runs, strict=False)
        ]
        for (first, edge), after in zip_longest(runs, runs[1:]):
            limit = after[0] if after else float("inf")
            last = extend_down(region, edge, limit, inside, fills, marks)
            xs = [] if frames else _begun_columns(begun, region, first, last, inside)
            frame = edged_frame(region, first, last, inside, marks, fills, xs, turned)
            if frame is not None and not any(meet(frame.box, other.box) for other in frames):
                frames.append(frame)
    return sorted(frames, key=lambda f: (f.ys[0], f.xs[0]))


def _cornered(drawing: Drawing, fills: Sequence[Fill]) -> list[Fill]:
    """Return the cells that round corners make a shape or a bar: level with a fill beside them."""
    sides: dict[tuple[int, int], list[Fill]] = {}
    for fill in fills:
        sides.setdefault((round(fill.box[1]), round(fill.box[3])), []).append(fill)
    shapes = (s for s in drawing.shapes if s.curved and s.inside is not None)
    return [
        cell
        for cell in [*(Fill(shape.box, shape.colour) for shape in shapes), *drawing.bars]
        for beside in [sides.get((round(cell.box[1]), round(cell.box[3])), ())]
        if any(_are_neighbours(cell.box, other.box) for other in beside)
    ]


def _are_neighbours(a: Box, b: Box) -> bool:
    return min(abs(a[0] - b[2]), abs(b[0] - a[2])) <= SAME_EDGE_PT


def _has_extent(xs: Sequence[float], region: Region) -> bool:
    """Tell whether columns begin and end where a region does, but for the padding of its cells.

    Columns that alignment alone tells end with their ink.
    """
    if not xs:
        return False
    beside = xs[0] - region.x0, region.x1 - xs[-1]
    return all(-EXTENT_PT <= apart <= PADDING_PT for apart in beside)


def _begun_columns(
    xs: Sequence[float], region: Region, top: float, bottom: float, words: Sequence[Word]
) -> list[float]:
    """Return the columns of the table before where one goes on without a header, or nothing.

    An edge that stood close to the text then gives way to the text that is longer now; one that
    heads alone told, anywhere between two of them, to the end of the texts under the first.
    """
    if not _has_extent(xs, region):
        return []
    inside = [w for w in words if top - 1 < (w.top + w.bottom) / 2 < bottom + 1]
    above = any(not w.bold and w.bottom < top for w in words)
    lines = to_lines(inside)
    if above or any(line.bold for line in lines[:1]):
        return []
    texts = [text for line in lines for text in texts_apart(line)]
    for spans in ([(w.x0, w.x1) for w in inside], texts):
        moved = [
            max((end + 1 for start, end in spans if start < x - 1 and end > x + 1), default=x)
            for x in xs[1:-1]
        ]
        columns = [region.x0, *moved, region.x1]
        crossed = any(w.x0 < x - 1 and w.x1 > x + 1 for w in inside for x in moved)
        if not crossed and columns == sorted(columns):
            return columns
    return []


def _within(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0] - 4
        and inner[1] >= outer[1] - 4
        and inner[2] <= outer[2] + 4
        and inner[3] <= outer[3] + 4
    )
