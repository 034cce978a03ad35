"""Document → Plan: a reader's lines and tables become sections, actions and all the contract has.

The story: cut the cover off, read the vocabularies the plan defines, cut the rest at its
headings, read every action table, then give each remaining line its one place: a target, a
mention, a citation, a passage, or a named rule that ignores it. What no rule takes is left over,
and the ledger of the check stage shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.document import Document, Line, Table
from pipeline.extract.bold_heads import with_bold_heads
from pipeline.extract.compose import Composer
from pipeline.extract.contents import find_contents
from pipeline.extract.continued import without_continued
from pipeline.extract.crossed import with_crosses
from pipeline.extract.findings import Findings
from pipeline.extract.grid import Grid, part_of, read_grid, with_header
from pipeline.extract.headings import Headings, own_section_words
from pipeline.extract.headless import with_headers
from pipeline.extract.ignored import Ignored
from pipeline.extract.imprint import without_imprint_lists
from pipeline.extract.legend import lettered, with_legend, without_legends
from pipeline.extract.listed_heads import with_listed_heads
from pipeline.extract.lone import with_lone_mark
from pipeline.extract.metadata import (
    cut_cover,
    read_announced,
    read_cover,
    read_funding,
    read_parent,
    read_years,
)
from pipeline.extract.numbering import action_ids
from pipeline.extract.outline import outline
from pipeline.extract.overviews import overviews
from pipeline.extract.past import without_past
from pipeline.extract.resolve import resolve
from pipeline.extract.scanned import flag_scanned
from pipeline.extract.stated import stated
from pipeline.extract.tables import Tables
from pipeline.extract.unfold import unfold
from pipeline.extract.unread import find_unread
from pipeline.extract.upright import upright
from pipeline.extract.vocabulary import read_vocabulary
from pipeline.lean import lean
from pipeline.lexicon import Lexicon
from pipeline.model import Action, Finding, Plan, Provenance, Source
from pipeline.text import clean, fold

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
    """A plan, the text that a named rule leaves out of it, and what could not be settled."""

    plan: Plan
    ignored: tuple[Ignored, ...]
    findings: tuple[Finding, ...]


def extract(document: Document, lexicon: Lexicon, identity: Identity) -> Extraction:
    """Read a plan out of a document."""
    findings = Findings(document.name)
    lexicon = with_crosses(document.blocks, with_legend(document.blocks, lexicon))
    lexicon = with_lone_mark(document.blocks, lexicon)
    headings = Headings(lexicon, own_section_words(list(document.lines()), lexicon))
    printed_lists = without_imprint_lists(document.blocks)
    footed = without_legends(printed_lists, lexicon)
    standing = lettered(upright(footed, headings, lexicon), lexicon)
    told_apart = stated(with_listed_heads(standing, headings), headings, lexicon)
    headed = (one if isinstance(one, Line) else with_header(one, lexicon) for one in told_apart)
    unfolded = unfold(with_headers(headed, lexicon), headings, lexicon)
    blocks = [b for b in unfolded.blocks if isinstance(b, Table) or b.kind in ("text", "note")]
    contents = find_contents(blocks, headings.begins_contents)
    told = set(map(id, contents))
    printed = [block for block in blocks if id(block) not in told]
    vocabulary = read_vocabulary(printed, headings, lexicon)
    taken = set(vocabulary.taken)
    free = [block for block in printed if isinstance(block, Table) or block not in taken]
    period_ids = tuple(period.id for period in vocabulary.periods)
    whole = {
        part.source: read_grid(part.source, lexicon, period_ids, identity.columns)
        for part in unfolded.parts
    }
    _report_absent(identity.columns, whole.values(), findings)
    parts = {p.table: part_of(whole[p.source], p.table, p.first) for p in unfolded.parts}
    grids = without_past(free, parts, headings, lexicon, findings)
    own = dict.fromkeys(p.source for p in unfolded.parts if grids[p.table].holds_actions())
    lines = [block for block in free if isinstance(block, Line)]
    repeated = overviews(lines, [whole[source] for source in own], headings, lexicon, findings)
    sources = [grid.table for grid in repeated]
    told |= {id(part.table) for part in unfolded.parts if part.source in sources}
    told |= {id(line) for source in sources for line in unfolded.heads[source]}
    free = [block for block in free if id(block) not in told]

    def holds_actions(table: Table) -> bool:
        return grids[table].holds_actions()

    marked = with_bold_heads(free, headings, holds_actions, lexicon)
    whole_sections, continued = without_continued(marked, headings, lexicon)
    cover_lines, rest = cut_cover(whole_sections, headings, lexicon)
    cover = read_cover(cover_lines, identity.publisher, lexicon)
    groups = outline(
        rest,
        headings,
        lambda text: resolve(text, vocabulary.principles, lexicon.comparable) is not None,
        holds_actions,
        lexicon,
    )
    tables = Tables(document, lexicon, vocabulary, grids, findings, headings, repeated)
    composer = Composer(
        document, lexicon, vocabulary.principles, tables, findings, identity.plan_id
    )
    composer.compose(groups, cover.rest)
    documents, citations = composer.citer.resolved()
    repeats = [Ignored("overview", v.text, v.provenance) for v in vocabulary.repeats]
    within = [cell for source in sources for cell in unfolded.headed[source]]
    repeats += [Ignored("overview", clean(c.text), c.provenance) for c in within]
    listed = [Ignored("toc", line.text, line.provenance) for line in contents]
    again = [Ignored("repeated_title", clean(c.text), c.provenance) for c in unfolded.again]
    again += [Ignored("repeated_title", line.text, line.provenance) for line in continued]
    again += [Ignored("repeated_header", clean(c.text), c.provenance) for c in unfolded.headers]
    texts = [line for line in rest if isinstance(line, Line) and line.kind == "text"]
    period, period_place = read_years(cover.title, cover_lines, texts, lexicon)
    parent = read_parent(texts, lexicon)
    places: dict[str, Provenance] = dict(cover.places)
    if period_place is not None:
        places["period"] = period_place
    if parent is not None:
        places["parent_title"] = parent[1]
        composer.ignore_repeated_title(parent[0], cover.rest)
    if cover.title is None:
        findings.add(
            "title_missing",
            "warning",
            None,
            "no line of the document reads as its title",
            "give the document a first heading that names the plan",
        )
    find_unread(rest, lexicon, findings)
    ids = action_ids(tables.placed, identity.plan_id, identity.pinned, findings)
    plan = Plan(
        id=identity.plan_id,
        title=cover.title,
        subtitle=cover.subtitle,
        publisher=identity.publisher,
        period=period,
        language=lexicon.language,
        parent_title=parent[0] if parent else None,
        announced_actions=read_announced(texts, lexicon),
        partners=tuple(composer.partners),
        funding=tuple(read_funding(texts, lexicon)),
        commitments=tuple(composer.commitments),
        source=_source(document, identity),
        roles=tables.roles,
        schedule=tables.schedule,
        principles=vocabulary.principles,
        units=tuple(composer.units),
        sections=tuple(draft.section() for draft in composer.sections.all()),
        actions=tuple(
            lean(
                Action(
                    id=action_id,
                    number=draft.number,
                    text=draft.text,
                    items=tuple(draft.items),
                    section_id=section.id if section else None,
                    role_ids=tuple(draft.role_ids),
                    schedule=draft.schedule,
                    leads=tuple(draft.leads),
                    partners=tuple(draft.partners),
                    indicators=tuple(draft.indicators),
                    budget=draft.budget,
                    deadline=draft.deadline,
                    grids=tuple(draft.grids),
                    notes=tuple(draft.notes),
                    extra=draft.extra,
                    provenance=draft.provenance,
                    flags=tuple(draft.flags),
                )
            )
            for action_id, (draft, section) in zip(ids, tables.placed, strict=True)
        ),
        documents=tuple(documents),
        citations=tuple(citations),
        passages=tuple(composer.passages()),
        provenance=places,
    )
    return Extraction(
        flag_scanned(plan, document.scanned) if document.scanned else plan,
        (*composer.ignored, *tables.ignored, *composer.citer.ignored, *repeats, *listed, *again),
        (*document.findings, *findings.all()),
    )


def _report_absent(own: Iterable[str], grids: Iterable[Grid], findings: Findings) -> None:
    """Say which headers of plan.yaml no table has: such a line does nothing."""
    headers = {fold(column.header) for grid in grids for column in grid.columns}
    for header in own:
        if fold(header) not in headers:
            findings.add(
                "column_absent",
                "warning",
                None,
                f"plan.yaml names the column '{header}', which no table has",
                "write the header as `arrimage tables` prints it, or take the line out",
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
