"""Words of the ledger → their boxes on the page.

The ledger knows the box of the line or cell a word stands in, not the word's own. So the words
of each place are laid beside those that an engine finds there, and each takes the box of its
partner; a word without one (told by OCR, put together from two line ends) takes a wider box.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.model import Region
from pipeline.overlay.shapes import Layer, Shape
from pipeline.read.pdf import open_pdf
from pipeline.read.pdf.primitives import Word
from pipeline.text import fold

SLACK_PT = 1.5


@dataclass(frozen=True, slots=True)
class Told:
    """The words of one line or cell, in order, each with the layer it is drawn on, if any."""

    regions: tuple[Region, ...]
    words: tuple[tuple[str, Layer | None], ...]


def word_shapes(data: bytes, places: Sequence[Told]) -> list[Shape]:
    """Return a box for every word that has a layer.

    Raises:
        PdfError: the PDF cannot be opened.
    """
    numbers = sorted({region.page for told in places for region in told.regions})
    if not numbers:
        return []
    with open_pdf(data, "pypdfium2") as engine:
        printed = {number: engine.page(number).words for number in numbers}
    return [shape for told in places for shape in aligned(told, printed)]


def aligned(told: Told, printed: Mapping[int, Sequence[Word]]) -> Iterator[Shape]:
    """Yield the boxes of the words of one place; `printed` holds the words of each page."""
    found = [
        (region.page, word)
        for region in told.regions
        for word in printed.get(region.page, ())
        if _inside(word, region) and any(map(str.isalnum, word.text))
    ]
    ours, theirs = [fold(word) for word, _ in told.words], [fold(w.text) for _, w in found]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for how, first, last, low, high in matcher.get_opcodes():
        layers = [layer for _, layer in told.words[first:last]]
        if how == "equal":
            pairs: Iterable[tuple[Layer | None, tuple[int, Word]]] = zip(
                layers, found[low:high], strict=True
            )
            yield from (_shape(layer, place) for layer, place in pairs if layer)
            continue
        layer = next((layer for layer in layers if layer), None)
        if layer and low < high:
            yield from (_shape(layer, place) for place in found[low:high])
        elif layer:
            yield from (Shape(region.page, layer, region.bbox) for region in told.regions)


def _inside(word: Word, region: Region) -> bool:
    x0, top, x1, bottom = region.bbox
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return x0 - SLACK_PT <= x <= x1 + SLACK_PT and top - SLACK_PT <= y <= bottom + SLACK_PT


def _shape(layer: Layer, place: tuple[int, Word]) -> Shape:
    number, word = place
    return Shape(number, layer, (word.x0, word.top, word.x1, word.bottom))
