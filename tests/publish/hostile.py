"""Plans and reports in which every text that a document could give is the same hostile one."""

from __future__ import annotations

import types
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from pipeline.model import Links, Plan, Report

TEXTS = {
    "script": "<script>alert(1)</script>",
    "scheme": "javascript:alert(1)",
    "attribute": '"><img src=x onerror=alert(1)>',
    "formula": '=HYPERLINK("http://exemple.example";"ici")',
    "command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "path": "../../x",
    "absolute": "/etc/passwd",
    "nul": "avant\x00après",
    "override": "\u202egpj.exe\u202c\u2066",
    "lines": "un\r\ndeux\rtrois\u2028quatre\x85cinq",
    "sql": "x'); DROP TABLE actions; --",
    "markdown": "[ici](javascript:alert(1)) | `a` | ![](http://exemple.example/x.png)",
    "template": "{{ 7 * 7 }} ${jndi:ldap://x} %s %(x)s {0}",
    "megabyte": "é" * 500_000,
}
PLAN_ID = "plan"
_OWNERS = {
    "section_id": "Section",
    "parent_id": "Section",
    "by": "Section",
    "role_ids": "Role",
    "unit_id": "Unit",
    "principle_id": "Principle",
    "period_id": "Period",
    "document_id": "CitedDocument",
}
"""What the fields that name something else name: an id is the hostile text and its type."""
_Model = TypeVar("_Model", bound=BaseModel)


def hostile_plan(text: str) -> Plan:
    """Return a plan with one of everything, and this text in every field that is a text."""
    return _filled(Plan, text).model_copy(update={"id": PLAN_ID})


def hostile_report(text: str) -> Report:
    """Return a report with one of everything, for that plan."""
    return _filled(Report, text).model_copy(update={"plan_id": PLAN_ID})


def hostile_links(text: str) -> Links:
    """Return links with one of everything, of that plan."""
    links = _filled(Links, text)
    coverage = [one.model_copy(update={"other_plan_id": PLAN_ID}) for one in links.coverage]
    return links.model_copy(update={"coverage": tuple(coverage)})


def _filled(model: type[_Model], text: str) -> _Model:
    values: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        owner = model.__name__ if name == "id" else _OWNERS.get(name)
        values[name] = _value(field.annotation, text + owner if owner else text, text)
    return model.model_validate(values)


def _value(kind: Any, text: str, inner: str) -> Any:
    """Return a value of a type: the text for a text, one of everything else."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return parts[0]
    if origin in (Union, types.UnionType):
        return _value(parts[0], text, inner)
    if origin is tuple:
        once = parts[:1] if parts[-1] is ... else parts
        return tuple(_value(part, text, inner) for part in once)
    if origin is dict:
        return {_value(parts[0], text, inner): _value(parts[1], text, inner)}
    if hasattr(kind, "__metadata__"):
        return _value(parts[0], text, inner)
    if issubclass(kind, BaseModel):
        return _filled(kind, inner)
    return text if kind is str else kind(1)
