"""A value of the contract as JSON: the model's own order, two spaces, the same bytes always."""

from __future__ import annotations

import json
import re

from pydantic import BaseModel

_EXPONENT = re.compile(r"e[-+\d]\d*,?\n")
"""What ends a line with a number that has an exponent: the two writers put it differently."""


def dump(value: BaseModel) -> str:
    """Return a value of the contract as JSON text that ends with a newline."""
    text = value.model_dump_json(indent=2)
    text += "\n"  # in place: the text of a long plan is not held twice
    if _EXPONENT.search(text):
        return dump_any(value.model_dump(mode="json"))
    return text


def dump_any(value: object) -> str:
    """Return plain data as JSON text in the same form."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
