"""Arrimage: action plans go in as files, rows that say where they were read come out.

The public API, one name a stage: `read_document` → `extract_plan` → `enrich_plan` → `check_plan`
→ `link_plans` → `publish_plans`, `run` for a whole workspace, and `load` for programs that use
what it published. Every name is imported on first use, so that importing the package costs
nothing. The verbs alone are the names of the stages' folders.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.check import check as check_plan
    from pipeline.data import load
    from pipeline.document import Document
    from pipeline.enrich import enrich as enrich_plan
    from pipeline.extract import Extraction, Identity
    from pipeline.extract import extract as extract_plan
    from pipeline.lexicon import load_lexicons
    from pipeline.link import link as link_plans
    from pipeline.model import Plan, Report
    from pipeline.publish import publish as publish_plans
    from pipeline.read import read as read_document
    from pipeline.workspace.run import run

_HOMES = {
    "Document": ("pipeline.document", "Document"),
    "Extraction": ("pipeline.extract", "Extraction"),
    "Identity": ("pipeline.extract", "Identity"),
    "Plan": ("pipeline.model", "Plan"),
    "Report": ("pipeline.model", "Report"),
    "check_plan": ("pipeline.check", "check"),
    "enrich_plan": ("pipeline.enrich", "enrich"),
    "extract_plan": ("pipeline.extract", "extract"),
    "link_plans": ("pipeline.link", "link"),
    "load": ("pipeline.data", "load"),
    "load_lexicons": ("pipeline.lexicon", "load_lexicons"),
    "publish_plans": ("pipeline.publish", "publish"),
    "read_document": ("pipeline.read", "read"),
    "run": ("pipeline.workspace.run", "run"),
}

__all__ = [
    "Document",
    "Extraction",
    "Identity",
    "Plan",
    "Report",
    "check_plan",
    "enrich_plan",
    "extract_plan",
    "link_plans",
    "load",
    "load_lexicons",
    "publish_plans",
    "read_document",
    "run",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'pipeline' has no attribute '{name}'")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
