"""Plans and reports → the files of `extracted/`, as bytes by relative path. Nothing is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.model import LinkReport, Links, Plan, Report
from pipeline.publish.datapackage import DATAPACKAGE, datapackage
from pipeline.publish.datasette import METADATA, metadata
from pipeline.publish.definitions import TABLES
from pipeline.publish.link_texts import LinkTexts, link_csv, link_texts, links_json
from pipeline.publish.rows import rows
from pipeline.publish.tables import csv_path
from pipeline.publish.to_csv import to_csv
from pipeline.publish.to_json import dump

if TYPE_CHECKING:
    from pydantic import BaseModel

_LINKS = "links"
"""What the links and what is said of them are called: no plan can be called so."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_NOTHING: Mapping[str, bytes] = MappingProxyType({})

__all__ = ["publish"]


def publish(
    plans: Sequence[Plan],
    reports: Sequence[Report],
    links: Links | LinkTexts | None = None,
    link_report: LinkReport | None = None,
    more: Mapping[str, bytes] = _NOTHING,
) -> dict[str, bytes]:
    """Return every published file, by its path under `extracted/`.

    Args:
        plans: The plans.
        reports: Their reports.
        links: The links between them, or the texts that were made of each.
        link_report: What is amiss with the links.
        more: JSON that goes along, and that of plans and reports which is made already.

    Raises:
        ValueError: a plan's id cannot be the name of its files.
    """
    for plan in plans:
        # The readers make such ids only; a path is too dangerous a place to count on it.
        if not _ID.fullmatch(plan.id) or plan.id in (_LINKS, "editions"):
            raise ValueError(f"plan {plan.id!r}: no name of a-z, 0-9 and single hyphens, or taken")
    texts = links if isinstance(links, LinkTexts) else link_texts(links or Links())
    contracts: dict[str, BaseModel] = {f"plans/{plan.id}.json": plan for plan in plans}
    contracts |= {f"reports/{report.plan_id}.json": report for report in reports}
    files = {
        name: more[name] if name in more else dump(value).encode("utf-8")
        for name, value in contracts.items()
    }
    files[f"{_LINKS}.json"] = links_json(texts)
    files[f"reports/{_LINKS}.json"] = dump(link_report or LinkReport()).encode("utf-8")
    files |= more
    tables = rows(plans, reports, texts.head)
    lines = {
        "links": (one.row for one in texts.links),
        "link_features": (one.features for one in texts.links),
    }
    files |= {
        csv_path(table): link_csv(table, lines[table.name])
        if table.name in lines
        else to_csv(table, tables[table.name])
        for table in TABLES
    }
    files[DATAPACKAGE] = datapackage(plans, files).encode("utf-8")
    files[METADATA] = metadata(plans).encode("utf-8")
    return files
