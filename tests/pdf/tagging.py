"""A small tagged PDF: cells of a table as text on a page, and the structure that names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

HEIGHT = 792
SIZE = 12


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text at a place from the top left, in an element of the structure."""

    text: str
    x: float
    y: float
    kind: str = "TD"
    bold: bool = False
    columns: int = 1
    rows: int = 1


def tagged_pdf(
    rows: Sequence[Sequence[Tagged]], loose: Sequence[Tagged] = (), names: Sequence[str] = ()
) -> bytes:
    """Return a PDF of one page with one table; `loose` are texts that no element names.

    `names` are the kinds of the table, of its rows, and of cells, where they are not the usual.
    """
    table, row_kind, cell_kind = names or ("Table", "TR", "")
    content: list[str] = []
    numbers = count(8)
    parts = count()
    objects: dict[int, str] = {}
    row_ids, owners = [], []
    for row in rows:
        row_id = next(numbers)
        cells = []
        for cell in row:
            cell_id, part = next(numbers), next(parts)
            spans = f"/A <</O /Table /ColSpan {cell.columns} /RowSpan {cell.rows}>>"
            objects[cell_id] = (
                f"<</Type /StructElem /S /{cell_kind or cell.kind} /P {row_id} 0 R /Pg 3 0 R "
                f"/K {part} {'' if cell_kind else spans}>>"
            )
            content.append(f"/{cell.kind} <</MCID {part}>> BDC {_shown(cell)} EMC")
            cells.append(f"{cell_id} 0 R")
            owners.append(f"{cell_id} 0 R")
        objects[row_id] = (
            f"<</Type /StructElem /S /{row_kind} /P 7 0 R /Pg 3 0 R /K [{' '.join(cells)}]>>"
        )
        row_ids.append(f"{row_id} 0 R")
    content += [_shown(text) for text in loose]
    stream = "\n".join(content)
    objects |= {
        1: "<</Type /Catalog /Pages 2 0 R /MarkInfo <</Marked true>> /StructTreeRoot 6 0 R>>",
        2: "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        3: f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 {HEIGHT}] /Contents 4 0 R "
        "/StructParents 0 /Resources <</Font <</F 5 0 R /B "
        "<</Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding>>>>>>>>",
        4: f"<</Length {len(stream.encode('cp1252'))}>> stream\n{stream}\nendstream",
        5: "<</Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding>>",
        6: f"<</Type /StructTreeRoot /K 7 0 R /ParentTree <</Nums [0 [{' '.join(owners)}]]>>>>",
        7: f"<</Type /StructElem /S /{table} /P 6 0 R /K [{' '.join(row_ids)}]>>",
    }
    return b"".join(_written(objects))


def _shown(text: Tagged) -> str:
    font = "/B" if text.bold else "/F"
    return f"BT {font} {SIZE} Tf {text.x} {HEIGHT - text.y} Td ({text.text}) Tj ET"


def _written(objects: dict[int, str]) -> Iterator[bytes]:
    at = 0
    places = {}
    for piece in ("%PDF-1.7\n", *(f"{n} 0 obj {objects[n]} endobj\n" for n in sorted(objects))):
        data = piece.encode("cp1252")
        if not piece.startswith("%"):
            places[int(piece.split(" ", 1)[0])] = at
        at += len(data)
        yield data
    lines = [f"{places[n]:010d} 00000 n \n" for n in sorted(places)]
    size = len(places) + 1
    yield (
        f"xref\n0 {size}\n0000000000 65535 f \n{''.join(lines)}"
        f"trailer <</Size {size} /Root 1 0 R>>\nstartxref\n{at}\n%%EOF"
    ).encode()
