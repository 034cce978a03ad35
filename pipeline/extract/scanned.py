"""A plan read from scanned pages → the same plan, with each value that was recognised flagged.

The flag stands before the method of a value's provenance ("ocr/table"), and among the flags of
an action.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from pydantic import BaseModel

from pipeline.model import Action, Provenance

FLAG = "ocr"

Part = TypeVar("Part", bound=BaseModel)


def flag_scanned(part: Part, pages: Collection[int]) -> Part:
    """Flag what was read on some pages, in a plan or any part of one."""
    changes = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        flagged = _flagged(value, pages)
        if flagged is not value:
            changes[name] = flagged
    if isinstance(part, Provenance) and any(region.page in pages for region in part.regions):
        changes["method"] = f"{FLAG}/{part.method}"
    if isinstance(part, Action) and "provenance" in changes:
        changes["flags"] = (*part.flags, FLAG)
    return part.model_copy(update=changes) if changes else part


def _flagged(value: object, pages: Collection[int]) -> object:
    """Return a value of a field; itself where nothing in it was read on the pages."""
    if isinstance(value, BaseModel):
        return flag_scanned(value, pages)
    if isinstance(value, tuple):
        parts = tuple(_flagged(one, pages) for one in value)
        return parts if any(a is not b for a, b in zip(parts, value, strict=True)) else value
    if isinstance(value, dict):
        values = {key: _flagged(one, pages) for key, one in value.items()}
        return values if any(values[key] is not value[key] for key in value) else value
    return value
