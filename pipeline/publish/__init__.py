"""Plans and reports → the files of `extracted/`, as bytes by relative path. Nothing is written."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Plan, Report
from pipeline.publish.datapackage import DATAPACKAGE, datapackage
from pipeline.publish.datasette import METADATA, metadata
from pipeline.publish.to_csv import frames, to_csv
from pipeline.publish.to_json import dump

__all__ = ["publish"]


def publish(plans: Sequence[Plan], reports: Sequence[Report]) -> dict[str, bytes]:
    """Return every published file, by its path under `extracted/`."""
    files = {f"plans/{plan.id}.json": dump(plan).encode("utf-8") for plan in plans}
    files |= {f"reports/{report.plan_id}.json": dump(report).encode("utf-8") for report in reports}
    files |= {f"csv/{name}.csv": to_csv(frame) for name, frame in frames(plans, reports).items()}
    files[DATAPACKAGE] = datapackage(plans, files).encode("utf-8")
    files[METADATA] = metadata(plans).encode("utf-8")
    return files
