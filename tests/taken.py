"""A file read, extracted and checked as a run does it, without a workspace around it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.check import check
from pipeline.document import Document
from pipeline.extract import Extraction, Identity, extract
from pipeline.lexicon import Lexicons, load_lexicons
from pipeline.model import Plan, Report
from pipeline.read import read


class Taken(NamedTuple):
    """What became of a file at each stage."""

    document: Document
    extraction: Extraction
    report: Report

    @property
    def plan(self) -> Plan:
        return self.extraction.plan

    @property
    def unclaimed(self) -> list[str]:
        """The texts that ended up nowhere."""
        return [quote.text for quote in self.report.unclaimed]

    @property
    def errors(self) -> list[str]:
        """What is said of the faults that were found."""
        return [one.message for one in self.report.findings if one.severity == "error"]


def take(path: Path, identity: Identity | None = None) -> Taken:
    """Take a file through the stages."""
    return take_document(read(path), identity)


def take_document(document: Document, identity: Identity | None = None) -> Taken:
    """Take what a reader handed on through the stages after it."""
    lexicon = _lexicons().pick(*(text for text, _ in document.texts()))
    extraction = extract(document, lexicon, identity or Identity("plan", document.name))
    return Taken(document, extraction, check(extraction, document, {}))


def take_text(folder: Path, text: str, name: str = "plan.md") -> Taken:
    """Write a text to a file first; the ending of its name says what it is."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return take(path)


@cache
def _lexicons() -> Lexicons:
    return load_lexicons()
