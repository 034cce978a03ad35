"""A value of the contract as JSON: the model's own order, two spaces, the same bytes always."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_json

_INDENT = 2


def dump(value: BaseModel) -> bytes:
    """Return a value of the contract as JSON that ends with a newline."""
    made = BytesIO()  # piece by piece, and grown in place: a long plan is not held twice
    made.writelines(_pieces(value))
    return made.getvalue()


def _pieces(value: BaseModel) -> Iterator[bytes]:
    before = b"{"
    for name in type(value).model_fields:
        yield b'%s\n  "%s": ' % (before, name.encode())
        before = b","
        part = getattr(value, name)
        if isinstance(part, tuple) and part:
            yield from _listed(part)
        else:
            yield _text(part, 1)
    yield b"{}\n" if before == b"{" else b"\n}\n"


def _listed(parts: tuple[Any, ...]) -> Iterator[bytes]:
    before = b"["
    for part in parts:
        yield before + b"\n    " + _text(part, 2)
        before = b","
    yield b"\n  ]"


def _text(value: object, depth: int) -> bytes:
    """Return the JSON of a value that stands so many levels deep; texts have no line ends in it."""
    return to_json(value, indent=_INDENT).replace(b"\n", b"\n" + b" " * _INDENT * depth)


def dump_any(value: object) -> str:
    """Return plain data as JSON text in the same form."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
