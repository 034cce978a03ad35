"""Workspaces for tests: small plans, written by the test that runs them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.folders import files_in

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """# Plan d'action 2024-2026

## Axe 1 : Logement

### Objectif 1 : Loger toutes les personnes

La Ville vise :

- Une hausse du nombre de logements.

| Actions | Rôle | 2024 | 2025 | 2026 |
|---|---|---|---|---|
| 1. Ouvrir un refuge | Responsable | ✓ | ✓ | — |
| 2. Former les équipes | Collaborateur | — | ✓ | ✓ |
"""


@dataclass(frozen=True)
class Workspace:
    """A workspace in a folder of the test's own."""

    root: Path

    def plan(self, plan_id: str, text: str | bytes = PLAN, name: str = "source.md") -> Path:
        """Write a plan folder with one document and the plan.yaml that fits it."""
        folder = self.root / "raw" / plan_id
        folder.mkdir(parents=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        self.seal(plan_id)
        return folder

    def seal(self, plan_id: str, more: str = "") -> None:
        """Write the plan.yaml that fits the documents of a folder, with more lines after it."""
        folder = self.root / "raw" / plan_id
        hashes = "".join(
            f"  {path.name}: {hashlib.sha256(path.read_bytes()).hexdigest()}\n"
            for path in sorted(folder.glob("source.*"))
        )
        (folder / "plan.yaml").write_text(f"publisher: Ville d'Essai\nsha256:\n{hashes}{more}")

    def published(self) -> dict[str, bytes]:
        """Return every file of extracted/ by its relative path."""
        return files_in(self.root / "extracted")
