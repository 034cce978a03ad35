"""The published contract: what Arrimage puts out, and nothing else.

Every type here is frozen and closed (an unknown field is an error). Texts are NFC with inner
white space collapsed, otherwise as printed. Titles and descriptions of the fields, in French
and in English, are data in `pipeline/lexicon/fields.toml`; the JSON Schemas in `schemas/` are
generated from the two together. This module knows nobody.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0.0"

MarkKind = Literal["glyph", "dingbat", "stroke", "fill", "image", "shade", "text", "none"]
State = Literal["planned", "not_planned", "unclear"]
Severity = Literal["error", "warning", "info"]
PassageKind = Literal[
    "context", "conditions", "risks", "roles", "principles", "implementation", "other"
]
ScheduleKind = Literal["years", "horizons", "dates", "none"]
MentionKind = Literal["verb", "organisation", "group", "place", "quantity", "date", "document"]
LinkKind = Literal["action", "action_section", "section", "document"]
Grade = Literal["same", "overlap", "related"]
JudgementValue = Literal["same", "overlap", "related", "none", "unsure"]
CorrectedValue = str | int | tuple[str, ...] | None
Probability = Annotated[float, Field(ge=0, le=1)]
Page = Annotated[int, Field(ge=1)]
LineNumber = Annotated[int, Field(ge=1)]


class Contract(BaseModel):
    """Common ground of the contract: frozen values, closed fields.

    A type is built when it is first used: a command uses few of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


UNDER_YEAR = "header_under_year"
"""The method of a part of a year ("T1") whose year is printed in the header over it."""
INITIAL = "header_initial"
"""The method of a month of which the header prints the initial."""


class Region(Contract):
    """A box on a page; `bbox` is x0, top, x1, bottom in points from the top left."""

    page: Page
    bbox: tuple[float, float, float, float]


class Provenance(Contract):
    """Where a value was read: boxes on pages, or a range of lines (both ends included)."""

    regions: tuple[Region, ...] = ()
    lines: tuple[LineNumber, LineNumber] | None = None
    method: str


class Mark(Contract):
    """What stands in a cell of a grid: its kind, and the character where there is one."""

    kind: MarkKind
    char: str | None = None


class Quote(Contract):
    """A text of the source and its place."""

    text: str
    provenance: Provenance


class YearSpan(Contract):
    """The years a plan covers; an end that is not printed is null."""

    start: int | None = None
    end: int | None = None


class Announced(Contract):
    """The sentence that announces how many actions the plan has, and the least it promises."""

    text: str
    minimum: int
    provenance: Provenance


class Source(Contract):
    """The file a plan was read from; what nobody knows is null."""

    path: str
    sha256: str
    media_type: str
    pages: int | None = None
    reader: str
    url: str | None = None
    licence: str | None = None
    published: str | None = None
    retrieved: str | None = None


class Role(Contract):
    """A role of the plan's own legend."""

    id: str
    label: str
    definition: str | None = None
    provenance: Provenance


class Principle(Contract):
    """A principle of the plan's own list, with its definition where one is printed."""

    id: str
    label: str
    definition: str | None = None
    definition_provenance: Provenance | None = None
    provenance: Provenance


class Unit(Contract):
    """An administrative unit of the plan's own list."""

    id: str
    label: str
    provenance: Provenance


class HorizonYears(Contract):
    """A horizon in years from adoption; an open end is null."""

    min: int | None = None
    max: int | None = None


class Period(Contract):
    """A column of the schedule. Dates are ISO 8601; a horizon has none."""

    id: str
    label: str
    definition: str | None = None
    start: str | None = None
    end: str | None = None
    horizon_years: HorizonYears | None = None
    provenance: Provenance


class Schedule(Contract):
    """How the plan prints time, and the columns it uses."""

    kind: ScheduleKind
    periods: tuple[Period, ...] = ()


class Mention(Contract):
    """Something named in a text; `start` and `end` are offsets in that text."""

    kind: MentionKind
    text: str
    start: int
    end: int
    value: dict[str, str | int | float | None] | None = None


class Target(Contract):
    """What an objective aims at ("La Ville vise", "Visées", "Cibles")."""

    id: str
    text: str
    mentions: tuple[Mention, ...] = ()
    provenance: Provenance


class UnitMention(Contract):
    """A unit named under a section, resolved against the plan's own list."""

    unit_id: str | None = None
    text: str
    provenance: Provenance


class PrincipleMention(Contract):
    """A principle shown beside a section, resolved against the plan's own list."""

    principle_id: str | None = None
    text: str
    provenance: Provenance


class Section(Contract):
    """A heading of the plan's own structure; `kind` is the document's word, slugged."""

    id: str
    parent_id: str | None = None
    kind: str
    number: str | None = None
    title: str
    position: int
    targets: tuple[Target, ...] = ()
    unit_mentions: tuple[UnitMention, ...] = ()
    principle_mentions: tuple[PrincipleMention, ...] = ()
    mentions: tuple[Mention, ...] = ()
    provenance: Provenance


class Deadline(Contract):
    """A date as printed, and in ISO 8601 where it names a day."""

    text: str
    date: str | None = None


class Item(Contract):
    """A sub-item or a milestone of an action."""

    text: str
    deadline: Deadline | None = None
    extra: dict[str, str] = Field(default_factory=dict)
    provenance: Provenance


class ScheduleEntry(Contract):
    """Whether an action is planned in a period, and the mark that says so."""

    period_id: str
    state: State
    mark: Mark
    provenance: Provenance


