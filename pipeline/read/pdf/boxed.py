"""Headings of boxes: set with text of their own on a ground or in an outline, beside the page's.

A heading comes in with the page that it stands on. A box that a table stands in too, or that holds
nothing but the heading, is the ground of a part of the plan and none of these.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Table
from pipeline.read.pdf.layout import PageLayout
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.primitives import Box

EDGE_PT = 2.0
"""A line may stand so far outside of the box that it is in."""


def is_boxed(heading: Sequence[TextLine], page: PageLayout) -> bool:
    """Tell whether the lines of a heading stand in a box with text under them and no table."""
    first, last = heading[0].box, heading[-1].box
    return any(
        _holds(ground, first) and _holds(ground, last) and _holds_text(ground, last, page)
        for ground in page.grounds
    )


def _holds_text(ground: Box, heading: Box, page: PageLayout) -> bool:
    under = False
    for item in page.items:
        if isinstance(item, Table):
            if _meets(ground, item.provenance.regions[-1].bbox):
                return False
        elif item.top >= heading[3] - EDGE_PT and _holds(ground, item.box):
            under = True
    return under


def _holds(ground: Box, box: Box) -> bool:
    x0, top, x1, bottom = ground
    return (
        x0 - EDGE_PT <= box[0]
        and box[2] <= x1 + EDGE_PT
        and top - EDGE_PT <= box[1]
        and box[3] <= bottom + EDGE_PT
    )


def _meets(ground: Box, box: Box) -> bool:
    x0, top, x1, bottom = ground
    return x0 < box[2] and box[0] < x1 and top < box[3] - EDGE_PT and box[1] < bottom - EDGE_PT
