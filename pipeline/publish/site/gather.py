"""The files of a package → the publication that a site is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from pipeline.model import LinkReport, Links, Plan
from pipeline.paths import EDITIONS, LINK_REPORT, LINKS
from pipeline.publish.package import model_of, plans_of, report_of
from pipeline.publish.site.publication import Comparison, DataFile, PageImages, Publication

if TYPE_CHECKING:
    from collections.abc import Sequence

BESIDE = "../"
"""The data stands beside the folder of the site, in a workspace as in a release."""
_Model = TypeVar("_Model", bound=BaseModel)


def gather(
    files: Mapping[str, bytes],
    version: str,
    *,
    before: tuple[str, Mapping[str, Plan]] | None = None,
    images: PageImages | None = None,
    built: Mapping[str, int] | None = None,
) -> Publication:
    """Return what a site is made of.

    Args:
        files: The files of the package by path.
        version: Of this program.
        before: An earlier state to compare with: what it is called, and its plans by id.
        images: The page images at hand.
        built: The size of what was built beside the package, by path.

    Raises:
        PackageError: a file is missing or of another version.
    """
    from pipeline.diff.editions import Editions

    plans = plans_of(files)
    sizes = {path: len(content) for path, content in files.items()} | dict(built or {})
    return Publication(
        plans=plans,
        reports={plan.id: report_of(files, plan.id) for plan in plans},
        version=version,
        links=_model(Links, files, LINKS) or Links(),
        link_report=_model(LinkReport, files, LINK_REPORT) or LinkReport(),
        comparison=_compare(plans, before),
        editions=_model(Editions, files, EDITIONS),
        images=images or {},
        files=[DataFile(f"{BESIDE}{path}", size) for path, size in sorted(sizes.items())],
    )


def _compare(
    plans: Sequence[Plan], before: tuple[str, Mapping[str, Plan]] | None
) -> Comparison | None:
    if before is None:
        return None
    from pipeline.diff import diff_folders

    name, old = before
    return Comparison(name, diff_folders(old, {plan.id: plan for plan in plans}))


def _model(model: type[_Model], files: Mapping[str, bytes], path: str) -> _Model | None:
    return model_of(model, files, path) if path in files else None
