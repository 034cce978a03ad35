"""One plan folder → its plan and report: the stages, one after the other.

The best rendition is the document; the others are read too and must print the
same words. Whatever stops a stage is raised with the file, the place, the reason and a hint, so
that a run can say it in one line and go on with the next plan.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import REPORT_IT
from pipeline.workspace.cache import Counts, Product
from pipeline.workspace.collector import collector_off
from pipeline.workspace.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.corrections import Entry
    from pipeline.document import Document
    from pipeline.extract import Identity
    from pipeline.lexicon import Lexicon, Lexicons
    from pipeline.model import Finding, Plan, Report
    from pipeline.read import ReadOptions
    from pipeline.workspace.fingerprint import Options
    from pipeline.workspace.folders import PlanFolder
    from pipeline.workspace.sidecar import Sidecar

OWN_KINDS = frozenset({"metadata", "page_number", "running_header", "repeated_header"})
"""The kinds of lines that come with the form of a file, and not with what the document says."""
WORDS_SHOWN = 5
"""How many of the words that two renditions do not share a finding shows."""


def produce(folder: PlanFolder, lexicon: Path | None, options: Options, cache: Path) -> Product:
    """Run a plan folder through the stages.

    Raises:
        WorkspaceError: a file of the folder cannot be used, or a stage failed on it.
    """
    from pipeline.publish.plan_texts import table_lines
    from pipeline.workspace.corrections import load_corrections
    from pipeline.workspace.sidecar import PINS, hold_pins, load_pins, load_sidecar

    sidecar, pins = load_sidecar(folder), load_pins(folder)
    name, *others = folder.renditions
    document = _read(folder, name)
    plan, report = make(
        document,
        lexicons_with(lexicon),
        _identity(folder, name, sidecar, pins),
        expect=sidecar.expect,
        corrections=load_corrections(folder),
        found=list(_rendition_findings(folder, name, document, others)),
        enriched=options.enrich,
        model=options.model,
        cache=cache,
    )
    hold_pins(pins, plan, f"{folder.name}/{PINS}")
    return dataclasses.replace(product(plan, report), lines=table_lines(plan, report))


@collector_off()
def read_source(path: Path, name: str, options: ReadOptions | None = None) -> Document:
    """Read a document; `name` is what errors call the file."""
    from pipeline.read import ReadError, read

    try:
        return read(path, options)
    except ReadError as error:
        place = f"line {error.place}" if error.place.isdecimal() else error.place
        raise WorkspaceError(name, place, error.reason, error.hint) from error
    except Exception as error:
        raise program_fault(name, error) from error


def lexicons_with(path: Path | None, name: str = "") -> Lexicons:
    """Load the lexicons, with the words of a file where there is one.

    `name` is what errors call that file, if they are not to call it by its own name.

    Raises:
        WorkspaceError: there is no such file, or its words fit no table.
    """
    from pipeline.lexicon import LexiconError, load_lexicons

    name = name or (path.name if path else "lexicon")
    if path is not None and not path.is_file():
        raise WorkspaceError(name, "", "there is no such lexicon", "check the path")
    try:
        lexicons = load_lexicons(path)
        _try_mentions(lexicons)
    except LexiconError as error:
        reason = str(error).removeprefix(f"{path.name}: " if path else "")
        raise WorkspaceError(name, "", reason, "correct the lexicon: nothing was read") from error
    return lexicons


def _try_mentions(lexicons: Lexicons) -> None:
    """Hold the words for mentions against their tables before any plan is read."""
    for language, lexicon in lexicons.by_language.items():
        if not lexicon.mentions:
            continue
        from pipeline.enrich.words import load_mention_words
        from pipeline.lexicon import LexiconError

        if load_mention_words(language, lexicon.mentions) is None:
            raise LexiconError(f"{language}.mentions: there are no mention words in this language")


@collector_off()
def make(
    document: Document,
    lexicons: Lexicons,
    identity: Identity,
    *,
    expect: Mapping[str, int] | None = None,
    corrections: Sequence[Entry] = (),
    found: Sequence[Finding] = (),
    enriched: bool = True,
    model: str | None = None,
    cache: Path | None = None,
) -> tuple[Plan, Report]:
    """Run a document through the stages; `found` are findings made before them."""
    from pipeline.check import check
    from pipeline.corrections import CorrectionError, apply_corrections
    from pipeline.extract import extract

    try:
        lexicon = lexicons.pick(*(text for text, _ in document.texts()))
        extraction = extract(document, lexicon, identity)
        plan = apply_corrections(extraction.plan, corrections)
        if corrections:  # what reads their file takes memory
            from pipeline.correction_texts import loose
            from pipeline.workspace.corrections import CORRECTIONS

            found = (*found, *loose(extraction.plan, corrections, CORRECTIONS))
        extraction = dataclasses.replace(extraction, findings=(*found, *extraction.findings))
        report = check(extraction, document, expect or {}, plan)
    except CorrectionError as error:
        from pipeline.workspace.corrections import CORRECTIONS, misfit

        raise misfit(error, f"{identity.path.rpartition('/')[0]}/{CORRECTIONS}") from error
    except Exception as error:
        raise program_fault(identity.path, error) from error
    if enriched:
        plan = _enriched(plan, lexicon, identity.path, model, cache)
    return plan, report


def _enriched(
    plan: Plan, lexicon: Lexicon, name: str, model: str | None, cache: Path | None
) -> Plan:
    """Return a plan with the mentions in its texts; errors call its file `name`."""
    # Imported here: a plan that is only extracted does without.
    from pipeline.enrich import enrich
    from pipeline.enrich.trained import ModelError

    try:
        return enrich(plan, model=model, cache_dir=cache, added=lexicon.mentions)
    except ModelError as error:
        reason, _, hint = str(error).partition("; ")
        raise WorkspaceError("--model", "", reason, hint) from error
    except Exception as error:
        raise program_fault(name, error) from error


@collector_off()
def product(plan: Plan, report: Report) -> Product:
    """Return the two as they are published, with the counts that a run prints."""
    from pipeline.publish.to_json import dump

    severities = Counter(finding.severity for finding in report.findings)
    return Product(
        plan=dump(plan),
        report=dump(report),
        counts=Counts(
            sections=len(plan.sections),
            actions=len(plan.actions),
            schedule=sum(len(action.schedule) for action in plan.actions),
            findings={name: severities[name] for name in ("error", "warning", "info")},
            problems=tuple(finding.model_dump() for finding in report.findings),
        ),
    )


def _read(folder: PlanFolder, name: str) -> Document:
    return read_source(folder.files[name], f"{folder.name}/{name}")


def _rendition_findings(
    folder: PlanFolder, published: str, document: Document, others: Sequence[str]
) -> Iterator[Finding]:
    """Hold the words of the other renditions against those of the published one."""
    from pipeline.model import Finding

    wanted = _words(document) if others else Counter()
    for name in others:
        there = _words(_read(folder, name))
        differences = [
            f"{other} alone has {_some(more)}"
            for other, more in ((published, wanted - there), (name, there - wanted))
            if more
        ]
        if differences:
            yield Finding(
                code="rendition_differs",
                severity="warning",
                where=name,
                message="; ".join(differences),
                hint=f"{published} is the one that counts; take out the rendition that is wrong",
            )


def _words(document: Document) -> Counter[str]:
    """Count the words of a rendition, without those that come with its form."""
    from pipeline.document import Line
    from pipeline.text import fold, words

    said = [b for b in document.blocks if not (isinstance(b, Line) and b.kind in OWN_KINDS)]
    texts = dataclasses.replace(document, blocks=tuple(said)).texts()
    return Counter(fold(word) for text, _ in texts for word in words(text))


def _some(words: Counter[str]) -> str:
    shown = ", ".join(f"'{word}'" for word in sorted(words)[:WORDS_SHOWN])
    return f"{words.total()} words ({shown}{', ...' if len(words) > WORDS_SHOWN else ''})"


def _identity(folder: PlanFolder, name: str, sidecar: Sidecar, pins: dict[str, str]) -> Identity:
    from pipeline.extract import Identity

    return Identity(
        plan_id=folder.plan_id,
        path=f"{folder.name}/{name}",
        publisher=sidecar.publisher,
        url=sidecar.url,
        licence=sidecar.licence,
        published=sidecar.published,
        retrieved=sidecar.retrieved,
        columns=sidecar.columns,
        pinned=pins,
    )


def program_fault(name: str, error: Exception) -> WorkspaceError:
    """Return the error of a stage that failed for no fault of the file's."""
    return WorkspaceError(
        name,
        "",
        f"the program failed on it: {type(error).__name__}: {' '.join(str(error).split())[:200]}",
        REPORT_IT,
    )
