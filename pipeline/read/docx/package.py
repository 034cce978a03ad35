"""The parts of a .docx package as trees, read without trusting the file.

A .docx is a zip of XML parts. Bytes come in; a `Package` goes out whose trees have plain names,
without namespaces. Sizes are limited as the parts are inflated, whatever their headers say, and
a part with a document type (the door of entity bombs) is refused before it is parsed.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.parsers import expat

from pipeline.read.errors import ReadError

Element = ElementTree.Element

MAX_PART_BYTES = 64_000_000
MAX_PARTS = 20_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AGAIN = "open the document in a word processor and save it again"
_MAIN = "officeDocument"
"""The kind of the relation that leads to the main part."""


class _DoctypeError(Exception):
    """A part has a document type."""


@dataclass(slots=True)
class Package:
    """An open package; `relations` of the main part are targets by their id."""

    name: str
    archive: zipfile.ZipFile
    main: str
    relations: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, list[str]] = field(default_factory=dict)

    def body(self) -> Element:
        """Return the tree of the main part."""
        tree = self._tree(self.main)
        if tree is None or tree.tag != "document":
            raise ReadError(self.name, "holds no Word document", _SAVE_AGAIN, self.main)
        return tree

    def part(self, kind: str) -> Element | None:
        """Return the tree of the first part of a kind ("styles", "footnotes"), or None."""
        return next(iter(self.parts(kind)), None)

    def parts(self, kind: str) -> list[Element]:
        """Return the trees of all parts of a kind ("header"), in the order of their names."""
        trees = (self._tree(path) for path in sorted(self.kinds.get(kind, [])))
        return [tree for tree in trees if tree is not None]

    def _tree(self, path: str) -> Element | None:
        data = _part(self.archive, path, self.name)
        return _parse(data, path, self.name) if data is not None else None


def open_package(data: bytes, name: str) -> Package:
    """Open the bytes of a .docx.

    Raises:
        ReadError: they are no zip, are encrypted, or hold no Word document.
    """
    if data.startswith(_OLE):
        raise ReadError(
            name,
            "is encrypted, or a document of Word 97 to 2003",
            "save it as .docx without a password",
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        reason = "is cut off or damaged" if data.startswith(b"PK") else "is no .docx: it is no zip"
        raise ReadError(name, reason, _SAVE_AGAIN) from error
    if len(archive.infolist()) > MAX_PARTS:
        raise ReadError(name, f"has more than {MAX_PARTS} parts", _SAVE_AGAIN)
    main = _main_part(archive, name)
    package = Package(name, archive, main)
    folder, file = posixpath.split(main)
    relations = package._tree(posixpath.join(folder, "_rels", f"{file}.rels"))
    for relation in relations if relations is not None else ():
        if relation.get("TargetMode") == "External":
            continue
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
        path = target.lstrip("/")
        package.relations[relation.get("Id", "")] = path
        kind = posixpath.basename(relation.get("Type", ""))
        package.kinds.setdefault(kind, []).append(path)
    return package


def _main_part(archive: zipfile.ZipFile, name: str) -> str:
    """Return the path of the main part: what the package says, else where it usually stands."""
    data = _part(archive, "_rels/.rels", name)
    for relation in _parse(data, "_rels/.rels", name) if data is not None else ():
        if posixpath.basename(relation.get("Type", "")) == _MAIN:
            path = posixpath.normpath(posixpath.join("/", relation.get("Target", ""))).lstrip("/")
            if path in archive.namelist():
                return path
    if "word/document.xml" in archive.namelist():
        return "word/document.xml"
    raise ReadError(name, "holds no word/document.xml", _SAVE_AGAIN)


def _part(archive: zipfile.ZipFile, path: str, name: str) -> bytes | None:
    try:
        info = archive.getinfo(path)
    except KeyError:
        return None
    if info.flag_bits & 1:
        raise ReadError(name, "is encrypted", "save it as .docx without a password", path)
    try:
        with archive.open(info) as file:
            data = file.read(MAX_PART_BYTES + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise ReadError(name, "is cut off or damaged", _SAVE_AGAIN, path) from error
    if len(data) > MAX_PART_BYTES:
        raise ReadError(
            name,
            f"inflates to more than {MAX_PART_BYTES // 1_000_000} MB",
            "take out what is not text, or split the document",
            path,
        )
    return data


def _parse(data: bytes, path: str, name: str) -> Element:
    try:
        _refuse_doctype(data)
        tree = ElementTree.fromstring(data)
    except _DoctypeError:
        raise ReadError(
            name, "declares a document type, which no .docx does", _SAVE_AGAIN, path
        ) from None
    except (expat.ExpatError, ElementTree.ParseError, ValueError, LookupError) as error:
        reason = f"is not readable as XML ({' '.join(str(error).split())})"
        raise ReadError(name, reason, _SAVE_AGAIN, path) from error
    for element in tree.iter():
        element.tag = _plain(element.tag)
        if element.attrib:
            element.attrib = {_plain(key): value for key, value in element.attrib.items()}
    return tree


def _refuse_doctype(data: bytes) -> None:
    """Parse up to the first element: a document type can stand nowhere else."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise _DoctypeError

    def stop(*_: object) -> None:
        raise StopIteration

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        parser.Parse(data, True)
    except StopIteration:
        return


def _plain(name: str) -> str:
    return name.rpartition("}")[2]
