"""A column of a table: what is printed over it, the field it fills, and its cells."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.document import Cell


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `header` as printed, `title` what spans it, `cells` one for each body row."""

    index: int
    header: str
    title: str | None
    field: str
    cells: tuple[Cell | None, ...]
    header_cells: tuple[Cell, ...]
    guessed: bool = False

    @property
    def blank(self) -> bool:
        """Whether no row has a text or a mark in it."""
        return not any(cell is not None and (cell.text or cell.mark) for cell in self.cells)
