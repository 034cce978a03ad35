"""Two states of plans → what was added, removed, moved, reworded, redated, reassigned, renumbered.

`diff_plans` compares two states of one plan, `diff_folders` two sets of plans by their ids, and
`editions.follow` a plan with the published one that it takes the place of. What is compared is
what a plan prints; where it stands in the file, and what was inferred, is no difference.
"""

from __future__ import annotations

from pipeline.diff.compare import Change, GroupDiff, diff_plans
from pipeline.diff.folders import FolderDiff, diff_folders
from pipeline.diff.parts import SCOPES, Part

__all__ = [
    "SCOPES",
    "Change",
    "FolderDiff",
    "GroupDiff",
    "Part",
    "diff_folders",
    "diff_plans",
]
