"""A value of the contract as JSON: the model's own order, two spaces, the same bytes always."""

from __future__ import annotations

import json

from pydantic import BaseModel


def dump(value: BaseModel) -> str:
    """Return a value of the contract as JSON text that ends with a newline."""
    text = value.model_dump_json(indent=2)
    text += "\n"  # in place: the text of a long plan is not held twice
    return text


def dump_any(value: object) -> str:
    """Return plain data as JSON text in the same form."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
