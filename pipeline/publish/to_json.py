"""A value of the contract as JSON: the model's own order, two spaces, the same bytes always."""

from __future__ import annotations

import json

from pydantic import BaseModel
from pydantic_core import to_json


def dump(value: BaseModel) -> bytes:
    """Return a value of the contract as JSON that ends with a newline."""
    return to_json(value, indent=2) + b"\n"


def dump_any(value: object) -> str:
    """Return plain data as JSON text in the same form."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
