"""One file, without a workspace → its plan and report.

What plan.yaml would say is null, and the id is the slug of the file's name where nobody gives one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.paths import PLAN_ID
from pipeline.text import slug
from pipeline.workspace.errors import WorkspaceError

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.read import ReadOptions
    from pipeline.workspace.cache import Product


def id_for(file: Path, wished: str | None = None) -> str:
    """Return the id of the plan of a file that stands in no plan folder, or the one wished for.

    Raises:
        WorkspaceError: the wished id is not one, or the file's name gives none.
    """
    plan_id = wished if wished is not None else slug(file.stem.replace("-", " ").replace(".", " "))
    if not PLAN_ID.fullmatch(plan_id):
        reason = f"'{plan_id}' cannot be the id of a plan" if plan_id else "its name gives no id"
        raise WorkspaceError(
            file.name, "", reason, "give one with --id: a-z, 0-9 and single hyphens"
        )
    return plan_id


def extract_file(
    file: Path,
    plan_id: str,
    *,
    lexicon: Path | None = None,
    enriched: bool = False,
    model: str | None = None,
    options: ReadOptions | None = None,
) -> Product:
    """Return the plan and report of a file.

    Raises:
        WorkspaceError: the file cannot be read, or a stage failed on it.
    """
    from pipeline.extract import Identity
    from pipeline.workspace.produce import lexicons_with, make, product, read_source

    identity = Identity(plan_id=plan_id, path=file.name)
    words = lexicons_with(lexicon)
    # The document is nobody's after the stages: a long one is let go of before the JSON is made.
    plan, report = make(
        read_source(file, file.name, options), words, identity, enriched=enriched, model=model
    )
    return product(plan, report)
