"""Plans for tests, from the lines of their actions."""

from __future__ import annotations

from pipeline.model import Action, Plan, Provenance, Schedule, Section, Source

HERE = Provenance(lines=(1, 1), method="test")


def make_plan(plan_id: str, *actions: str, section: str = "Loger") -> Plan:
    """Make a plan with one section, whose actions are numbered in the order given."""
    source = Source(path="raw/x/source.md", sha256="0" * 64, media_type="text/plain", reader="test")
    return Plan(
        id=plan_id,
        language="fr",
        source=source,
        schedule=Schedule(kind="none"),
        sections=(
            Section(id=f"{plan_id}/axe-1", kind="axe", title=section, position=1, provenance=HERE),
        ),
        actions=tuple(
            Action(
                id=f"{plan_id}/action-{number}",
                number=str(number),
                text=text,
                section_id=f"{plan_id}/axe-1",
                provenance=HERE,
            )
            for number, text in enumerate(actions, 1)
        ),
    )
