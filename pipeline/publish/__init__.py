"""Plans and reports → the files of `extracted/`, as bytes by relative path. Nothing is written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Plan, Report
from pipeline.publish.datapackage import DATAPACKAGE, datapackage
from pipeline.publish.datasette import METADATA, metadata
from pipeline.publish.definitions import TABLES
from pipeline.publish.rows import rows
from pipeline.publish.tables import csv_path
from pipeline.publish.to_csv import to_csv
from pipeline.publish.to_json import dump

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

__all__ = ["publish"]


def publish(plans: Sequence[Plan], reports: Sequence[Report]) -> dict[str, bytes]:
    """Return every published file, by its path under `extracted/`.

    Raises:
        ValueError: a plan's id cannot be the name of a file.
    """
    for plan in plans:
        # The readers make such ids only; a path is too dangerous a place to count on it.
        if not _ID.fullmatch(plan.id):
            raise ValueError(f"plan {plan.id!r}: the id is not of a-z, 0-9 and single hyphens")
    files = {f"plans/{plan.id}.json": dump(plan).encode("utf-8") for plan in plans}
    files |= {f"reports/{report.plan_id}.json": dump(report).encode("utf-8") for report in reports}
    tables = rows(plans, reports)
    files |= {csv_path(table): to_csv(table, tables[table.name]) for table in TABLES}
    files[DATAPACKAGE] = datapackage(plans, files).encode("utf-8")
    files[METADATA] = metadata(plans).encode("utf-8")
    return files
