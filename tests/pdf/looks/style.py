"""A style: every choice that a typesetter makes about a plan, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tests.pdf.looks.sheet import LETTER, Type

if TYPE_CHECKING:
    from tests.pdf.looks.grid import Box, Grid
    from tests.pdf.looks.sheet import Sheet

Rules = Callable[["Sheet", "Grid"], None]
Mark = Callable[["Sheet", "Box", int], None]


@dataclass(frozen=True, slots=True)
class Style:
    """How one look prints a plan on the canvas. `blank` is what stands for "not planned"."""

    rules: Rules
    mark: Mark
    blank: str | Mark = ""
    zebra: str | None = None  # the colour of every second row
    header_fill: str | None = None
    type: Type = field(default_factory=Type)
    size: tuple[float, float] = LETTER
    frames: int = 1
    numbers: Literal["lead", "column"] = "lead"
    headings: Literal["apart", "colon"] = "apart"
    rotated: bool = False
    repeat_header: bool = True
    split_rows: bool = False
    keep: float = 60.0  # points that must be free under a header for a table to start
    merge_roles: bool = False
    merge_marks: bool = False
    bar: Literal["", "bar", "arrow"] = ""
    halves: bool = False  # one table in two halves, side by side
    list_columns: int = 1
    running: tuple[str, str] | None = None
    notes: bool = False
    lists: bool = False
    boxed: bool = False  # targets stand in a frame with a ground
    watermark: str = ""
    finish: Callable[[Path], None] | None = None  # changes the file once it is written
    legend: tuple[tuple[str, str], ...] = ()  # what each sign means, printed before the tables
    new_page_depth: int = 0  # headings up to this depth open a page
    row_pad: float = 3.0
