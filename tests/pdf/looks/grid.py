"""A table laid out: which boxes it has, on one page, with what in each.

`rows_of` turns the actions of a section into rows of texts and marks, `Grid` is the part of a table
that stands on one page. Rules and marks are drawn from its boxes by others.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.pdf.content import Content, Entry


@dataclass(frozen=True, slots=True)
class Box:
    """A cell as drawn; y runs downwards."""

    x0: float
    top: float
    x1: float
    bottom: float
    row: int = 0  # -1 and -2: header
    column: int = 0

    @property
    def middle(self) -> tuple[float, float]:
        """The centre."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(slots=True)
class Grid:
    """The boxes of a table on one page: header, body, and its outline."""

    header: list[Box] = field(default_factory=list)
    body: list[Box] = field(default_factory=list)
    edges: list[float] = field(default_factory=list)  # x of the columns
    rows: list[tuple[float, float]] = field(default_factory=list)  # top, bottom of body rows

    @property
    def boxes(self) -> list[Box]:
        """Every box."""
        return [*self.header, *self.body]

    @property
    def outline(self) -> Box:
        """The box around all of it."""
        boxes = self.boxes
        return Box(
            min(box.x0 for box in boxes),
            min(box.top for box in boxes),
            max(box.x1 for box in boxes),
            max(box.bottom for box in boxes),
        )

    def segments(self) -> list[tuple[float, float, float, float]]:
        """The edges of all boxes, each once: x0, top, x1, bottom."""
        found: dict[tuple[float, float, float, float], None] = {}
        for box in self.boxes:
            x0, top, x1, bottom = (round(v, 2) for v in (box.x0, box.top, box.x1, box.bottom))
            for edge in (
                (x0, top, x1, top),
                (x0, bottom, x1, bottom),
                (x0, top, x0, bottom),
                (x1, top, x1, bottom),
            ):
                found[edge] = None
        return list(found)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: their header words and their widths, and which are what."""

    words: tuple[str, ...]
    widths: tuple[float, ...]
    action: int
    role: int | None
    first_period: int

    @classmethod
    def of(cls, content: Content, width: float, numbers: bool) -> Columns:
        """Lay the columns of a plan out on a width."""
        narrow = 22.0 if width < 300 else 34.0
        narrow = max(narrow, *(7.5 * len(period.id) for period in content.periods), 0.0)
        role = 62.0 if width < 300 else 72.0
        words: list[str] = []
        widths: list[float] = []
        if numbers:
            words.append("No")
            longest = max((len(entry.lead) for entry in content.entries), default=2)
            widths.append(max(24.0, 6.0 * longest + 8))
        action = len(words)
        words.append(content.action_word)
        widths.append(0.0)
        role_at = None
        if content.has_roles:
            role_at = len(words)
            words.append(content.role_word)
            widths.append(role)
        for column in content.columns:
            words.append(column)
            widths.append(66.0)
        first = len(words)
        for period in content.periods:
            words.append(period.id)
            widths.append(narrow)
        widths[action] = width - sum(widths)
        return cls(tuple(words), tuple(widths), action, role_at, first)


def texts_of(entry: Entry, columns: Columns, numbers: bool) -> list[list[str]]:
    """The paragraphs of each cell of an action, but for its marks."""
    cells: list[list[str]] = [[] for _ in columns.words]
    lead = "" if numbers or not entry.lead else f"{entry.lead} "
    cells[columns.action] = [lead + entry.text, *(f"• {item}" for item in entry.items)]
    if numbers:
        cells[0] = [entry.lead]
    after = columns.action + 1
    if columns.role is not None:
        cells[columns.role] = [entry.role or ""]
        after += 1
    for k, value in enumerate(entry.values):
        cells[after + k] = [value]
    return cells
