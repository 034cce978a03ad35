"""The published plans of this repository, for the tests of what is made from them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.model import Links, Plan, Report
from pipeline.publish.check_tables import finding_rows
from pipeline.publish.columns import RowValues
from pipeline.publish.definitions import FROM_PLANS
from pipeline.publish.link_tables import coverage_rows, link_feature_rows, link_rows
from pipeline.publish.package import read_package
from tests.folders import ROOT

EXTRACTED = ROOT / "extracted"


@cache
def files() -> dict[str, bytes]:
    """Return the committed files of the package."""
    return read_package(EXTRACTED)


def rows(
    plans: Sequence[Plan], reports: Sequence[Report], links: Links
) -> dict[str, list[RowValues]]:
    """Return the rows of every table by its name."""
    made = {table.name: [row for plan in plans for row in table.rows(plan)] for table in FROM_PLANS}
    made["findings"] = [row for report in reports for row in finding_rows(report)]
    made["links"] = [row for link in links.links for row in link_rows(link)]
    made["link_features"] = [row for link in links.links for row in link_feature_rows(link)]
    made["coverage"] = list(coverage_rows(links))
    return made
