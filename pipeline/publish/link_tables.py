"""The tables of the links, each with the rows of what it is made from."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Link, Links
from pipeline.publish.columns import (
    SECTION,
    Reference,
    RowValues,
    TableDefinition,
    column,
)


def link_rows(one: Link) -> Iterator[RowValues]:
    """Yield the row of a link."""
    said = one.judgement
    judged = (said.value, said.by, said.on, said.note) if said else (None,) * 4
    terms = "; ".join(one.shared_terms) or None
    yield one.id, one.left, one.right, one.kind, one.grade, one.score, terms, *judged


LINKS = TableDefinition(
    "links",
    (
        column("id", "Link.id", must=True),
        column("left", "Link.left", must=True),
        column("right", "Link.right", must=True),
        column("kind", "Link.kind", must=True),
        column("grade", "Link.grade"),
        column("score", "Link.score", "number", must=True),
        column("shared_terms", "Link.shared_terms"),
        column("judgement", "Judgement.value"),
        column("judged_by", "Judgement.by"),
        column("judged_on", "Judgement.on", "date"),
        column("judgement_note", "Judgement.note"),
    ),
    key=("id",),
)


def link_feature_rows(one: Link) -> Iterator[RowValues]:
    """Yield a row for each feature of a link."""
    for n, feature in enumerate(one.features, 1):
        yield one.id, n, feature.name, feature.value, feature.contribution, feature.detail


LINK_FEATURES = TableDefinition(
    "link_features",
    (
        column("link_id", "Link.id", must=True),
        column("position", "table.position", "integer", must=True),
        column("name", "LinkFeature.name", must=True),
        column("value", "LinkFeature.value", "number", must=True),
        column("contribution", "LinkFeature.contribution", "number", must=True),
        column("detail", "LinkFeature.detail", must=True),
    ),
    key=("link_id", "name"),
    references=(Reference(("link_id",), "links", ("id",)),),
)


def coverage_rows(links: Links) -> Iterator[RowValues]:
    """Yield what each section finds in each other plan."""
    for one in links.coverage:
        for section in one.sections:
            covered = "true" if section.covered else "false"
            yield section.section_id, one.other_plan_id, section.best, section.score, covered


COVERAGE = TableDefinition(
    "coverage",
    (
        column("section_id", "SectionCoverage.section_id", must=True),
        column("other_plan_id", "Coverage.other_plan_id", must=True),
        column("best", "SectionCoverage.best"),
        column("score", "SectionCoverage.score", "number"),
        column("covered", "SectionCoverage.covered", must=True),
    ),
    key=("section_id", "other_plan_id"),
    references=(SECTION, Reference(("other_plan_id",), "plans", ("id",))),
)


LINK_TABLES = (LINKS, LINK_FEATURES, COVERAGE)
