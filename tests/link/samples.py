"""Plans to link: the published ones, and small ones made for a purpose."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Action, Plan, Provenance, Schedule, Section, Source, Target
from tests.folders import ROOT

GOLD = ROOT.parent / "shared" / "corpus" / "links" / "itinerance-x-developpement-social.csv"
WRITTEN = ROOT / "tests" / "link" / "field_pairs.csv"
HERE = Provenance(lines=(1, 1), method="test")


def published() -> list[Plan]:
    """Return the plans of the repository."""
    paths = sorted((ROOT / "extracted" / "plans").glob("*.json"))
    return [Plan.model_validate_json(path.read_bytes()) for path in paths]


def plan_of(
    plan_id: str,
    texts: Sequence[str],
    *,
    title: str = "Actions",
    targets: Sequence[str] = (),
    language: str = "fr",
) -> Plan:
    """Return a plan of one section that holds these actions."""
    section = f"{plan_id}/axe-1"
    return Plan(
        id=plan_id,
        title=f"Plan {plan_id}",
        language=language,
        source=Source(path="plan.md", sha256="0" * 64, media_type="text/markdown", reader="test"),
        schedule=Schedule(kind="none"),
        sections=(
            Section(
                id=section,
                kind="axe",
                number="1",
                title=title,
                position=1,
                targets=tuple(
                    Target(id=f"{section}/cible-{n}", text=text, provenance=HERE)
                    for n, text in enumerate(targets, 1)
                ),
                provenance=HERE,
            ),
        ),
        actions=tuple(
            Action(id=f"{plan_id}/action-{n}", text=text, section_id=section, provenance=HERE)
            for n, text in enumerate(texts, 1)
        ),
    )
