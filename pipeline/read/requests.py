"""What a worker is asked, and what it says where it could not: the words between two processes."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.read.options import ReadOptions


@dataclass(frozen=True, slots=True)
class Request:
    """What a worker is asked to do; `repair` says to mend the file through pikepdf first.

    `scanned` are the pages to read as pictures.
    """

    path: str
    options: ReadOptions
    repair: bool = False
    scanned: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a worker could not read a file; `final` says that no other way is worth a try."""

    reason: str
    hint: str
    final: bool = False
