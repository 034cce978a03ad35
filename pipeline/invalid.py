"""What pydantic finds wrong with a file → the place and the reason, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterable

_IN_A_KEY = "[key]"
"""How pydantic says that a key is wrong and not what it holds."""


def placed_fault(error: ValidationError) -> tuple[str, str]:
    """Return where the first fault of a file is ("" where it is all of it), and what is wrong."""
    fault = error.errors()[0]
    return ".".join(map(str, fault["loc"])), fault["msg"]


def first_fault(error: ValidationError, model: type[BaseModel]) -> tuple[str, str]:
    """Return the key of the first fault of a file of words, and what is wrong, as people say it.

    Args:
        error: what validating the file found.
        model: what the file was held against.
    """
    fault = error.errors()[0]
    parts = [str(part) for part in fault["loc"] if part != _IN_A_KEY]
    return ".".join(parts), _reason(fault, parts, model)


def _reason(fault: Any, parts: list[str], model: type[BaseModel]) -> str:
    match fault["type"]:
        case "extra_forbidden":
            return f"nobody knows this key; the keys are {', '.join(_beside(parts, model))}"
        case "literal_error" if fault["loc"][-1] == _IN_A_KEY:
            known = fault["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
            return f"nobody knows this key; the keys are {known}"
        case "tuple_type":
            return f'should be a list, like ["{fault["input"]}"]'
        case _:
            message = str(fault["msg"])
            return message[:1].lower() + message[1:]


def _beside(parts: list[str], model: type[BaseModel]) -> Iterable[str]:
    """Return the keys that may stand where an unknown one does."""
    for part in parts[:-1]:
        inner = model.model_fields[part].annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            model = inner
    return model.model_fields
