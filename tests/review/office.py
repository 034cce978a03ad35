"""A workspace with two plans and the links between them, for reviews."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from pipeline.cli import main
from pipeline.link.judgements import JudgementRow
from pipeline.model import Link, LinkFeature, Links
from pipeline.workspace.judgement_file import load_judgements
from pipeline.workspace.run import run
from tests.folders import ROOT
from tests.workspace.workbench import Workspace

if TYPE_CHECKING:
    from click.testing import Result

LEFT = """# Plan d'action 2024-2026

## Axe 1 : Logement

### Objectif 1 : Loger toutes les personnes

| Actions | Rôle | 2024 | 2025 | 2026 |
|---|---|---|---|---|
| 1. Ouvrir un refuge | Responsable | ✓ | ? | — |
| 2. Former les équipes | Collaborateur | — | ✓ | ✓ |
"""
RIGHT = LEFT.replace("Ouvrir un refuge", "Offrir un abri").replace("| ✓ | ? |", "| ✓ | ✓ |")
SCORES = {(1, 1): 0.97, (1, 2): 0.12, (2, 1): 0.55, (2, 2): 0.3}


class Office(Workspace):
    """The workspace, and a person at the command line."""

    def open(self) -> Office:
        """Write the plans, publish them, and put their links beside them."""
        self.plan("gauche", LEFT)
        self.plan("voisine", RIGHT)
        self.publish()
        return self

    def publish(self) -> None:
        """Run the pipeline, and write the links that the scores say."""
        run(self.root, enrich=False)
        links = tuple(self.link(*pair, score) for pair, score in SCORES.items())
        (self.root / "extracted/links.json").write_text(Links(links=links).model_dump_json())

    def link(self, left: int, right: int, score: float) -> Link:
        """Return the link of two actions by their numbers."""
        return Link(
            id=f"{left}-{right}",
            left=f"gauche/action-{left}",
            right=f"voisine/action-{right}",
            kind="action",
            grade="overlap" if score > 0.5 else None,
            score=score,
            features=(
                LinkFeature(name="a", value=1, contribution=0.2, detail="peu de chose"),
                LinkFeature(name="b", value=1, contribution=-1.5, detail="verbes différents"),
            ),
            shared_terms=("refuge",),
        )

    def __call__(self, *arguments: str, typed: str = "", by: str | None = "Anne") -> Result:
        """Run `arrimage review` with what is typed."""
        name = [] if by is None else ["--by", by]
        name = [] if arguments[:1] == ("values",) else [*name, "--on", "2026-01-02"]
        words = ["review", *arguments[:1], "--root", str(self.root), *name, *arguments[1:]]
        return CliRunner().invoke(main, words, input=typed, env={"COLUMNS": "100"})

    def links(self, *arguments: str, typed: str = "", by: str | None = "Anne") -> Result:
        """Run `arrimage review links` with what is typed."""
        return self("links", *arguments, typed=typed, by=by)

    def rows(self) -> list[tuple[str, str, str]]:
        """Return the judgements of the workspace: pair by numbers, value, reader."""
        return [
            (f"{row.left[-1]}-{row.right[-1]}", row.value, row.by)
            for row in load_judgements(self.root)
        ]

    def last(self) -> JudgementRow:
        """Return the last judgement of the workspace."""
        return load_judgements(self.root)[-1]

    def start(self, *arguments: str, **streams: Any) -> subprocess.Popen[str]:
        """Start `arrimage review links` as a process of its own."""
        words = ["review", "links", "--root", str(self.root), "--by", "Anne", "--on", "2026-01-02"]
        return subprocess.Popen(
            [sys.executable, "-m", "pipeline", *words, *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"},
            text=True,
            # Whoever runs the tests in the background may have it ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            **streams,
        )
