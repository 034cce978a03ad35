"""`arrimage extract`: plans from any files, without a workspace."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.common import data, fail, failures, message, model_option, put, show_findings
from pipeline.cli.paged import paged, read_options

if TYPE_CHECKING:
    from pipeline.workspace.cache import Product
    from pipeline.workspace.workers import FileTask


@click.command("extract")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--id", "plan_id", help="The plan's id (default: from the file's name).")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write <id>.json in this folder instead."
)
@click.option("--enrich", is_flag=True, help="Look for mentions too (slower).")
@model_option
@click.option(
    "--lexicon", type=click.Path(path_type=Path), help="A lexicon.toml with words to add."
)
@click.option("--report", is_flag=True, help="Put out {plan, report} in the place of the plan.")
@click.option(
    "--crops",
    type=click.Path(path_type=Path),
    help="Write a picture of the cell of every unclear mark of a PDF into this folder.",
)
@paged
def command(
    files: tuple[Path, ...],
    plan_id: str | None,
    out: Path | None,
    enrich: bool,
    model: str | None,
    lexicon: Path | None,
    report: bool,
    crops: Path | None,
    **given: Any,
) -> None:
    """Read a plan from each FILE; a file that fails does not keep the others back.

    One file gives its plan as JSON on stdout, several give a list of plans. Errors and warnings
    go to stderr; the exit code is 1 if a file failed or has an error finding.

    \b
    Examples:
      arrimage extract plan.md
      arrimage extract --report plan.md | jq .report.words
      arrimage extract *.md --out plans/ --enrich
      arrimage extract --pages 19-20 --verify plan.pdf
      arrimage extract --report --crops unclear/ plan.pdf | jq .crops
    """
    from pipeline.workspace.errors import WorkspaceError
    from pipeline.workspace.single import id_for
    from pipeline.workspace.workers import FileTask, extract_all

    if plan_id is not None and len(files) > 1:
        raise click.UsageError("--id names one plan; give one file")
    with failures():
        ids = [id_for(file, plan_id) for file in files]
    if len(set(ids)) < len(ids):
        raise click.UsageError("two files give the same id; extract them one by one with --id")
    options = read_options(given)
    made: dict[str, Product] = {}
    pictures: dict[str, Mapping[str, str]] = {}
    enriched = enrich or model is not None
    tasks = [
        FileTask(file, name, lexicon, enriched, model, options)
        for file, name in zip(files, ids, strict=True)
    ]
    for task, product in extract_all(tasks):
        if isinstance(product, WorkspaceError):
            message(f"error: {product}")
            continue
        show_findings(product.counts.problems, task.plan_id, task.file.name)
        made[task.plan_id] = product
        if crops is not None:
            pictures[task.plan_id] = _crops(task, product, crops)
    texts = {name: _text(one, report, pictures.get(name)) for name, one in made.items()}
    if out is not None:
        _write(out, texts)
    elif len(files) == 1:
        data(b"".join(texts.values()))
    else:
        data(_listed(texts))
    broken = any(product.counts.findings["error"] for product in made.values())
    sys.exit(1 if broken or len(made) < len(files) else 0)


def _crops(task: FileTask, product: Product, folder: Path) -> Mapping[str, str]:
    """Write the pictures of a plan's unclear marks, and return place → file."""
    from pipeline.model import Plan
    from pipeline.overlay import DrawingError
    from pipeline.workspace.crops import write_crops

    try:
        found = write_crops(
            task.file, Plan.model_validate_json(product.plan), folder / task.plan_id
        )
    except (DrawingError, OSError) as error:
        message(f"warning: {task.file.name}: unclear marks cannot be shown: {error}")
        return {}
    if found:
        message(
            f"{task.file.name}: {len(found)} unclear marks are shown in {folder / task.plan_id}"
        )
    return found


def _text(product: Product, report: bool, crops: Mapping[str, str] | None) -> bytes:
    """Return what is put out of a plan; `crops` are the pictures of its unclear marks."""
    if not report:
        return product.plan
    both = {"plan": json.loads(product.plan), "report": json.loads(product.report)}
    if crops is not None:
        both["crops"] = dict(crops)
    return json.dumps(both, ensure_ascii=False, indent=2).encode() + b"\n"


def _listed(texts: dict[str, bytes]) -> str:
    plans = [json.loads(text) for text in texts.values()]
    return json.dumps(plans, ensure_ascii=False, indent=2) + "\n"


def _write(out: Path, texts: dict[str, bytes]) -> None:
    with failures():
        if out.exists() and not out.is_dir():
            fail(f"{out}: is not a folder; give another --out")
        if texts:
            out.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            put(out / f"{name}.json", text)
