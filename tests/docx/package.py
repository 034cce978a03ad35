"""Small .docx packages, written part by part."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from pipeline.document import Document, Line, Table
from pipeline.read import read

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def relations(targets: dict[str, str]) -> str:
    """Write a part of relations, from kinds to targets."""
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items())
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{rows}</Relationships>'


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Zip parts, the same bytes each time."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return held.getvalue()


def parts_of(body: str, **more: str) -> dict[str, str | bytes]:
    """Return the parts of a document; `more` are further parts by their kind, roots included."""
    return {
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": relations({kind: f"{kind}.xml" for kind in more}),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        **{f"word/{kind}.xml": _root(kind, inner) for kind, inner in more.items()},
    }


def _root(kind: str, inner: str) -> str:
    name = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
    return f"<w:{name} {SPACES}>{inner}</w:{name}>"


def opened(folder: Path, body: str, **more: str) -> Document:
    """Write a document and read it."""
    path = folder / "plan.docx"
    path.write_bytes(packed(parts_of(body, **more)))
    return read(path)


def lines(folder: Path, body: str, **more: str) -> list[Line]:
    """Write a document and return its lines."""
    return list(opened(folder, body, **more).lines())


def table(folder: Path, body: str, **more: str) -> Table:
    """Write a document with one table and return it."""
    (found,) = opened(folder, body, **more).tables()
    return found


def t(text: str, look: str = "") -> str:
    """Return a run of text."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inner: str, properties: str = "") -> str:
    """Return a paragraph; plain text becomes a run."""
    content = inner if inner.startswith("<") or not inner else t(inner)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def tc(inner: str = "", properties: str = "") -> str:
    """Return a cell."""
    content = inner if inner.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) else p(inner)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a row."""
    made = (cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def tbl(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"
