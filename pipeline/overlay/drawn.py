"""Shapes drawn over the pages of a PDF, on a copy: the words below stay words.

Each page becomes a form of its own, whatever state it leaves behind, and one content stream is
painted over it in the coordinates of the page as it is shown (crop and rotation applied). A strip
added below the page says what its colours mean and counts what is drawn, and covers nothing.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Sequence

import pikepdf

from pipeline.overlay.legend import legend, strip_height
from pipeline.overlay.painting import Fonts, numbers, painted
from pipeline.overlay.shapes import Box, Shape

_ACTIVE = ("/OpenAction", "/AA", "/AcroForm", "/Names", "/StructTreeRoot", "/Outlines", "/Dests")
"""What of a document acts, carries files or leads to pages: a drawn copy needs none of it."""


def drawn_over(data: bytes, shapes: Iterable[Shape], pages: Sequence[int] | None = None) -> bytes:
    """Return a copy of a PDF with shapes drawn over its pages.

    Args:
        data: the PDF.
        shapes: what to draw.
        pages: the pages to keep, from 1; all where None.

    Raises:
        pikepdf.PdfError: the PDF cannot be opened.
        ValueError: there is no such page.
    """
    by_page: dict[int, list[Shape]] = {}
    for shape in shapes:
        by_page.setdefault(shape.page, []).append(shape)
    with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as pdf:
        wanted = list(pages) if pages is not None else list(range(1, len(source.pages) + 1))
        _keep_still(source)
        for number in wanted:
            if number > len(source.pages):
                raise ValueError(f"there is no page {number}: the document has {len(source.pages)}")
            pdf.pages.append(source.pages[number - 1])
        fonts = Fonts.of(pdf)
        for number, page in zip(wanted, pdf.pages, strict=True):
            _draw(pdf, page, by_page.get(number, []), fonts, number)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _keep_still(source: pikepdf.Pdf) -> None:
    """Take off what acts and what leads from page to page; none of it is ever followed."""
    for key in _ACTIVE:
        if key in source.Root:
            del source.Root[key]
    for page in source.pages:
        for key in ("/AA", "/B", "/StructParents"):
            if key in page.obj:
                del page.obj[key]
        notes = page.obj.get("/Annots")
        for note in notes if isinstance(notes, pikepdf.Array) else ():
            for key in ("/A", "/AA", "/Dest", "/P", "/Parent", "/Popup", "/FS"):
                if isinstance(note, pikepdf.Dictionary) and key in note:
                    del note[key]


def _draw(
    pdf: pikepdf.Pdf, page: pikepdf.Page, shapes: Sequence[Shape], fonts: Fonts, number: int
) -> None:
    box, rotation = _shown(page), _rotation(page)
    turned = rotation in (90, 270)
    wide, high = box[2] - box[0], box[3] - box[1]
    width, height = (high, wide) if turned else (wide, high)
    counts = Counter(shape.layer for shape in shapes)
    below = strip_height(width, counts, number)
    names = fonts.added(page)
    under = _set_apart(pdf, page)
    parts = [
        "q",
        f"{numbers(_matrix(box, rotation))} cm",
        *painted(shapes, names),
        *legend(width, height, counts, number, names),
        "Q",
    ]
    page.Contents = pikepdf.Array(
        [under, pdf.make_indirect(pdf.make_stream("\n".join(parts).encode("cp1252", "replace")))]
    )
    _lengthen(page, box, rotation, below)


def _shown(page: pikepdf.Page) -> Box:
    """Return the box of a page that is shown, in the page's own coordinates."""
    media, crop = _box(page.mediabox), _box(page.cropbox)
    box = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )
    return box if box[0] < box[2] and box[1] < box[3] else media


def _box(values: pikepdf.Array) -> Box:
    x0, y0, x1, y1 = (float(value) for value in values)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _rotation(page: pikepdf.Page) -> int:
    """Return the rotation of a page; a copied page has what it inherited as its own."""
    return int(page.obj.get("/Rotate", 0)) % 360


def _set_apart(pdf: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Object:
    """Return a stream that paints the page as it was, with nothing left of its state."""
    media = pikepdf.Array(page.mediabox)
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    painted = b"\n".join(_decoded(one) for one in streams if isinstance(one, pikepdf.Stream))
    form = pdf.make_stream(
        painted,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=media,
        Resources=pikepdf.Dictionary(dict(page.resources.items())),
    )
    name = page.add_resource(
        pdf.make_indirect(form), pikepdf.Name.XObject, pikepdf.Name.ArrimagePage
    )
    return pdf.make_indirect(pdf.make_stream(f"q {name} Do Q".encode()))


def _decoded(stream: pikepdf.Stream) -> bytes:
    """Return what a stream paints; one that is damaged paints nothing, as it does for a reader."""
    try:
        return stream.read_bytes()
    except (pikepdf.PdfError, RuntimeError):
        return b""


def _matrix(box: Box, rotation: int) -> tuple[float, ...]:
    """Return the matrix from the page as shown, y downwards, to the page's own."""
    x0, y0, x1, y1 = box
    match rotation:
        case 90:
            return 0, 1, 1, 0, x0, y0
        case 180:
            return -1, 0, 0, 1, x1, y0
        case 270:
            return 0, -1, -1, 0, x1, y1
        case _:
            return 1, 0, 0, -1, x0, y1


def _lengthen(page: pikepdf.Page, box: Box, rotation: int, below: float) -> None:
    """Make the page longer at its foot as shown; what the crop hid stays hidden."""
    x0, y0, x1, y1 = box
    match rotation:
        case 90:
            x1 += below
        case 180:
            y1 += below
        case 270:
            x0 -= below
        case _:
            y0 -= below
    page.obj.MediaBox = pikepdf.Array([x0, y0, x1, y1])
    for key in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        if key in page.obj:
            del page.obj[key]
