"""The pages of PDF sources → images for the site, drawn once and kept in .cache/.

A plan's images are drawn again when its source, the pages that its actions stand on, or the
program that draws has changed. A plan whose pages cannot be drawn has none, and that is said.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.hashes import sha256
from pipeline.paths import CACHE
from pipeline.workspace.durable import drop
from pipeline.workspace.page_images import PAGE_DPI, PDF, cited_pages

if TYPE_CHECKING:
    from pipeline.model import Plan
    from pipeline.publish.site import PageImage

PAGES = f"{CACHE}/pages"
INDEX = "index.json"
Sizes = dict[int, tuple[float, float]]


@dataclass
class SiteImages:
    """The images at hand: where each stands in the site, the files, and what went wrong."""

    shown: dict[tuple[str, int], PageImage] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def site_images(root: Path, plans: Iterable[Plan]) -> SiteImages:
    """Return the images of the pages that the actions of these plans stand on."""
    from pipeline.publish.site import PageImage
    from pipeline.publish.site.paths import page_image

    found = SiteImages()
    for plan in plans:
        needed = {region.page for one in plan.actions for region in one.provenance.regions}
        if plan.source.media_type != PDF or not needed:
            continue
        folder = root / PAGES / plan.id
        try:
            sizes = _kept(folder, _key(plan, needed)) or _drawn(root, plan, needed, folder)
        except (ValueError, RuntimeError, OSError) as error:
            found.problems.append(f"{plan.source.path}: pages cannot be shown: {error}")
            continue
        for page, (width, height) in sorted(sizes.items()):
            path = page_image(plan.id, page)
            found.shown[plan.id, page] = PageImage(path, width, height)
            found.files[path] = folder / f"{page}.png"
    return found


def _key(plan: Plan, needed: set[int]) -> str:
    ground = [plan.source.sha256, PAGE_DPI, version("pypdfium2"), sorted(needed)]
    return sha256(json.dumps(ground).encode())


def _kept(folder: Path, key: str) -> Sizes:
    """Return the pages that were drawn before, where nothing they depend on has changed."""
    try:
        index = json.loads((folder / INDEX).read_bytes())
        if index["key"] != key:
            return {}
        sizes = {int(page): (float(w), float(h)) for page, (w, h) in index["pages"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return sizes if all((folder / f"{page}.png").is_file() for page in sizes) else {}


def _drawn(root: Path, plan: Plan, needed: set[int], folder: Path) -> Sizes:
    """Draw the pages beside and put them in place together; none where there is no source."""
    (root / PAGES).mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=root / PAGES, prefix=".new-"))
    try:
        sizes: Sizes = {}
        for picture in cited_pages(root, plan):
            if picture.page in needed:
                (beside / f"{picture.page}.png").write_bytes(picture.png)
                sizes[picture.page] = round(picture.width, 2), round(picture.height, 2)
        if sizes:
            index = {"key": _key(plan, needed), "pages": sizes}
            (beside / INDEX).write_text(json.dumps(index), encoding="utf-8")
            drop(folder)
            beside.rename(folder)
        return sizes
    finally:
        with suppress(OSError):
            drop(beside)
