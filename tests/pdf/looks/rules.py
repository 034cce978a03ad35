"""The ways of drawing the rules of a table, each from the boxes of a `Grid`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor

if TYPE_CHECKING:
    from tests.pdf.looks.grid import Grid
    from tests.pdf.looks.sheet import Sheet

SEGMENT_PT = 1.5
GAP_PT = 1.5
RULE_PT = 0.6


def none(sheet: Sheet, grid: Grid) -> None:
    """No rule at all."""


def full(sheet: Sheet, grid: Grid) -> None:
    """Every edge of every cell, a line each."""
    sheet.canvas.setLineWidth(RULE_PT)
    for x0, top, x1, bottom in grid.segments():
        sheet.canvas.line(x0, sheet.up(top), x1, sheet.up(bottom))


def boxes(sheet: Sheet, grid: Grid) -> None:
    """A stroked rectangle for each cell, so that inner edges are drawn twice."""
    sheet.canvas.setLineWidth(RULE_PT)
    for box in grid.boxes:
        sheet.canvas.rect(box.x0, sheet.up(box.bottom), box.x1 - box.x0, box.bottom - box.top)


def horizontal(sheet: Sheet, grid: Grid) -> None:
    """A line under the header and under each row."""
    outline = grid.outline
    sheet.canvas.setLineWidth(RULE_PT)
    for y in [outline.top, *(bottom for _, bottom in grid.rows)]:
        sheet.canvas.line(outline.x0, sheet.up(y), outline.x1, sheet.up(y))


def booktabs(sheet: Sheet, grid: Grid) -> None:
    """Three lines: over the header, under it, and under the last row."""
    outline = grid.outline
    for y in (outline.top, grid.rows[0][0], outline.bottom):
        sheet.canvas.setLineWidth(1.0 if y != grid.rows[0][0] else 0.5)
        sheet.canvas.line(outline.x0, sheet.up(y), outline.x1, sheet.up(y))


def thin_rectangles(sheet: Sheet, grid: Grid) -> None:
    """Every edge as a filled rectangle half a point thin, as word processors print them."""
    sheet.canvas.setFillColor(HexColor("#000000"))
    for x0, top, x1, bottom in grid.segments():
        width, height = max(x1 - x0, RULE_PT), max(bottom - top, RULE_PT)
        sheet.canvas.rect(x0, sheet.up(top) - height, width, height, stroke=0, fill=1)


def one_path(sheet: Sheet, grid: Grid) -> None:
    """The whole table as a single path, stroked once."""
    path = sheet.canvas.beginPath()
    for x0, top, x1, bottom in grid.segments():
        path.moveTo(x0, sheet.up(top))
        path.lineTo(x1, sheet.up(bottom))
    sheet.canvas.setLineWidth(RULE_PT)
    sheet.canvas.drawPath(path)


def dots(sheet: Sheet, grid: Grid) -> None:
    """Every edge as many short lines, each a path of its own."""
    sheet.canvas.setLineWidth(RULE_PT)
    for x0, top, x1, bottom in grid.segments():
        length = max(x1 - x0, bottom - top)
        dx, dy = (x1 - x0) / length, (bottom - top) / length
        at = 0.0
        while at < length:
            end = min(at + SEGMENT_PT, length)
            sheet.canvas.line(
                x0 + dx * at, sheet.up(top + dy * at), x0 + dx * end, sheet.up(top + dy * end)
            )
            at += SEGMENT_PT + GAP_PT


def dashed(sheet: Sheet, grid: Grid) -> None:
    """Every edge as one line with a dash pattern."""
    sheet.canvas.saveState()
    sheet.canvas.setDash(3, 2)
    full(sheet, grid)
    sheet.canvas.restoreState()


def white(sheet: Sheet, grid: Grid) -> None:
    """White lines between shaded cells."""
    sheet.canvas.saveState()
    sheet.canvas.setStrokeColor(HexColor("#ffffff"))
    sheet.canvas.setLineWidth(1.5)
    for x0, top, x1, bottom in grid.segments():
        sheet.canvas.line(x0, sheet.up(top), x1, sheet.up(bottom))
    sheet.canvas.restoreState()


def vertical(sheet: Sheet, grid: Grid) -> None:
    """Lines between columns only, with a frame around all."""
    outline = grid.outline
    sheet.canvas.setLineWidth(RULE_PT)
    for x in grid.edges:
        sheet.canvas.line(x, sheet.up(outline.top), x, sheet.up(outline.bottom))
    for y in (outline.top, grid.rows[0][0], outline.bottom):
        sheet.canvas.line(outline.x0, sheet.up(y), outline.x1, sheet.up(y))
