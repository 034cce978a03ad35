"""What a document repeats on its pages: running headers and footers, page numbers, frame rules.

A line in the outer part of a page that stands at the same height on several pages and says the
same, figures aside, is running text. Figures alone there are page numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.document import LineKind
from pipeline.read.pdf.layout import OUTER, PageLayout
from pipeline.read.pdf.lines import CALL_SIZE, TextLine

LEAST_PAGES = 3
LEVEL_PT = 4.0
LARGER = 1.12
_FIGURES = re.compile(r"\b\d{1,4}\b")
_LABEL = re.compile(r"[^\W\d_]+\s+(?:n[o°º]\s*)?\d{1,4}\s*[.:–-]?")
_PAGE_NUMBER = re.compile(
    r"(?:page\s*|p\.\s*|[-–—]\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*[-–—]|\s*(?:/|sur|de|of)\s*\d{1,4})?",
    re.IGNORECASE,
)


def running_lines(pages: Sequence[PageLayout], body: float) -> dict[int, LineKind]:
    """Return what the running lines of a document are, by the identity of the line.

    `body` is the type size of the text: type larger than that heads what follows.
    """
    counted: Counter[tuple[str, int]] = Counter()
    for page in pages:
        counted.update({key for line in _outer(page) for key in _keys(page, line)})
    kinds: dict[int, LineKind] = {
        id(line): "running_header" for page in pages for line in page.slanted
    }
    least = LEAST_PAGES if len(pages) > LEAST_PAGES else 2
    for page in pages:
        for line in _from_the_edge(page):
            count = max(
                sum(counted[text, near] for near in (level - 1, level, level + 1))
                for text, level in _keys(page, line)
            )
            repeated = count >= least
            if _PAGE_NUMBER.fullmatch(line.text) and (repeated or _is_own(page, line)):
                kinds[id(line)] = "page_number"
            elif _is_headed(page, line, body, kinds):
                continue
            elif repeated and len(pages) > 1 and _is_small(line, body, count, pages):
                kinds[id(line)] = "running_header"
    return kinds


def _outer(page: PageLayout) -> list[TextLine]:
    """Return the lines at the head and foot of a page."""
    head, foot = OUTER * page.height, (1 - OUTER) * page.height
    return [
        item
        for item in page.items
        if isinstance(item, TextLine)
        and (item.bottom <= head or item.top >= foot)
        and not _is_note(item)
    ]


def _is_note(line: TextLine) -> bool:
    """Tell whether a line begins a footnote: a raised marker leads it."""
    return len(line.words) > 1 and line.words[0].size <= CALL_SIZE * line.size


def _from_the_edge(page: PageLayout) -> list[TextLine]:
    """Return the outer lines of a page, those at its edges first."""
    return sorted(_outer(page), key=lambda line: min(line.top, page.height - line.bottom))


def _is_headed(page: PageLayout, line: TextLine, body: float, kinds: dict[int, LineKind]) -> bool:
    """Tell whether a heading that is not repeated stands above a line at the head of a page."""
    return line.top < page.height / 2 and any(
        above.bottom <= line.top + 2
        and id(above) not in kinds
        and (above.bold or above.size >= LARGER * body)
        for above in _outer(page)
    )


def _keys(page: PageLayout, line: TextLine) -> set[tuple[str, int]]:
    """Return what a line says and how high it stands, as printed and with figures as distances.

    Figures are told by how far they are from the page's own number: those of a page number keep
    the same distance. Those behind a single word may do so by chance, where each page begins with
    a heading of its own ("Objectif 2"), and say nothing.
    """
    side = line.top if line.top < page.height / 2 else page.height - line.top + 100000
    text = line.text.lower()

    def distance(found: re.Match[str]) -> str:
        return f"#{int(found.group()) - page.number}"

    # Of "2 / 14" only the first figure counts along.
    forms = [text]
    if not _LABEL.fullmatch(text) or _PAGE_NUMBER.fullmatch(text):
        forms += [_FIGURES.sub(distance, text), _FIGURES.sub(distance, text, count=1)]
    return {(form, round(side / LEVEL_PT)) for form in forms}


def _is_small(line: TextLine, body: float, count: int, pages: Sequence[PageLayout]) -> bool:
    """Tell whether a line is no heading: set no larger than the text, and no rare bold line."""
    if line.size >= LARGER * body:
        return 2 * count > len(pages)
    return not line.bold or 2 * count > len(pages)


def _is_own(page: PageLayout, line: TextLine) -> bool:
    """Tell whether a line of figures prints the number of its own page, of so many or alone."""
    figures = [int(figure) for figure in _FIGURES.findall(line.text)]
    return figures[:1] == [page.number] and figures == sorted(figures)
