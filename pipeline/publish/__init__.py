"""Plans and reports → the files of `extracted/`, as bytes by relative path. Nothing is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pipeline.model import LinkReport, Links, Plan, Report
from pipeline.publish.datapackage import DATAPACKAGE, datapackage
from pipeline.publish.datasette import METADATA, metadata
from pipeline.publish.definitions import TABLES
from pipeline.publish.rows import rows
from pipeline.publish.tables import csv_path
from pipeline.publish.to_csv import to_csv
from pipeline.publish.to_json import dump

_LINKS = "links"
"""What the links and what is said of them are called: no plan can be called so."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_NOTHING: Mapping[str, bytes] = MappingProxyType({})

__all__ = ["publish"]


def publish(
    plans: Sequence[Plan],
    reports: Sequence[Report],
    links: Links | None = None,
    link_report: LinkReport | None = None,
    more: Mapping[str, bytes] = _NOTHING,
) -> dict[str, bytes]:
    """Return every published file, by its path under `extracted/`; `more` are JSON that go along.

    Raises:
        ValueError: a plan's id cannot be the name of its files.
    """
    for plan in plans:
        # The readers make such ids only; a path is too dangerous a place to count on it.
        if not _ID.fullmatch(plan.id) or plan.id in (_LINKS, "editions"):
            raise ValueError(f"plan {plan.id!r}: no name of a-z, 0-9 and single hyphens, or taken")
    links, link_report = links or Links(), link_report or LinkReport()
    files = {f"plans/{plan.id}.json": dump(plan).encode("utf-8") for plan in plans}
    files |= {f"reports/{report.plan_id}.json": dump(report).encode("utf-8") for report in reports}
    files[f"{_LINKS}.json"] = dump(links).encode("utf-8")
    files[f"reports/{_LINKS}.json"] = dump(link_report).encode("utf-8")
    files |= more
    tables = rows(plans, reports, links)
    files |= {csv_path(table): to_csv(table, tables[table.name]) for table in TABLES}
    files[DATAPACKAGE] = datapackage(plans, files).encode("utf-8")
    files[METADATA] = metadata(plans).encode("utf-8")
    return files
