"""Document → Plan: a reader's lines and tables become sections, actions and all the contract has.

The story: cut the cover off, read the vocabularies the plan defines, cut the rest at its
headings, read every action table, then give each remaining line its one place: a target, a
mention, a citation, a passage, or a named rule that ignores it. What no rule takes is left over,
and the ledger of the check stage shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.document import Document, Table
from pipeline.extract.bold_heads import with_bold_heads
from pipeline.extract.colour_words import with_colours
from pipeline.extract.compose import Composer
from pipeline.extract.findings import Findings
from pipeline.extract.front import Front, read_front
from pipeline.extract.grids import read_grids
from pipeline.extract.headings import Headings, own_section_words
from pipeline.extract.ignored import Ignored, ignored
from pipeline.extract.numbering import action_ids
from pipeline.extract.outline import outline
from pipeline.extract.own_tables import own_tables
from pipeline.extract.prepare import prepare, with_own_marks
from pipeline.extract.resolve import resolve
from pipeline.extract.scanned import flag_scanned
from pipeline.extract.tables import Tables
from pipeline.extract.unread import find_unread
from pipeline.extract.vocabulary import read_vocabulary
from pipeline.lexicon import Lexicon
from pipeline.model import Finding, Plan, Source

__all__ = ["Extraction", "Identity", "Ignored", "extract"]


@dataclass(frozen=True, slots=True)
class Identity:
    """What the document does not say of itself; a value nobody knows is None.

    `columns` maps header words to field names, `pinned` the text of an unnumbered action to the
    id a person gave it.
    """

    plan_id: str
    path: str
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    published: str | None = None
    retrieved: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    pinned: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extraction:
    """A plan, the text that a named rule leaves out of it, and what could not be settled.

    `subjects` has the values of the plan that a finding is about, as corrections name them.
    """

    plan: Plan
    ignored: tuple[Ignored, ...]
    findings: tuple[Finding, ...]
    subjects: Mapping[Finding, tuple[str, ...]] = field(default_factory=dict)


def extract(document: Document, lexicon: Lexicon, identity: Identity) -> Extraction:
    """Read a plan out of a document."""
    findings = Findings(document.name)
    document = replace(document, blocks=with_colours(document.blocks, lexicon, findings))
    lexicon = with_own_marks(document.blocks, lexicon)
    headings = Headings(lexicon, own_section_words(list(document.lines()), lexicon))
    prepared = prepare(document.blocks, headings, lexicon)
    vocabulary = read_vocabulary(prepared.blocks, headings, lexicon)
    taken = set(vocabulary.taken)
    free = [block for block in prepared.blocks if isinstance(block, Table) or block not in taken]
    period_ids = tuple(period.id for period in vocabulary.periods)
    grids = read_grids(prepared.unfolded.parts, period_ids, identity.columns, lexicon, findings)
    own = own_tables(free, prepared.unfolded, grids, headings, lexicon, findings)
    marked = with_bold_heads(own.blocks, headings, own.holds_actions, lexicon)
    front, body = read_front(marked, identity.publisher, headings, lexicon)
    groups = outline(
        body,
        headings,
        lambda text: resolve(text, vocabulary.principles, lexicon.comparable) is not None,
        own.holds_actions,
        lexicon,
    )
    tables = Tables(document, lexicon, vocabulary, own.grids, findings, headings, own.overviews)
    composer = Composer(
        document, lexicon, vocabulary.principles, tables, findings, identity.plan_id
    )
    composer.compose(groups, front.rest)
    documents, citations = composer.citer.resolved()
    if front.parent_title is not None:
        composer.ignore_repeated_title(front.parent_title, front.rest)
    _report_untitled(front, findings)
    find_unread(body, own.holds_actions, lexicon, findings)
    ids = action_ids(tables.placed, identity.plan_id, identity.pinned, findings)
    plan = Plan(
        id=identity.plan_id,
        title=front.title,
        subtitle=front.subtitle,
        publisher=identity.publisher,
        period=front.period,
        language=lexicon.language,
        parent_title=front.parent_title,
        announced_actions=front.announced,
        partners=tuple(composer.partners),
        funding=front.funding,
        commitments=tuple(composer.commitments),
        source=_source(document, identity),
        roles=tables.roles,
        schedule=tables.schedule,
        principles=vocabulary.principles,
        units=tuple(composer.units),
        sections=tuple(draft.section() for draft in composer.sections.all()),
        actions=tuple(
            draft.action(action_id, section.id if section else None)
            for action_id, (draft, section) in zip(ids, tables.placed, strict=True)
        ),
        documents=tuple(documents),
        citations=tuple(citations),
        passages=tuple(composer.passages()),
        provenance=front.places,
    )
    return Extraction(
        flag_scanned(plan, document.scanned) if document.scanned else plan,
        (
            *composer.ignored,
            *tables.ignored,
            *composer.citer.ignored,
            *vocabulary.labels,
            *ignored("overview", (*vocabulary.repeats, *own.headed)),
            *ignored("toc", prepared.contents),
            *ignored("repeated_title", prepared.unfolded.again),
            *ignored("repeated_header", prepared.unfolded.headers),
        ),
        (*document.findings, *findings.all()),
        findings.subjects(
            {id(draft): name for name, (draft, _) in zip(ids, tables.placed, strict=True)}
        ),
    )


def _report_untitled(front: Front, findings: Findings) -> None:
    if front.title is None:
        findings.add(
            "title_missing",
            "warning",
            None,
            "no line of the document reads as its title",
            "give the document a first heading that names the plan",
        )


def _source(document: Document, identity: Identity) -> Source:
    return Source(
        path=identity.path,
        sha256=document.sha256,
        media_type=document.media_type,
        pages=document.n_pages,
        reader=document.reader,
        url=identity.url,
        licence=identity.licence,
        published=identity.published,
        retrieved=identity.retrieved,
    )
