"""The data files that stand beside the site, with what each holds."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pipeline.lexicon import data_file
from pipeline.paths import DATABASE, DATAPACKAGE, EDITIONS, LINK_REPORT, LINKS, METADATA
from pipeline.publish.site import paths, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.publish.site.catalogue import Catalogue
    from pipeline.publish.site.publication import DataFile
    from pipeline.publish.site.render import Renderer

GROUPS = ("package", "csv", "database", "json", "reports", "links")

_KNOWN = {
    DATAPACKAGE: "package_of",
    METADATA: "metadata_of",
    DATABASE: "database_of",
    LINKS: "links_of",
    LINK_REPORT: "reports_of",
    EDITIONS: "editions_of",
}
"""Files that are not of one plan or table, and what says what they hold."""


def pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield the page."""
    t = words.vocabulary()["data"]
    titles = {
        f"{name}.csv": texts[0] for name, texts in data_file("package.toml")["tables"].items()
    }
    groups: dict[str, list[tuple[str, str, str, str]]] = {name: [] for name in GROUPS}
    for file in catalogue.publication.files:
        name = PurePosixPath(file.path).name
        content = words.sentence(titles[name]) if name in titles else _content(catalogue, file, t)
        groups[_group(file)].append((file.path, name, content, words.size(file.size, t)))
    yield renderer.page(
        "data.html",
        paths.DATA,
        section="data",
        groups=[(name, files) for name, files in groups.items() if files],
        views=catalogue.views,
    )


def _group(file: DataFile) -> str:
    path = PurePosixPath(file.path)
    if path.suffix == ".sqlite":
        return "database"
    if path.suffix == ".csv":
        return "csv"
    if path.parent.name == "plans":
        return "json"
    if path.parent.name == "reports":
        return "reports"
    return "links" if path.stem == "links" else "package"


def _content(catalogue: Catalogue, file: DataFile, t: Mapping[str, str]) -> str:
    path = PurePosixPath(file.path)
    view = catalogue.plans.get(path.stem)
    if view and path.parent.name in ("plans", "reports"):
        return view.name
    return t.get(_KNOWN.get(f"{path.parent.name}/{path.name}".removeprefix("../"), ""), "")
