"""Plans and reports → the files of `extracted/`, as bytes by relative path. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.model import LinkReport, Links, Plan, Report
from pipeline.paths import (
    DATAPACKAGE,
    EDITIONS,
    LINK_REPORT,
    LINKS,
    METADATA,
    PLAN_ID,
    plan_files,
)

if TYPE_CHECKING:
    from pipeline.publish.link_texts import LinkTexts
    from pipeline.publish.plan_texts import PlanTexts

_NOTHING: Mapping[str, bytes] = MappingProxyType({})
_NO_TEXTS: Mapping[str, PlanTexts] = MappingProxyType({})

__all__ = ["publish"]


def publish(
    plans: Sequence[Plan],
    reports: Sequence[Report],
    links: Links | LinkTexts | None = None,
    link_report: LinkReport | None = None,
    more: Mapping[str, bytes] = _NOTHING,
    known: Mapping[str, PlanTexts] = _NO_TEXTS,
) -> dict[str, bytes]:
    """Return every published file, by its path under `extracted/`.

    Args:
        plans: The plans.
        reports: Their reports; none for a plan that was not checked.
        links: The links between them, or the texts that were made of each.
        link_report: What is amiss with the links.
        more: JSON that goes along.
        known: The texts of plans and their reports that are made already, by plan id.

    Raises:
        ValueError: a plan's id cannot be the name of its files.
    """
    # Imported here: what only makes JSON of a plan does without tables.
    from pipeline.publish.csv_files import csv_path
    from pipeline.publish.datapackage import datapackage
    from pipeline.publish.datasette import metadata
    from pipeline.publish.definitions import TABLES
    from pipeline.publish.link_tables import coverage_rows
    from pipeline.publish.link_texts import LinkTexts, link_texts, links_json
    from pipeline.publish.plan_texts import plan_texts
    from pipeline.publish.to_csv import csv_header, csv_rows
    from pipeline.publish.to_json import dump

    for plan in plans:
        # The readers make such ids only; a path is too dangerous a place to count on it.
        if not PLAN_ID.fullmatch(plan.id) or plan_files(plan.id)[1] in (LINK_REPORT, EDITIONS):
            raise ValueError(f"plan {plan.id!r}: no name of a-z, 0-9 and single hyphens, or taken")
    checked = {report.plan_id: report for report in reports}
    made = {plan.id: known.get(plan.id) or plan_texts(plan, checked.get(plan.id)) for plan in plans}
    texts = links if isinstance(links, LinkTexts) else link_texts(links or Links())
    files = {plan_files(name)[0]: one.plan for name, one in made.items()}
    files |= {plan_files(name)[1]: one.report for name, one in made.items() if one.report}
    files[LINKS] = links_json(texts)
    files[LINK_REPORT] = dump(link_report or LinkReport())
    files |= more
    lines: dict[str, Iterable[bytes]] = {
        "links": (one.row for one in texts.links),
        "link_features": (one.features for one in texts.links),
        "coverage": (csv_rows(coverage_rows(texts.head)),),
    }
    for table in TABLES:
        own = (one.rows.get(table.name, b"") for one in made.values())
        files[csv_path(table)] = csv_header(table) + b"".join(lines.get(table.name, own))
    files[DATAPACKAGE] = datapackage(plans, files).encode("utf-8")
    files[METADATA] = metadata(plans).encode("utf-8")
    return files