class GridEntry(Contract):
    """A mark column that is not time: `title` is what spans the columns, where printed."""

    title: str | None = None
    column: str
    state: State
    mark: Mark
    provenance: Provenance


class Action(Contract):
    """One action of the plan."""

    id: str
    number: str | None = None
    text: str
    items: tuple[Item, ...] = ()
    section_id: str | None = None
    role_ids: tuple[str, ...] = ()
    schedule: tuple[ScheduleEntry, ...] = ()
    leads: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    budget: str | None = None
    deadline: Deadline | None = None
    grids: tuple[GridEntry, ...] = ()
    notes: tuple[Quote, ...] = ()
    extra: dict[str, str] = Field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    provenance: Provenance
    flags: tuple[str, ...] = ()


class CitedDocument(Contract):
    """A document that the plan names; from its own annex where it has one."""

    id: str
    title: str
    parent_title: str | None = None
    status: str | None = None
    provenance: Provenance


class Citation(Contract):
    """One document named on a line; `by` is the section, action or passage that names it."""

    id: str
    by: str
    line_id: str
    position: int
    text: str
    document_id: str | None = None
    provenance: Provenance


class Passage(Contract):
    """Text kept whole under a heading."""

    id: str
    heading: str | None = None
    section_id: str | None = None
    kind: PassageKind
    text: str
    provenance: Provenance


class Correction(Contract):
    """What a person put in the place of a value that was read, and why.

    `where` is an id and a field ("plan/action-26#schedule/2025"). A value that was looked at and
    found right has `before` equal to `value`.
    """

    where: str
    before: CorrectedValue = None
    value: CorrectedValue = None
    reason: str


class Plan(Contract):
    """A plan, whole. `provenance` says where the single texts of the cover were read."""

    schema_version: str = SCHEMA_VERSION
    id: str
    title: str | None = None
    subtitle: str | None = None
    publisher: str | None = None
    period: YearSpan = YearSpan()
    language: str
    parent_title: str | None = None
    announced_actions: Announced | None = None
    partners: tuple[Quote, ...] = ()
    funding: tuple[Quote, ...] = ()
    commitments: tuple[Quote, ...] = ()
    source: Source
    roles: tuple[Role, ...] = ()
    schedule: Schedule
    principles: tuple[Principle, ...] = ()
    units: tuple[Unit, ...] = ()
    sections: tuple[Section, ...] = ()
    actions: tuple[Action, ...] = ()
    documents: tuple[CitedDocument, ...] = ()
    citations: tuple[Citation, ...] = ()
    passages: tuple[Passage, ...] = ()
    corrections: tuple[Correction, ...] = ()
    provenance: dict[str, Provenance] = Field(default_factory=dict)


class Finding(Contract):
    """Something a person should know: what, where, and what would mend it."""

    code: str
    severity: Severity
    where: str
    message: str
    hint: str


class WordCount(Contract):
    """Where the words of the source went. The four parts add up to `total`."""

    total: int
    claimed: int
    kept: int
    ignored: dict[str, int] = Field(default_factory=dict)
    unclaimed: int


class RangeCount(Contract):
    """The word count of one page, or of one range of lines."""

    page: Page | None = None
    lines: tuple[LineNumber, LineNumber] | None = None
    words: WordCount


class Report(Contract):
    """What became of every word of one plan's source, and what was found amiss."""

    schema_version: str = SCHEMA_VERSION
    plan_id: str
    words: WordCount
    ranges: tuple[RangeCount, ...] = ()
    unclaimed: tuple[Quote, ...] = ()
    findings: tuple[Finding, ...] = ()


class LinkFeature(Contract):
    """One reason of a link; `contribution` is in log-odds, `detail` a French sentence."""

    name: str
    value: float
    contribution: float
    detail: str


class Judgement(Contract):
    """What a person said of a pair; `on` is an ISO date, as that person wrote it."""

    value: JudgementValue
    by: str
    on: str
    note: str | None = None


class Link(Contract):
    """Two things of different plans that may overlap; `left` sorts before `right`.

    `score` is the probability that a careful analyst grades the pair overlap or better. The
    contributions of the features and the intercept of `Links` add up to its log-odds.
    """

    id: str
    left: str
    right: str
    kind: LinkKind
    grade: Grade | None = None
    score: Probability
    features: tuple[LinkFeature, ...] = ()
    shared_terms: tuple[str, ...] = ()
    judgement: Judgement | None = None


class LinkGroup(Contract):
    """Things of several plans that are the same, one by one; `members` are sorted ids."""

    id: str
    members: tuple[str, ...]


class SectionCoverage(Contract):
    """How far the other plan answers a section; `best` is its best counterpart there, or null."""

    section_id: str
    best: str | None = None
    score: Probability | None = None
    covered: bool


class Coverage(Contract):
    """What the sections of one plan find in another plan."""

    plan_id: str
    other_plan_id: str
    sections: tuple[SectionCoverage, ...] = ()


class Links(Contract):
    """All links between the plans of a workspace, with what they are measured against."""

    schema_version: str = SCHEMA_VERSION
    intercepts: dict[LinkKind, float] = Field(default_factory=dict)
    links: tuple[Link, ...] = ()
    groups: tuple[LinkGroup, ...] = ()
    coverage: tuple[Coverage, ...] = ()


class LinkReport(Contract):
    """What was found amiss with links and judgements."""

    schema_version: str = SCHEMA_VERSION
    findings: tuple[Finding, ...] = ()
