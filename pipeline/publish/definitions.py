"""The published tables, in the order in which they are listed and made.

The CSV files are written from these definitions and the table schemas are generated from them,
so that the two cannot differ.
"""

from __future__ import annotations

from pipeline.publish.action_tables import ACTION_TABLES
from pipeline.publish.check_tables import CORRECTIONS, FINDINGS
from pipeline.publish.columns import PlanTable, TableDefinition
from pipeline.publish.link_tables import LINK_TABLES
from pipeline.publish.plan_tables import PLAN_TABLES
from pipeline.publish.section_tables import SECTION_TABLES
from pipeline.publish.text_tables import TEXT_TABLES

FROM_PLANS: tuple[PlanTable, ...] = (
    *PLAN_TABLES,
    *SECTION_TABLES,
    *ACTION_TABLES,
    *TEXT_TABLES,
    CORRECTIONS,
)
TABLES: tuple[TableDefinition, ...] = (*FROM_PLANS, FINDINGS, *LINK_TABLES)
