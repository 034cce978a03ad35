"""File → Document. The ending of a file's name picks its reader; readers know nothing of plans."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from pipeline.document import Block, Document
from pipeline.model import Finding
from pipeline.read.errors import ReadError
from pipeline.read.options import ReadOptions
from pipeline.text import words

__all__ = ["SUFFIXES", "ReadError", "ReadOptions", "read"]

Reader = Callable[[str, str], tuple[list[Block], list[Finding]]]


# A reader is imported when a file wants it: the process that reads a PDF needs none of them.


def _read_markdown(text: str, name: str) -> tuple[list[Block], list[Finding]]:
    from pipeline.read.markdown import read_markdown

    return read_markdown(text, name)


def _read_plain(text: str, name: str) -> tuple[list[Block], list[Finding]]:
    from pipeline.read.plain import read_plain

    return read_plain(text, name)


def _read_page(text: str, name: str) -> tuple[list[Block], list[Finding]]:
    from pipeline.read.page import PageParser

    parser = PageParser(name)
    parser.read(text)
    return parser.blocks, parser.findings


_READERS: dict[str, tuple[str, str, Reader]] = {
    ".html": ("html", "text/html", _read_page),
    ".htm": ("html", "text/html", _read_page),
    ".md": ("markdown", "text/markdown", _read_markdown),
    ".markdown": ("markdown", "text/markdown", _read_markdown),
    ".txt": ("text", "text/plain", _read_plain),
}

_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIXES: tuple[str, ...] = (".pdf", ".docx", *_READERS)
"""The endings that are read, in the order in which renditions of one document count."""


def read(path: Path, options: ReadOptions | None = None) -> Document:
    """Read a file; `options` say how a paged one is read.

    Raises:
        ReadError: the file is missing, empty, no text, of a kind that no reader reads, or has
            none of the pages asked for.
    """
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        from pipeline.read.paged import read_pdf

        return read_pdf(path, _bytes(path), options)
    if suffix not in SUFFIXES:
        raise ReadError(
            path.name,
            f"no reader reads '{path.suffix or path.name}' files",
            f"the endings that are read are {', '.join(SUFFIXES)}",
        )
    if options is not None and options.pages is not None:
        raise ReadError(path.name, "has no numbered pages; only a PDF has", "leave --pages out")
    if suffix == ".docx":
        return _read_word(path)
    from pipeline.read.decode import decode

    data = _bytes(path)
    reader, media_type, parse = _READERS[suffix]
    text, guessed = decode(data, path.name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks, findings = parse(text, path.name)
    return _with_words(
        Document(
            name=path.name,
            media_type=media_type,
            reader=reader,
            sha256=hashlib.sha256(data).hexdigest(),
            blocks=tuple(blocks),
            n_lines=text.count("\n") + 1,
            findings=(*guessed, *findings),
        )
    )


def _read_word(path: Path) -> Document:
    from pipeline.read.docx import read_docx

    data = _bytes(path)
    blocks, findings, paragraphs = read_docx(data, path.name)
    return _with_words(
        Document(
            name=path.name,
            media_type=_WORD_TYPE,
            reader="docx",
            sha256=hashlib.sha256(data).hexdigest(),
            blocks=tuple(blocks),
            n_lines=paragraphs,
            findings=tuple(findings),
        )
    )


def _with_words(document: Document) -> Document:
    if not any(words(printed) for printed, _ in document.texts()):
        raise ReadError(document.name, "has no words", "check that the whole document was saved")
    return document


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise ReadError(path.name, "is a folder", "name the file in it")
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadError(path.name, "does not exist", "check the path") from None
    except OSError as error:
        raise ReadError(
            path.name, f"cannot be opened ({error.strerror})", "check its permissions"
        ) from error
    if not data.strip():
        raise ReadError(path.name, "is empty", "check that the whole document was saved")
    return data
