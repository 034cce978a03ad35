"""The tables of a lexicon with closed keys: a word under any other key would do nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Phrases = tuple[str, ...]
ListName = Literal[
    "targets",
    "units",
    "documents",
    "partners",
    "commitments",
    "roles",
    "principles",
    "schedule",
    "structure",
    "toc",
    "notes",
    "actions",
]
ColumnField = Literal[
    "action",
    "item",
    "number",
    "role",
    "lead",
    "partner",
    "indicator",
    "budget",
    "deadline",
    "status",
    "note",
]


ColourName = Literal[
    "red",
    "orange",
    "yellow",
    "green",
    "turquoise",
    "blue",
    "violet",
    "pink",
    "brown",
    "grey",
    "black",
]


class MarkWords(BaseModel):
    """What a mark says, by its character or its word.

    `ticks` and `crosses` say yes and no where a table holds both; what is `hollow` says no
    where others are full. A `legend` of marks stands under these words; the words in it that say
    no are `denied`, those that settle nothing `open`; `meanings` is the legend that a plan prints.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    planned: Phrases = ()
    not_planned: Phrases = ()
    unclear: Phrases = ()
    ticks: Phrases = ()
    crosses: Phrases = ()
    hollow: Phrases = ()
    legend: Phrases = ()
    denied: Phrases = ()
    open: Phrases = ()
    meanings: Mapping[str, str] = Field(default_factory=dict)
    lone: str | None = None


class Cues(BaseModel):
    """Words that introduce a fact in running text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    plan: Phrases = ()
    parent: Phrases = ()
    issued: Phrases = ()
    funding: Phrases = ()
    until: Phrases = ()
    announced: Phrases = ()
    status: Phrases = ()
    conjunction: Phrases = ()
    under: Phrases = ()
    between: Phrases = ()
    over: Phrases = ()
    onward: Phrases = ()
    past: Phrases = ()


def merged(base: Mapping[str, Any], added: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table with another added: lists grow, tables merge, single values are replaced."""
    result = dict(base)
    for key, value in added.items():
        old = result.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            result[key] = merged(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            result[key] = [*old, *(item for item in value if item not in old)]
        else:
            result[key] = value
    return result
