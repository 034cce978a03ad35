"""Plans and reports → the files of `extracted/`, as bytes by relative path. Nothing is written."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import LinkReport, Links, Plan, Report
from pipeline.publish.datapackage import DATAPACKAGE, datapackage
from pipeline.publish.datasette import METADATA, metadata
from pipeline.publish.to_csv import frames, to_csv
from pipeline.publish.to_json import dump

__all__ = ["publish"]


def publish(
    plans: Sequence[Plan],
    reports: Sequence[Report],
    links: Links | None = None,
    link_report: LinkReport | None = None,
) -> dict[str, bytes]:
    """Return every published file, by its path under `extracted/`."""
    links, link_report = links or Links(), link_report or LinkReport()
    files = {f"plans/{plan.id}.json": dump(plan).encode("utf-8") for plan in plans}
    files |= {f"reports/{report.plan_id}.json": dump(report).encode("utf-8") for report in reports}
    files |= {"links.json": dump(links).encode("utf-8")}
    files |= {"reports/links.json": dump(link_report).encode("utf-8")}
    tables = frames(plans, reports, links)
    files |= {f"csv/{name}.csv": to_csv(frame) for name, frame in tables.items()}

    files[DATAPACKAGE] = datapackage(plans, files).encode("utf-8")
    files[METADATA] = metadata(plans).encode("utf-8")
    return files
