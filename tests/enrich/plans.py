"""A small plan made by hand."""

from __future__ import annotations

from pipeline.model import (
    Action,
    CitedDocument,
    Plan,
    Provenance,
    Schedule,
    Section,
    Source,
    Target,
)

HERE = Provenance(lines=(1, 1), method="hand")


def make_plan(language: str = "fr") -> Plan:
    return Plan(
        id="plan",
        title="Plan de verdissement 2025-2030",
        language=language,
        parent_title="Vision du verdissement 2025-2040",
        source=Source(path="source.md", sha256="0" * 64, media_type="text/markdown", reader="hand"),
        schedule=Schedule(kind="none"),
        sections=(
            Section(
                id="plan/axe-1",
                kind="axe",
                number="1",
                title="Verdir les quartiers",
                position=1,
                targets=(
                    Target(id="plan/axe-1/cible-1", text="500 arbres de plus", provenance=HERE),
                ),
                provenance=HERE,
            ),
        ),
        actions=(
            Action(
                id="plan/action-1",
                number="1",
                text="Suivre la vision du verdissement 2025-2040 et le plan des Ormes",
                section_id="plan/axe-1",
                provenance=HERE,
            ),
        ),
        documents=(
            CitedDocument(id="plan/document-1", title="Plan des ormes", provenance=HERE),
            CitedDocument(id="plan/document-2", title="Plan d'action", provenance=HERE),
        ),
    )
