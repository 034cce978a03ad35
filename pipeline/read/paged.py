"""A PDF file → `Document`, read in a process of its own.

A PDF can make an engine abort, hang or fill the memory; so the engine runs in a worker with a
limit on time and memory and hands back the blocks, never single characters. What one engine
cannot open is tried with the other, then repaired through pikepdf; the result says so.
"""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from pipeline.document import Block, Document, Line
from pipeline.model import Finding, Provenance
from pipeline.read.broken import broken_words
from pipeline.read.errors import SAVE_ANEW, ReadError
from pipeline.read.handed import read_answer
from pipeline.read.options import ReadOptions
from pipeline.read.pdf import ENGINES, PdfBlocks
from pipeline.read.process import ask_process
from pipeline.read.requests import Failure, Request
from pipeline.read.scanned import HINT, version, with_scans
from pipeline.text import words

HEADER_BYTES = 1024
"""The header of a PDF stands among its first bytes."""
SLACK_PT = 1.0


def read_pdf(path: Path, data: bytes, options: ReadOptions | None = None) -> Document:
    """Read a PDF.

    Args:
        path: the file.
        data: its bytes.
        options: pages, engine and limits.

    Raises:
        ReadError: it is no PDF, is damaged beyond repair, asks for a password, has no such pages
            or words, or goes beyond the limits.
    """
    options = options or ReadOptions()
    if b"%PDF-" not in data[:HEADER_BYTES]:
        raise ReadError(path.name, "is not a PDF", "check that the whole document was saved")
    request, result, findings = _any_way(path, options)
    if options.ocr == "always" or result.wordless:
        result, found = with_scans(path.name, request, result, _ask)
        findings += found
    findings += broken_words(path.name, result.doubts)
    if options.verify:
        findings += _differences(path, options, result)
    document = Document(
        name=path.name,
        media_type="application/pdf",
        reader=f"pdf/{options.engine}" + (f"+tesseract-{version()}" if result.scanned else ""),
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=result.blocks,
        n_pages=result.n_pages,
        findings=tuple(findings),
        scanned=result.scanned,
    )
    if not any(words(text) for text, _ in document.texts()):
        raise _textless(path.name, result, findings)
    return document


def _textless(name: str, result: PdfBlocks, findings: list[Finding]) -> ReadError:
    """Return the error of a file without text: why its pages were not read as pictures, if so."""
    unread = [f for f in findings if f.code == "page_without_text" and f.severity == "warning"]
    if not result.n_pages:
        return ReadError(name, "has no pages", SAVE_ANEW)
    pages = "page" if result.n_pages == 1 else f"{result.n_pages} pages"
    reason = f"has no text on its {pages}"
    if unread and version():
        return ReadError(
            name, f"{reason}; {unread[0].message}", "raise --time-limit, or save it with text"
        )
    return ReadError(name, reason, HINT)


def _any_way(path: Path, options: ReadOptions) -> tuple[Request, PdfBlocks, list[Finding]]:
    """Read with the chosen engine, else with the other one, else after a repair."""
    other = next(name for name in ENGINES if name != options.engine)
    ways = (
        (Request(str(path), options), ""),
        (Request(str(path), replace(options, engine=other)), f"{other} could"),
        (Request(str(path), options, repair=True), "pikepdf could repair it"),
    )
    first: Failure | None = None
    for request, how in ways:
        result = _ask(request)
        if isinstance(result, PdfBlocks):
            if first is None:
                found = [_damaged(path.name, result.damage)] if result.damage else []
                return request, result, found
            message = f"{options.engine} could not read it ({first.reason}); {how}"
            return request, result, [_damaged(path.name, message)]
        first = first or result
        if result.final:
            break
    assert first is not None
    raise ReadError(path.name, first.reason, first.hint)


def _damaged(name: str, message: str) -> Finding:
    return Finding(
        code="pdf_damaged",
        severity="warning",
        where=name,
        message=message,
        hint="compare the result with the document, or save the document anew",
    )


def _ask(request: Request) -> PdfBlocks | Failure:
    """Let a worker do a request, within its limits."""
    seconds = request.options.seconds
    try:
        worker = ask_process(
            "pipeline.read.worker",
            pickle.dumps(request),
            seconds,
            shows=bool(request.scanned) and sys.stderr.isatty(),
        )
    except subprocess.TimeoutExpired:
        return Failure(
            f"took longer than {seconds:g} s to read",
            "read fewer pages (--pages), or raise --time-limit",
            final=True,
        )
    if worker.returncode:
        return Failure(
            f"made the {request.options.engine} engine stop (exit code {worker.returncode})",
            SAVE_ANEW,
        )
    answer = read_answer(worker.stdout)
    assert isinstance(answer, PdfBlocks | Failure)
    return answer


def _differences(path: Path, options: ReadOptions, result: PdfBlocks) -> list[Finding]:
    """Read with the other engine as well and report where the two differ.

    Pages that were read as pictures are left out: no engine has a part in their words.
    """
    other = next(name for name in ENGINES if name != options.engine)
    second = _ask(Request(str(path), replace(options, engine=other)))
    if isinstance(second, Failure):
        return [_difference(path.name, f"{other} cannot read it: {second.reason}")]
    return [
        _difference(f"{path.name}, {_page(ours, theirs)}", f"'{_text(ours)}' / '{_text(theirs)}'")
        for ours, theirs in zip_longest(
            _pieces(result.blocks, result.scanned), _pieces(second.blocks, result.scanned)
        )
        if not _same(ours, theirs)
    ]


def _difference(where: str, message: str) -> Finding:
    return Finding(
        code="engines_differ",
        severity="warning",
        where=where,
        message=f"the two engines read different things: {message}",
        hint="look at the place on the page; correct the value where the first reading is wrong",
    )


Piece = tuple[str, Provenance]


def _pieces(blocks: tuple[Block, ...], but: tuple[int, ...]) -> Iterator[Piece]:
    for text, place in _printed(blocks):
        if not any(region.page in but for region in place.regions):
            yield text, place


def _printed(blocks: tuple[Block, ...]) -> Iterator[Piece]:
    for block in blocks:
        if isinstance(block, Line):
            yield block.text, block.provenance
            continue
        for row in block.rows:
            for cell in row.cells:
                mark = f"<{cell.mark.kind} {cell.mark.char}>" if cell.mark else ""
                yield cell.text or mark, cell.provenance


def _same(ours: Piece | None, theirs: Piece | None) -> bool:
    if ours is None or theirs is None or ours[0] != theirs[0]:
        return False
    return all(
        a.page == b.page
        and all(abs(p - q) <= SLACK_PT for p, q in zip(a.bbox, b.bbox, strict=True))
        for a, b in zip_longest(ours[1].regions, theirs[1].regions)
    )


def _text(piece: Piece | None) -> str:
    return piece[0][:80] if piece else ""


def _page(*pieces: Piece | None) -> str:
    return next((f"page {p[1].regions[0].page}" for p in pieces if p), "page 1")
