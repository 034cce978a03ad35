"""What a site is made of: the published data, and what stands beside it.

Page images are made by others and only shown here: a mapping says which there are. A site without
any says the page and nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.model import LinkReport, Links, Plan, Report

if TYPE_CHECKING:
    from pipeline.diff import FolderDiff
    from pipeline.diff.editions import Editions


@dataclass(frozen=True, slots=True)
class PageImage:
    """The image of a page: its path inside the site, and the size of the page in points."""

    path: str
    width: float
    height: float


PageImages = Mapping[tuple[str, int], PageImage]
"""The images at hand, by plan id and page number from 1."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A data file beside the site: its path from the folder of the site, and its size."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed since an earlier state, and what people call that state."""

    since: str
    diff: FolderDiff


@dataclass(frozen=True, slots=True)
class Publication:
    """The published data of a workspace."""

    plans: Sequence[Plan]
    reports: Mapping[str, Report]
    version: str
    links: Links = field(default_factory=Links)
    link_report: LinkReport = field(default_factory=LinkReport)
    comparison: Comparison | None = None
    editions: Editions | None = None
    images: PageImages = field(default_factory=dict)
    files: Sequence[DataFile] = ()
