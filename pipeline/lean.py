"""Values of the contract, made by the thousand → the same in less memory.

Every value holds a set of the fields that it was given, which nobody changes and few read: those
that were given the same fields share one.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel

Value = TypeVar("Value", bound=BaseModel)
_GIVEN: dict[frozenset[str], set[str]] = {}
_values = object.__setattr__
_share, _extra, _private = (
    BaseModel.__dict__[name].__set__
    for name in ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


def lean(value: Value) -> Value:
    """Return a value that shares the set of its given fields with others of its kind."""
    given = value.model_fields_set
    _share(value, _GIVEN.setdefault(frozenset(given), given))
    return value


def built(kind: type[Value], values: dict[str, Any], given: set[str]) -> Value:
    """Return a value that needs no validation.

    Args:
        kind: What it is.
        values: All its fields, in their order.
        given: Those that count as given, a set that all values made so share.
    """
    made = kind.__new__(kind)
    _values(made, "__dict__", values)
    _share(made, given)
    _extra(made, None)
    _private(made, None)
    return made
