"""The process that reads one PDF: a request on stdin, blocks or a failure on stdout."""

from __future__ import annotations

import gc
import io
import sys
from dataclasses import replace
from pathlib import Path

from pipeline.read.damage import damage
from pipeline.read.errors import SAVE_ANEW
from pipeline.read.handed import write_answer
from pipeline.read.pdf import PdfBlocks, PdfError, open_pdf, read_blocks
from pipeline.read.pdf.primitives import Engine
from pipeline.read.process import open_answer, take_request
from pipeline.read.requests import Failure, Request


def main() -> None:
    """Do one request.

    The many small values of a page hold no cycles, and looking for some costs a fifth of the time.
    """
    gc.disable()
    request: Request = take_request()
    with open_answer(request.options.memory_mb) as answer:
        write_answer(_answer(request), answer)


def _answer(request: Request) -> PdfBlocks | Failure:
    options = request.options
    try:
        data = Path(request.path).read_bytes()
        if request.repair:
            data = _repaired(data)
        with open_pdf(data, options.engine) as engine:
            missing = [p for p in options.pages or () if p > engine.n_pages]
            if missing:
                return Failure(
                    f"has no page {missing[0]}: it has {engine.n_pages}",
                    "check --pages",
                    final=True,
                )
            if request.scanned:
                blocks = _read_scans(engine, data, request)
            else:
                blocks = read_blocks(engine, options.pages)
        return replace(blocks, damage=damage(data))
    except PdfError as error:
        return Failure(str(error), error.hint or SAVE_ANEW, final=bool(error.hint))
    except MemoryError:
        return Failure(
            f"needs more than {options.memory_mb} MB of memory to read",
            "read fewer pages (--pages), or raise --memory-limit",
            final=True,
        )
    except RecursionError:
        return Failure("nests deeper than can be read", SAVE_ANEW)
    except Exception as error:
        return Failure(f"cannot be read ({type(error).__name__}: {error})"[:300], SAVE_ANEW)


def _read_scans(engine: Engine, data: bytes, request: Request) -> PdfBlocks:
    from pipeline.read.pdf.scan.engine import ScanEngine

    scans = ScanEngine(engine, data, request.scanned, _progress)
    blocks = read_blocks(scans, request.options.pages)
    return replace(
        blocks,
        blocks=scans.in_place(blocks.blocks),
        scanned=request.scanned,
        unread=tuple(scans.unread.items()),
    )


def _progress(count: int, of: int) -> None:
    if sys.stderr.isatty():
        end = "\r" if count < of else "\n"
        sys.stderr.write(f"read {count} of {of} pages as pictures{end}")
        sys.stderr.flush()


def _repaired(data: bytes) -> bytes:
    """Return a file as pikepdf writes it anew.

    Raises:
        PdfError: pikepdf cannot open it.
    """
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            saved = io.BytesIO()
            pdf.save(saved)
            return saved.getvalue()
    except pikepdf.PdfError as error:
        raise PdfError("is damaged beyond repair") from error


if __name__ == "__main__":
    main()
