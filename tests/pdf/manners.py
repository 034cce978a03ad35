"""Looks that nobody has seen: a manner of printing is drawn choice by choice.

A `Manner` names every choice, so that a line of a report is enough to print the same page again;
`look_of` makes a look of it, and `manners` is the hypothesis strategy over what goes together.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import partial
from typing import Literal

from hypothesis import strategies as st

from tests.pdf.look import Look
from tests.pdf.looks import marks, rules
from tests.pdf.looks.canvas import draw
from tests.pdf.looks.sheet import LETTER, Type
from tests.pdf.looks.style import Mark, Style

A4 = (595.3, 841.9)
PAGES = {
    "letter": LETTER,
    "a4": A4,
    "letter across": (LETTER[1], LETTER[0]),
    "a4 across": (A4[1], A4[0]),
}
FONTS = {
    "Helvetica": "Helvetica-Bold",
    "Times-Roman": "Times-Bold",
    "Vera": "VeraBd",
}
RULES = {
    "full": rules.full,
    "boxes": rules.boxes,
    "thin rectangles": rules.thin_rectangles,
    "one path": rules.one_path,
    "dots": rules.dots,
    "dashed": rules.dashed,
    "horizontal": rules.horizontal,
    "booktabs": rules.booktabs,
    "vertical": rules.vertical,
    "white": rules.white,
}
RULED = ("full", "boxes", "thin rectangles", "one path", "dots", "dashed")
MARKS: dict[str, Mark] = {
    "tick": marks.character("✓"),
    "X": marks.character("X", "Helvetica"),
    "x": marks.character("x", "Helvetica"),
    "dot": marks.character("●"),
    "square": marks.character("■"),
    "oui": marks.character("oui", "Helvetica", 8.0),
    "dingbat": marks.dingbat(0x34),
    "stroked tick": marks.stroked_tick,
    "stroked cross": marks.stroked_cross,
    "filled dot": marks.filled_dot,
    "image": marks.image,
}
BLANKS = ("", "", "—", "–", "non", "n/a")
GROUNDS = {None: None, "dark": "#0b4f6c", "light": "#dddddd"}
STRIPES = "#e8eef2"
RUNNING = ("Plan d'action", "Document adopté par le conseil")


@dataclass(frozen=True, slots=True)
class Manner:
    """Every choice of a look, by name."""

    rules: str = "full"
    mark: str = "tick"
    blank: str = ""
    striped: bool = False
    ground: Literal["dark", "light"] | None = None
    font: str = "Helvetica"
    size: float = 9.5
    leading: float = 1.25
    page: str = "letter"
    numbers: Literal["lead", "column"] = "lead"
    headings: Literal["apart", "colon"] = "apart"
    repeat_header: bool = True
    split_rows: bool = False
    merge_roles: bool = False
    running: bool = False
    notes: bool = False
    boxed: bool = False
    new_page_depth: int = 0
    row_pad: float = 3.0

    def __str__(self) -> str:
        """Only what is not usual, as code."""
        usual = asdict(Manner())
        chosen = {key: value for key, value in asdict(self).items() if value != usual[key]}
        return f"Manner({', '.join(f'{key}={value!r}' for key, value in chosen.items())})"


def look_of(manner: Manner) -> Look:
    """Return the look that prints in this manner."""
    style = Style(
        rules=RULES[manner.rules],
        mark=MARKS[manner.mark],
        blank=manner.blank,
        zebra=STRIPES if manner.striped else None,
        header_fill=GROUNDS[manner.ground],
        type=Type(manner.font, FONTS[manner.font], manner.size, manner.leading),
        size=PAGES[manner.page],
        numbers=manner.numbers,
        headings=manner.headings,
        repeat_header=manner.repeat_header,
        split_rows=manner.split_rows,
        merge_roles=manner.merge_roles,
        running=RUNNING if manner.running else None,
        notes=manner.notes,
        boxed=manner.boxed,
        new_page_depth=manner.new_page_depth,
        row_pad=manner.row_pad,
    )
    return Look(str(manner), "a manner", partial(draw, style=style), None, notes=manner.notes)


@st.composite
def manners(draw: st.DrawFn) -> Manner:
    """Manners in which a table shows where its rows and columns part."""
    named = draw(st.sampled_from(sorted(RULES)))
    ruled = named in RULED
    striped = draw(st.booleans()) or named == "white"
    return Manner(
        rules=named,
        mark=draw(st.sampled_from(sorted(MARKS))),
        blank=draw(st.sampled_from(BLANKS)),
        striped=striped,
        ground=draw(st.sampled_from((None, "dark", "light"))),
        font=draw(st.sampled_from(sorted(FONTS))),
        size=draw(st.sampled_from((8.0, 8.5, 9.0, 9.5, 10.0))),
        leading=draw(st.sampled_from((1.15, 1.25, 1.4))),
        page=draw(st.sampled_from(sorted(PAGES))),
        numbers=draw(st.sampled_from(("lead", "column"))),
        headings=draw(st.sampled_from(("apart", "colon"))),
        repeat_header=draw(st.booleans()),
        split_rows=draw(st.booleans()) and ruled,
        merge_roles=draw(st.booleans()) and ruled,
        running=draw(st.booleans()),
        notes=draw(st.booleans()),
        boxed=draw(st.booleans()),
        new_page_depth=draw(st.integers(0, 1)),
        row_pad=draw(st.sampled_from((3.0, 4.0, 6.0) if ruled else (4.0, 6.0))),
    )
