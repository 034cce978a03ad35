"""Reading a file that may be anything, and what must hold of the outcome whatever it is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.document import Document
from pipeline.read import ReadError, read
from pipeline.read.options import ReadOptions

OPTIONS = ReadOptions(seconds=5.0, memory_mb=1000)
PATIENT = ReadOptions()
"""For sound files: they come out on a busy machine too."""

WAYS = 4  # a file may be tried with one engine, with the other, and repaired, and each may hang
LIMIT_S = OPTIONS.seconds * WAYS + 10.0


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of one file: a document, or a message."""

    document: Document | None
    message: str
    seconds: float

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that was read."""
        if self.document is None:
            return ()
        return tuple(text for text, _ in self.document.texts())

    @property
    def certain(self) -> bool:
        """Whether a document came out and nothing was found amiss with it."""
        return self.document is not None and not self.document.findings


def attempt(path: Path, options: ReadOptions = OPTIONS) -> Attempt:
    """Read a file. Any error but `ReadError` is a fault and goes on to the test."""
    start = time.perf_counter()
    try:
        document = read(path, options)
    except ReadError as error:
        return Attempt(None, str(error), time.perf_counter() - start)
    return Attempt(document, "", time.perf_counter() - start)


def faults(name: str, got: Attempt) -> Iterator[str]:
    """What is wrong with an outcome, whatever the file: too slow, or a message out of form."""
    if got.seconds > LIMIT_S:
        yield f"took {got.seconds:.0f} s"
    if got.document is not None:
        yield from (
            f"finding of more than a line: {finding.message!r}"
            for finding in got.document.findings
            if "\n" in finding.message
        )
        return
    if "\n" in got.message or "Traceback" in got.message:
        yield f"message of more than a line: {got.message!r}"
    if not got.message.startswith(name):
        yield f"message does not begin with the file: {got.message!r}"
    if "/" in got.message.removeprefix(name).split(";")[0]:
        yield f"message names a folder: {got.message!r}"
    if len(got.message) < len(name) + 10:
        yield f"message gives no reason: {got.message!r}"


def file_name(name: str) -> str:
    """The name of the file that a case is written to."""
    return f"{name.replace('%', '')}.pdf"
